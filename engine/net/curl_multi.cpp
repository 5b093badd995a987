#include "engine/net/curl_multi.h"

#include <cassert>
#include <new>
#include <utility>

namespace simul {

CurlMulti::CurlMulti(EventLoop& loop, const CurlRoute& route, double scale, const FetchLimits& limits,
                     std::unique_ptr<NameResolver> resolver)
    : m_loop(loop.weak()), m_route(route), m_scale(scale), m_limits(limits), m_resolver(std::move(resolver)) {
    initializeCurl();
    m_multi.reset(curl_multi_init());
    if (!m_multi)
        throw std::bad_alloc();
    CURLM* multi = m_multi.get();
    curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, &CurlMulti::onSocket);
    curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, &CurlMulti::onTimer);
    curl_multi_setopt(multi, CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, static_cast<long>(limits.atOnce));
}

CurlMulti::~CurlMulti() {
    assert(m_queued.empty() && m_underWay.empty());
    m_idle.clear();
    m_multi.reset();
    stopTimer(m_timer);
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
    multi->stopTimer(multi->m_timer);
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

void CurlMulti::stopTimer(std::optional<EventLoop::TimerId>& timer) {
    if (!timer)
        return;
    if (const std::shared_ptr<EventLoop> loop = m_loop.lock())
        loop->cancel(*timer);
    timer.reset();
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
        finish(*transfer, code);
    }
}

// ---- who may begin

CurlMulti::Host& CurlMulti::hostOfUrl(const std::string& url) {
    std::string name = asciiHostOf(url);
    const auto [entry, isNew] = m_hosts.try_emplace(std::move(name));
    Host& host = entry->second;
    if (isNew) {
        host.name = entry->first;
        host.most = m_limits.of(m_route.isLocal() || isThisComputer(host.name));
        host.isLookedUp = m_resolver && !isThisComputer(host.name) && !isIpAddress(host.name);
    }
    return host;
}

void CurlMulti::enqueue(Transfer& transfer) {
    transfer.m_host = &hostOfUrl(transfer.m_url);
    transfer.m_asked = EventLoop::Clock::now();
    Host& host = *transfer.m_host;
    const bool hasRoom = host.admitted < host.most;
    std::list<Transfer*>& list = hasRoom ? m_queued : host.waiting;
    transfer.m_state = hasRoom ? Transfer::State::Queued : Transfer::State::Waiting;
    transfer.m_place = list.insert(list.end(), &transfer);
    host.admitted += hasRoom;
    admit();
}

/// The host has room for the next in its line.
void CurlMulti::leave(Transfer& transfer) {
    Host& host = *transfer.m_host;
    --host.admitted;
    if (host.waiting.empty())
        return;
    Transfer& next = *host.waiting.front();
    m_queued.splice(m_queued.end(), host.waiting, next.m_place);
    next.m_state = Transfer::State::Queued;
    ++host.admitted;
}

void CurlMulti::admit() noexcept {
    while (!m_queued.empty() && m_begun < m_limits.atOnce)
        begin(*m_queued.front());
}

void CurlMulti::begin(Transfer& transfer) {
    ++m_begun;
    transfer.m_begun = EventLoop::Clock::now();
    transfer.m_phases.queued += transfer.m_begun - transfer.m_asked;
    if (transfer.m_host->isLookedUp)
        resolve(transfer);
    else
        send(transfer);
}

// ---- where its host is

void CurlMulti::resolve(Transfer& transfer) {
    Host& host = *transfer.m_host;
    host.resolving.splice(host.resolving.end(), m_queued, transfer.m_place);
    transfer.m_state = Transfer::State::Resolving;
    if (host.addresses) {
        goOnWithAddresses(transfer);
        return;
    }
    failAt(transfer.m_begun + transfer.left(m_scale), transfer, noAnswerWithin(transfer.m_url, transfer.m_request.timeout));
    if (!std::exchange(host.isAsked, true))
        m_resolver->resolve(host.name, [this, &host](NameResolver::Addresses addresses) {
            resolved(host, std::move(addresses));
        });
}

void CurlMulti::resolved(Host& host, NameResolver::Addresses addresses) {
    host.addresses = std::move(addresses);
    for (auto next = host.resolving.begin(); next != host.resolving.end();)
        goOnWithAddresses(**next++); // leaves the list, or stays with an error to come
}

void CurlMulti::goOnWithAddresses(Transfer& transfer) {
    stopTimer(transfer.m_patience);
    if (*transfer.m_host->addresses)
        send(transfer);
    else
        failAt(EventLoop::Clock::now(), transfer, doesNotResolve(transfer.m_url));
}

