#pragma once

#include "engine/net/curl_options.h"

#include <cstdint>
#include <string>
#include <vector>

namespace simul {

/// How names lead to computers: as the Internet says, or all to one port of this computer. Made before and alive after
/// every handle that uses it; read-only, so any thread.
class CurlRoute {
public:
    /// Names are looked up; proxies are those of the environment, now.
    CurlRoute();
    /// `names` lead to 127.0.0.1:`port`, whatever port a URL names. Every other name fails to resolve at once, without
    /// asking anybody; no proxy is used.
    CurlRoute(const std::vector<std::string>& names, std::uint16_t port);

    void applyTo(CURL* handle) const;
    /// Every name that there is leads to this computer.
    bool isLocal() const { return m_connectTo != nullptr; }
    /// Some URLs at least are asked for by way of a proxy.
    bool hasProxy() const { return m_hasProxy; }
    /// What it was made with; 0 for the Internet.
    const std::vector<std::string>& names() const { return m_names; }
    std::uint16_t port() const { return m_port; }

private:
    std::vector<std::string> m_names;
    std::uint16_t m_port = 0;
    bool m_hasProxy = false;
    CurlList m_connectTo; ///< null: the Internet
    CurlList m_resolve;
};

} // namespace simul
