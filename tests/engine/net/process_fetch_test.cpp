#include "engine/net/process_fetch.h"

#include "engine/net/process_messages.h"
#include "tests/engine/net/exchange_check.h"
#include "tests/support/process_main.h"

#include <csignal>
#include <fstream>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <thread>

using namespace simul;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace {

/// Of any of our threads.
std::vector<pid_t> childProcesses() {
    std::vector<pid_t> found;
    for (const auto& task : std::filesystem::directory_iterator("/proc/self/task")) {
        std::ifstream list(task.path() / "children");
        for (pid_t child = 0; list >> child;)
            found.push_back(child);
    }
    return found;
}

constexpr TaskId task{0U};

} // namespace

class ProcessFetchTest : public QObject {
    Q_OBJECT

private slots:
    void cleanup() {
        QVERIFY(childProcesses().empty()); // nor a zombie
        QCOMPARE(waitpid(-1, nullptr, WNOHANG), -1);
    }

    void givesWhatTheSiteDoes_data() { addExchangeRows(); }
    void givesWhatTheSiteDoes() {
        const ExchangeCase row = currentExchangeCase();
        const NetworkFixture network(troublesomeSites());
        ProcessFetchers fetchers(network.route(), 1, {}, {});
        HttpRequest request = row.request;
        request.timeout *= row.error.find("no answer") == std::string::npos ? 4 : 1; // for it to start
        checkExchange(row, fetchers.fetch(task, request).response);
    }

    void bodiesComeWhole() {
        const NetworkFixture network(troublesomeSites());
        ProcessFetchers fetchers(network.route(), 1, {}, {});
        HttpRequest request = requestFor("http://large.test/", 20s);
        request.keepBody = true;
        QVERIFY(fetchers.isNew(task));
        const HttpExchange exchange = fetchers.fetch(task, request);
        QCOMPARE(exchange.response->body, fillerBody(troublesomeSites()[1], 1'514'405));
        QVERIFY(!fetchers.isNew(task));
        // The same process fetches the next one: its connection is still there.
        QCOMPARE(fetchers.fetch(task, request).phases.connect, Duration::zero());
        QCOMPARE(childProcesses().size(), std::size_t{1});
        fetchers.end(task);
        QVERIFY(childProcesses().empty());
    }

    void messagesAreTheSameAfterwards() {
        const std::string bytes = "\xFF\xFE any bytes \x01";
        HttpExchange exchange{HttpResponse{404, 17, bytes, "http://a.test/\xFF", "HTTP/1.1 404", {}, "http://b.test/"}, {}};
        exchange.wasQueuedFor(3ms);
        const std::optional<HttpExchange> same = decodeExchange(encode(exchange));
        QVERIFY(same && same->response);
        QCOMPARE(same->phases, exchange.phases);
        QCOMPARE(same->response->status, 404);
        QCOMPARE(same->response->body, bytes);
        QCOMPARE(same->response->effectiveUrl, exchange.response->effectiveUrl);
        QCOMPARE(same->response->location, exchange.response->location);
        QCOMPARE(decodeExchange(encode(HttpExchange{Error{"no\xFF"}, {}}))->response.error(), std::string("no\xFF"));
        QVERIFY(!decodeExchange("nonsense"));
        QVERIFY(!decodeOrder("nonsense"));
        QVERIFY(!decodeOrder(encode(exchange)));
    }

    void saysWhatAProcessDiedOf() {
        const NetworkFixture network(troublesomeSites());
        ProcessFetchers fetchers(network.route(), 1, {}, {});
        std::thread killer([] {
            while (childProcesses().empty())
                std::this_thread::yield();
            kill(childProcesses().front(), SIGSEGV);
        });
        const HttpExchange exchange = fetchers.fetch(task, requestFor("http://silent.test/", 1h));
        killer.join();
        QCOMPARE(QString::fromStdString(exchange.response.error()),
                 QString("silent.test: its process was killed by signal 11 (Segmentation fault)"));
        // A new one takes over.
        QVERIFY(fetchers.fetch(task, requestFor("http://quick.test/", 20s)).response);
    }

    void aStopKillsThemAtOnce() {
        const NetworkFixture network(troublesomeSites());
        const int descriptors = descriptorCount();
        {
            std::stop_source stop;
            ProcessFetchers fetchers(network.route(), 1, {}, stop.get_token());
            std::atomic<int> stopped = 0;
            constexpr unsigned count = 8;
            std::vector<std::thread> tasks;
            for (unsigned index = 0; index < count; ++index) {
                tasks.emplace_back([&, index] {
                    const HttpExchange exchange = fetchers.fetch(TaskId(index), requestFor("http://silent.test/", 1h));
                    stopped += !exchange.response && exchange.response.error() == "silent.test: stopped";
                });
            }
            QTRY_COMPARE(childProcesses().size(), std::size_t{count});
            const auto start = Clock::now();
            stop.request_stop();
            for (std::thread& one : tasks)
                one.join();
            QVERIFY(childProcesses().empty());
            const auto late = Clock::now() - start;
            QCOMPARE(stopped.load(), static_cast<int>(count));
            QVERIFY(late < 20s); // 100 ms on a computer that does nothing else, or an hour
        }
        QCOMPARE(descriptorsLeft(descriptors + 8), 0); // the site's ends of connections that were torn off
    }

    void nothingIsLeftOpen() {
        const NetworkFixture network(troublesomeSites());
        const int before = descriptorCount();
        for (int round = 0; round < 3; ++round) {
            ProcessFetchers fetchers(network.route(), 1, {}, {});
            QVERIFY(fetchers.fetch(task, requestFor("http://quick.test/", 20s)).response);
        }
        QCOMPARE(descriptorsLeft(before), 0);
    }

    void limitsHoldForProcessesToo() {
        const NetworkFixture network({{.name = "slow.test", .latency = 500ms, .size = 10}});
        ProcessFetchers fetchers(network.route(), 1, {.atOnce = 1}, {});
        std::vector<std::thread> tasks;
        std::atomic<int> queued = 0;
        for (unsigned index = 0; index < 3; ++index) {
            tasks.emplace_back([&, index] {
                const HttpExchange exchange = fetchers.fetch(TaskId(index), requestFor("http://slow.test/", 20s));
                queued += exchange.response && exchange.phases.queued >= 50ms; // less than 500: one may start late
            });
        }
        for (std::thread& one : tasks)
            one.join();
        QCOMPARE(queued.load(), 2);
    }
};

SIMUL_PROCESS_TEST_MAIN(ProcessFetchTest)
#include "process_fetch_test.moc"
