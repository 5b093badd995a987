#include "engine/analysis/metrics.h"
#include "engine/analysis/races.h"
#include "engine/runtime/groups.h"
#include "engine/runtime/permits.h"
#include "engine/runtime/queue.h"
#include "engine/runtime/shared.h"
#include "engine/trace/chrome_writer.h"
#include "tests/support/story.h"

#include <QTest>
#include <fmt/format.h>
#include <set>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

struct World {
    Lock first;
    Lock second;
    Semaphore seats;
    Queue<int> queue;
    Shared<int> sum;
};

Duration someTime(Random& random) { return std::chrono::milliseconds(random() % 5000); }

/// Does this and that, as its own draws have it: a body that nobody would write, and that any runtime must get right.
Activity<> actor(Stage stage, World world, int depth) {
    Random random = stage.random();
    std::vector<TaskHandle> children;
    const std::uint64_t steps = 2 + random() % 8;
    for (std::uint64_t step = 0; step < steps; ++step) {
        switch (random() % 12) {
        case 0:
        case 1:
            co_await stage.work(someTime(random));
            break;
        case 2:
        case 3:
            co_await stage.wait(someTime(random));
            break;
        case 4:
            co_await stage.block(someTime(random));
            break;
        case 5:
            co_await stage.offload(someTime(random));
            break;
        case 6:
            co_await stage.yield();
            break;
        case 7: {
            const Hold outer = co_await world.first.acquire(stage);
            co_await stage.wait(someTime(random));
            const Hold inner = co_await world.second.acquire(stage);
            world.sum.write(stage, world.sum.read(stage) + 1);
            break;
        }
        case 8: {
            const Hold seat = co_await world.seats.acquire(stage);
            co_await stage.wait(someTime(random));
            break;
        }
        case 9:
            co_await world.queue.put(stage, static_cast<int>(step));
            break;
        case 10:
            world.queue.tryGet(stage);
            break;
        default:
            if (depth > 0)
                children.push_back(stage.spawn(TaskOptions{.name = "child", .priority = static_cast<int>(random() % 3) - 1},
                                               actor, world, depth - 1));
            break;
        }
        if (!children.empty() && random() % 4 == 0)
            stage.cancel(children.back());
    }
    if (random() % 2 == 0)
        co_await waitUntil(stage, children, WaitFor::All);
}

Activity<> onlyWaitsAndWorks(Stage stage) {
    Random random = stage.random();
    for (std::uint64_t step = 0; step < 5; ++step) {
        co_await stage.work(someTime(random));
        co_await stage.wait(someTime(random));
    }
}

void playWorld(Stage stage, const Parameters&) {
    const World world{Lock(stage, "first"), Lock(stage, "second"), Semaphore(stage, "seats", 2), Queue<int>(stage, "queue"),
                      Shared<int>(stage, "sum", 0)};
    for (int task = 0; task < 5; ++task)
        stage.spawn(fmt::format("Actor {}", task), actor, world, 2);
}

How settings(std::uint64_t seed) {
    How how;
    how.seed = seed;
    how.set = {{"cores", std::to_string(1 + seed % 4)},
               {"workers", std::to_string(1 + seed % 3)},
               {"quantum", seed % 2 == 0 ? "0" : "700ms"},
               {"switch_cost", seed % 5 == 0 ? "10ms" : "0"},
               {"poll_cost", seed % 3 == 0 ? "50ms" : "0"}};
    return how;
}

/// No more tasks run at once than there are workers that run them.
std::size_t mostRunning(const Trace& trace) {
    std::map<TraceTime, int> changes;
    for (std::size_t task = 0; task < trace.tasks().size(); ++task) {
        const Lane& lane = trace.lane(TaskId(task));
        for (std::size_t index = 0; index < lane.size(); ++index) {
            if (lane[index].state() != State::Running)
                continue;
            ++changes[lane[index].start];
            --changes[lane.endOf(index, trace.end())];
        }
    }
    int running = 0;
    int most = 0;
    for (const auto& [time, change] : changes)
        most = std::max(most, running += change);
    return static_cast<std::size_t>(most);
}

std::string asText(const Trace& trace) {
    std::string text;
    const NamedTrace named{"run", trace};
    writeChromeTrace(std::span(&named, 1), [&](std::string_view part) { text += part; });
    return text;
}

} // namespace

Q_DECLARE_METATYPE(Mode)

