#include "engine/net/test_site.h"

#include "engine/net/blocking_fetch.h"
#include "tests/engine/net/network_fixture.h"

#include <QtTest/QtTest>
#include <thread>

using namespace simul;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace {

/// Straight to the address, as a browser would.
HttpExchange browse(std::string url) {
    BlockingFetcher fetcher;
    HttpRequest request = requestFor(std::move(url));
    request.keepBody = true;
    CurlRoute direct;
    return fetcher.fetch(request, direct, 1, {});
}

} // namespace

class TestSiteTest : public QObject {
    Q_OBJECT

    int m_threads = 0; ///< without any site

private slots:
    void initTestCase() { m_threads = threadCount(); } // QtTest has one of its own

    void takesAnyFreePort() {
        const NetworkFixture one(troublesomeSites());
        const NetworkFixture two(troublesomeSites());
        QVERIFY(one.site().port() != 0);
        QVERIFY(one.site().port() != two.site().port());
        QCOMPARE(one.site().address(), "http://127.0.0.1:" + std::to_string(one.site().port()) + "/");
    }

    void saysThatAPortIsInUse() {
        const NetworkFixture first(troublesomeSites());
        const auto second = TestSite::start(troublesomeSites(), {.port = first.site().port()});
        QVERIFY(!second);
        QCOMPARE(second.error(), "port " + std::to_string(first.site().port()) +
                                     " on this computer is already in use; choose another with --port");
    }

    void aPortIsFreeAgainAtOnce() {
        auto first = std::make_unique<NetworkFixture>(troublesomeSites());
        const std::uint16_t port = first->site().port();
        BlockingFetcher fetcher; // keeps its connection
        QVERIFY(fetcher.fetch(requestFor("http://quick.test/"), first->route(), 1, {}).response);
        first.reset();
        QVERIFY(TestSite::start(troublesomeSites(), {.port = port}));
    }

    void saysThatAPortIsNotAllowed() {
        const auto site = TestSite::start(troublesomeSites(), {.port = 1});
        if (!site) // root may
            QVERIFY(site.error().starts_with("port 1 on this computer cannot be used: "));
    }

    void canBeBrowsed() {
        const NetworkFixture network(troublesomeSites());
        const HttpExchange index = browse(network.site().address());
        QVERIFY(index.response);
        QCOMPARE(index.response->status, 200);
        QVERIFY(index.response->body.find("href=\"/quick.test/\"") != std::string::npos);
        QVERIFY(index.response->body.find("nowhere.test") == std::string::npos);
        const HttpExchange quick = browse(network.site().address() + "quick.test/");
        QVERIFY(quick.response);
        QCOMPARE(quick.response->bodySize, std::uint64_t{13'828});
        const HttpExchange page = browse(network.site().address() + "moved.test/there");
        QCOMPARE(page.response->body, std::string("there"));
        const HttpExchange unknown = browse(network.site().address() + "nowhere.test/");
        QCOMPARE(unknown.response->status, 404);
    }

    void needsTwoThreadsForAnyNumber() {
        const NetworkFixture network(troublesomeSites());
        QVERIFY(browse(network.site().address()).response);
        QTRY_COMPARE(threadCount(), m_threads + 2); // those of the test before may just end
    }

    void scalesItsLatencies() {
        const NetworkFixture network({{.name = "slow.test", .latency = 1h, .size = 1}}, 20e-3 / 3600);
        BlockingFetcher fetcher;
        const auto start = Clock::now();
        QVERIFY(fetcher.fetch(requestFor("http://slow.test/"), network.route(), 1, {}).response);
        QVERIFY(Clock::now() - start >= 20ms);
    }

    void stopsAtOnceEvenIfItNeverAnswers() {
        QCOMPARE(wrongEveryTime([] { return tooLate(stopBeforeItAnswers()); }), std::string());
    }

    void startsAndStopsWithoutALeak() {
        const int descriptors = descriptorCount();
        for (int i = 0; i < 20; ++i)
            const NetworkFixture network(troublesomeSites());
        QCOMPARE(descriptorsLeft(descriptors), 0);
        QCOMPARE(threadsLeft(m_threads), 0);
    }

private:
    /// How long a site took to end with ten that waited for its answer.
    static Clock::duration stopBeforeItAnswers() {
        auto network = std::make_unique<NetworkFixture>(troublesomeSites());
        const CurlRoute route({"silent.test"}, network->site().port());
        constexpr int count = 10;
        std::atomic<int> begun = 0;
        std::atomic<int> brokenOff = 0;
        std::vector<std::thread> clients;
        for (int i = 0; i < count; ++i) {
            clients.emplace_back([&] {
                BlockingFetcher fetcher;
                ++begun;
                const HttpExchange exchange = fetcher.fetch(requestFor("http://silent.test/", 1h), route, 1, {});
                brokenOff += exchange.response ? 0 : 1;
            });
        }
        while (begun < count)
            std::this_thread::yield();
        std::this_thread::sleep_for(30ms); // most of them wait by now; correct at any time
        const auto start = Clock::now();
        network.reset();
        const auto needed = Clock::now() - start;
        for (std::thread& client : clients)
            client.join();
        [&] { QCOMPARE(brokenOff.load(), count); }();
        return needed;
    }
};

QTEST_GUILESS_MAIN(TestSiteTest)
#include "test_site_test.moc"
