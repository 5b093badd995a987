#include <arpa/inet.h>
#include "engine/net/curl_multi.h"

#include "engine/net/hostile_site.h"
#include "engine/net/listen.h"
#include "tests/engine/net/exchange_check.h"

#include <array>
#include <ctime>
#include <deque>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace simul;
using namespace std::chrono_literals;

namespace {

/// Runs the loop until `count` results are there.
class Collector {
public:
    explicit Collector(EventLoop& loop, CurlMulti& multi) : m_loop(loop), m_multi(multi) {}
    void begin(HttpRequest request) {
        m_transfers.emplace_back(m_multi, std::move(request),
                                 [this](HttpExchange exchange) { results.push_back(std::move(exchange)); });
    }
    void waitFor(std::size_t count) {
        bool isTooLate = false;
        const EventLoop::TimerId patience = m_loop.callAt(EventLoop::Clock::now() + 20s, [&] { isTooLate = true; });
        while (results.size() < count && !isTooLate)
            m_loop.runOnce(true);
        m_loop.cancel(patience);
        QCOMPARE(results.size(), count);
    }
    void abortAll() { m_transfers.clear(); }
    std::vector<HttpExchange> results;

private:
    EventLoop& m_loop;
    CurlMulti& m_multi;
    std::deque<Transfer> m_transfers;
};

/// A site where nobody is let in until there is room: then each is sent away again.
class CrowdedSite {
public:
    CrowdedSite() : m_listening(*listenHere(0)) {
        listen(m_listening, 0);
        sockaddr_in own{};
        own.sin_family = AF_INET;
        own.sin_port = htons(static_cast<std::uint16_t>(portOf(m_listening)));
        own.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        for (int& guest : m_guests) {
            guest = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
            connect(guest, reinterpret_cast<const sockaddr*>(&own), sizeof own);
        }
    }
    ~CrowdedSite() {
        for (const int guest : m_guests)
            close(guest);
        close(m_listening);
    }
    CrowdedSite(const CrowdedSite&) = delete;
    CrowdedSite& operator=(const CrowdedSite&) = delete;
    void sendAway() {
        for (int client = accept(m_listening, nullptr, nullptr); client >= 0; client = accept(m_listening, nullptr, nullptr))
            close(client);
    }
    std::string address() const { return fmt::format("http://127.0.0.1:{}/", portOf(m_listening)); }

private:
    const int m_listening;
    std::array<int, 4> m_guests{};
};

/// A site that answers the first request of a connection, and closes it at the second one without a word.
class ForgetfulSite {
public:
    ForgetfulSite() : m_listening(*listenHere(0)) {
        fcntl(m_listening, F_SETFL, 0); // it blocks
        m_thread = std::thread([this] {
            for (int client = accept(m_listening, nullptr, nullptr); client >= 0; client = accept(m_listening, nullptr, nullptr))
                serve(client);
        });
    }
    ~ForgetfulSite() {
        shutdown(m_listening, SHUT_RDWR);
        m_thread.join();
        close(m_listening);
    }
    ForgetfulSite(const ForgetfulSite&) = delete;
    ForgetfulSite& operator=(const ForgetfulSite&) = delete;
    std::string address() const { return fmt::format("http://127.0.0.1:{}/", portOf(m_listening)); }

private:
    static void serve(int client) {
        constexpr std::string_view answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
        std::array<char, 4096> request;
        if (read(client, request.data(), request.size()) > 0 && write(client, answer.data(), answer.size()) > 0)
            [[maybe_unused]] const ssize_t second = read(client, request.data(), request.size());
        close(client);
    }
    const int m_listening;
    std::thread m_thread;
};

/// Of the calling thread, so far.
std::chrono::duration<double, std::milli> cpuTime() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

} // namespace

