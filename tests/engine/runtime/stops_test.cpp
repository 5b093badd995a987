#include "tests/support/real_clock.h"
#include "tests/support/resources.h"

#include <QTest>
#include <fmt/format.h>
#include <thread>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

/// Counts how many bodies are alive: a frame that is destroyed destroys its Presence.
class Presence {
public:
    explicit Presence(std::atomic<int>& count) : m_count(&count) { ++count; }
    Presence(const Presence&) = delete;
    Presence& operator=(const Presence&) = delete;
    ~Presence() { --*m_count; }

private:
    std::atomic<int>* m_count;
};

// Bodies that never end on their own, each in another way.
Activity<> waitsForEver(Stage stage, std::atomic<int>* alive) {
    const Presence presence(*alive);
    co_await stage.wait(10h);
}
Activity<> worksForEver(Stage stage, std::atomic<int>* alive) {
    const Presence presence(*alive);
    for (;;)
        co_await stage.work(1s);
}
Activity<> blocksForEver(Stage stage, std::atomic<int>* alive) {
    const Presence presence(*alive);
    co_await stage.block(10h);
}
Activity<> yieldsForEver(Stage stage, std::atomic<int>* alive) {
    const Presence presence(*alive);
    for (;;) {
        co_await stage.yield();
        co_await stage.wait(Duration::zero());
    }
}
Activity<> refusesToEnd(Stage stage, std::atomic<int>* alive) {
    const Presence presence(*alive);
    for (;;) {
        try {
            co_await stage.wait(1s);
        } catch (...) {
            stage.log("a stop must not be catchable");
        }
    }
}
Activity<> nestsAndJoins(Stage stage, std::atomic<int>* alive) {
    const Presence presence(*alive);
    const TaskHandle child = stage.spawn("child", waitsForEver, alive);
    co_await refusesToEnd(stage, alive);
    co_await stage.join(child);
}

using ForEver = Activity<> (*)(Stage, std::atomic<int>*);

/// A run that somebody stopped, and what it left behind.
struct Stopped {
    Told told;
    std::chrono::steady_clock::duration needed{}; ///< from the request to the end
    int alive = 0;                                ///< bodies, as all of these
    int threads = 0;
    int descriptors = 0;
};

/// Twenty of the same, stopped after 30 ms.
Stopped stopInMidFlight(const Runner& runner, ForEver body) {
    const int threadsBefore = threadCount();
    const int descriptorsBefore = descriptorCount();
    std::atomic<int> alive = 0;
    std::stop_source stop;
    std::chrono::steady_clock::time_point asked;
    Stopped run;
    {
        std::jthread stopper([&] {
            std::this_thread::sleep_for(30ms);
            asked = std::chrono::steady_clock::now();
            stop.request_stop();
        });
        const auto play = [&](Stage stage, const Parameters&) {
            for (int task = 0; task < 20; ++task)
                stage.spawn(fmt::format("Task {}", task + 1), body, &alive);
        };
        run.told = tell(runner, play, {.set = {{"cores", "4"}}, .scale = 1, .stop = stop.get_token()});
    }
    run.needed = run.told.ended - asked;
    run.alive = alive;
    run.threads = threadsLeft(threadsBefore);
    run.descriptors = descriptorsLeft(descriptorsBefore);
    return run;
}

} // namespace

/// Whatever a body does, a stop ends it within 100 ms, and nothing is left of it.
class StopsTest : public QObject {
    Q_OBJECT

private slots:
    void stopEndsEverything_data() {
        QTest::addColumn<Runner>("runner");
        QTest::addColumn<ForEver>("body");
        const std::vector<std::pair<const char*, ForEver>> bodies = {
            {"waiting", waitsForEver},   {"working", worksForEver},  {"blocked", blocksForEver},
            {"yielding", yieldsForEver}, {"catching", refusesToEnd}, {"nested and joining", nestsAndJoins}};
        for (const Runner& runner : everyRunner()) {
            for (const auto& [name, body] : bodies)
                QTest::newRow(fmt::format("{}, {}", runner.name(), name).c_str()) << runner << body;
        }
    }
    void stopEndsEverything() {
        QFETCH(Runner, runner);
        QFETCH(ForEver, body);
        // On the simulated clock ten hours pass at once: only what never ends there can be stopped.
        const bool endsByItself = runner.clock == ClockKind::Simulated && (body == waitsForEver || body == blocksForEver);
        Stopped run;
        const std::string late = wrongEveryTime([&] {
            run = stopInMidFlight(runner, body);
            return endsByItself ? std::string() : tooLate(run.needed);
        });
        QCOMPARE(late, std::string());
        QCOMPARE(run.alive, 0);
        QCOMPARE(run.threads, 0);
        QCOMPARE(run.descriptors, 0);
        const Told& told = run.told;
        QVERIFY(told.log().empty());
        if (endsByItself)
            return;
        QCOMPARE(told.trace.outcome(), Outcome::Cancelled);
        for (std::size_t task = 0; task < told.trace.tasks().size(); ++task)
            QVERIFY(isFinal(told.stateOf(task)));
        QCOMPARE(told.emitted, told.trace.slicesStored());
    }
};

QTEST_GUILESS_MAIN(StopsTest)
#include "stops_test.moc"
