#include "engine/net/name_resolver.h"

#include "engine/net/curl_multi.h"
#include "engine/net/hostile_site.h"
#include "tests/engine/net/network_fixture.h"

#include <QtTest/QtTest>
#include <array>
#include <atomic>
#include <deque>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <set>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace simul;
using namespace std::chrono_literals;

namespace {

// Here names are asked for, and of nobody but the server below. After network_fixture.h has set its own.
const bool noProxies = setenv("no_proxy", "*", 1) == 0;

/// A name server on 127.0.0.1: every name is at 127.0.0.1, but for "nowhere...", which there is not, and "silent...",
/// about which it says nothing.
class NameServer {
public:
    NameServer() : m_socket(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        bind(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address);
        socklen_t size = sizeof address;
        getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &size);
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { serve(); });
    }
    ~NameServer() {
        m_stopped = true;
        m_thread.join();
        close(m_socket);
    }
    std::string address() const { return fmt::format("127.0.0.1:{}", m_port); }
    int questions() const { return m_questions; } ///< for IPv4 addresses

private:
    void serve() {
        while (!m_stopped) {
            pollfd readable{m_socket, POLLIN, 0};
            if (poll(&readable, 1, 20) != 1)
                continue;
            std::array<unsigned char, 512> packet{};
            sockaddr_in from{};
            socklen_t size = sizeof from;
            const ssize_t got = recvfrom(m_socket, packet.data(), packet.size(), 0, reinterpret_cast<sockaddr*>(&from), &size);
            if (got < 17)
                continue;
            const std::string reply = answer({reinterpret_cast<const char*>(packet.data()), static_cast<std::size_t>(got)});
            if (!reply.empty())
                sendto(m_socket, reply.data(), reply.size(), 0, reinterpret_cast<const sockaddr*>(&from), size);
        }
    }
    std::string answer(const std::string& question) {
        using namespace std::string_literals;
        const std::size_t end = question.find('\0', 12); // of the name, which is followed by type and class
        const bool wantsIPv4 = question[end + 2] == 1;
        m_questions += wantsIPv4;
        if (question.find("silent") != std::string::npos)
            return {};
        const bool isThere = question.find("nowhere") == std::string::npos;
        const bool hasRecord = isThere && wantsIPv4;
        std::string reply = question.substr(0, 2) + "\x81"s + (isThere ? "\x80"s : "\x83"s) + "\0\1\0"s +
                            (hasRecord ? "\1"s : "\0"s) + "\0\0\0\0"s + question.substr(12, end + 5 - 12);
        if (hasRecord)
            reply += "\xC0\x0C\0\1\0\1\0\0\0\x3C\0\4\x7F\0\0\1"s;
        return reply;
    }

    int m_socket;
    std::uint16_t m_port = 0;
    std::atomic<bool> m_stopped = false;
    std::atomic<int> m_questions = 0;
    std::thread m_thread;
};

template <class Until>
void runUntil(EventLoop& loop, Until until) {
    const QDeadlineTimer deadline(20'000);
    while (!until() && !deadline.hasExpired())
        loop.runOnce(true);
    QVERIFY(until());
}

} // namespace

class NameResolverTest : public QObject {
    Q_OBJECT

private slots:
    void tellsAddressesAndWhyThereAreNone() {
        QVERIFY(noProxies);
        const NameServer server;
        EventLoop loop;
        NameResolver resolver(loop, server.address());
        std::optional<NameResolver::Addresses> found;
        std::optional<NameResolver::Addresses> missing;
        resolver.resolve("here.test", [&](NameResolver::Addresses addresses) { found = std::move(addresses); });
        resolver.resolve("nowhere.test", [&](NameResolver::Addresses addresses) { missing = std::move(addresses); });
        runUntil(loop, [&] { return found && missing; });
        QCOMPARE(**found, std::vector<std::string>{"127.0.0.1"});
        QVERIFY(!*missing);
        QVERIFY(!loop.hasWork()); // or a runtime would think that somebody still waits
    }

    void destroyedItCallsNobody() {
        const NameServer server;
        EventLoop loop;
        const int before = descriptorCount();
        {
            NameResolver resolver(loop, server.address());
            resolver.resolve("silent.test", [](NameResolver::Addresses) { QFAIL("called"); });
            loop.runOnce(false);
        }
        QVERIFY(!loop.hasWork());
        loop.runOnce(false);
        QCOMPARE(descriptorsLeft(before), 0);
    }

    void mayOutliveItsLoop() {
        const NameServer server;
        auto loop = std::make_unique<EventLoop>();
        NameResolver resolver(*loop, server.address());
        resolver.resolve("silent.test", [](NameResolver::Addresses) { QFAIL("called"); });
        loop->runOnce(false);
        loop.reset();
    }