class CurlMultiTest : public QObject {
    Q_OBJECT

private slots:
    void givesWhatTheSiteDoes_data() { addExchangeRows(); }
    void givesWhatTheSiteDoes() {
        const ExchangeCase row = currentExchangeCase();
        const NetworkFixture network(troublesomeSites());
        EventLoop loop;
        CurlMulti multi(loop, network.route(), 1);
        Collector collector(loop, multi);
        collector.begin(row.request);
        QVERIFY(collector.results.empty()); // never from within
        collector.waitFor(1);
        checkExchange(row, collector.results.front().response);
        QVERIFY(!loop.hasWork()); // or a runtime would think that somebody still waits
    }

    void twoHundredAtOnceNeedNoThread() {
        const NetworkFixture network({{.name = "slow.test", .latency = 100ms, .size = 1000},
                                      {.name = "nowhere.test", .behaviour = SiteBehaviour::DoesNotResolve}});
        const int threadsBefore = threadCount();
        EventLoop loop;
        CurlMulti multi(loop, network.route(), 1);
        Collector collector(loop, multi);
        const auto start = EventLoop::Clock::now();
        constexpr std::size_t count = 200;
        for (std::size_t i = 0; i < count; ++i)
            collector.begin(requestFor("http://slow.test/"));
        collector.begin(requestFor("http://nowhere.test/"));
        while (collector.results.size() < count + 1) {
            loop.runOnce(true);
            QVERIFY(threadCount() <= threadsBefore); // one of the test before may just end
        }
        const auto took = EventLoop::Clock::now() - start;
        QVERIFY(took < 10s); // one after another would be 20 s
        std::size_t good = 0;
        for (const HttpExchange& exchange : collector.results)
            good += exchange.response && exchange.response->bodySize == 1000 ? 1U : 0U;
        QCOMPARE(good, count);
        QCOMPARE(collector.results.front().response.error(), std::string("nowhere.test: the name does not resolve"));
    }

    void moreThanFitQueueUp() {
        const NetworkFixture network({{.name = "slow.test", .latency = 20ms, .size = 10}});
        EventLoop loop;
        CurlMulti multi(loop, network.route(), 1);
        Collector collector(loop, multi);
        constexpr std::size_t count = FetchLimits().atOnce + 20;
        for (std::size_t i = 0; i < count; ++i)
            collector.begin(requestFor("http://slow.test/"));
        collector.waitFor(count);
        std::size_t queued = 0;
        for (const HttpExchange& exchange : collector.results) {
            QVERIFY(exchange.response);
            QCOMPARE(exchange.response->phases, exchange.phases);
            queued += exchange.phases.queued > 10ms ? 1U : 0U;
        }
        QVERIFY(queued >= 20);
    }

    void anAbortedTransferLeavesNothingBehind() {
        const NetworkFixture network(troublesomeSites());
        const int before = descriptorCount();
        {
            EventLoop loop;
            CurlMulti multi(loop, network.route(), 1);
            Collector collector(loop, multi);
            for (std::size_t i = 0; i < FetchLimits().atOnce + 10; ++i)
                collector.begin(requestFor("http://silent.test/", 1h));
            const auto soon = EventLoop::Clock::now() + 50ms;
            while (EventLoop::Clock::now() < soon)
                loop.runOnce(false);
            collector.abortAll();
            QVERIFY(!loop.hasWork());
            loop.runOnce(false);
            QVERIFY(collector.results.empty());
            // The handles are as good as new.
            collector.begin(requestFor("http://quick.test/"));
            collector.waitFor(1);
            QVERIFY(collector.results.front().response);
        }
        // The site keeps connections to silent.test, which it cannot know to be dead, to its own end.
        QVERIFY(descriptorCount() <= before + static_cast<int>(FetchLimits().atOnce) + 10);
    }

