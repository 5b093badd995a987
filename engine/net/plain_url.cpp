#include "engine/net/plain_url.h"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <string>

namespace simul {

namespace {

bool isLetter(char c) { return c >= 'a' && c <= 'z'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Others may be numbers in disguise, in capitals, in other scripts, or nothing at all.
bool isPlainHost(std::string_view host) {
    constexpr std::size_t most = 253; // of a name, by the rules for names
    if (host.empty() || host.size() > most)
        return false;
    if (!std::ranges::all_of(host, [](char c) { return isLetter(c) || isDigit(c) || c == '.' || c == '-'; }))
        return false;
    const std::string_view lastLabel = host.substr(host.rfind('.') + 1);
    in_addr address{};
    return (!lastLabel.empty() && isLetter(lastLabel.front())) ||
           inet_pton(AF_INET, std::string(host).c_str(), &address) == 1;
}

bool isPlainPort(std::string_view digits) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    return error == std::errc() && end == digits.data() + digits.size() && port != 0;
}

} // namespace

std::optional<std::string_view> hostOfPlainUrl(std::string_view url) {
    constexpr std::string_view begin = "http://";
    constexpr std::string_view secureBegin = "https://";
    const std::size_t scheme = url.starts_with(begin) ? begin.size() : url.starts_with(secureBegin) ? secureBegin.size() : 0;
    if (scheme == 0)
        return std::nullopt;
    const std::string_view authority = url.substr(scheme, url.substr(scheme).find_first_of("/?#"));
    const std::string_view host = authority.substr(0, authority.find(':'));
    if (host.size() < authority.size() && !isPlainPort(authority.substr(host.size() + 1)))
        return std::nullopt;
    const auto isPlain = [](char c) { return c > ' ' && c < '\x7F'; };
    if (!isPlainHost(host) || !std::ranges::all_of(url, isPlain))
        return std::nullopt;
    return host;
}

} // namespace simul