    /// What libcurl alone does with a thread for each name.
    void aHundredNamesNeedNoThread() {
        const NameServer server;
        const auto site = HostileSite::start(hostilePages());
        QVERIFY(static_cast<bool>(site));
        const int threadsBefore = threadCount();
        const CurlRoute internet;
        EventLoop loop;
        CurlMulti multi(loop, internet, 1, {}, std::make_unique<NameResolver>(loop, server.address()));
        std::deque<Transfer> transfers;
        std::vector<HttpExchange> results;
        constexpr int hosts = 100;
        for (int host = 0; host < hosts; ++host) {
            for (int page = 0; page < 4; ++page)
                transfers.emplace_back(multi, requestFor(fmt::format("http://host{}.test:{}/ok", host, (*site)->port())),
                                       [&](HttpExchange exchange) { results.push_back(std::move(exchange)); });
        }
        int most = 0;
        runUntil(loop, [&] {
            most = std::max(most, threadCount());
            return results.size() == 4 * hosts;
        });
        QVERIFY(most <= threadsBefore); // one of the test before may just end
        for (const HttpExchange& exchange : results)
            QVERIFY2(exchange.response && exchange.response->bodySize == 2,
                     exchange.response ? "" : exchange.response.error().c_str());
        // Once a name; again where a busy machine lets an answer wait. Each page asking would be four times as many.
        const int questions = server.questions();
        QVERIFY2(questions >= hosts && questions < 2 * hosts, fmt::format("{}", questions).c_str());
        QVERIFY(!loop.hasWork());
    }

    void aRedirectToAnotherNameIsLookedUpToo() {
        const NameServer server;
        std::vector<HostilePage> pages = hostilePages();
        pages.push_back({.path = "/elsewhere",
                         .first = "HTTP/1.1 302 Found\r\nLocation: http://nowhere.test/\r\nContent-Length: 0\r\n\r\n",
                         .end = HostilePage::End::Stay});
        const auto site = HostileSite::start(pages);
        QVERIFY(static_cast<bool>(site));
        const int threadsBefore = threadCount();
        const CurlRoute internet;
        EventLoop loop;
        CurlMulti multi(loop, internet, 1, {}, std::make_unique<NameResolver>(loop, server.address()));
        std::optional<HttpExchange> result;
        const Transfer transfer(multi, requestFor((*site)->address() + "/elsewhere"),
                                [&](HttpExchange exchange) { result = std::move(exchange); });
        runUntil(loop, [&] { return result.has_value(); });
        QCOMPARE(result->response.error(), std::string("nowhere.test: the name does not resolve"));
        QVERIFY(threadCount() <= threadsBefore);
    }

    void aNameServerThatIsSilentCountsAsNoAnswer() {
        const NameServer server;
        const CurlRoute internet;
        EventLoop loop;
        CurlMulti multi(loop, internet, 1, {}, std::make_unique<NameResolver>(loop, server.address()));
        std::optional<HttpExchange> result;
        const Transfer transfer(multi, requestFor("http://silent.test/", 50ms),
                                [&](HttpExchange exchange) { result = std::move(exchange); });
        runUntil(loop, [&] { return result.has_value(); });
        QCOMPARE(result->response.error(), std::string("silent.test: no answer within 50 ms"));
    }

    void hostsThatAreNotThisComputerAreSparedByDefault() {
        const NameServer server;
        std::vector<HostilePage> pages = hostilePages();
        const auto site = HostileSite::start(pages);
        QVERIFY(static_cast<bool>(site));
        const CurlRoute internet;
        EventLoop loop;
        CurlMulti multi(loop, internet, 1, {}, std::make_unique<NameResolver>(loop, server.address()));
        std::deque<Transfer> transfers;
        std::multiset<std::string> ended;
        const auto begin = [&](const std::string& path, Duration timeout) {
            const std::string url = fmt::format("http://one.test:{}{}", (*site)->port(), path);
            transfers.emplace_back(multi, requestFor(url, timeout), [&ended, path](HttpExchange) { ended.insert(path); });
        };
        begin("/silent", 1h);
        begin("/silent", 1h);
        begin("/ok", 5s); // has to wait for ever
        const auto soon = EventLoop::Clock::now() + 100ms;
        while (EventLoop::Clock::now() < soon)
            loop.runOnce(false);
        QVERIFY(ended.empty());
        transfers.pop_front(); // and now there is room
        runUntil(loop, [&] { return ended.size() == 1; });
        QCOMPARE(*ended.begin(), std::string("/ok"));
    }
};

QTEST_GUILESS_MAIN(NameResolverTest)
#include "name_resolver_test.moc"
