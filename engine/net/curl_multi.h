#pragma once

#include "engine/net/curl_handle.h"
#include "engine/net/fetch_limits.h"
#include "engine/net/name_resolver.h"

#include <list>

namespace simul {

class Transfer;

/// Many exchanges at once on the thread of an event loop, which tells libcurl what is ready and what is due. No more
/// than the limits allow are under way, with as many handles; others queue first come, first served: libcurl is faster
/// so, and descriptors are not used up. That thread only. Outlives its transfers, but may outlive the loop.
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

    /// A host as far as this has to do with it. `admitted` of its transfers are queued or further; the rest wait.
    struct Host {
        std::string name;          ///< as name servers know it
        std::size_t most = 0;      ///< admitted at once
        bool isLookedUp = false;   ///< by the resolver, that is
        std::size_t admitted = 0;
        std::list<Transfer*> waiting;
        bool isAsked = false;           ///< the resolver
        std::list<Transfer*> resolving; ///< what waits for it
        std::optional<NameResolver::Addresses> addresses; ///< once they are known, or that there are none
    };

    void enqueue(Transfer& transfer);
    void remove(Transfer& transfer);
    void leave(Transfer& transfer);
    void admit() noexcept; ///< a lack of memory ends the program
    void begin(Transfer& transfer);
    void resolve(Transfer& transfer);
    void resolved(Host& host, NameResolver::Addresses addresses);
    void goOnWithAddresses(Transfer& transfer);
    void failAt(EventLoop::Clock::time_point time, Transfer& transfer, Error error);
    void send(Transfer& transfer);
    bool follow(Transfer& transfer, HttpExchange& exchange);
    void putAway(Transfer& transfer);
    Host& hostOfUrl(const std::string& url);
    /// Tells libcurl about a descriptor, or CURL_SOCKET_TIMEOUT, and ends what has ended by that.
    void act(curl_socket_t socket, int readiness);
    void finish(Transfer& transfer, CURLcode code);
    void end(Transfer& transfer, HttpExchange exchange);
    void stopTimer(std::optional<EventLoop::TimerId>& timer);
    std::unique_ptr<CurlHandle> takeHandle();

    // Called by libcurl, which knows no exceptions.
    static int onSocket(CURL* handle, curl_socket_t socket, int what, void* self, void* ours) noexcept;
    static int onTimer(CURLM* multi, long milliseconds, void* self) noexcept;

    struct Free {
        void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
    };
    std::weak_ptr<EventLoop> m_loop;
    const CurlRoute& m_route;
    const double m_scale;
    const FetchLimits m_limits;
    const std::unique_ptr<NameResolver> m_resolver;
    std::unordered_map<std::string, Host> m_hosts;
    std::list<Transfer*> m_queued;
    std::list<Transfer*> m_underWay;
    std::size_t m_begun = 0; ///< of them, or waiting for an address
    std::vector<std::unique_ptr<CurlHandle>> m_idle;
    std::optional<EventLoop::TimerId> m_timer;
    std::unique_ptr<CURLM, Free> m_multi; ///< last: while it is cleaned up it still unwatches
};

/// One exchange of a CurlMulti, with the redirects that it leads to. Destroying it before the end aborts it: nothing is
/// called any more.
class Transfer {
public:
    using Done = std::function<void(HttpExchange)>;

    /// Calls `done` once, from the loop, never from here. `done` may destroy this and begin other transfers.
    Transfer(CurlMulti& multi, HttpRequest request, Done done);
    ~Transfer();
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

private:
    friend class CurlMulti;
    /// Waiting: for others of its host. Queued: for room. Resolving: for the host's addresses.
    enum class State : std::uint8_t { Waiting, Queued, Resolving, UnderWay, Ended };
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
    std::optional<EventLoop::TimerId> m_patience; ///< while it is resolving
    CurlMulti::Host* m_host = nullptr;
    State m_state = State::Ended;
    std::unique_ptr<CurlHandle> m_handle;   ///< while it is under way
    std::list<Transfer*>::iterator m_place; ///< in the list of its state, unless it has ended
};

} // namespace simul
