#include "engine/net/curl_route.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fmt/format.h>

namespace simul {

namespace {

bool environmentNamesProxy() {
    constexpr std::array names = {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"};
    return std::ranges::any_of(names, [](const char* name) {
        const char* value = std::getenv(name);
        return value != nullptr && *value != '\0';
    });
}

} // namespace

CurlRoute::CurlRoute() : m_hasProxy(environmentNamesProxy()) {}

CurlRoute::CurlRoute(const std::vector<std::string>& names, std::uint16_t port) : m_names(names), m_port(port) {
    for (const std::string& name : names)
        append(m_connectTo, fmt::format("{}::127.0.0.1:{}", name, port));
    if (names.empty())
        append(m_connectTo, fmt::format("127.0.0.1:{0}:127.0.0.1:{0}", port));
    append(m_resolve, fmt::format("127.0.0.1:{}:127.0.0.1", port));
}

void CurlRoute::applyTo(CURL* handle) const {
    if (!m_hasProxy)
        setOption(handle, CURLOPT_PROXY, ""); // or libcurl searches the environment at every request
    if (!m_connectTo)
        return;
    setOption(handle, CURLOPT_CONNECT_TO, m_connectTo.get());
    setOption(handle, CURLOPT_RESOLVE, m_resolve.get());
    // Called for every name that CURLOPT_RESOLVE does not know.
    setOption(
        handle, CURLOPT_RESOLVER_START_FUNCTION, +[](void*, void*, void*) { return 1; });
    setOption(handle, CURLOPT_NOPROXY, "*");
}

} // namespace simul
