#include "engine/net/curl_driver.h"

#include "engine/net/curl_options.h"

#include <new>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace simul {

CurlDriver::CurlDriver(EventLoop& loop, std::size_t connections, Ended ended)
    : m_loop(loop.weak()), m_ended(std::move(ended)) {
    initializeCurl();
    m_multi.reset(curl_multi_init());
    if (!m_multi)
        throw std::bad_alloc();
    CURLM* multi = m_multi.get();
    curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, &CurlDriver::onSocket);
    curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, &CurlDriver::onTimer);
    curl_multi_setopt(multi, CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, static_cast<long>(connections));
}

CurlDriver::~CurlDriver() {
    m_multi.reset();
    stopTimer();
}

void CurlDriver::add(CURL* handle) {
    curl_easy_setopt(handle, CURLOPT_SOCKOPTFUNCTION, &CurlDriver::onOpen);
    curl_easy_setopt(handle, CURLOPT_SOCKOPTDATA, this);
    curl_easy_setopt(handle, CURLOPT_CLOSESOCKETFUNCTION, &CurlDriver::onClose);
    curl_easy_setopt(handle, CURLOPT_CLOSESOCKETDATA, this);
    // Sets the timer to "now".
    if (curl_multi_add_handle(m_multi.get(), handle) != CURLM_OK)
        throw std::bad_alloc();
    ++m_underWay;
}

void CurlDriver::remove(CURL* handle) {
    curl_multi_remove_handle(m_multi.get(), handle);
    if (--m_underWay == 0)
        rest();
}

void CurlDriver::abort(CURL* handle) {
    m_tearsOff = true;
    remove(handle);
    m_tearsOff = false;
}

/// A loop that watches anything or has timers looks busy, and libcurl may leave one for nothing. A connection that it has
/// closed without a word may have left its number to somebody else.
void CurlDriver::rest() {
    stopTimer();
    const std::shared_ptr<EventLoop> loop = m_loop.lock();
    for (auto& [socket, connection] : m_connections) {
        if (connection.rests && std::exchange(connection.watchedFor, 0) != 0 && loop)
            loop->unwatch(socket, connection.watch);
    }
}

// ---- descriptors

/// What was known of that number is of another connection: libcurl 7.88 closes those that are not made yet without a word.
int CurlDriver::onOpen(void* self, curl_socket_t socket, curlsocktype) noexcept {
    auto* driver = static_cast<CurlDriver*>(self);
    driver->m_connections.insert_or_assign(socket, Connection());
    if (const std::shared_ptr<EventLoop> loop = driver->m_loop.lock())
        loop->forget(socket);
    return CURL_SOCKOPT_OK;
}

int CurlDriver::onClose(void* self, curl_socket_t socket) noexcept {
    auto* driver = static_cast<CurlDriver*>(self);
    driver->m_connections.erase(socket);
    ++driver->m_closed;
    if (driver->m_tearsOff) {
        const linger atOnce{.l_onoff = 1, .l_linger = 0};
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    }
    if (const std::shared_ptr<EventLoop> loop = driver->m_loop.lock())
        loop->forget(socket);
    return close(socket);
}

/// Also of descriptors that are no connections, and that libcurl closes without a word: those do not rest.
int CurlDriver::onSocket(CURL*, curl_socket_t socket, int what, void* self, void*) noexcept {
    auto* driver = static_cast<CurlDriver*>(self);
    const auto known = driver->m_connections.find(socket);
    const bool isConnection = known != driver->m_connections.end();
    if (what == CURL_POLL_REMOVE) {
        if (isConnection)
            known->second.rests = true;
        else
            driver->unwatch(socket);
        return 0;
    }
    const std::uint32_t readiness = ((what & CURL_POLL_IN) != 0 ? std::uint32_t{EventLoop::Readable} : 0U) |
                                    ((what & CURL_POLL_OUT) != 0 ? std::uint32_t{EventLoop::Writable} : 0U);
    if (isConnection)
        known->second.rests = false;
    if (!isConnection)
        driver->watch(socket, readiness);
    else if (std::exchange(known->second.watchedFor, readiness) != readiness)
        known->second.watch = driver->watch(socket, readiness);
    return 0;
}

std::uint32_t CurlDriver::watch(curl_socket_t socket, std::uint32_t readiness) {
    const std::shared_ptr<EventLoop> loop = m_loop.lock();
    return loop ? loop->watch(socket, readiness, [this, socket](std::uint32_t ready) { onReady(socket, ready); }) : 0;
}

void CurlDriver::unwatch(curl_socket_t socket) {
    if (const std::shared_ptr<EventLoop> loop = m_loop.lock())
        loop->unwatch(socket);
}

void CurlDriver::onReady(curl_socket_t socket, std::uint32_t readiness) {
    const auto known = m_connections.find(socket);
    if (known != m_connections.end() && known->second.rests) {
        // Most likely the server has closed it: libcurl finds out when it wants to use it again.
        known->second.watchedFor = 0;
        unwatch(socket);
        return;
    }
    act(socket, ((readiness & EventLoop::Readable) != 0 ? CURL_CSELECT_IN : 0) |
                    ((readiness & EventLoop::Writable) != 0 ? CURL_CSELECT_OUT : 0));
}

// ---- time

int CurlDriver::onTimer(CURLM*, long milliseconds, void* self) noexcept {
    auto* driver = static_cast<CurlDriver*>(self);
    driver->stopTimer();
    const std::shared_ptr<EventLoop> loop = driver->m_loop.lock();
    if (!loop || milliseconds < 0)
        return 0;
    const auto deadline = EventLoop::Clock::now() + std::chrono::milliseconds(milliseconds);
    driver->m_timer = loop->callAt(deadline, [driver] {
        driver->m_timer.reset();
        driver->act(CURL_SOCKET_TIMEOUT, 0);
    });
    return 0;
}

void CurlDriver::stopTimer() {
    if (!m_timer)
        return;
    if (const std::shared_ptr<EventLoop> loop = m_loop.lock())
        loop->cancel(*m_timer);
    m_timer.reset();
}

void CurlDriver::act(curl_socket_t socket, int readiness) {
    int running = 0;
    curl_multi_socket_action(m_multi.get(), socket, readiness, &running);
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(m_multi.get(), &left)) {
        if (message->msg == CURLMSG_DONE)
            m_ended(message->easy_handle, message->data.result);
    }
}

} // namespace simul
