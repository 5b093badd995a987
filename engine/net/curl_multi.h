#pragma once

#include "engine/net/curl_handle.h"
#include "engine/runtime/event_loop.h"

#include <list>
#include <optional>

namespace simul {

class Transfer;

/// Many exchanges at once on the thread of an event loop, which tells libcurl what is ready and what is due. No more
/// than `MostAtOnce` are under way, with as many handles; others queue first come, first served: libcurl is faster so,
/// and descriptors are not used up. That thread only. Outlives its transfers, but may outlive the loop.
class CurlMulti {
public:
    static constexpr std::size_t MostAtOnce = 300;

    /// `route` outlives this. Timeouts last `scale` times as long as requests say.
    CurlMulti(EventLoop& loop, const CurlRoute& route, double scale);
    ~CurlMulti();
    CurlMulti(const CurlMulti&) = delete;
    CurlMulti& operator=(const CurlMulti&) = delete;

private:
    friend class Transfer;

    void enqueue(Transfer& transfer);
    void remove(Transfer& transfer);
    void admit() noexcept; ///< a lack of memory ends the program
    void begin(Transfer& transfer);
    /// Tells libcurl about a descriptor, or CURL_SOCKET_TIMEOUT, and ends what has ended by that.
    void act(curl_socket_t socket, int readiness);
    void end(Transfer& transfer, CURLcode code);
    void stopTimer();
    std::unique_ptr<CurlHandle> takeHandle();

    // Called by libcurl, which knows no exceptions.
    static int onSocket(CURL* handle, curl_socket_t socket, int what, void* self, void* ours) noexcept;
    static int onTimer(CURLM* multi, long milliseconds, void* self) noexcept;

    struct Free {
        void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
    };
    std::weak_ptr<EventLoop> m_loop;
    const CurlRoute& m_route;
    double m_scale;
    std::list<Transfer*> m_queued;
    std::list<Transfer*> m_underWay;
    std::vector<std::unique_ptr<CurlHandle>> m_idle;
    std::optional<EventLoop::TimerId> m_timer;
    std::unique_ptr<CURLM, Free> m_multi; ///< last: while it is cleaned up it still unwatches
};

/// One exchange of a CurlMulti. Destroying it before the end aborts it: nothing is called any more.
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
    enum class State : std::uint8_t { Queued, UnderWay, Ended };

    CurlMulti& m_multi;
    HttpRequest m_request;
    Done m_done;
    EventLoop::Clock::time_point m_asked = EventLoop::Clock::now();
    Duration m_queued{};
    State m_state = State::Queued;
    std::unique_ptr<CurlHandle> m_handle;   ///< while it is under way
    std::list<Transfer*>::iterator m_place; ///< in one of the lists of m_multi, unless it has ended
};

} // namespace simul
