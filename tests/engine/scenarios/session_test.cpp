#include "engine/scenarios/session.h"
#include "tests/support/story.h"

#include <QJsonDocument>
#include <QTest>
#include <fmt/format.h>
#include <sstream>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

std::string written(const Session& session) {
    std::string text;
    writeSession(session, [&](std::string_view part) { text += part; });
    return text;
}

Result<Session> readText(const std::string& text) {
    std::istringstream in(text);
    return readSession(in);
}

std::string errorOf(const std::string& text) {
    const auto result = readText(text);
    return result ? "no error" : result.error();
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const std::size_t at = text.find(what);
    if (at == std::string::npos)
        qFatal("'%s' is not in the session", what.c_str());
    return text.replace(at, what.size(), with);
}

void compareLanes(const Lane& a, const Lane& b) {
    QCOMPARE(b.size(), a.size());
    for (std::size_t index = 0; index < a.size(); ++index)
        QVERIFY(a[index] == b[index]);
}

void compareWhoAndWhat(const Trace& a, const Trace& b) {
    QCOMPARE(b.workers().size(), a.workers().size());
    for (std::size_t index = 0; index < a.workers().size(); ++index) {
        QCOMPARE(b.workers()[index].name, a.workers()[index].name);
        compareLanes(a.lane(WorkerId(index)), b.lane(WorkerId(index)));
    }
    QCOMPARE(b.tasks().size(), a.tasks().size());
    for (std::size_t index = 0; index < a.tasks().size(); ++index) {
        QCOMPARE(b.tasks()[index].name, a.tasks()[index].name);
        QCOMPARE(b.tasks()[index].parent, a.tasks()[index].parent);
        QCOMPARE(b.tasks()[index].created, a.tasks()[index].created);
        QCOMPARE(b.tasks()[index].result, a.tasks()[index].result);
        QCOMPARE(b.tasks()[index].error, a.tasks()[index].error);
        compareLanes(a.lane(TaskId(index)), b.lane(TaskId(index)));
    }
    QCOMPARE(b.resources().size(), a.resources().size());
    for (std::size_t index = 0; index < a.resources().size(); ++index) {
        QCOMPARE(b.resources()[index].kind, a.resources()[index].kind);
        QCOMPARE(b.resources()[index].name, a.resources()[index].name);
    }
    QCOMPARE(b.places().size(), a.places().size());
    for (std::size_t index = 0; index < a.places().size(); ++index) {
        QCOMPARE(b.places()[index].label, a.places()[index].label);
        QCOMPARE(b.places()[index].file, a.places()[index].file);
        QCOMPARE(b.places()[index].line, a.places()[index].line);
        QCOMPARE(b.places()[index].function, a.places()[index].function);
    }
}

void compareEvents(const Trace& a, const Trace& b) {
    QCOMPARE(b.links().size(), a.links().size());
    for (std::size_t index = 0; index < a.links().size(); ++index) {
        QCOMPARE(b.links()[index].time, a.links()[index].time);
        QCOMPARE(b.links()[index].from, a.links()[index].from);
        QCOMPARE(b.links()[index].to, a.links()[index].to);
        QCOMPARE(b.links()[index].kind, a.links()[index].kind);
        QCOMPARE(b.links()[index].travel, a.links()[index].travel);
    }
    QCOMPARE(b.log().size(), a.log().size());
    for (std::size_t index = 0; index < a.log().size(); ++index) {
        QCOMPARE(b.log()[index].time, a.log()[index].time);
        QCOMPARE(b.log()[index].task, a.log()[index].task);
        QCOMPARE(b.log()[index].text, a.log()[index].text);
    }
    QCOMPARE(b.subSlices().size(), a.subSlices().size());
    for (std::size_t index = 0; index < a.subSlices().size(); ++index) {
        QCOMPARE(b.subSlices()[index].task, a.subSlices()[index].task);
        QCOMPARE(b.subSlices()[index].start, a.subSlices()[index].start);
        QCOMPARE(b.subSlices()[index].end, a.subSlices()[index].end);
        QCOMPARE(b.subSlices()[index].name, a.subSlices()[index].name);
    }
    QCOMPARE(b.syncEvents().size(), a.syncEvents().size());
    for (std::size_t index = 0; index < a.syncEvents().size(); ++index) {
        const SyncEvent& before = a.syncEvents()[index];
        const SyncEvent& after = b.syncEvents()[index];
        QVERIFY(after.time == before.time && after.task == before.task && after.kind == before.kind &&
                after.place == before.place && after.target == before.target && after.amount == before.amount &&
                after.item == before.item);
    }
}

