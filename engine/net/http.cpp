#include "engine/net/http.h"

#include "engine/net/plain_url.h"
#include "engine/trace/duration_text.h"
#include "engine/trace/translate.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cctype>
#include <curl/curl.h>
#include <fmt/format.h>
#include <memory>

namespace simul {

namespace {

struct FreeUrl {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using UrlHandle = std::unique_ptr<CURLU, FreeUrl>;

/// Null if `text` is no URL.
UrlHandle parse(const std::string& text) {
    UrlHandle url(curl_url());
    if (url && curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_DEFAULT_SCHEME | CURLU_NON_SUPPORT_SCHEME) !=
                   CURLUE_OK)
        url.reset();
    return url;
}

/// Empty if `url` has no such part.
std::string partOf(const UrlHandle& url, CURLUPart part, unsigned flags = 0) {
    char* text = nullptr;
    if (!url || curl_url_get(url.get(), part, &text, flags) != CURLUE_OK)
        return {};
    const std::string copy = text;
    curl_free(text);
    return copy;
}

std::string lowerCase(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// In bytes, of the UTF-8 character that `text` begins with; 0 if it begins with none.
std::size_t lengthOfCharacter(std::string_view text) {
    const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
    const unsigned char first = byte(0);
    const std::size_t length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (length > text.size())
        return 0;
    for (std::size_t index = 1; index < length; ++index) {
        // The first two bytes tell spellings that are too long, surrogates, and what lies beyond Unicode.
        const unsigned least = index > 1 ? 0x80U : first == 0xE0 ? 0xA0U : first == 0xF0 ? 0x90U : 0x80U;
        const unsigned most = index > 1 ? 0xBFU : first == 0xED ? 0x9FU : first == 0xF4 ? 0x8FU : 0xBFU;
        if (byte(index) < least || byte(index) > most)
            return 0;
    }
    return length;
}

/// "5 s": as formatDuration(), set as a sentence wants it.
std::string durationInSentence(Duration duration) {
    std::string text;
    const auto isDigit = [](char c) { return (c >= '0' && c <= '9') || c == '.'; };
    for (const char c : formatDuration(duration)) {
        if (!text.empty() && isDigit(c) != isDigit(text.back()))
            text += ' ';
        text += c;
    }
    return text;
}

std::string_view reasonOf(int status) {
    struct Reason {
        int status;
        std::string_view text;
    };
    static constexpr auto reasons = std::to_array<Reason>({
        {200, "OK"},
        {201, "Created"},
        {202, "Accepted"},
        {204, "No Content"},
        {206, "Partial Content"},
        {301, "Moved Permanently"},
        {302, "Found"},
        {303, "See Other"},
        {304, "Not Modified"},
        {307, "Temporary Redirect"},
        {308, "Permanent Redirect"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {406, "Not Acceptable"},
        {408, "Request Timeout"},
        {410, "Gone"},
        {418, "I'm a teapot"},
        {429, "Too Many Requests"},
        {451, "Unavailable For Legal Reasons"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {502, "Bad Gateway"},
        {503, "Service Unavailable"},
        {504, "Gateway Timeout"},
    });
    const auto* found = std::ranges::find(reasons, status, &Reason::status);
    return found == reasons.end() ? std::string_view{} : found->text;
}

} // namespace

// Taking a URL apart takes libcurl as long as all else that we do for a request: most can do without.
std::string hostOf(const std::string& url) {
    if (const auto plain = hostOfPlainUrl(url))
        return std::string(*plain);
    const std::string host = partOf(parse(url), CURLUPART_HOST);
    return host.empty() ? url : lowerCase(host);
}

std::string asciiHostOf(const std::string& url) {
    if (const auto plain = hostOfPlainUrl(url))
        return std::string(*plain);
    const std::string host = partOf(parse(url), CURLUPART_HOST, CURLU_PUNYCODE);
    return host.empty() ? hostOf(url) : lowerCase(host);
}

std::string portOf(const std::string& url) {
    return partOf(parse(url), CURLUPART_PORT, CURLU_DEFAULT_PORT);
}

std::string pathOf(const std::string& url) {
    const std::string path = partOf(parse(url), CURLUPART_PATH);
    return path.empty() ? "/" : path;
}

std::string targetOf(const std::string& url) {
    const std::string query = partOf(parse(url), CURLUPART_QUERY);
    return query.empty() ? pathOf(url) : pathOf(url) + "?" + query;
}

std::string resolveUrl(const std::string& base, const std::string& target) {
    const UrlHandle url = parse(base);
    // libcurl resolves a relative URL against what the handle holds already.
    if (!url || curl_url_set(url.get(), CURLUPART_URL, target.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
        return {};
    return partOf(url, CURLUPART_URL);
}

std::string pageLinkedTo(const std::string& base, const std::string& href) {
    const UrlHandle url = parse(base);
    const auto set = [&url](CURLUPart part, const char* text, unsigned flags = 0) {
        return curl_url_set(url.get(), part, text, flags) == CURLUE_OK;
    };
    const bool isSamePage = href.empty() || href.starts_with('#'); // libcurl 7.88 would lead to the folder
    if (!url || (!isSamePage && !set(CURLUPART_URL, href.c_str(), CURLU_URLENCODE)))
        return {};
    const std::string host = lowerCase(partOf(url, CURLUPART_HOST));
    if (!set(CURLUPART_FRAGMENT, nullptr) || !set(CURLUPART_HOST, host.c_str()))
        return {};
    const std::string link = partOf(url, CURLUPART_URL, CURLU_NO_DEFAULT_PORT);
    return hasWebScheme(link) ? link : std::string();
}

bool hasWebScheme(const std::string& url) {
    if (hostOfPlainUrl(url))
        return true;
    const std::string scheme = lowerCase(partOf(parse(url), CURLUPART_SCHEME));
    return scheme == "http" || scheme == "https";
}

bool isThisComputer(const std::string& host) {
    const bool isNumber = host.find_first_not_of("0123456789.") == std::string::npos;
    return host == "localhost" || host.ends_with(".localhost") || (isNumber && host.starts_with("127.")) ||
           host == "[::1]";
}

bool isIpAddress(const std::string& host) {
    in_addr address{};
    return host.starts_with('[') || inet_pton(AF_INET, host.c_str(), &address) == 1;
}

std::string validUtf8(std::string_view text) {
    if (std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
        return std::string(text);
    constexpr std::string_view replacement = "\xEF\xBF\xBD";
    std::string valid;
    valid.reserve(text.size());
    while (!text.empty()) {
        const std::size_t length = lengthOfCharacter(text);
        valid += length > 0 ? text.substr(0, length) : replacement;
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return valid;
}

std::string statusText(int status) {
    const std::string_view reason = reasonOf(status);
    return reason.empty() ? fmt::format("{}", status) : fmt::format("{} {}", status, reason);
}

std::string statusSentence(const std::string& url, int status) {
    return fmt::format("{}: HTTP {}", hostOf(url), statusText(status));
}

Error doesNotResolve(const std::string& url) {
    return {fmt::format(SIMUL_TR("net", "{}: the name does not resolve"), hostOf(url))};
}

Error noAnswerWithin(const std::string& url, Duration timeout) {
    return {fmt::format(SIMUL_TR("net", "{}: no answer within {}"), hostOf(url), durationInSentence(timeout))};
}

Error notWholeWithin(const std::string& url, Duration timeout) {
    return {fmt::format(SIMUL_TR("net", "{}: the answer was not whole within {}"), hostOf(url),
                        durationInSentence(timeout))};
}

Error tooManyRedirects(const std::string& url, int most) {
    return {fmt::format(SIMUL_TR("net", "{}: more than {} redirects"), hostOf(url), most)};
}

Error tooLarge(const std::string& url, std::uint64_t mostBytes) {
    return {fmt::format(SIMUL_TR("net", "{}: the answer is larger than {} bytes"), hostOf(url), mostBytes)};
}

Error forbiddenByRobots(const std::string& url) {
    return {fmt::format(SIMUL_TR("net", "{}: its robots.txt forbids {}"), hostOf(url), targetOf(url))};
}

Error noWebAddress(const std::string& url) {
    return {fmt::format(SIMUL_TR("net", "{}: only http and https addresses can be fetched"), url)};
}

} // namespace simul
