#include "engine/net/robots.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <optional>

namespace simul {

namespace {

constexpr std::size_t mostBytes = 500 * 1024;

char lower(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view{}
                                           : text.substr(first, text.find_last_not_of(" \t") + 1 - first);
}

/// "Simul" of "Simul/0.1", in lower case. Empty if `text` begins otherwise.
std::string productToken(std::string_view text) {
    if (text == "*" || text.starts_with("* "))
        return "*";
    std::string token;
    for (const char c : text) {
        if (std::isalpha(static_cast<unsigned char>(c)) == 0 && c != '-' && c != '_')
            break;
        token += lower(c);
    }
    return token;
}

bool isKey(std::string_view text, std::string_view key) {
    return std::ranges::equal(text, key, {}, lower);
}

int hexDigit(char c) {
    return c >= '0' && c <= '9' ? c - '0' : lower(c) >= 'a' && lower(c) <= 'f' ? lower(c) - 'a' + 10 : -1;
}

/// One octet of a path: a byte, and whether it was written as %XX.
struct Octet {
    unsigned char byte;
    bool isEncoded;
};

Octet takeOctet(std::string_view& text) {
    if (text.size() >= 3 && text[0] == '%' && hexDigit(text[1]) >= 0 && hexDigit(text[2]) >= 0) {
        const auto byte = static_cast<unsigned char>(hexDigit(text[1]) * 16 + hexDigit(text[2]));
        text.remove_prefix(3);
        return {byte, true};
    }
    const auto byte = static_cast<unsigned char>(text.front());
    text.remove_prefix(1);
    return {byte, false};
}

enum class Wildcards : std::uint8_t { AreLetters, AreSpecial };

/// The same path in the one spelling in which paths are compared: only what has to be is encoded, in capitals. In the
/// path proper an encoded '/' or '?' is a letter and no separator; in a query they separate nothing.
std::string canonical(std::string_view text, Wildcards wildcards) {
    std::string path;
    bool inQuery = false;
    while (!text.empty()) {
        const Octet octet = takeOctet(text);
        const char c = static_cast<char>(octet.byte);
        const bool isWildcard = c == '*' || c == '$';
        const bool isSpecial =
            isWildcard && !octet.isEncoded && wildcards == Wildcards::AreSpecial && (c == '*' || text.empty());
        const bool isSeparator = c == '/' || c == '?';
        const bool isPlain = octet.byte > ' ' && octet.byte < 0x7F && c != '%' && c != '#' && !isWildcard &&
                             !(isSeparator && octet.isEncoded && !inQuery);
        if (isSpecial || isPlain)
            path += c;
        else
            path += fmt::format("%{:02X}", octet.byte);
        inQuery = inQuery || (c == '?' && !octet.isEncoded);
    }
    return path;
}

/// Whether `pattern` matches the beginning of `path`, or all of it if it ends with '$'. Never looks back further than
/// to the last '*': what earlier ones matched does not matter then.
bool matches(std::string_view pattern, std::string_view path) {
    const bool isAnchored = pattern.ends_with('$');
    if (isAnchored)
        pattern.remove_suffix(1);
    std::size_t inPattern = 0;
    std::size_t inPath = 0;
    std::optional<std::size_t> afterStar;
    std::size_t starReaches = 0;
    while (true) {
        if (inPattern == pattern.size() && (!isAnchored || inPath == path.size()))
            return true;
        if (inPattern < pattern.size() && pattern[inPattern] == '*') {
            afterStar = ++inPattern;
            starReaches = inPath;
        } else if (inPattern < pattern.size() && inPath < path.size() && pattern[inPattern] == path[inPath]) {
            ++inPattern;
            ++inPath;
        } else if (afterStar && starReaches < path.size()) {
            inPattern = *afterStar;
            inPath = ++starReaches;
        } else {
            return false;
        }
    }
}

class Parser {
public:
    void line(std::string_view text) {
        text = text.substr(0, text.find('#'));
        const std::size_t colon = text.find(':');
        if (colon == std::string_view::npos)
            return;
        const std::string_view key = trimmed(text.substr(0, colon));
        const std::string_view value = trimmed(text.substr(colon + 1));
        if (isKey(key, "user-agent"))
            agent(value);
        else if (isKey(key, "allow") || isKey(key, "disallow"))
            rule(value, isKey(key, "allow"));
    }
    std::vector<RobotsRules::Group> take() { return std::move(m_groups); }

private:
    /// Several of these in a row begin one group.
    void agent(std::string_view value) {
        if (m_groups.empty() || m_hasRules)
            m_groups.emplace_back();
        m_hasRules = false;
        m_groups.back().agents.push_back(productToken(value));
    }
    /// An empty one says nothing, but is a rule: the next user-agent begins a new group.
    void rule(std::string_view value, bool allow) {
        if (m_groups.empty())
            return;
        m_hasRules = true;
        if (value.starts_with('/') || value.starts_with('*'))
            m_groups.back().rules.push_back({canonical(value, Wildcards::AreSpecial), allow});
    }

    std::vector<RobotsRules::Group> m_groups;
    bool m_hasRules = false;
};

} // namespace

RobotsRules RobotsRules::nothingAllowed() {
    return RobotsRules({{.agents = {"*"}, .rules = {{.pattern = "/"}}}});
}

bool RobotsRules::allows(std::string_view agent, std::string_view path) const {
    const std::string target = canonical(path.empty() ? "/" : path.substr(0, path.find('#')), Wildcards::AreLetters);
    if (target == "/robots.txt")
        return true;
    const auto isFor = [](const Group& group, const std::string& token) {
        return std::ranges::find(group.agents, token) != group.agents.end();
    };
    const std::string product = productToken(agent);
    const bool isNamed =
        !product.empty() && std::ranges::any_of(m_groups, [&](const Group& group) { return isFor(group, product); });
    const std::string token(isNamed ? std::string_view(product) : std::string_view("*"));
    const Rule* decisive = nullptr;
    for (const Group& group : m_groups) {
        if (!isFor(group, token))
            continue;
        for (const Rule& rule : group.rules) {
            const bool isStronger = decisive == nullptr || rule.pattern.size() > decisive->pattern.size() ||
                                    (rule.pattern.size() == decisive->pattern.size() && rule.allow);
            if (isStronger && matches(rule.pattern, target))
                decisive = &rule;
        }
    }
    return decisive == nullptr || decisive->allow;
}

RobotsRules parseRobots(std::string_view text) {
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    constexpr std::string_view ends = "\r\n";
    if (text.size() > mostBytes) { // half a line could say more than the whole: "Disallow: /" of "Disallow: /private"
        text = text.substr(0, mostBytes);
        text = text.substr(0, text.find_last_of(ends) + 1);
    }
    if (text.starts_with(byteOrderMark))
        text.remove_prefix(byteOrderMark.size());
    Parser parser;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(ends), text.size());
        parser.line(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return RobotsRules(parser.take());
}

std::string robotsUrlFor(const std::string& url) {
    return resolveUrl(url, "/robots.txt");
}

HttpRequest robotsRequestFor(const std::string& url) {
    HttpRequest request(robotsUrlFor(url));
    request.maxRedirects = 5;
    request.keepBody = true;
    return request;
}

RobotsRules robotsFrom(const Result<HttpResponse>& response) {
    if (response && response->isSuccess())
        return parseRobots(response->body);
    const bool isUnavailable = response && response->status >= 400 && response->status < 500;
    return isUnavailable ? RobotsRules() : RobotsRules::nothingAllowed();
}

} // namespace simul
