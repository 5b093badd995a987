#include "engine/net/curl_multi.h"

#include <cassert>
#include <new>

namespace simul {

CurlMulti::CurlMulti(EventLoop& loop, const CurlRoute& route, double scale)
    : m_loop(loop.weak()), m_route(route), m_scale(scale) {
    initializeCurl();
    m_multi.reset(curl_multi_init());
    if (!m_multi)
        throw std::bad_alloc();
    CURLM* multi = m_multi.get();
    curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, &CurlMulti::onSocket);
    curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, &CurlMulti::onTimer);
    curl_multi_setopt(multi, CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, static_cast<long>(MostAtOnce));
}

CurlMulti::~CurlMulti() {
    assert(m_queued.empty() && m_underWay.empty());
    m_idle.clear();
    m_multi.reset();
    stopTimer();
}

int CurlMulti::onSocket(CURL*, curl_socket_t socket, int what, void* self, void*) noexcept {
    auto* multi = static_cast<CurlMulti*>(self);
    const std::shared_ptr<EventLoop> loop = multi->m_loop.lock();
    if (!loop)
        return 0;
    if (what == CURL_POLL_REMOVE) {
        loop->unwatch(socket);
        return 0;
    }
    const std::uint32_t readiness = ((what & CURL_POLL_IN) != 0 ? std::uint32_t{EventLoop::Readable} : 0U) |
                                    ((what & CURL_POLL_OUT) != 0 ? std::uint32_t{EventLoop::Writable} : 0U);
    loop->watch(socket, readiness, [multi, socket](std::uint32_t ready) {
        multi->act(socket, ((ready & EventLoop::Readable) != 0 ? CURL_CSELECT_IN : 0) |
                               ((ready & EventLoop::Writable) != 0 ? CURL_CSELECT_OUT : 0));
    });
    return 0;
}

int CurlMulti::onTimer(CURLM*, long milliseconds, void* self) noexcept {
    auto* multi = static_cast<CurlMulti*>(self);
    multi->stopTimer();
    const std::shared_ptr<EventLoop> loop = multi->m_loop.lock();
    if (!loop || milliseconds < 0)
        return 0;
    const auto deadline = EventLoop::Clock::now() + std::chrono::milliseconds(milliseconds);
    multi->m_timer = loop->callAt(deadline, [multi] {
        multi->m_timer.reset();
        multi->act(CURL_SOCKET_TIMEOUT, 0);
    });
    return 0;
}

void CurlMulti::stopTimer() {
    if (!m_timer)
        return;
    if (const std::shared_ptr<EventLoop> loop = m_loop.lock())
        loop->cancel(*m_timer);
    m_timer.reset();
}

void CurlMulti::act(curl_socket_t socket, int readiness) {
    int running = 0;
    curl_multi_socket_action(m_multi.get(), socket, readiness, &running);
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(m_multi.get(), &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        const CURLcode code = message->data.result;
        Transfer* transfer = nullptr;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
        end(*transfer, code);
    }
}

void CurlMulti::enqueue(Transfer& transfer) {
    transfer.m_place = m_queued.insert(m_queued.end(), &transfer);
    admit();
}

void CurlMulti::admit() noexcept {
    while (!m_queued.empty() && m_underWay.size() < MostAtOnce)
        begin(*m_queued.front());
}

void CurlMulti::begin(Transfer& transfer) {
    m_underWay.splice(m_underWay.end(), m_queued, transfer.m_place);
    transfer.m_state = Transfer::State::UnderWay;
    transfer.m_queued = EventLoop::Clock::now() - transfer.m_asked;
    transfer.m_handle = takeHandle();
    transfer.m_handle->prepare(transfer.m_request, m_route, m_scale);
    CURL* handle = transfer.m_handle->get();
    curl_easy_setopt(handle, CURLOPT_PRIVATE, &transfer);
    // Sets the timer to "now": the exchange itself begins from the loop.
    if (curl_multi_add_handle(m_multi.get(), handle) != CURLM_OK)
        throw std::bad_alloc();
}

std::unique_ptr<CurlHandle> CurlMulti::takeHandle() {
    if (m_idle.empty())
        return std::make_unique<CurlHandle>();
    std::unique_ptr<CurlHandle> handle = std::move(m_idle.back());
    m_idle.pop_back();
    return handle;
}

void CurlMulti::end(Transfer& transfer, CURLcode code) {
    HttpExchange exchange = transfer.m_handle->finish(code);
    exchange.phases.queued = transfer.m_queued;
    if (exchange.response)
        (*exchange.response).phases.queued = transfer.m_queued;
    const Transfer::Done done = std::move(transfer.m_done);
    remove(transfer);
    done(std::move(exchange)); // may destroy the transfer
}

void CurlMulti::remove(Transfer& transfer) {
    if (transfer.m_state == Transfer::State::Queued) {
        m_queued.erase(transfer.m_place);
    } else if (transfer.m_state == Transfer::State::UnderWay) {
        curl_multi_remove_handle(m_multi.get(), transfer.m_handle->get());
        m_idle.push_back(std::move(transfer.m_handle));
        m_underWay.erase(transfer.m_place);
    }
    transfer.m_state = Transfer::State::Ended;
    if (m_loop.expired())
        return; // everything is being torn down: nothing begins any more
    admit();
    if (m_underWay.empty())
        stopTimer(); // libcurl may leave one for nothing, and a loop with timers looks busy
}

Transfer::Transfer(CurlMulti& multi, HttpRequest request, Done done)
    : m_multi(multi), m_request(std::move(request)), m_done(std::move(done)) {
    m_multi.enqueue(*this);
}

Transfer::~Transfer() {
    if (m_state != State::Ended)
        m_multi.remove(*this);
}

} // namespace simul