void compareFindings(const Trace& a, const Trace& b) {
    QCOMPARE(b.measures().size(), a.measures().size());
    for (std::size_t index = 0; index < a.measures().size(); ++index) {
        QCOMPARE(b.measures()[index].name, a.measures()[index].name);
        QCOMPARE(b.measures()[index].kind, a.measures()[index].kind);
        QCOMPARE(b.measures()[index].duration, a.measures()[index].duration);
        QCOMPARE(b.measures()[index].count, a.measures()[index].count);
        QCOMPARE(b.measures()[index].of, a.measures()[index].of);
    }
    QVERIFY(b.warnings() == a.warnings());
    QCOMPARE(b.deadlock().has_value(), a.deadlock().has_value());
    if (a.deadlock()) {
        QCOMPARE(b.deadlock()->time, a.deadlock()->time);
        QCOMPARE(b.deadlock()->isCycle, a.deadlock()->isCycle);
        QCOMPARE(b.deadlock()->text, a.deadlock()->text);
        QCOMPARE(b.deadlock()->waits.size(), a.deadlock()->waits.size());
        for (std::size_t index = 0; index < a.deadlock()->waits.size(); ++index) {
            QCOMPARE(b.deadlock()->waits[index].task, a.deadlock()->waits[index].task);
            QVERIFY(b.deadlock()->waits[index].wants == a.deadlock()->waits[index].wants);
            QCOMPARE(b.deadlock()->waits[index].wish, a.deadlock()->waits[index].wish);
            QCOMPARE(b.deadlock()->waits[index].heldBy, a.deadlock()->waits[index].heldBy);
        }
    }
    QCOMPARE(b.interleaving(), a.interleaving());
    QCOMPARE(b.end(), a.end());
    QCOMPARE(b.outcome(), a.outcome());
    QCOMPARE(b.message(), a.message());
    QCOMPARE(b.slicesStored(), a.slicesStored());
}

std::shared_ptr<const Trace> traceOf(const char* scenario, Mode mode) {
    return std::make_shared<const Trace>(std::move(tell(*scenarioNamed(scenario), {mode, ClockKind::Simulated}).trace));
}

/// With something in every field.
Session example() {
    Session session;
    session.scenario = "chess";
    session.parameters = parameterTexts(parametersFor(*scenarioNamed("chess")));
    session.clock = ClockKind::Real;
    session.seed = 0xffff'ffff'ffff'fff0;
    session.scale = 0.001;
    session.runs = {{"", Mode::Coroutines, ClockKind::Simulated, traceOf("chess", Mode::Coroutines)},
                    {"mine \"and\" yours", Mode::Pool, ClockKind::Real, traceOf("chess", Mode::Pool)}};
    session.view = SessionView{TraceTime(1s), TraceTime(90s), TraceTime(30s),
                               SessionView::Selection{1, TaskId(2U), TraceTime(31s), std::nullopt}};
    session.view->measured = SessionView::Range{TraceTime(7s), TraceTime(12s)};
    session.view->compared = {SessionView::Side{1, true}, SessionView::Side{0, false}};
    session.view->looks = SessionView::Looks{true, false};
    session.view->lanes = "{\"pinned\":[\"t0:A\"]}";
    session.marks = {{TraceTime(1s), TraceTime(2s), "look\nhere"}, {TraceTime(5s), TraceTime(5s), ""}};
    return session;
}

} // namespace

