#pragma once

#include "engine/runtime/event_loop.h"
#include "engine/trace/result.h"

#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

struct ares_addrinfo;
struct ares_channeldata;

namespace simul {

/// Looks names up on the thread of an event loop. libcurl as Debian builds it starts a thread for each name, and then
/// "coroutines on one thread" would not be true. Asks the hosts file and the system's name servers. That thread only;
/// may outlive the loop, then nothing is called any more.
class NameResolver {
public:
    /// Numeric, IPv6 without brackets; never empty. An error is the reason alone, for whoever knows the name.
    using Addresses = Result<std::vector<std::string>>;
    using Done = std::function<void(Addresses)>;

    /// `servers`: "127.0.0.1:5353" asks there instead. Throws std::runtime_error if the resolver cannot be started.
    explicit NameResolver(EventLoop& loop, const std::string& servers = {});
    ~NameResolver();
    NameResolver(const NameResolver&) = delete;
    NameResolver& operator=(const NameResolver&) = delete;

    /// Calls `done` once, at once if the answer is known; never after this was destroyed.
    void resolve(const std::string& host, Done done);

private:
    struct Question;
    static void onSocket(void* self, int socket, int readable, int writable);
    static void onAnswer(void* question, int status, int timeouts, ares_addrinfo* answer);
    void process(int readable, int writable);
    void setTimer();
    void stopTimer();

    std::weak_ptr<EventLoop> m_loop;
    ares_channeldata* m_channel = nullptr;
    std::optional<EventLoop::TimerId> m_timer;
    std::unordered_set<int> m_watched; ///< sockets
    std::size_t m_asked = 0;           ///< and not answered yet
};

} // namespace simul
