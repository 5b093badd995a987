#include "engine/net/curl_multi.h"

#include <utility>

namespace simul {

CurlMulti::CurlMulti(EventLoop& loop, const CurlRoute& route, double scale, const FetchLimits& limits,
                     std::unique_ptr<NameResolver> resolver)
    : m_loop(loop.weak()), m_route(route), m_scale(scale), m_limits(limits), m_resolver(std::move(resolver)),
      m_admission(limits), m_driver(loop, limits.atOnce, [this](CURL* handle, CURLcode code) {
          Transfer* transfer = nullptr;
          curl_easy_getinfo(handle, CURLINFO_PRIVATE, &transfer);
          finish(*transfer, code);
      }) {}

CurlMulti::~CurlMulti() {
    stopTimer(m_admitting);
}

void CurlMulti::stopTimer(std::optional<EventLoop::TimerId>& timer) {
    if (!timer)
        return;
    if (const std::shared_ptr<EventLoop> loop = m_loop.lock())
        loop->cancel(*timer);
    timer.reset();
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
    transfer.m_state = Transfer::State::Queued;
    m_admission.enter(transfer, *transfer.m_host);
    admit();
}

void CurlMulti::admit() noexcept {
    while (Admission::Ticket* next = m_admission.next())
        begin(static_cast<Transfer&>(*next));
    stopTimer(m_admitting);
}

/// From the loop: whoever gives up thousands at once does not want each to let another one through that is next.
void CurlMulti::admitSoon() {
    if (!m_admission.hasNext()) {
        stopTimer(m_admitting);
    } else if (const std::shared_ptr<EventLoop> loop = m_loop.lock(); loop && !m_admitting) {
        m_admitting = loop->callAt(EventLoop::Clock::now(), [this] {
            m_admitting.reset();
            admit();
        });
    }
}

void CurlMulti::begin(Transfer& transfer) {
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
    transfer.m_resolving = host.resolving.insert(host.resolving.end(), &transfer);
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
    if (transfer.m_state == Transfer::State::Resolving)
        transfer.m_host->resolving.erase(transfer.m_resolving);
    transfer.m_state = Transfer::State::UnderWay;
    takeHandle(transfer);
    const EventLoop::Clock::time_point deadline = transfer.m_begun + transfer.left(m_scale);
    transfer.m_handle.curl->prepareHop(transfer.m_request, transfer.m_url, deadline - EventLoop::Clock::now());
    if (transfer.m_host->addresses)
        transfer.m_handle.curl->useAddresses(**transfer.m_host->addresses);
    curl_easy_setopt(transfer.m_handle.curl->get(), CURLOPT_PRIVATE, &transfer);
    m_driver.add(transfer.m_handle.curl->get());
    constexpr std::chrono::milliseconds forCurl{10}; // which ends it in time, most often
    if (const std::shared_ptr<EventLoop> loop = m_loop.lock())
        transfer.m_patience = loop->callAt(deadline + forCurl, [this, &transfer] { endOverdue(transfer); });
}

/// Before its version 8.4 libcurl forgets a deadline if anything happens in the last millisecond before it.
void CurlMulti::endOverdue(Transfer& transfer) {
    transfer.m_patience.reset();
    HttpExchange exchange = transfer.m_handle.curl->finish(CURLE_OPERATION_TIMEDOUT);
    m_driver.abort(transfer.m_handle.curl->get());
    Duration& last = exchange.phases.receiving > Duration::zero() ? exchange.phases.receiving : exchange.phases.waiting;
    last += EventLoop::Clock::now() - transfer.m_begun - exchange.phases.total();
    end(transfer, std::move(exchange));
}

/// To reset a handle takes as long as all else that we do for a request. It has to be if libcurl has tried anything
/// twice, which it counts and does five times at most: as long as no connection was closed it has not. But streams of one
/// connection may be refused.
void CurlMulti::takeHandle(Transfer& transfer) {
    Handle& handle = transfer.m_handle;
    const bool isNew = m_idle.empty();
    if (isNew) {
        handle.curl = std::make_unique<CurlHandle>();
    } else {
        handle = std::move(m_idle.back());
        m_idle.pop_back();
    }
    if (!isNew && handle.resetAt == m_driver.closed() && transfer.m_url.starts_with("http:"))
        return;
    handle.curl->useRoute(m_route);
    handle.resetAt = m_driver.closed();
}

void CurlMulti::finish(Transfer& transfer, CURLcode code) {
    HttpExchange exchange = transfer.m_handle.curl->finish(code);
    m_driver.remove(transfer.m_handle.curl->get());
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
    putAway(transfer);
    admit();
    done(std::move(exchange)); // may destroy the transfer
}

void CurlMulti::abort(Transfer& transfer) {
    if (transfer.m_state == Transfer::State::UnderWay)
        m_driver.abort(transfer.m_handle.curl->get());
    putAway(transfer);
    admitSoon();
}

/// With all that it has where it is.
void CurlMulti::putAway(Transfer& transfer) {
    stopTimer(transfer.m_patience);
    const Transfer::State state = std::exchange(transfer.m_state, Transfer::State::Ended);
    if (state == Transfer::State::Resolving) {
        transfer.m_host->resolving.erase(transfer.m_resolving);
    } else if (state == Transfer::State::UnderWay) {
        m_idle.push_back(std::move(transfer.m_handle));
    }
    m_admission.leave(transfer);
}

Transfer::Transfer(CurlMulti& multi, HttpRequest request, Done done)
    : m_multi(multi), m_request(std::move(request)), m_done(std::move(done)), m_url(m_request.url) {
    m_multi.enqueue(*this);
}

Transfer::~Transfer() {
    if (m_state != State::Ended)
        m_multi.abort(*this);
}

std::chrono::nanoseconds Transfer::left(double scale) const {
    const std::chrono::duration<double, std::nano> all = m_request.timeout * scale;
    return std::chrono::round<std::chrono::nanoseconds>(all) - m_used;
}

} // namespace simul
