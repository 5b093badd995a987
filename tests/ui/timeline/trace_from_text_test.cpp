#include "tests/support/trace_from_text.h"
#include "tests/support/trace_text.h"

#include <QTest>

using namespace simul;
using namespace simul::test;

class TraceFromTextTest : public QObject {
    Q_OBJECT

private slots:
    void readsLanes() {
        const Trace trace = traceFromText("Table 1 | ready 0s-2s, running 2s-4s, waiting 4s-6s, done 7s\n"
                                          "worker Judit | idle 0s-2s, running 2s-4s Table 1, idle 4s-7s");
        QCOMPARE(trace.tasks().size(), 1U);
        QCOMPARE(trace.workers().size(), 1U);
        QCOMPARE(toText(trace, TaskId(0U)), std::string("ready 0-2, running 2-4, waiting 4-7, done 7"));
        QCOMPARE(toText(trace, WorkerId(0U)), std::string("idle 0-2, running 2-4, idle 4-7"));
        QCOMPARE(trace.lane(WorkerId(0U))[1].info.cause(), (Cause{CauseKind::Task, 0}));
        QCOMPARE(trace.outcome(), Outcome::Completed);
        QCOMPARE(toSeconds(trace.end()), 7.0);
    }
};

QTEST_GUILESS_MAIN(TraceFromTextTest)
#include "trace_from_text_test.moc"
