#include "engine/net/blocking_fetch.h"

#include "tests/engine/net/exchange_check.h"

#include <atomic>
#include <thread>

using namespace simul;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

class BlockingFetchTest : public QObject {
    Q_OBJECT

private slots:
    void givesWhatTheSiteDoes_data() { addExchangeRows(); }
    void givesWhatTheSiteDoes() {
        const ExchangeCase row = currentExchangeCase();
        const NetworkFixture network(troublesomeSites());
        BlockingFetcher fetcher;
        checkExchange(row, fetcher.fetch(row.request, network.route(), 1, {}).response);
    }

    void oneFetcherFetchesManyPages() {
        const NetworkFixture network(troublesomeSites());
        BlockingFetcher fetcher;
        for (int round = 0; round < 3; ++round) {
            for (const ExchangeCase& row : exchangeCases())
                checkExchange(row, fetcher.fetch(row.request, network.route(), 1, {}).response);
        }
    }

    void reusesItsConnection() {
        const NetworkFixture network(troublesomeSites());
        BlockingFetcher fetcher;
        const HttpExchange first = fetcher.fetch(requestFor("http://quick.test/"), network.route(), 1, {});
        const HttpExchange second = fetcher.fetch(requestFor("http://quick.test/"), network.route(), 1, {});
        QVERIFY(first.phases.connect > Duration::zero());
        QCOMPARE(second.phases.connect, Duration::zero());
    }

    void tellsHowLongThePartsTook() {
        const NetworkFixture network(troublesomeSites());
        BlockingFetcher fetcher;
        const HttpExchange slow = fetcher.fetch(requestFor("http://slow.test/"), network.route(), 1, {});
        QVERIFY(slow.response);
        QVERIFY(slow.phases.waiting >= 19ms); // libcurl's clock begins a little later
        QCOMPARE(slow.response->phases, slow.phases);
        const HttpExchange never = fetcher.fetch(requestFor("http://silent.test/", 300ms), network.route(), 1, {});
        QVERIFY(never.phases.waiting >= 100ms); // the rest is a busy machine's, to connect in
        QCOMPARE(never.phases.receiving, Duration::zero());
    }

    void keepsBodiesOnlyIfAskedTo() {
        const NetworkFixture network(troublesomeSites());
        BlockingFetcher fetcher;
        HttpRequest request = requestFor("http://large.test/");
        const HttpExchange without = fetcher.fetch(request, network.route(), 1, {});
        QVERIFY(without.response->body.empty());
        request.keepBody = true;
        const HttpExchange with = fetcher.fetch(request, network.route(), 1, {});
        QCOMPARE(with.response->body, fillerBody(troublesomeSites()[1], 1'514'405));
    }

    void scalesTheTimeoutButNotItsSentence() {
        const NetworkFixture network(troublesomeSites());
        BlockingFetcher fetcher;
        const auto start = Clock::now();
        const HttpExchange exchange = fetcher.fetch(requestFor("http://silent.test/", 5s), network.route(), 0.01, {});
        const auto took = Clock::now() - start;
        QCOMPARE(exchange.response.error(), std::string("silent.test: no answer within 5 s"));
        QVERIFY(took >= 45ms && took < 2s);
    }

    void refusesWhatIsNoUrl() {
        const NetworkFixture network(troublesomeSites());
        BlockingFetcher fetcher;
        QVERIFY(!fetcher.fetch(requestFor(""), network.route(), 1, {}).response);
        const HttpExchange exchange = fetcher.fetch(requestFor("http://a b/"), network.route(), 1, {});
        QCOMPARE(exchange.response.error(), std::string("'http://a b/' is not a web address"));
    }

    void saysWhenNobodyListens() {
        auto network = std::make_unique<NetworkFixture>(troublesomeSites());
        const CurlRoute route({"quick.test"}, network->site().port());
        network.reset();
        BlockingFetcher fetcher;
        const HttpExchange exchange = fetcher.fetch(requestFor("http://quick.test/"), route, 1, {});
        QCOMPARE(exchange.response.error(), std::string("quick.test: no connection (Connection refused)"));
    }

    void aStopEndsItAtOnce() {
        const NetworkFixture network(troublesomeSites());
        BlockingFetcher fetcher;
        const std::string late = wrongEveryTime([&] {
            std::stop_source stop;
            std::atomic<Clock::time_point> requested;
            std::thread stopper([&] {
                std::this_thread::sleep_for(30ms); // most likely in mid-wait; correct at any time
                requested = Clock::now();
                stop.request_stop();
            });
            const HttpExchange exchange =
                fetcher.fetch(requestFor("http://silent.test/", 1h), network.route(), 1, stop.get_token());
            const auto needed = Clock::now() - requested.load();
            stopper.join();
            [&] { QCOMPARE(exchange.response.error(), std::string("silent.test: stopped")); }();
            return tooLate(needed);
        });
        QCOMPARE(late, std::string());
        // And it is as good as new.
        QVERIFY(fetcher.fetch(requestFor("http://quick.test/"), network.route(), 1, {}).response);
    }

    void doesNotBeginAfterAStop() {
        const NetworkFixture network(troublesomeSites());
        std::stop_source stop;
        stop.request_stop();
        BlockingFetcher fetcher;
        QVERIFY(!fetcher.fetch(requestFor("http://quick.test/"), network.route(), 1, stop.get_token()).response);
    }

    void manyThreadsShareTheFetchers() {
        const NetworkFixture network(troublesomeSites());
        const int before = descriptorCount();
        {
            BlockingFetchers fetchers(network.route(), 1);
            std::atomic<int> good = 0;
            std::vector<std::thread> workers;
            for (int i = 0; i < 8; ++i) {
                workers.emplace_back([&] {
                    for (int round = 0; round < 5; ++round) {
                        const HttpExchange exchange = fetchers.fetch(requestFor("http://quick.test/"), {});
                        good += exchange.response && exchange.response->bodySize == 13'828 ? 1 : 0;
                    }
                });
            }
            for (std::thread& worker : workers)
                worker.join();
            QCOMPARE(good.load(), 40);
        }
        // The far ends are closed by the site's own thread.
        QCOMPARE(descriptorsLeft(before), 0);
    }
};

QTEST_GUILESS_MAIN(BlockingFetchTest)
#include "blocking_fetch_test.moc"
