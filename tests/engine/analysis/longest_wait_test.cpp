#include "engine/analysis/longest_wait.h"
#include "tests/support/story.h"
#include "tests/support/trace_from_text.h"

#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

using Runs = std::vector<std::shared_ptr<const Trace>>;

std::optional<LongestWait> find(Runs runs, std::size_t atOnce = 1000) {
    LongestWaitSearch search(std::move(runs));
    while (search.step(atOnce)) {
    }
    return search.take();
}

} // namespace

class LongestWaitTest : public QObject {
    Q_OBJECT

private slots:
    void whoStoodReadyComesFirst() {
        const auto found = find({sharedTrace("A | running 0s-1s, waiting 1s-90s, done 90s\nB | ready 0s-3s, running 3s-4s, done 4s"),
                                 sharedTrace("A | ready 0s-2s, running 2s-3s, ready 3s-8s, running 8s-9s, done 9s")});
        QVERIFY(found.has_value());
        QCOMPARE(found->run, std::size_t{1});
        QCOMPARE(found->task, TaskId(0U));
        QCOMPARE(found->start, TraceTime(3s));
        QCOMPARE(found->length, Duration(5s));
    }

    void elseWhoWasBlockedElseWhoWaited() {
        const std::string waits = "A | running 0s-1s, waiting 1s-90s, done 90s";
        const std::string both = waits + "\nB | running 0s-1s, blocked 1s-3s, done 3s";
        QCOMPARE(find({sharedTrace(waits)})->start, TraceTime(1s));
        QCOMPARE(find({sharedTrace(both)})->task, TaskId(1U));
    }

    void ofEqualOnesTheLastRunHasIt() {
        const auto trace = sharedTrace("A | ready 0s-2s, running 2s-3s, ready 3s-5s, running 5s-6s, done 6s");
        const auto found = find({trace, trace});
        QCOMPARE(found->run, std::size_t{1});
        QCOMPARE(found->start, TraceTime(0s)); // and there the first
    }

    void nobodyWaits() {
        QVERIFY(!find({sharedTrace("A | running 0s-2s, done 2s")}).has_value());
        QVERIFY(!find({std::make_shared<const Trace>()}).has_value());
        QVERIFY(!find({}).has_value());
    }

    void stepsMakeNoDifference() {
        const Runs runs = {std::make_shared<const Trace>(tell("chess", {Mode::Coroutines, ClockKind::Simulated}).trace),
                           std::make_shared<const Trace>(tell("chess", {Mode::Threads, ClockKind::Simulated}).trace)};
        const auto inOne = find(runs, 1'000'000);
        QVERIFY(inOne->length > Duration::zero());
        for (const std::size_t atOnce : {1U, 7U, 61U}) {
            const auto found = find(runs, atOnce);
            QCOMPARE(found->run, inOne->run);
            QCOMPARE(found->task, inOne->task);
            QCOMPARE(found->start, inOne->start);
        }
    }

    void noStepLooksAtMoreThanItMay() {
        const auto trace = std::make_shared<const Trace>(tell("chess", {Mode::Coroutines, ClockKind::Simulated}).trace);
        std::size_t slices = 0;
        for (std::size_t task = 0; task < trace->tasks().size(); ++task)
            slices += trace->lane(TaskId(task)).size();
        LongestWaitSearch search({trace});
        std::size_t steps = 1;
        while (search.step(10))
            ++steps;
        QVERIFY(steps >= slices / 10);
    }
};

QTEST_GUILESS_MAIN(LongestWaitTest)
#include "longest_wait_test.moc"