    void nothingIsLeftOpen() {
        const int before = descriptorCount();
        for (int round = 0; round < 3; ++round) {
            const NetworkFixture network(troublesomeSites());
            EventLoop loop;
            CurlMulti multi(loop, network.route(), 1);
            Collector collector(loop, multi);
            for (int i = 0; i < 20; ++i) {
                collector.begin(requestFor("http://quick.test/"));
                collector.begin(requestFor("http://silent.test/", 1h));
            }
            collector.waitFor(20);
            collector.abortAll();
        }
        QCOMPARE(descriptorsLeft(before), 0);
    }

    /// The time on a processor, because others may be using it, against that for beginning them, because it may be slow.
    void twoThousandInFlightStopSooner() {
        constexpr int count = 2000;
        if (!mayHaveDescriptors(2 * count + 100))
            QSKIP("the system does not allow as many descriptors");
        const auto site = HostileSite::start(hostilePages());
        QVERIFY(static_cast<bool>(site));
        EventLoop loop;
        const CurlRoute route;
        CurlMulti multi(loop, route, 1, {.atOnce = count});
        Collector collector(loop, multi);
        const int before = descriptorCount();
        std::chrono::duration<double, std::milli> begun{};
        const auto timed = [&](const auto& work) {
            const auto cpuAtFirst = cpuTime();
            work();
            begun += cpuTime() - cpuAtFirst;
        };
        timed([&] {
            for (int i = 0; i < count; ++i)
                collector.begin(requestFor((*site)->address() + "/silent", 1h));
        });
        const QDeadlineTimer deadline(60'000);
        while (descriptorCount() < before + 2 * count && !deadline.hasExpired()) { // both ends of each are here
            const EventLoop::TimerId tick = loop.callAt(EventLoop::Clock::now() + 20ms, [] {});
            timed([&] { loop.runOnce(true); });
            loop.cancel(tick);
        }
        QCOMPARE(descriptorCount(), before + 2 * count);
        const auto start = EventLoop::Clock::now();
        const auto cpuBefore = cpuTime();
        collector.abortAll();
        const std::chrono::duration<double, std::milli> took = EventLoop::Clock::now() - start;
        const auto used = cpuTime() - cpuBefore;
        qInfo("%d requests stopped within %.1f ms, %.1f ms of them on a processor, begun in %.1f ms", count, took.count(),
              used.count(), begun.count());
        QVERIFY(!loop.hasWork());
        QCOMPARE(descriptorsLeft(before), 0);
        QVERIFY(used < begun);
    }

    /// libcurl asks again then, but counts that for a handle until it is reset.
    void aForgetfulSiteIsAskedAgainHoweverOften() {
        const ForgetfulSite site;
        EventLoop loop;
        const CurlRoute route;
        CurlMulti multi(loop, route, 1);
        Collector collector(loop, multi);
        for (std::size_t round = 1; round <= 12; ++round) {
            collector.begin(requestFor(site.address()));
            collector.waitFor(round);
            const Result<HttpResponse>& response = collector.results.back().response;
            QVERIFY2(static_cast<bool>(response), response ? "" : response.error().c_str());
        }
    }

    void whoGivesUpLetsTheNextOneThrough() {
        const NetworkFixture network(troublesomeSites());
        EventLoop loop;
        CurlMulti multi(loop, network.route(), 1, {.atOnce = 1});
        Collector collector(loop, multi);
        std::optional<Transfer> silent;
        silent.emplace(multi, requestFor("http://silent.test/", 1h), [](HttpExchange) { QFAIL("it never answers"); });
        collector.begin(requestFor("http://quick.test/"));
        loop.runOnce(true);
        QVERIFY(collector.results.empty());
        silent.reset();
        collector.waitFor(1);
        QVERIFY(collector.results.front().response);
        QVERIFY(!loop.hasWork());
    }

    /// Between two exchanges a connection is still watched while others are under way.
    void aServerMayCloseAConnectionThatRests() {
        std::vector<HostilePage> pages = hostilePages();
        pages.push_back({.path = "/ok-and-close",
                         .first = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
                         .piece = "",
                         .pieces = 1,
                         .pause = 10ms});
        const auto site = HostileSite::start(pages);
        QVERIFY(static_cast<bool>(site));
        EventLoop loop;
        const CurlRoute route;
        CurlMulti multi(loop, route, 1);
        Collector collector(loop, multi);
        collector.begin(requestFor((*site)->address() + "/silent", 1h));
        for (std::size_t round = 1; round <= 3; ++round) {
            collector.begin(requestFor((*site)->address() + "/ok-and-close"));
            collector.waitFor(round);
            QVERIFY(collector.results.back().response);
            bool isOver = false;
            loop.callAt(EventLoop::Clock::now() + 50ms, [&] { isOver = true; });
            for (int wakes = 0; wakes < 50 && !isOver; ++wakes)
                loop.runOnce(true);
            // A closed connection would be ready for ever. A machine that is busy beyond the time has no more to wake for.
            QVERIFY(isOver);
        }
        collector.abortAll();
        QVERIFY(!loop.hasWork());
    }

    /// libcurl closes a connection that is not made yet without a word, and its number is the next one's.
    void aDescriptorThatIsOpenedAgainHasNoHistory() {
        const auto site = HostileSite::start(hostilePages());
        QVERIFY(static_cast<bool>(site));
        CrowdedSite crowded;
        EventLoop loop;
        const CurlRoute route;
        CurlMulti multi(loop, route, 1);
        Collector other(loop, multi); // so that the driver does not rest
        other.begin(requestFor((*site)->address() + "/silent", 1h));
        for (int turn = 0; turn < 5; ++turn)
            loop.runOnce(false);
        {
            Collector given(loop, multi);
            given.begin(requestFor(crowded.address(), 1h));
            for (int turn = 0; turn < 5; ++turn)
                loop.runOnce(false);
        }
        Collector next(loop, multi);
        next.begin(requestFor(crowded.address(), 1h));
        for (int turn = 0; turn < 5; ++turn)
            loop.runOnce(false);
        const auto before = EventLoop::Clock::now();
        while (next.results.empty() && EventLoop::Clock::now() < before + 8s) { // the system knocks again after a second
            const EventLoop::TimerId tick = loop.callAt(EventLoop::Clock::now() + 20ms, [] {});
            loop.runOnce(true);
            loop.cancel(tick);
            crowded.sendAway();
        }
        QCOMPARE(next.results.size(), std::size_t{1});
        other.abortAll();
    }

    void mayOutliveItsLoop() {
        const NetworkFixture network(troublesomeSites());
        auto loop = std::make_unique<EventLoop>();
        CurlMulti multi(*loop, network.route(), 1);
        Collector collector(*loop, multi);
        collector.begin(requestFor("http://quick.test/"));
        collector.waitFor(1);
        collector.begin(requestFor("http://silent.test/", 1h));
        loop->runOnce(true);
        loop.reset();
        collector.abortAll();
        QCOMPARE(collector.results.size(), std::size_t{1});
    }

    void doneMayDestroyItsTransferAndBeginAnother() {
        const NetworkFixture network(troublesomeSites());
        EventLoop loop;
        CurlMulti multi(loop, network.route(), 1);
        std::optional<Transfer> transfer;
        int left = 5;
        std::function<void(HttpExchange)> next = [&](HttpExchange exchange) {
            QVERIFY(exchange.response);
            transfer.reset();
            if (--left > 0)
                transfer.emplace(multi, requestFor("http://quick.test/"), next);
        };
        transfer.emplace(multi, requestFor("http://quick.test/"), next);
        const QDeadlineTimer deadline(20'000);
        while (left > 0 && !deadline.hasExpired())
            loop.runOnce(true);
        QCOMPARE(left, 0);
    }
};

QTEST_GUILESS_MAIN(CurlMultiTest)
#include "curl_multi_test.moc"
