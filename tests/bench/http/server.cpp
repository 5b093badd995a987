// The server of the HTTP benchmarks, for all clients alike: on 127.0.0.1, one thread. GET /d/MS/BYTES answers after MS
// milliseconds with BYTES bytes, on a connection that stays. Prints its port; ends when its standard input does.

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <queue>
#include <string>
#include <string_view>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>
#include <unordered_map>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

struct Connection {
    std::string request;
    std::string head;
    std::size_t size = 0; ///< of the body
    std::size_t sent = 0; ///< of head and body
    bool isAnswering = false;
    std::uint64_t generation = 0; ///< tells it from an earlier one with the same descriptor
};

struct Due {
    Clock::time_point time;
    int descriptor;
    std::uint64_t generation;
    friend bool operator>(const Due& a, const Due& b) { return a.time > b.time; }
};

class Server {
public:
    Server() : m_epoll(epoll_create1(EPOLL_CLOEXEC)), m_listening(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (bind(m_listening, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(m_listening, 4096) != 0 ||
            getsockname(m_listening, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
            std::perror("cannot listen");
            std::exit(1);
        }
        add(m_listening, EPOLLIN);
        add(STDIN_FILENO, EPOLLIN);
        std::printf("%d\n", ntohs(address.sin_port));
        std::fflush(stdout);
    }
    void run() {
        while (!m_isOver) {
            std::array<epoll_event, 256> events;
            const int count = wait(events);
            for (int index = 0; index < count; ++index)
                handle(events[static_cast<std::size_t>(index)]);
            while (!m_due.empty() && m_due.top().time <= Clock::now()) {
                const Due due = m_due.top();
                m_due.pop();
                const auto connection = m_connections.find(due.descriptor);
                if (connection != m_connections.end() && connection->second.generation == due.generation)
                    send(due.descriptor, connection->second);
            }
        }
    }

private:
    static constexpr std::size_t mostBytes = 4 << 20;

    void add(int descriptor, std::uint32_t events) {
        epoll_event event{};
        event.events = events;
        event.data.fd = descriptor;
        epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event);
    }
    void change(int descriptor, std::uint32_t events) {
        epoll_event event{};
        event.events = events;
        event.data.fd = descriptor;
        epoll_ctl(m_epoll, EPOLL_CTL_MOD, descriptor, &event);
    }
    int wait(std::array<epoll_event, 256>& events) {
        timespec time{};
        if (!m_due.empty()) {
            const auto left = std::max(std::chrono::nanoseconds(m_due.top().time - Clock::now()), std::chrono::nanoseconds{});
            time.tv_sec = static_cast<time_t>(left.count() / 1'000'000'000);
            time.tv_nsec = left.count() % 1'000'000'000;
        }
        return epoll_pwait2(m_epoll, events.data(), static_cast<int>(events.size()), m_due.empty() ? nullptr : &time, nullptr);
    }
    void handle(const epoll_event& event) {
        const int descriptor = event.data.fd;
        if (descriptor == m_listening) {
            accept();
        } else if (descriptor == STDIN_FILENO) {
            m_isOver = true;
        } else if (const auto connection = m_connections.find(descriptor); connection != m_connections.end()) {
            if ((event.events & EPOLLOUT) != 0)
                send(descriptor, connection->second);
            else
                receive(descriptor, connection->second);
        }
    }
    void accept() {
        while (true) {
            const int descriptor = accept4(m_listening, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
            if (descriptor < 0)
                return;
            const int yes = 1;
            setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
            m_connections[descriptor].generation = ++m_generation;
            add(descriptor, EPOLLIN);
        }
    }
    void receive(int descriptor, Connection& connection) {
        std::array<char, 4096> buffer;
        const ssize_t size = read(descriptor, buffer.data(), buffer.size());
        if (size < 0 && errno == EAGAIN)
            return;
        if (size <= 0) {
            drop(descriptor);
            return;
        }
        connection.request.append(buffer.data(), static_cast<std::size_t>(size));
        parse(descriptor, connection);
    }
    void parse(int descriptor, Connection& connection) {
        const std::size_t end = connection.request.find("\r\n\r\n");
        if (connection.isAnswering || end == std::string::npos)
            return;
        unsigned milliseconds = 0;
        connection.size = 0;
        std::sscanf(connection.request.c_str(), "GET /d/%u/%zu", &milliseconds, &connection.size);
        connection.size = std::min(connection.size, mostBytes);
        connection.request.erase(0, end + 4);
        connection.isAnswering = true;
        connection.sent = 0;
        connection.head = "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: " +
                          std::to_string(connection.size) + "\r\n\r\n";
        m_due.push({Clock::now() + std::chrono::milliseconds(milliseconds), descriptor, connection.generation});
    }
    void send(int descriptor, Connection& connection) {
        const std::size_t all = connection.head.size() + connection.size;
        while (connection.sent < all) {
            const std::size_t ofHead = std::min(connection.sent, connection.head.size());
            const std::size_t ofBody = connection.sent - ofHead;
            iovec parts[] = {{connection.head.data() + ofHead, connection.head.size() - ofHead},
                             {m_body.data(), connection.size - ofBody}};
            const ssize_t size = writev(descriptor, parts, 2);
            if (size < 0 && errno == EAGAIN) {
                change(descriptor, EPOLLOUT);
                return;
            }
            if (size < 0) {
                drop(descriptor);
                return;
            }
            connection.sent += static_cast<std::size_t>(size);
        }
        connection.isAnswering = false;
        change(descriptor, EPOLLIN);
        parse(descriptor, connection);
    }
    void drop(int descriptor) {
        m_connections.erase(descriptor);
        close(descriptor);
    }

    const int m_epoll;
    const int m_listening;
    std::string m_body = std::string(mostBytes, 'x');
    std::unordered_map<int, Connection> m_connections;
    std::priority_queue<Due, std::vector<Due>, std::greater<>> m_due;
    std::uint64_t m_generation = 0;
    bool m_isOver = false;
};

} // namespace

int main() {
    std::signal(SIGPIPE, SIG_IGN);
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    Server().run();
}
