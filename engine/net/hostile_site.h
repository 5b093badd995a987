#pragma once

#include "engine/trace/result.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace simul {

/// How a page of the hostile site answers, as data: what a library for servers would never send.
struct HostilePage {
    enum class End : std::uint8_t {
        Stay,  ///< the connection stays open, for the next request or for nothing
        Close, ///< it is closed as it should be
        Reset, ///< it is torn off
    };
    static constexpr std::uint64_t Endless = ~std::uint64_t{0};

    std::string path;  ///< "/stall"
    std::string first; ///< sent at once; "{next}" in it stands for the number in the query, plus one
    std::string piece = {}; ///< sent after that, `pieces` times, as fast as it is read or with a pause before each
    std::uint64_t pieces = 0;
    std::chrono::milliseconds pause{};
    End end = End::Close;
};

/// Everything that servers do to crawlers: slow, stalled, endless, torn off, wrong, or no HTTP at all; "/ok" is as it
/// should be.
std::vector<HostilePage> hostilePages();

/// A server on this computer that serves these pages from raw sockets, on one thread. Destroying it closes every
/// connection at once.
class HostileSite {
public:
    enum class Family : std::uint8_t { IPv4, IPv6 }; ///< 127.0.0.1 or ::1, and that only

    /// Fails with one sentence. `port` 0: any that is free.
    static Result<std::unique_ptr<HostileSite>> start(std::vector<HostilePage> pages, Family family = Family::IPv4,
                                                      std::uint16_t port = 0);
    ~HostileSite();
    HostileSite(const HostileSite&) = delete;
    HostileSite& operator=(const HostileSite&) = delete;

    std::uint16_t port() const;
    /// "http://127.0.0.1:8080" or "http://[::1]:8080"
    std::string address() const;

private:
    class Server;
    HostileSite(std::unique_ptr<Server> server, Family family);
    std::unique_ptr<Server> m_server;
    const Family m_family;
};

} // namespace simul
