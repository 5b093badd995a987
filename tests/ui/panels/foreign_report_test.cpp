#include "engine/scenarios/scenario.h"
#include "tests/support/chrome_text.h"
#include "ui/panels/slice_report.h"

#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

/// What the inspector says of arrows in a file of another program.
class ForeignReportTest : public QObject {
    Q_OBJECT

    ModeRun m_run;

    /// The fact of that name about a moment of the second thread; empty: there is none.
    QString fact(const QString& name, Duration time) const {
        const auto report = reportOn(m_run, Scenario(), LaneId(TaskId(1U)), TraceTime(time), 80s);
        for (const ReportFact& each : report->facts) {
            if (each.name == name)
                return QString(each.html).replace(QChar(0xA0), u' ');
        }
        return {};
    }

private slots:
    /// B works from 40 s to 60 s and from 70 s on.
    void init() {
        auto read = readText(json(
            "[{'ph':'M','tid':1,'name':'thread_name','args':{'name':'Alice'}},"
            "{'ph':'X','tid':1,'ts':0,'dur':80e6,'name':'a'},{'ph':'X','tid':2,'ts':40e6,'dur':20e6,'name':'b'},"
            "{'ph':'X','tid':2,'ts':70e6,'dur':10e6,'name':'b'},"
            "{'ph':'s','tid':1,'ts':10e6,'id':1},{'ph':'f','bp':'e','tid':2,'ts':50e6,'id':1},"
            "{'ph':'s','tid':1,'ts':70e6,'id':2},{'ph':'f','bp':'e','tid':2,'ts':70e6,'id':2},"
            "{'ph':'s','tid':1,'ts':71e6,'id':3},{'ph':'f','bp':'e','tid':2,'ts':72e6,'id':3},"
            "{'ph':'s','tid':2,'ts':41e6,'id':4},{'ph':'f','bp':'e','tid':2,'ts':42e6,'id':4}]"));
        m_run = {};
        m_run.trace = std::make_shared<const Trace>(std::move((*read).front().trace));
        m_run.renew();
    }
    void anArrowLeadsIntoTheMidstOfASlice() {
        const QString text = fact("Arrow from", 45s); // and not the one from the thread to itself
        QVERIFY2(text.startsWith("Alice, sent at ") && text.contains("10") && text.contains("40 s under way"), qPrintable(text));
        QCOMPARE(fact("Woken by", 45s), QString());
    }
    void whoWokeItAtItsStartComesFirst() {
        QVERIFY(fact("Woken by", 75s).startsWith("Alice at "));
        QCOMPARE(fact("Arrow from", 75s), QString());
    }
    void nothingLedIntoAPause() {
        QCOMPARE(fact("Arrow from", 65s) + fact("Woken by", 65s), QString());
    }
};

QTEST_MAIN(ForeignReportTest)

#include "foreign_report_test.moc"
