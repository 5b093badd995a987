#include "engine/analysis/explanation.h"
#include "tests/support/story.h"

#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

/// "Why is it waiting?", asked of Judit Polgár's evening.
class ExplanationTest : public QObject {
    Q_OBJECT

private:
    Told m_chess = tell("chess", {Mode::Coroutines, ClockKind::Simulated});
    static constexpr TaskId table(std::uint32_t number) { return TaskId(number - 1); }

private slots:
    void tableSevenWaitsForJudit() {
        const Trace& trace = m_chess.trace;
        const QueueForWorker queue = queueForWorker(trace, table(7), TraceTime(132s));
        QCOMPARE(queue.holders.size(), std::size_t{1});
        QCOMPARE(queue.holders[0].task, std::optional(table(3)));
        QCOMPARE(queue.holders[0].until, TraceTime(135s));
        QCOMPARE(queue.ahead, (std::vector{table(4), table(5), table(6)}));
        QCOMPARE(queue.servedAt, std::optional(TraceTime(150s)));
    }

    void whatIsNotReadyHasNoQueue() {
        const QueueForWorker queue = queueForWorker(m_chess.trace, table(3), TraceTime(132s));
        QVERIFY(queue.holders.empty() && queue.ahead.empty() && !queue.servedAt);
    }

    void sliceKnowsItsNeighbours() {
        const auto context = contextAt(m_chess.trace, table(7), TraceTime(132s));
        QVERIFY(context.has_value());
        QCOMPARE(context->slice.state(), State::Ready);
        QCOMPARE(context->slice.start, TraceTime(90s));
        QCOMPARE(context->end, TraceTime(150s));
        QCOMPARE(context->before->state(), State::Waiting);
        QCOMPARE(context->after->state(), State::Running);
        QCOMPARE(*context->afterEnd, TraceTime(155s));
    }

    void stepsGoFromChangeToChange() {
        const Trace& trace = m_chess.trace;
        QCOMPARE(nextChange(trace, TraceTime(0s)), std::optional(TraceTime(5s)));
        QCOMPARE(nextChange(trace, TraceTime(6s)), std::optional(TraceTime(10s)));
        QCOMPARE(previousChange(trace, TraceTime(10s)), std::optional(TraceTime(5s)));
        QCOMPARE(previousChange(trace, TraceTime(0s)), std::optional<TraceTime>());
        QCOMPARE(nextChange(trace, trace.end()), std::optional<TraceTime>());
        // Forward to the end and back again: the same moments.
        std::vector<TraceTime> forward = {TraceTime(0s)};
        while (const auto next = nextChange(trace, forward.back()))
            forward.push_back(*next);
        std::vector<TraceTime> back = {forward.back()};
        while (const auto previous = previousChange(trace, back.back()))
            back.push_back(*previous);
        std::ranges::reverse(back);
        QVERIFY(forward == back);
        QVERIFY(forward.size() > 700);
    }
};

QTEST_GUILESS_MAIN(ExplanationTest)
#include "explanation_test.moc"