/// From the loop, and not from here: nobody is called back while he asks.
void CurlMulti::failAt(EventLoop::Clock::time_point time, Transfer& transfer, Error error) {
    if (const std::shared_ptr<EventLoop> loop = m_loop.lock())
        transfer.m_patience = loop->callAt(time, [this, &transfer, error = std::move(error)] {
            transfer.m_patience.reset();
            const HttpPhases phases{.nameLookup = EventLoop::Clock::now() - transfer.m_begun};
            end(transfer, {error, phases});
        });
}

// ---- under way

void CurlMulti::send(Transfer& transfer) {
    std::list<Transfer*>& from =
        transfer.m_state == Transfer::State::Resolving ? transfer.m_host->resolving : m_queued;
    m_underWay.splice(m_underWay.end(), from, transfer.m_place);
    transfer.m_state = Transfer::State::UnderWay;
    transfer.m_handle = takeHandle();
    transfer.m_handle->prepare(transfer.m_request, m_route, m_scale);
    transfer.m_handle->prepareHop(transfer.m_url, transfer.left(m_scale));
    if (transfer.m_host->addresses)
        transfer.m_handle->useAddresses(**transfer.m_host->addresses);
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

void CurlMulti::finish(Transfer& transfer, CURLcode code) {
    HttpExchange exchange = transfer.m_handle->finish(code);
    if (!follow(transfer, exchange))
        end(transfer, std::move(exchange));
}

/// Redirects are followed here and not by libcurl, which would look the next host up on a thread and ask nobody whether
/// there is room. False if there is nothing to follow, or nothing that may be.
bool CurlMulti::follow(Transfer& transfer, HttpExchange& exchange) {
    if (!transfer.m_request.followRedirects || !exchange.response || exchange.response->location.empty())
        return false;
    std::string target = exchange.response->location;
    if (++transfer.m_redirects > transfer.m_request.maxRedirects) {
        exchange.response = tooManyRedirects(transfer.m_request.url, transfer.m_request.maxRedirects);
        return false;
    }
    if (!hasWebScheme(target)) {
        exchange.response = noWebAddress(target);
        return false;
    }
    transfer.m_phases += exchange.phases;
    transfer.m_used += EventLoop::Clock::now() - transfer.m_begun;
    putAway(transfer);
    transfer.m_url = std::move(target);
    enqueue(transfer);
    return true;
}

void CurlMulti::end(Transfer& transfer, HttpExchange exchange) {
    exchange.phases += transfer.m_phases;
    if (exchange.response)
        (*exchange.response).phases = exchange.phases;
    const Transfer::Done done = std::move(transfer.m_done);
    remove(transfer);
    done(std::move(exchange)); // may destroy the transfer
}

/// Out of the list of its state, with all that it has there.
void CurlMulti::putAway(Transfer& transfer) {
    const Transfer::State state = std::exchange(transfer.m_state, Transfer::State::Ended);
    if (state == Transfer::State::Waiting) {
        transfer.m_host->waiting.erase(transfer.m_place);
        return;
    }
    if (state == Transfer::State::Queued) {
        m_queued.erase(transfer.m_place);
    } else if (state == Transfer::State::Resolving) {
        stopTimer(transfer.m_patience);
        transfer.m_host->resolving.erase(transfer.m_place);
        --m_begun;
    } else {
        curl_multi_remove_handle(m_multi.get(), transfer.m_handle->get());
        m_idle.push_back(std::move(transfer.m_handle));
        m_underWay.erase(transfer.m_place);
        --m_begun;
    }
    leave(transfer);
}

void CurlMulti::remove(Transfer& transfer) {
    putAway(transfer);
    if (m_loop.expired())
        return; // everything is being torn down: nothing begins any more
    admit();
    if (m_underWay.empty())
        stopTimer(m_timer); // libcurl may leave one for nothing, and a loop with timers looks busy
}

Transfer::Transfer(CurlMulti& multi, HttpRequest request, Done done)
    : m_multi(multi), m_request(std::move(request)), m_done(std::move(done)), m_url(m_request.url) {
    m_multi.enqueue(*this);
}

Transfer::~Transfer() {
    if (m_state != State::Ended)
        m_multi.remove(*this);
}

std::chrono::nanoseconds Transfer::left(double scale) const {
    const std::chrono::duration<double, std::nano> all = m_request.timeout * scale;
    return std::chrono::round<std::chrono::nanoseconds>(all) - m_used;
}

} // namespace simul