class SessionTest : public QObject {
    Q_OBJECT

private slots:
    void everyStoryComesBack_data() {
        QTest::addColumn<QString>("scenario");
        for (const Scenario& scenario : catalogue())
            QTest::newRow(scenario.name.c_str()) << QString::fromStdString(scenario.name);
    }
    void everyStoryComesBack() {
        QFETCH(QString, scenario);
        const std::string name = scenario.toStdString();
        Session session;
        session.scenario = name;
        for (const Mode mode : scenarioNamed(name)->modes)
            session.runs.push_back({{}, mode, ClockKind::Simulated, traceOf(name.c_str(), mode)});
        const std::string text = written(session);
        const Result<Session> back = readText(text);
        QVERIFY2(bool(back), back ? "" : back.error().c_str());
        QCOMPARE(back->runs.size(), session.runs.size());
        for (std::size_t run = 0; run < session.runs.size(); ++run) {
            QCOMPARE(back->runs[run].mode, session.runs[run].mode);
            compareWhoAndWhat(*session.runs[run].trace, *back->runs[run].trace);
            compareEvents(*session.runs[run].trace, *back->runs[run].trace);
            compareFindings(*session.runs[run].trace, *back->runs[run].trace);
        }
        QVERIFY(written(*back) == text);
        QVERIFY(!QJsonDocument::fromJson(QByteArray::fromStdString(text)).isNull());
    }

    void setupViewAndMarksComeBack() {
        const Session before = example();
        const Result<Session> after = readText(written(before));
        QVERIFY2(bool(after), after ? "" : after.error().c_str());
        QCOMPARE(after->scenario, before.scenario);
        QVERIFY(after->parameters == before.parameters);
        QCOMPARE(after->clock, before.clock);
        QCOMPARE(after->seed, before.seed);
        QCOMPARE(after->scale, before.scale);
        QCOMPARE(after->runs[1].name, before.runs[1].name);
        QCOMPARE(after->runs[1].clock, ClockKind::Real);
        QCOMPARE(after->view->from, before.view->from);
        QCOMPARE(after->view->to, before.view->to);
        QCOMPARE(after->view->playhead, before.view->playhead);
        QVERIFY(after->view->selection == before.view->selection);
        QCOMPARE(after->view->lanes, before.view->lanes);
        QVERIFY(after->view->measured == before.view->measured);
        QVERIFY(after->view->compared == before.view->compared);
        QVERIFY(after->view->looks == before.view->looks);
        QCOMPARE(written(*after), written(before));
        QVERIFY(after->marks == before.marks);
    }

    void aSelectionOfNothingIsForgotten() {
        const Result<Session> session = readText(replaced(written(example()), R"("run":1,"task":2)", R"("run":1,"task":9999)"));
        QVERIFY(bool(session));
        QVERIFY(!session->view->selection);
    }

    /// One says which lane of a task it is, if the trace has such lanes.
    void aSelectionSaysWhoseLaneItIs() {
        Session session = example();
        for (const LaneId lane : {LaneId(WorkerId(0U)), LaneId(CpuId(0U)), LaneId(TaskId(2U)).ofKernel()}) {
            session.view->selection = SessionView::Selection{1, lane, TraceTime(1s)};
            const Result<Session> after = readText(written(session));
            QVERIFY(bool(after));
            QCOMPARE(after->view->selection.has_value(), session.runs[1].trace->has(lane)); // and no other in its place
        }
    }

    void aComparisonOfNothingIsForgotten() {
        const Result<Session> session = readText(replaced(written(example()), R"({"run":1,"simulated":true)", R"({"run":2,"simulated":true)"));
        QVERIFY(bool(session));
        QVERIFY(!session->view->compared);
        QVERIFY(session->view->measured.has_value());
    }

