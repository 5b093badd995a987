#pragma once

#include "engine/runtime/event_loop.h"

#include <cstdint>
#include <curl/curl.h>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>

namespace simul {

/// Drives libcurl's exchanges by an event loop, which tells it what is ready and what is due. The loop's thread only.
/// May outlive the loop; outlives the handles that were ever added.
class CurlDriver {
public:
    using Ended = std::function<void(CURL* handle, CURLcode code)>;

    /// Keeps up to `connections` open for who comes next. Calls `ended` from the loop for each handle whose exchange is
    /// over, which is still to be removed then.
    CurlDriver(EventLoop& loop, std::size_t connections, Ended ended);
    ~CurlDriver();
    CurlDriver(const CurlDriver&) = delete;
    CurlDriver& operator=(const CurlDriver&) = delete;

    /// The exchange itself begins from the loop.
    void add(CURL* handle);
    /// When the last one has gone the loop has nothing to do for this.
    void remove(CURL* handle);
    /// While its exchange is under way. A connection that was its alone is torn off: the server need not send the rest,
    /// and neither side has to say goodbye.
    void abort(CURL* handle);
    /// How many connections there have been that are closed now.
    std::uint64_t closed() const { return m_closed; }

private:
    /// A connection, from when libcurl opens it until it closes it. Between two exchanges the loop may go on watching it
    /// while it rests: requests by the thousand would spend two calls into the kernel each on ending and beginning that.
    struct Connection {
        std::uint32_t watchedFor = 0; ///< by the loop
        std::uint32_t watch = 0;      ///< its number there
        bool rests = false;
    };
    std::uint32_t watch(curl_socket_t socket, std::uint32_t readiness);
    void unwatch(curl_socket_t socket);
    void onReady(curl_socket_t socket, std::uint32_t readiness);
    void rest();
    void stopTimer();
    /// Tells libcurl about a descriptor, or CURL_SOCKET_TIMEOUT, and whom it concerns about what has ended by that.
    void act(curl_socket_t socket, int readiness);

    // Called by libcurl, which knows no exceptions.
    static int onOpen(void* self, curl_socket_t socket, curlsocktype purpose) noexcept;
    static int onClose(void* self, curl_socket_t socket) noexcept;
    static int onSocket(CURL* handle, curl_socket_t socket, int what, void* self, void* ours) noexcept;
    static int onTimer(CURLM* multi, long milliseconds, void* self) noexcept;

    struct Free {
        void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
    };
    std::weak_ptr<EventLoop> m_loop;
    const Ended m_ended;
    std::unordered_map<curl_socket_t, Connection> m_connections;
    std::optional<EventLoop::TimerId> m_timer;
    std::size_t m_underWay = 0;
    std::uint64_t m_closed = 0;
    bool m_tearsOff = false;
    std::unique_ptr<CURLM, Free> m_multi; ///< last: while it is cleaned up it still closes connections
};

} // namespace simul
