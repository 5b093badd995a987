#pragma once

#include "engine/net/curl_handle.h"
#include "engine/net/turnstile.h"
#include "engine/trace/ids.h"

#include <map>
#include <optional>
#include <sys/types.h>

namespace simul {

/// To be called first in main(): serves as a process that fetches if that is what this process was started for, and
/// gives its exit code. Programs that do not call it cannot fetch in processes, for those would be the whole program
/// over again.
std::optional<int> serveAsFetchProcess(int argc, char** argv);

/// A child: this program once more, which fetches what it is told to and nothing else. Killed and reaped when this is
/// destroyed. One thread at a time.
class FetchProcess {
public:
    /// On failure, for instance if the system has no room for one more: why, in one sentence.
    static Result<std::unique_ptr<FetchProcess>> start();
    ~FetchProcess();
    FetchProcess(const FetchProcess&) = delete;
    FetchProcess& operator=(const FetchProcess&) = delete;

    /// Waits for the answer; no answer, if `stopEvent` becomes readable first. If the child dies the error says of what.
    std::optional<HttpExchange> fetch(const std::string& order, const std::string& url, int stopEvent);
    bool isAlive() const { return m_child != 0; } ///< as far as is known; one that is not cannot fetch any more

private:
    FetchProcess(pid_t child, int socket) : m_child(child), m_socket(socket) {}
    Error death(const std::string& url);

    pid_t m_child; ///< 0 once it is reaped
    int m_socket;
};

/// The processes of one run, one for each task that fetches. Any thread.
class ProcessFetchers {
public:
    /// `route` outlives this. Once `stop` is requested every fetch ends at once, and its process with it.
    ProcessFetchers(const CurlRoute& route, double scale, const FetchLimits& limits, std::stop_token stop);
    ProcessFetchers(const ProcessFetchers&) = delete;
    ProcessFetchers& operator=(const ProcessFetchers&) = delete;

    bool isNew(TaskId task) const; ///< it has no process yet
    /// In the process of `task`, which is started if need be. On the task's own thread, which waits.
    HttpExchange fetch(TaskId task, const HttpRequest& request);
    void end(TaskId task); ///< and its process

private:
    Result<FetchProcess*> processOf(TaskId task);

    const CurlRoute& m_route;
    const double m_scale;
    Turnstile m_turnstile;
    /// Closed only when the callback below, which writes to it, can no longer be called.
    struct StopEvent {
        StopEvent();
        ~StopEvent();
        StopEvent(const StopEvent&) = delete;
        StopEvent& operator=(const StopEvent&) = delete;
        int descriptor;
    };
    const StopEvent m_stopEvent;
    const std::stop_token m_stop;
    mutable std::mutex m_mutex;
    std::map<std::uint32_t, std::unique_ptr<FetchProcess>> m_processes; ///< by task; under the mutex
    std::stop_callback<std::function<void()>> m_onStop;
};

} // namespace simul
