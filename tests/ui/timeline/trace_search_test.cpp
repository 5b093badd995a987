#include "tests/support/fixtures.h"
#include "tests/support/shared_stories.h"
#include "ui/timeline/trace_search.h"

#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

ModeRun runOf(const char* scenario, Mode mode) {
    ModeRun run{.mode = mode, .trace = std::make_shared<const Trace>(
                                  std::move(tell(*scenarioNamed(scenario), {mode, ClockKind::Simulated}).trace))};
    run.renew();
    return run;
}

std::shared_ptr<const SearchHits> search(const Comparison& comparison, const char* wanted, std::size_t first = 0,
                                         std::size_t slicesAtOnce = 1000) {
    TraceSearch search(comparison, first, QString::fromUtf8(wanted));
    while (search.step(slicesAtOnce)) {
    }
    return search.take();
}

std::size_t count(const SearchHits& found, SearchHit::Kind kind) {
    return static_cast<std::size_t>(std::ranges::count(found.hits, kind, &SearchHit::kind));
}

} // namespace

class TraceSearchTest : public QObject {
    Q_OBJECT

    Comparison m_chess;

private slots:
    void initTestCase() {
        m_chess.scenario = scenarioNamed("chess");
        m_chess.runs = {runOf("chess", Mode::Sync), runOf("chess", Mode::Coroutines)};
    }
    void namesComeFirstInTheRunThatOneLooksAt() {
        const auto found = search(m_chess, "tABLE 7", 1);
        QVERIFY(found->hits.size() >= 2);
        QCOMPARE(found->hits[0].kind, SearchHit::Kind::Name);
        QCOMPARE(found->hits[0].run, 1U);
        QCOMPARE(found->hits[0].lane, LaneId(TaskId(6U)));
    }
    void labelsAreThoseOfTheTask() {
        const auto found = search(m_chess, "opponent 7 thinks", 1);
        const Lane& lane = m_chess.runs[1].trace->lane(TaskId(6U));
        const std::vector<std::uint32_t>& lit = found->slices.at({1, TaskId(6U)});
        QVERIFY(lit.size() >= 29);
        for (const std::uint32_t index : lit) {
            QCOMPARE(lane[index].state(), State::Waiting);
            QCOMPARE(m_chess.runs[1].trace->info(lane[index].info.place()).label, std::string("opponent {n} thinks"));
        }
        QVERIFY(!found->slices.contains({1, TaskId(5U)}));
        QCOMPARE(found->slices.size(), std::size_t{2}); // one of each run
    }
    void causesAreFound() {
        const auto found = search(m_chess, "in line for Judit");
        QVERIFY(count(*found, SearchHit::Kind::Slice) > 24);
        for (const SearchHit& hit : found->hits) {
            const Lane& lane = m_chess.runs[hit.run].trace->lane(hit.lane);
            QCOMPARE(lane[*lane.find(hit.time)].state(), State::Ready);
        }
    }
    void hitsOfARunAreInTheOrderOfTime() {
        const auto found = search(m_chess, "thinks");
        const auto isOf = [](std::uint32_t run) { return [run](const SearchHit& hit) { return hit.run == run; }; };
        const auto second = std::ranges::find_if(found->hits, isOf(1));
        QVERIFY(second != found->hits.begin() && second != found->hits.end());
        QVERIFY(std::ranges::is_sorted(found->hits.begin(), second, {}, &SearchHit::time));
        QVERIFY(std::ranges::is_sorted(second, found->hits.end(), {}, &SearchHit::time));
        QVERIFY(std::all_of(second, found->hits.end(), isOf(1)));
    }
    void stepsMakeNoDifference() {
        const auto inOne = search(m_chess, "thinks", 0, 1'000'000);
        for (const std::size_t atOnce : {1U, 7U, 61U}) {
            const auto found = search(m_chess, "thinks", 0, atOnce);
            QCOMPARE(found->hits.size(), inOne->hits.size());
            QVERIFY(found->slices == inOne->slices);
        }
    }
    /// Names and the log cost time too: a step is short, however many there are.
    void noStepLooksAtMoreThanItMay() {
        std::string text;
        for (int task = 1; task <= 500; ++task)
            text += "Task " + std::to_string(task) + " | running 0s-1s\n";
        Comparison tasks;
        tasks.runs = {runFromText(Mode::Threads, text)};
        Comparison log;
        log.runs = {test::runOf(Mode::Coroutines, [](Stage stage, const Parameters&) {
            stage.spawn("Task", [](Stage own) -> Activity<> {
                for (int line = 0; line < 500; ++line)
                    own.log("a line");
                co_return;
            });
        })};
        for (const Comparison& comparison : {tasks, log}) {
            TraceSearch search(comparison, 0, QStringLiteral("in"));
            int steps = 1;
            while (search.step(100))
                ++steps;
            QVERIFY2(steps >= 50, qPrintable(QString::number(steps)));
        }
    }
    void theLogIsFound() {
        Comparison comparison;
        comparison.scenario = scenarioNamed("count");
        comparison.runs = {runOf("count", Mode::Coroutines)};
        const std::string text = comparison.runs[0].trace->log().front().text;
        const auto found = search(comparison, text.c_str());
        QVERIFY(count(*found, SearchHit::Kind::Log) >= 1);
    }
    void resourcesAreFound() {
        Comparison comparison;
        comparison.runs = {test::runOf(Mode::Coroutines, playLaundry)};
        const auto found = search(comparison, "dryer");
        QVERIFY(std::ranges::any_of(found->hits, [](const SearchHit& hit) { return hit.resource.has_value(); }));
        QVERIFY(count(*found, SearchHit::Kind::Slice) > 0); // who waits for it
    }
    void nothingIsFoundOfNothing() {
        QVERIFY(search(m_chess, "no such thing")->hits.empty());
        QVERIFY(search(m_chess, "")->hits.empty());
        QVERIFY(search(Comparison{}, "x")->hits.empty());
    }
};

QTEST_GUILESS_MAIN(TraceSearchTest)
#include "trace_search_test.moc"
