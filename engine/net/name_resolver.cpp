#include "engine/net/name_resolver.h"

#include <ares.h>
#include <arpa/inet.h>
#include <array>
#include <fmt/format.h>
#include <mutex>
#include <netdb.h>
#include <stdexcept>
#include <sys/time.h>

namespace simul {

namespace {

void initializeAres() {
    static std::once_flag once;
    std::call_once(once, [] {
        if (ares_library_init(ARES_LIB_INIT_ALL) != ARES_SUCCESS)
            throw std::runtime_error("the resolver of names could not be started");
    });
}

std::vector<std::string> addressesIn(const ares_addrinfo& answer) {
    std::vector<std::string> addresses;
    for (const ares_addrinfo_node* node = answer.nodes; node != nullptr; node = node->ai_next) {
        std::array<char, INET6_ADDRSTRLEN> text{};
        const void* address = nullptr;
        if (node->ai_family == AF_INET)
            address = &reinterpret_cast<const sockaddr_in*>(node->ai_addr)->sin_addr;
        else if (node->ai_family == AF_INET6)
            address = &reinterpret_cast<const sockaddr_in6*>(node->ai_addr)->sin6_addr;
        if (address != nullptr && inet_ntop(node->ai_family, address, text.data(), text.size()) != nullptr)
            addresses.emplace_back(text.data());
    }
    return addresses;
}

} // namespace

struct NameResolver::Question {
    NameResolver* resolver;
    Done done;
};

NameResolver::NameResolver(EventLoop& loop, const std::string& servers) : m_loop(loop.weak()) {
    initializeAres();
    ares_options options{};
    options.timeout = 2000; // milliseconds, for the first attempt
    options.tries = 2;
    options.sock_state_cb = &NameResolver::onSocket;
    options.sock_state_cb_data = this;
    int status = ares_init_options(&m_channel, &options, ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_SOCK_STATE_CB);
    if (status == ARES_SUCCESS && !servers.empty())
        status = ares_set_servers_ports_csv(m_channel, servers.c_str());
    if (status == ARES_SUCCESS)
        return;
    if (m_channel != nullptr)
        ares_destroy(m_channel);
    throw std::runtime_error(fmt::format("the resolver of names could not be started: {}", ares_strerror(status)));
}

NameResolver::~NameResolver() {
    ares_destroy(m_channel);
    stopTimer();
    // c-ares does not say so of sockets that it closes while it is destroyed.
    if (const std::shared_ptr<EventLoop> loop = m_loop.lock()) {
        for (const int socket : m_watched)
            loop->unwatch(socket);
    }
}

void NameResolver::resolve(const std::string& host, Done done) {
    ares_addrinfo_hints hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    ++m_asked;
    ares_getaddrinfo(m_channel, host.c_str(), nullptr, &hints, &NameResolver::onAnswer,
                     new Question{this, std::move(done)});
    setTimer();
}

/// c-ares calls this once for each question, at the latest when it is destroyed, and may do so from within resolve().
void NameResolver::onAnswer(void* question, int status, int, ares_addrinfo* answer) {
    const std::unique_ptr<Question> asked(static_cast<Question*>(question));
    const std::unique_ptr<ares_addrinfo, decltype(&ares_freeaddrinfo)> found(answer, &ares_freeaddrinfo);
    --asked->resolver->m_asked;
    if (status == ARES_EDESTRUCTION)
        return;
    std::vector<std::string> addresses;
    if (status == ARES_SUCCESS)
        addresses = addressesIn(*answer);
    if (addresses.empty())
        asked->done(Error{ares_strerror(status == ARES_SUCCESS ? ARES_ENODATA : status)});
    else
        asked->done(std::move(addresses));
}

void NameResolver::onSocket(void* self, int socket, int readable, int writable) {
    auto* resolver = static_cast<NameResolver*>(self);
    const std::shared_ptr<EventLoop> loop = resolver->m_loop.lock();
    if (!loop)
        return;
    if (readable == 0 && writable == 0) {
        resolver->m_watched.erase(socket);
        loop->unwatch(socket);
        return;
    }
    resolver->m_watched.insert(socket);
    const std::uint32_t readiness = (readable != 0 ? std::uint32_t{EventLoop::Readable} : 0U) |
                                    (writable != 0 ? std::uint32_t{EventLoop::Writable} : 0U);
    loop->watch(socket, readiness, [resolver, socket](std::uint32_t ready) {
        resolver->process((ready & EventLoop::Readable) != 0 ? socket : ARES_SOCKET_BAD,
                          (ready & EventLoop::Writable) != 0 ? socket : ARES_SOCKET_BAD);
    });
}

void NameResolver::process(int readable, int writable) {
    ares_process_fd(m_channel, readable, writable);
    setTimer();
}

/// For the next attempt, while a question is open: a loop with timers looks busy.
void NameResolver::setTimer() {
    stopTimer();
    const std::shared_ptr<EventLoop> loop = m_loop.lock();
    timeval left{};
    if (!loop || m_asked == 0 || ares_timeout(m_channel, nullptr, &left) == nullptr)
        return;
    const auto wait = std::chrono::seconds(left.tv_sec) + std::chrono::microseconds(left.tv_usec);
    m_timer = loop->callAt(EventLoop::Clock::now() + wait, [this] {
        m_timer.reset();
        process(ARES_SOCKET_BAD, ARES_SOCKET_BAD);
    });
}

void NameResolver::stopTimer() {
    if (!m_timer)
        return;
    if (const std::shared_ptr<EventLoop> loop = m_loop.lock())
        loop->cancel(*m_timer);
    m_timer.reset();
}

} // namespace simul