    void olderVersionsAreRead() {
        const Result<Session> session = readText(
            R"({"simul":"session","version":1,"parts":[)"
            R"({"part":"view","from":0,"to":9,"playhead":3,"selection":{"run":0,"task":0,"time":2}},)"
            R"({"part":"marks","marks":[{"start":1,"end":2,"text":"look"}]},)"
            R"({"part":"run","name":"","mode":"pool","clock":"simulated"},)"
            R"({"part":"tasks","tasks":[{"name":"a","created":0,"result":"","error":""}]},)"
            R"({"part":"end","time":9,"outcome":1,"message":"","interleaving":2}]})");
        QVERIFY2(bool(session), session ? "" : session.error().c_str());
        QCOMPARE(session->view->to, TraceTime(9ns));
        QVERIFY(session->view->selection.has_value());
        QVERIFY(!session->view->measured && !session->view->compared && !session->view->looks);
        QCOMPARE(session->marks.size(), std::size_t{1});
    }

    void newerVersionsAreRefused() {
        const std::string error = errorOf(replaced(written(example()), R"("version":4)", R"("version":5)"));
        QVERIFY(QString::fromStdString(error).contains("version 5"));
        QVERIFY(QString::fromStdString(error).contains("newer"));
        QVERIFY(errorOf(replaced(written(example()), R"("version":4)", R"("version":"x")")) != "no error");
        QVERIFY(errorOf(R"({"parts":[]})") != "no error");
    }

    void filesThatEndEarlyAreRefused() {
        const std::string text = written(example());
        for (std::size_t length = 1; length < text.size() - 3; length += 1 + length / 7)
            QVERIFY2(errorOf(text.substr(0, length)) != "no error", QByteArray::number(qulonglong(length)).constData());
    }

    void whatIsNotSoIsRefusedWithItsPlace_data() {
        QTest::addColumn<QByteArray>("what");
        QTest::addColumn<QByteArray>("with");
        QTest::newRow("state") << QByteArray("\"slices\":[0,") << QByteArray("\"slices\":[0,99,0,0,0,0,0,");
        QTest::newRow("time that runs back") << QByteArray("\"slices\":[0,") << QByteArray("\"slices\":[-1,");
        QTest::newRow("row that ends early") << QByteArray("\"slices\":[0,") << QByteArray("\"slices\":[");
        QTest::newRow("lane") << QByteArray("\"slices\",\"worker\":0") << QByteArray("\"slices\",\"worker\":4000");
        QTest::newRow("mode") << QByteArray("\"mode\":\"pool\"") << QByteArray("\"mode\":\"magic\"");
        QTest::newRow("clock") << QByteArray("\"clock\":\"real\"") << QByteArray("\"clock\":\"sand\"");
        QTest::newRow("outcome") << QByteArray("\"outcome\":1") << QByteArray("\"outcome\":17");
        QTest::newRow("part") << QByteArray("\"part\":\"workers\"") << QByteArray("\"part\":\"robots\"");
        QTest::newRow("part of two lines") << QByteArray("\"part\":\"workers\"") << QByteArray("\"part\":\"ro\\nbots\"");
        QTest::newRow("first part of two lines") << QByteArray("\"part\":\"setup\"") << QByteArray("\"part\":\"se\\ntup\"");
        QTest::newRow("mark") << QByteArray("\"start\":1000000000") << QByteArray("\"start\":9000000000");
        QTest::newRow("measured") << QByteArray("\"measured\":{\"from\":7") << QByteArray("\"measured\":{\"from\":70");
        QTest::newRow("compared") << QByteArray("\"compared\":[") << QByteArray("\"compared\":[3,");
        QTest::newRow("side") << QByteArray("\"simulated\":true") << QByteArray("\"simulated\":1");
        QTest::newRow("looks") << QByteArray("\"colours_by_task\":true") << QByteArray("\"colours_by_task\":7");
        QTest::newRow("seed") << QByteArray("\"seed\":") << QByteArray("\"seed\":-");
    }
    void whatIsNotSoIsRefusedWithItsPlace() {
        QFETCH(QByteArray, what);
        QFETCH(QByteArray, with);
        const std::string error = errorOf(replaced(written(example()), what.toStdString(), with.toStdString()));
        QVERIFY2(error.starts_with("byte "), error.c_str());
        QVERIFY(error.find('\n') == std::string::npos);
    }

