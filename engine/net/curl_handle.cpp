#include "engine/net/curl_handle.h"

#include "engine/trace/translate.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fmt/ranges.h>
#include <system_error>
#include <utility>

namespace simul {

namespace {

template <class T>
T info(CURL* handle, CURLINFO which) {
    T value{};
    curl_easy_getinfo(handle, which, &value);
    return value;
}

/// For libcurl 0 means no limit at all.
long inMilliseconds(std::chrono::duration<double, std::milli> timeout) {
    return std::clamp(std::lround(timeout.count()), 1L, 1L << 30);
}

/// More than any honest server sends, and few enough to keep three hundred of them.
constexpr std::size_t mostHeaderBytes = 256 << 10;

/// CURLOPT_USERAGENT would be put together anew for each request, letter by letter.
curl_slist* ownHeaders() {
    static const CurlList headers = [] {
        CurlList list;
        append(list, fmt::format("User-Agent: {}", userAgent));
        return list;
    }();
    return headers.get();
}

} // namespace

CurlHandle::CurlHandle() {
    initializeCurl();
    m_handle.reset(curl_easy_init());
    if (!m_handle)
        throw std::bad_alloc();
}

void CurlHandle::useRoute(const CurlRoute& route) {
    CURL* handle = get();
    curl_easy_reset(handle); // keeps its connections
    setOption(handle, CURLOPT_DEFAULT_PROTOCOL, "http");
    setOption(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    setOption(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    setOption(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    setOption(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    if (const char* file = trustedCertificates())
        setOption(handle, CURLOPT_CAINFO, file);
    setOption(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    setOption(handle, CURLOPT_ACCEPT_ENCODING, ""); // all that libcurl can undo; limits count what it unpacks
    setOption(handle, CURLOPT_NOSIGNAL, 1L);
    setOption(handle, CURLOPT_QUICK_EXIT, 1L); // an aborted exchange does not wait for its name lookup
    setOption(handle, CURLOPT_HEADERFUNCTION, &CurlHandle::header);
    setOption(handle, CURLOPT_HEADERDATA, this);
    setOption(handle, CURLOPT_WRITEFUNCTION, &CurlHandle::write);
    setOption(handle, CURLOPT_WRITEDATA, this);
    setOption(handle, CURLOPT_HTTPHEADER, ownHeaders());
    route.applyTo(handle);
}

void CurlHandle::prepare(const HttpRequest& request, double scale) {
    begin(request, request.url, request.timeout * scale);
    setOption(get(), CURLOPT_FOLLOWLOCATION, request.followRedirects ? 1L : 0L);
    setOption(get(), CURLOPT_MAXREDIRS, static_cast<long>(request.maxRedirects));
}

void CurlHandle::prepareHop(const HttpRequest& request, const std::string& url, std::chrono::nanoseconds left) {
    begin(request, url, left);
    setOption(get(), CURLOPT_FOLLOWLOCATION, 0L);
    // Rather a stream of a connection that is about to be than one more.
    setOption(get(), CURLOPT_PIPEWAIT, url.starts_with("https:") ? 1L : 0L);
}

/// Only what differs: setting everything again takes longer than all else that we do for a request.
void CurlHandle::begin(const HttpRequest& request, const std::string& url,
                       std::chrono::duration<double, std::milli> timeout) {
    m_request = request;
    m_statusLine.clear();
    m_body.clear();
    m_received = 0;
    m_headerBytes = 0;
    const long milliseconds = inMilliseconds(timeout);
    setOption(get(), CURLOPT_URL, url.c_str());
    setOption(get(), CURLOPT_TIMEOUT_MS, milliseconds);
    setOption(get(), CURLOPT_CONNECTTIMEOUT_MS, milliseconds);
    setOption(get(), CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(request.maxBodyBytes));
}

void CurlHandle::useAddresses(const std::vector<std::string>& addresses) {
    const std::string url = effectiveUrl();
    m_addresses.reset();
    append(m_addresses, fmt::format("{}:{}:{}", asciiHostOf(url), portOf(url), fmt::join(addresses, ",")));
    setOption(get(), CURLOPT_RESOLVE, m_addresses.get());
}

std::size_t CurlHandle::header(char* data, std::size_t size, std::size_t count, void* self) {
    return static_cast<CurlHandle*>(self)->takeHeader({data, size * count});
}

/// Called for each line of each answer: the last status line stays.
std::size_t CurlHandle::takeHeader(std::string_view line) {
    m_headerBytes += line.size();
    if (m_headerBytes > mostHeaderBytes)
        return CURL_WRITEFUNC_ERROR;
    if (line.starts_with("HTTP/"))
        m_statusLine = validUtf8(line.substr(0, line.find_last_not_of("\r\n ") + 1));
    return line.size();
}

std::size_t CurlHandle::write(char* data, std::size_t size, std::size_t count, void* self) {
    auto& handle = *static_cast<CurlHandle*>(self);
    const std::size_t bytes = size * count;
    if (bytes > handle.m_request.maxBodyBytes - handle.m_received) {
        handle.m_received = handle.m_request.maxBodyBytes + 1;
        return CURL_WRITEFUNC_ERROR;
    }
    handle.m_received += bytes;
    if (handle.m_request.keepBody)
        handle.m_body.append(data, bytes);
    return bytes;
}

HttpExchange CurlHandle::finish(CURLcode code) {
    const HttpPhases parts = phases();
    if (code != CURLE_OK)
        return {failure(code), parts};
    const auto status = static_cast<int>(info<long>(get(), CURLINFO_RESPONSE_CODE));
    return {HttpResponse{status, m_received, std::move(m_body), effectiveUrl(), std::move(m_statusLine), parts,
                         location()},
            parts};
}

HttpPhases CurlHandle::phases() const {
    // libcurl tells when each part was over, counted from the start; 0 for parts that there were not.
    std::chrono::microseconds before{};
    const auto part = [&](CURLINFO which) -> Duration {
        const std::chrono::microseconds end(info<curl_off_t>(get(), which));
        if (end <= before)
            return {};
        return end - std::exchange(before, end);
    };
    HttpPhases parts;
    parts.nameLookup = part(CURLINFO_NAMELOOKUP_TIME_T);
    parts.connect = part(CURLINFO_CONNECT_TIME_T);
    parts.tls = part(CURLINFO_APPCONNECT_TIME_T);
    const bool answered = info<curl_off_t>(get(), CURLINFO_STARTTRANSFER_TIME_T) > 0;
    parts.waiting = part(answered ? CURLINFO_STARTTRANSFER_TIME_T : CURLINFO_TOTAL_TIME_T);
    parts.receiving = part(CURLINFO_TOTAL_TIME_T);
    return parts;
}

std::string CurlHandle::effectiveUrl() const {
    const char* url = info<const char*>(get(), CURLINFO_EFFECTIVE_URL);
    return url != nullptr ? validUtf8(url) : m_request.url;
}

std::string CurlHandle::location() const {
    const char* url = info<const char*>(get(), CURLINFO_REDIRECT_URL);
    return url != nullptr ? validUtf8(url) : std::string();
}

Error CurlHandle::failure(CURLcode code) const {
    const std::string url = effectiveUrl();
    const auto sentence = [&](std::string_view what) { return Error{fmt::format("{}: {}", hostOf(url), what)}; };
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return doesNotResolve(url);
    case CURLE_OPERATION_TIMEDOUT:
        return m_statusLine.empty() ? noAnswerWithin(url, m_request.timeout) : notWholeWithin(url, m_request.timeout);
    case CURLE_TOO_MANY_REDIRECTS:
        return tooManyRedirects(m_request.url, m_request.maxRedirects);
    case CURLE_UNSUPPORTED_PROTOCOL: // libcurl's name for an answer without a status line, too
        return hasWebScheme(url) ? sentence(SIMUL_TR("net", "what it answers is no HTTP")) : noWebAddress(url);
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
        return sentence(SIMUL_TR("net", "what it answers is no HTTP"));
    case CURLE_BAD_CONTENT_ENCODING:
        return sentence(SIMUL_TR("net", "the answer cannot be unpacked"));
    case CURLE_URL_MALFORMAT:
        return {fmt::format(SIMUL_TR("net", "'{}' is not a web address"), m_request.url)};
    case CURLE_FILESIZE_EXCEEDED:
        return tooLarge(url, m_request.maxBodyBytes);
    case CURLE_OUT_OF_MEMORY: // libcurl's name for a line of the headers that is longer than it takes, too
    case CURLE_WRITE_ERROR:
        if (m_received > m_request.maxBodyBytes)
            return tooLarge(url, m_request.maxBodyBytes);
        if (m_received == 0)
            return sentence(fmt::format(SIMUL_TR("net", "its headers are larger than {} bytes"), mostHeaderBytes));
        break;
    case CURLE_COULDNT_CONNECT:
        if (const long error = info<long>(get(), CURLINFO_OS_ERRNO); error != 0)
            return sentence(fmt::format(SIMUL_TR("net", "no connection ({})"),
                                        std::generic_category().message(static_cast<int>(error))));
        return sentence(SIMUL_TR("net", "no connection"));
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_PARTIAL_FILE:
        return sentence(SIMUL_TR("net", "the connection broke off before the answer was whole"));
    case CURLE_SSL_CONNECT_ERROR:
        return sentence(SIMUL_TR("net", "no secure connection could be made"));
    case CURLE_PEER_FAILED_VERIFICATION:
        return sentence(SIMUL_TR("net", "its certificate is not to be trusted"));
    default:
        break;
    }
    return sentence(curl_easy_strerror(code));
}

} // namespace simul
