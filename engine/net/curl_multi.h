#pragma once

#include "engine/net/admission.h"
#include "engine/net/curl_driver.h"
#include "engine/net/curl_handle.h"
#include "engine/net/name_resolver.h"

namespace simul {

class Transfer;

/// Many exchanges at once on the thread of an event loop. No more than the limits allow are under way, with as many
/// handles; others queue first come, first served: libcurl is faster so, and descriptors are not used up. That thread
/// only. Outlives its transfers, but may outlive the loop.
class CurlMulti {
public:
    /// `route` outlives this. Timeouts last `scale` times as long as requests say. Without `resolver` libcurl looks
    /// names up, on threads of its own.
    CurlMulti(EventLoop& loop, const CurlRoute& route, double scale, const FetchLimits& limits = {},
              std::unique_ptr<NameResolver> resolver = nullptr);
    ~CurlMulti();
    CurlMulti(const CurlMulti&) = delete;
    CurlMulti& operator=(const CurlMulti&) = delete;

private:
    friend class Transfer;

    /// A host, and where it is.
    struct Host : Admission::Host {
        std::string name;          ///< as name servers know it
        bool isLookedUp = false;   ///< by the resolver, that is
        bool isAsked = false;           ///< the resolver
        std::list<Transfer*> resolving; ///< what waits for it
        std::optional<NameResolver::Addresses> addresses; ///< once they are known, or that there are none
    };

    struct Handle {
        std::unique_ptr<CurlHandle> curl;
        std::uint64_t resetAt = 0; ///< when so many connections had been closed
    };

    void enqueue(Transfer& transfer);
    void abort(Transfer& transfer);
    void admit() noexcept; ///< a lack of memory ends the program
    void admitSoon();
    void begin(Transfer& transfer);
    void resolve(Transfer& transfer);
    void resolved(Host& host, NameResolver::Addresses addresses);
    void goOnWithAddresses(Transfer& transfer);
    void failAt(EventLoop::Clock::time_point time, Transfer& transfer, Error error);
    void send(Transfer& transfer);
    void finish(Transfer& transfer, CURLcode code);
    void endOverdue(Transfer& transfer);
    bool follow(Transfer& transfer, HttpExchange& exchange);
    void end(Transfer& transfer, HttpExchange exchange);
    void putAway(Transfer& transfer);
    Host& hostOfUrl(const std::string& url);
    void takeHandle(Transfer& transfer);
    void stopTimer(std::optional<EventLoop::TimerId>& timer);

    std::weak_ptr<EventLoop> m_loop;
    const CurlRoute& m_route;
    const double m_scale;
    const FetchLimits m_limits;
    const std::unique_ptr<NameResolver> m_resolver;
    std::unordered_map<std::string, Host> m_hosts;
    Admission m_admission;
    std::optional<EventLoop::TimerId> m_admitting;
    CurlDriver m_driver;
    std::vector<Handle> m_idle; ///< last: libcurl wants handles to be gone first
};

/// One exchange of a CurlMulti, with the redirects that it leads to. Destroying it before the end aborts it: nothing is
/// called any more.
class Transfer : private Admission::Ticket {
public:
    using Done = std::function<void(HttpExchange)>;

    /// Calls `done` once, from the loop, never from here. `done` may destroy this and begin other transfers.
    Transfer(CurlMulti& multi, HttpRequest request, Done done);
    ~Transfer();
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

private:
    friend class CurlMulti;
    enum class State : std::uint8_t { Queued, Resolving, UnderWay, Ended };
    using TimePoint = EventLoop::Clock::time_point;

    std::chrono::nanoseconds left(double scale) const; ///< of the timeout, on the wall's clock

    CurlMulti& m_multi;
    HttpRequest m_request;
    Done m_done;
    std::string m_url; ///< the request's, or where a redirect leads
    int m_redirects = 0;
    HttpPhases m_phases; ///< so far
    TimePoint m_asked;
    TimePoint m_begun;
    Duration m_used{}; ///< of the timeout, by the hops before
    std::optional<EventLoop::TimerId> m_patience; ///< while it is resolving or under way
    CurlMulti::Host* m_host = nullptr;
    State m_state = State::Ended;
    CurlMulti::Handle m_handle;                 ///< while it is under way
    std::list<Transfer*>::iterator m_resolving; ///< in the host's list, while it is that
};

} // namespace simul
