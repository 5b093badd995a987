#include "engine/net/hostile_site.h"

#include "engine/net/descriptor_limit.h"
#include "engine/net/listen.h"
#include "engine/runtime/event_loop.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <fmt/format.h>
#include <netinet/in.h>
#include <optional>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace simul {

namespace {

/// "GET /stall?3 HTTP/1.1" with path and the number behind the '?'.
struct Asked {
    std::string_view path;
    unsigned number = 0;
};

Asked readRequestLine(std::string_view request) {
    const std::string_view line = request.substr(0, request.find("\r\n"));
    const std::size_t begin = std::min(line.find(' '), line.size());
    const std::string_view target = line.substr(begin).substr(begin < line.size() ? 1 : 0);
    const std::string_view url = target.substr(0, target.find(' '));
    Asked asked{url.substr(0, url.find('?'))};
    if (const std::string_view query = url.substr(asked.path.size()); query.size() > 1)
        std::from_chars(query.data() + 1, query.data() + query.size(), asked.number);
    return asked;
}

std::string firstOf(const HostilePage& page, unsigned number) {
    constexpr std::string_view mark = "{next}";
    std::string text = page.first;
    if (const std::size_t at = text.find(mark); at != std::string::npos)
        text.replace(at, mark.size(), fmt::format("{}", number + 1));
    return text;
}

} // namespace

class HostileSite::Server {
public:
    Server(std::vector<HostilePage> pages, int listening)
        : m_pages(std::move(pages)), m_listening(listening), m_port(portOf(listening)) {
        m_loop.watch(m_listening, EventLoop::Readable, [this](std::uint32_t) { accept(); });
        m_thread = std::thread([this] {
            while (!m_stopped)
                m_loop.runOnce(true);
        });
    }
    ~Server() {
        m_stopped = true;
        m_loop.wakeUp();
        m_thread.join();
        while (!m_connections.empty())
            drop(m_connections.begin()->first, End::Close);
        m_loop.unwatch(m_listening);
        close(m_listening);
    }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    std::uint16_t port() const { return m_port; }

private:
    using End = HostilePage::End;

    struct Connection {
        std::string request;  ///< what of it has come
        std::string toSend;   ///< and has not been taken yet
        std::size_t sent = 0; ///< of that
        const HostilePage* page = nullptr; ///< while it answers
        std::uint64_t piecesLeft = 0;
        std::optional<EventLoop::TimerId> pause;
    };

    void accept() {
        while (true) {
            const int descriptor = accept4(m_listening, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
            if (descriptor < 0)
                return;
            m_connections.try_emplace(descriptor);
            watch(descriptor, EventLoop::Readable);
        }
    }

    void watch(int descriptor, std::uint32_t readiness) {
        m_loop.watch(descriptor, readiness, [this, descriptor](std::uint32_t ready) {
            if ((ready & EventLoop::Readable) != 0 && !receive(descriptor))
                return;
            if ((ready & EventLoop::Writable) != 0)
                send(descriptor);
        });
    }

    /// False if the connection is gone.
    bool receive(int descriptor) {
        Connection& connection = m_connections.at(descriptor);
        std::array<char, 16 << 10> buffer;
        const ssize_t size = read(descriptor, buffer.data(), buffer.size());
        if (size == 0 || (size < 0 && errno != EAGAIN)) {
            drop(descriptor, End::Close);
            return false;
        }
        constexpr std::size_t mostOfARequest = 64 << 10;
        if (size > 0 && connection.request.size() < mostOfARequest)
            connection.request.append(buffer.data(), static_cast<std::size_t>(size));
        return answerNext(descriptor, connection);
    }

    bool answerNext(int descriptor, Connection& connection) {
        const std::size_t end = connection.request.find("\r\n\r\n");
        if (connection.page != nullptr || end == std::string::npos)
            return true;
        const Asked asked = readRequestLine(connection.request);
        const auto page = std::ranges::find(m_pages, asked.path, &HostilePage::path);
        connection.page = page != m_pages.end() ? &*page : &m_notFound;
        connection.toSend = firstOf(*connection.page, asked.number);
        connection.sent = 0;
        connection.piecesLeft = connection.page->pieces;
        connection.request.erase(0, end + 4);
        return send(descriptor);
    }

    /// Sends what can be sent now. False if the connection is gone.
    bool send(int descriptor) {
        Connection& connection = m_connections.at(descriptor);
        while (connection.page != nullptr) {
            const std::string_view rest = std::string_view(connection.toSend).substr(connection.sent);
            const ssize_t size = rest.empty() ? 0 : ::send(descriptor, rest.data(), rest.size(), MSG_NOSIGNAL);
            if (size < 0 && errno == EAGAIN) {
                watch(descriptor, EventLoop::Readable | EventLoop::Writable);
                return true;
            }
            if (size < 0) {
                drop(descriptor, End::Close);
                return false;
            }
            connection.sent += static_cast<std::size_t>(size);
            if (connection.sent == connection.toSend.size() && !goOn(descriptor, connection))
                return false;
            if (connection.pause)
                return true;
        }
        return true;
    }

    /// The next piece, a pause before it, or the end. False if the connection is gone.
    bool goOn(int descriptor, Connection& connection) {
        const HostilePage& page = *connection.page;
        connection.toSend.clear();
        connection.sent = 0;
        if (connection.piecesLeft == 0) {
            connection.page = nullptr;
            watch(descriptor, EventLoop::Readable);
            if (page.end == End::Stay)
                return answerNext(descriptor, connection);
            drop(descriptor, page.end);
            return false;
        }
        --connection.piecesLeft;
        if (page.pause == page.pause.zero()) {
            connection.toSend = page.piece;
            return true;
        }
        watch(descriptor, EventLoop::Readable);
        connection.pause = m_loop.callAt(EventLoop::Clock::now() + page.pause, [this, descriptor, &connection] {
            connection.pause.reset();
            connection.toSend = connection.page->piece;
            send(descriptor);
        });
        return true;
    }

    void drop(int descriptor, End how) {
        const auto connection = m_connections.find(descriptor);
        if (connection->second.pause)
            m_loop.cancel(*connection->second.pause);
        m_connections.erase(connection);
        m_loop.unwatch(descriptor);
        if (how == End::Reset) {
            const linger atOnce{.l_onoff = 1, .l_linger = 0};
            setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
        }
        close(descriptor);
    }

    const std::vector<HostilePage> m_pages;
    const HostilePage m_notFound{
        .path = "", .first = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", .end = End::Stay};
    const int m_listening;
    const std::uint16_t m_port;
    EventLoop m_loop;
    std::unordered_map<int, Connection> m_connections; ///< by descriptor
    std::atomic<bool> m_stopped = false;
    std::thread m_thread; ///< the only one that touches connections while it runs
};

Result<std::unique_ptr<HostileSite>> HostileSite::start(std::vector<HostilePage> pages, Family family,
                                                        std::uint16_t port) {
    allowManyDescriptors();
    const Result<int> listening = listenHere(port, family == Family::IPv6);
    if (!listening)
        return Error{listening.error()};
    return std::unique_ptr<HostileSite>(new HostileSite(std::make_unique<Server>(std::move(pages), *listening), family));
}

HostileSite::HostileSite(std::unique_ptr<Server> server, Family family)
    : m_server(std::move(server)), m_family(family) {}

HostileSite::~HostileSite() = default;

std::uint16_t HostileSite::port() const { return m_server->port(); }

std::string HostileSite::address() const {
    return fmt::format("http://{}:{}", m_family == Family::IPv6 ? "[::1]" : "127.0.0.1", port());
}

} // namespace simul