    /// Analysis would stop the program.
    void deedsThatCannotBeAreRefused() {
        const std::string head = R"({"simul":"session","version":1,"parts":[)"
            R"({"part":"run","name":"","mode":"pool","clock":"simulated"},)"
            R"({"part":"end","time":9,"outcome":1,"message":"","interleaving":2},)"
            R"({"part":"tasks","tasks":[{"name":"a","created":0,"result":"","error":""}]},)"
            R"({"part":"resources","resources":[{"kind":1,"name":"queue"},{"kind":0,"name":"lock"}]},)"
            R"({"part":"sync","events":[)";
        const auto error = [&](const char* events) { return errorOf(head + events + "]}]}"); };
        QCOMPARE(error("1,0,4,0,0,1,0, 2,0,5,0,0,0,0"), std::string("no error"));
        QVERIFY(error("2,0,5,0,0,0,7") != "no error");          // an item that never was
        QVERIFY(error("1,0,4,0,0,4000000000,0") != "no error"); // a queue that held billions
        QVERIFY(error("1,0,3,0,1,1,0") != "no error");          // given back and never taken
        QVERIFY(error("1,0,4,0,1,1,0") != "no error");          // put into a lock
    }

    /// Whoever names what the kernel did looks up what its cause names.
    void theKernelNamesWhatIsThere() {
        const std::string head = R"({"simul":"session","version":1,"parts":[)"
            R"({"part":"run","name":"","mode":"threads","clock":"real"},)"
            R"({"part":"end","time":9,"outcome":1,"message":"","interleaving":2},)"
            R"({"part":"tasks","tasks":[{"name":"a","created":0,"result":"","error":""}]},)"
            R"({"part":"cpus","names":["CPU 0"]},)";
        const auto error = [&](const char* lane, State state, CauseKind cause, int of) {
            return errorOf(head + fmt::format(R"({{"part":"slices",{},"slices":[1,{},{},{},0,0]}}]}})", lane,
                                              static_cast<int>(state), static_cast<int>(cause), of));
        };
        const char* const thread = R"("task":0,"kernel":true)";
        const char* const cpu = R"("cpu":0)";
        QCOMPARE(error(thread, State::Running, CauseKind::Cpu, 0), std::string("no error"));
        QCOMPARE(error(thread, State::Ready, CauseKind::Preempted, 0), std::string("no error"));
        QCOMPARE(error(cpu, State::Running, CauseKind::Task, 0), std::string("no error"));
        QVERIFY(error(thread, State::Running, CauseKind::Cpu, 1) != "no error");
        QVERIFY(error(thread, State::Running, CauseKind::None, 1) != "no error"); // would be taken for a CPU
        QVERIFY(error(thread, State::Running, CauseKind::Worker, 0) != "no error");
        QVERIFY(error(thread, State::Running, CauseKind::Timer, 7) != "no error");
        QVERIFY(error(cpu, State::Running, CauseKind::Worker, 0) != "no error"); // there is none
        QVERIFY(error(cpu, State::Running, CauseKind::Cpu, 0) != "no error");
    }

    void sessionsAreKnownByTheirBeginning() {
        QVERIFY(isSession(written(example()).substr(0, 64)));
        QVERIFY(isSession("\n { \"simul\""));
        QVERIFY(!isSession(R"({"traceEvents":[{"simul")"));
        QVERIFY(!isSession(""));
        QVERIFY(!isSession("[]"));
    }
};

QTEST_GUILESS_MAIN(SessionTest)
#include "session_test.moc"