/// Laws that hold for every story, tried over thousands of seeds.
class LawsTest : public QObject {
    Q_OBJECT

private:
    static constexpr std::uint64_t Seeds = 1000;
    static void addModes() {
        QTest::addColumn<Mode>("mode");
        for (const Mode mode : allModes)
            QTest::newRow(std::string(nameOf(mode)).c_str()) << mode;
    }

private slots:
    void timesAddUp_data() { addModes(); }
    void timesAddUp() {
        QFETCH(Mode, mode);
        std::size_t deadlocks = 0;
        for (std::uint64_t seed = 1; seed <= Seeds; ++seed) {
            const How how = settings(seed);
            const Told told = tell({mode, ClockKind::Simulated}, playWorld, how);
            QCOMPARE(told.emitted, told.trace.slicesStored());
            QVERIFY(told.trace.outcome() == Outcome::Completed || told.trace.outcome() == Outcome::Deadlock);
            deadlocks += told.trace.outcome() == Outcome::Deadlock;
            const RunMetrics metrics = measure(told.trace);
            QCOMPARE(metrics.busy + metrics.blocked + metrics.idle,
                     metrics.makespan * static_cast<Duration::rep>(metrics.workers));
            QVERIFY(metrics.idle >= Duration::zero());
            for (const TaskMetrics& task : metrics.tasks) {
                // What is left is Created: a child that was cancelled before it began has no such time here.
                QCOMPARE(task.running + task.ready + task.waiting + task.blocked, task.end - task.start);
            }
            const bool hasCores = mode == Mode::Threads || mode == Mode::Processes;
            const std::size_t workers = hasCores ? 1 + seed % 4 : mode == Mode::Pool ? 1 + seed % 3 : 1;
            QVERIFY2(mostRunning(told.trace) <= workers, fmt::format("seed {}", seed).c_str());
        }
        // With locks always taken in the same order nobody waits for ever, but in sync and in a pool for who cannot begin.
        if (mode != Mode::Sync && mode != Mode::Pool)
            QCOMPARE(deadlocks, 0u);
    }

    void locksHaveOneHolderAndItemsOneGetter_data() { addModes(); }
    void locksHaveOneHolderAndItemsOneGetter() {
        QFETCH(Mode, mode);
        std::size_t items = 0;
        for (std::uint64_t seed = 1; seed <= Seeds; ++seed) {
            const Told told = tell({mode, ClockKind::Simulated}, playWorld, settings(seed));
            std::map<std::uint32_t, std::multiset<std::uint32_t>> holders;
            std::set<std::uint32_t> put;
            std::set<std::uint32_t> got;
            for (const SyncEvent& event : told.trace.syncEvents()) {
                auto& holding = holders[event.target];
                switch (event.kind) {
                case SyncKind::Acquired: {
                    holding.insert(event.task.value);
                    const bool isLock = told.trace.info(event.resource()).kind == ResourceKind::Lock;
                    QVERIFY(holding.size() <= (isLock ? 1u : 2u));
                    break;
                }
                case SyncKind::Released:
                    QVERIFY(holding.contains(event.task.value));
                    holding.erase(holding.find(event.task.value));
                    break;
                case SyncKind::Put:
                    QVERIFY(put.insert(event.item).second);
                    break;
                case SyncKind::Got:
                    QVERIFY(put.contains(event.item) && got.insert(event.item).second);
                    break;
                default:
                    break;
                }
            }
            items += got.size();
            const std::vector<Race> races = findRaces(told.trace);
            QVERIFY2(races.empty(), races.empty() ? "" : races.front().text.c_str()); // it is written under both locks
        }
        QVERIFY2(items > Seeds, "the stories hardly did anything");
    }

    void sameSeedSameTrace_data() { addModes(); }
    void sameSeedSameTrace() {
        QFETCH(Mode, mode);
        for (std::uint64_t seed = 1; seed <= 50; ++seed) {
            const std::string once = asText(tell({mode, ClockKind::Simulated}, playWorld, settings(seed)).trace);
            QCOMPARE(asText(tell({mode, ClockKind::Simulated}, playWorld, settings(seed)).trace), once);
        }
    }

    void coroutinesAreNeverSlowerThanSync() {
        const auto play = [](Stage stage, const Parameters&) {
            for (int task = 0; task < 6; ++task)
                stage.spawn("T", onlyWaitsAndWorks);
        };
        for (std::uint64_t seed = 1; seed <= Seeds; ++seed) {
            const Told sync = tell({Mode::Sync, ClockKind::Simulated}, play, {.seed = seed});
            const Told coroutines = tell({Mode::Coroutines, ClockKind::Simulated}, play, {.seed = seed});
            QVERIFY(coroutines.trace.end() <= sync.trace.end());
        }
    }
};

QTEST_GUILESS_MAIN(LawsTest)
#include "laws_test.moc"
