// The limit: what a client that knows nothing but this one answer can do with epoll. raw_client N URL-PATH PORT [AT_ONCE]
// prints how many answers came, their bytes, and the wall time in seconds.

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <netinet/in.h>
#include <string>
#include <string_view>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace {

struct Connection {
    std::string head;       ///< until it is whole
    std::size_t needed = 0; ///< of the body, once that is known
    std::size_t got = 0;
    bool hasHead = false;
};

class Client {
public:
    Client(int requests, std::string path, std::uint16_t port, int atOnce)
        : m_left(requests), m_requests(requests), m_port(port), m_atOnce(std::min(atOnce, requests)),
          m_request("GET " + std::move(path) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n") {}

    bool run() {
        for (int index = 0; index < m_atOnce; ++index)
            connectOne();
        std::array<epoll_event, 256> events;
        while (m_done < m_requests) {
            const int count = epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), 30'000);
            if (count <= 0 && errno != EINTR)
                return false;
            for (int index = 0; index < count; ++index) {
                const epoll_event& event = events[static_cast<std::size_t>(index)];
                if ((event.events & EPOLLOUT) != 0)
                    ask(event.data.fd, EPOLL_CTL_MOD);
                else
                    receive(event.data.fd);
            }
        }
        return true;
    }
    int done() const { return m_done; }
    std::size_t bytes() const { return m_bytes; }

private:
    void connectOne() {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(m_port);
        const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        if (descriptor < 0 || (connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 &&
                               errno != EINPROGRESS)) {
            std::perror("cannot connect");
            std::exit(1);
        }
        epoll_event event{};
        event.events = EPOLLOUT;
        event.data.fd = descriptor;
        epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event);
        if (m_connections.size() <= static_cast<std::size_t>(descriptor))
            m_connections.resize(static_cast<std::size_t>(descriptor) + 1);
        --m_left;
    }
    void ask(int descriptor, int how) {
        [[maybe_unused]] const ssize_t size = write(descriptor, m_request.data(), m_request.size());
        if (how == 0)
            return;
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = descriptor;
        epoll_ctl(m_epoll, how, descriptor, &event);
    }
    void receive(int descriptor) {
        Connection& connection = m_connections[static_cast<std::size_t>(descriptor)];
        while (true) {
            const ssize_t size = read(descriptor, m_buffer.data(), m_buffer.size());
            if (size <= 0)
                return;
            take(connection, {m_buffer.data(), static_cast<std::size_t>(size)});
            if (connection.hasHead && connection.got >= connection.needed) {
                ++m_done;
                connection = {};
                if (m_left > 0) {
                    --m_left;
                    ask(descriptor, 0);
                } else {
                    close(descriptor);
                }
                return;
            }
        }
    }
    void take(Connection& connection, std::string_view data) {
        if (!connection.hasHead) {
            connection.head += data;
            const std::size_t end = connection.head.find("\r\n\r\n");
            if (end == std::string::npos)
                return;
            constexpr std::string_view length = "Content-Length: ";
            connection.needed = std::strtoul(connection.head.c_str() + connection.head.find(length) + length.size(), nullptr, 10);
            connection.hasHead = true;
            connection.got = connection.head.size() - end - 4;
            m_bytes += connection.got;
            return;
        }
        connection.got += data.size();
        m_bytes += data.size();
    }

    const int m_epoll = epoll_create1(EPOLL_CLOEXEC);
    int m_left;
    const int m_requests;
    const std::uint16_t m_port;
    const int m_atOnce;
    const std::string m_request;
    std::vector<char> m_buffer = std::vector<char>(256 << 10);
    std::vector<Connection> m_connections; ///< by descriptor
    int m_done = 0;
    std::size_t m_bytes = 0;
};

} // namespace

int main(int argc, char** argv) {
    if (argc < 4)
        return 2;
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    const int requests = std::atoi(argv[1]);
    const auto start = std::chrono::steady_clock::now();
    Client client(requests, argv[2], static_cast<std::uint16_t>(std::atoi(argv[3])), argc > 4 ? std::atoi(argv[4]) : requests);
    const bool isWhole = client.run();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    std::printf("%d %zu %.6f\n", client.done(), client.bytes(), took.count());
    return isWhole ? 0 : 1;
}
