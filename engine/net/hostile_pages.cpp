#include "engine/net/hostile_site.h"

#include <fmt/format.h>
#include <stdexcept>
#include <zlib.h>

namespace simul {

using namespace std::chrono_literals;

namespace {

using End = HostilePage::End;

std::string head(std::string_view headers) {
    return fmt::format("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{}\r\n", headers);
}

/// A megabyte of zeros as a thousand bytes that may be repeated in one stream: nothing in them refers to what was
/// before. Between a header and no end.
std::string packedMegabyte() {
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::bad_alloc();
    std::string zeros(1 << 20, '\0');
    std::string packed(64 << 10, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(zeros.data());
    stream.avail_in = static_cast<uInt>(zeros.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FULL_FLUSH);
    packed.erase(packed.size() - stream.avail_out); // not resize(): g++ 12 sees ghosts there
    deflateEnd(&stream);
    return packed;
}

} // namespace

std::vector<HostilePage> hostilePages() {
    using namespace std::string_literals;
    const auto drip = 20ms;
    const std::uint64_t forEver = HostilePage::Endless;
    const std::string half(500, 'x');
    const std::string gzipHeader = "\x1F\x8B\x08\x00\x00\x00\x00\x00\x00\x03"s;
    return {
        {.path = "/ok", .first = head("Content-Length: 2\r\n") + "ok", .end = End::Stay},
        {.path = "/silent", .first = "", .end = End::Stay},
        {.path = "/slow-headers", .first = "HTTP/1.1 200 OK\r\n", .piece = "X-Slow: yes\r\n", .pieces = forEver, .pause = drip},
        {.path = "/slow-body", .first = head("Content-Length: 1000000\r\n"), .piece = "x", .pieces = forEver, .pause = drip},
        {.path = "/stall", .first = head("Content-Length: 1000\r\n") + half, .end = End::Stay},
        {.path = "/reset", .first = "", .end = End::Reset},
        {.path = "/reset-in-the-middle", .first = head("Content-Length: 1000\r\n") + half, .pieces = 1, .pause = drip, .end = End::Reset},
        {.path = "/closed", .first = ""},
        {.path = "/length-too-long", .first = head("Content-Length: 1000\r\n") + half},
        {.path = "/length-too-short", .first = head("Content-Length: 10\r\n") + half},
        {.path = "/length-nonsense", .first = head("Content-Length: many\r\n") + half},
        {.path = "/length-negative", .first = head("Content-Length: -5\r\n") + half},
        {.path = "/no-length", .first = head("") + half},
        {.path = "/no-length-no-end", .first = head("") + half, .end = End::Stay},
        {.path = "/broken-chunks", .first = head("Transfer-Encoding: chunked\r\n") + "zzz\r\n" + half},
        {.path = "/endless-body", .first = head(""), .piece = std::string(64 << 10, 'x'), .pieces = forEver},
        {.path = "/endless-redirects", .first = "HTTP/1.1 302 Found\r\nLocation: /endless-redirects?{next}\r\nContent-Length: 0\r\n\r\n", .end = End::Stay},
        {.path = "/redirect-loop", .first = "HTTP/1.1 302 Found\r\nLocation: /redirect-loop\r\nContent-Length: 0\r\n\r\n", .end = End::Stay},
        {.path = "/garbage", .first = "\x00\x13\x37\xFF no such thing \r\n\r\n as HTTP"s + half},
        {.path = "/zip-bomb", .first = head("Content-Encoding: gzip\r\n") + gzipHeader, .piece = packedMegabyte(), .pieces = 4096},
        {.path = "/broken-zip", .first = head("Content-Encoding: gzip\r\nContent-Length: 500\r\n") + half},
        {.path = "/many-headers", .first = "HTTP/1.1 200 OK\r\n", .piece = "X-Padding: " + std::string(1011, 'x') + "\r\n", .pieces = 1024},
        {.path = "/long-header", .first = "HTTP/1.1 200 OK\r\nX-Padding: ", .piece = std::string(1024, 'x'), .pieces = 1024},
        {.path = "/no-utf8", .first = "HTTP/1.1 404 N\xFFt F\xC3und\r\nContent-Length: 3\r\n\r\n\xFF\xFE\xC3", .end = End::Stay},
        {.path = "/no-utf8-redirect", .first = "HTTP/1.1 302 Found\r\nLocation: ftp://\xFF\xFE/\xC3\r\nContent-Length: 0\r\n\r\n", .end = End::Stay},
    };
}

} // namespace simul
