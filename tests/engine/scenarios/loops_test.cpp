#include "engine/analysis/metrics.h"
#include "tests/support/real_clock.h"

#include <QTest>
#include <algorithm>

using namespace simul;
using namespace simul::test;

namespace {

using enum Mode;
using Lines = std::vector<std::string>;

Told simulate(const std::string& scenario, Mode mode, const Settings& set = {}) {
    return tell(scenario, {mode, ClockKind::Simulated}, {.set = set});
}

/// "20.0 do_some_work(5) begins": the log with its times.
Lines timedLog(const Told& told) {
    Lines lines;
    for (const LogEntry& entry : told.trace.log())
        lines.push_back(fmt::format("{:g} {}", toSeconds(entry.time), entry.text));
    return lines;
}

bool says(const Told& told, const std::string& line) { return std::ranges::count(told.log(), line) == 1; }

double longest(const Told& told, const std::string& measure) {
    const auto found = std::ranges::find(told.trace.measures(), measure, &Measure::name);
    return found == told.trace.measures().end() ? -1 : toSeconds(found->duration);
}

} // namespace

/// The stories about the loop and its enemies: who is held, for how long, and what cures it.
class LoopsTest : public QObject {
    Q_OBJECT

private slots:
    // ---- blocked-loop

    void blockingHandlerHoldsEveryOtherClient() {
        const Told told = simulate("blocked-loop", Coroutines);
        // Client 3 comes at 0.8 s, has its feed at 1.8 and decodes until 6.8; Client 4 has had its own at 2.2.
        QVERIFY(says(told, "Client 3 is answered after 6.0 s"));
        QVERIFY(says(told, "Client 4 is answered after 5.7 s"));
        QCOMPARE(longest(told, "longest wait of a client"), 6.0);
        QCOMPARE(told.log().back(), std::string("longest without letting go: Client 3 decodes a huge XML, 5.0 s"));
    }

    void whoHeldTheLoopIsInTheTrace() {
        // What the log says of the longest stretch is what the loop's own lane shows.
        const Told told = simulate("blocked-loop", Coroutines);
        const Lane& loop = told.trace.lane(WorkerId(0U));
        double longestHold = 0;
        std::string holder;
        for (std::size_t index = 0; index < loop.size(); ++index) {
            const double held = toSeconds(loop.endOf(index, told.trace.end()) - loop[index].start);
            if (loop[index].state() == State::Idle || held <= longestHold)
                continue;
            longestHold = held;
            holder = told.trace.info(TaskId(loop[index].info.cause().id)).name;
        }
        QCOMPARE(longestHold, 5.0);
        QCOMPARE(holder, std::string("Client 3"));
    }

    void offloadingCuresIt() {
        const Told told = simulate("blocked-loop", Coroutines, {{"handler", "offload"}});
        for (int client = 1; client <= 8; ++client) {
            const double took = client == 3 ? 6.0 : 1.1;
            QVERIFY(says(told, fmt::format("Client {} is answered after {:.1f} s", client, took)));
        }
        QVERIFY(told.log().back().ends_with("decodes XML, 0.1 s"));
    }

    void threadsDoNotSufferEitherWay() {
        for (const char* handler : {"blocking", "offload"}) {
            const Told told = simulate("blocked-loop", Threads, {{"handler", handler}});
            QVERIFY(says(told, "Client 4 is answered after 1.1 s"));
            QVERIFY(says(told, "Client 3 is answered after 6.0 s"));
        }
    }

    // ---- loop-in-thread

    void functionsRunInOrder() {
        const Told told = simulate("loop-in-thread", Threads, {{"jobs", "functions"}});
        QCOMPARE(timedLog(told), (Lines{"0 main has handed everything over, and goes on", "0 more_work(6) begins",
                                        "1 main did something else: a second took 1.0 s", "6 more_work(6) has finished",
                                        "6 more_work(3) begins", "9 more_work(3) has finished"}));
        QCOMPARE(told.seconds(), 9.0);
    }

    void coroutinesBeginAfterTheFunction() {
        const Lines after = {"20 more_work(20) has finished", "20 do_some_work(5) begins to wait",
                             "20 do_some_work(10) begins to wait", "25 do_some_work(5) is done", "30 do_some_work(10) is done"};
        for (const Mode mode : {Threads, Coroutines}) {
            const Told told = simulate("loop-in-thread", mode);
            Lines lines = timedLog(told);
            QCOMPARE(lines.front(), std::string("0 main has handed everything over, and goes on"));
            std::erase_if(lines, [](const std::string& line) { return line.find("main") != std::string::npos; });
            QCOMPARE(lines.front(), std::string("0 more_work(20) begins"));
            lines.erase(lines.begin());
            QCOMPARE(lines, after);
            QCOMPARE(told.seconds(), 30.0);
        }
    }

    void mainIsHeldOnlyOnTheSameLoop() {
        QCOMPARE(longest(simulate("loop-in-thread", Threads), "main was held"), 0.0);
        QCOMPARE(longest(simulate("loop-in-thread", Coroutines), "main was held"), 19.0);
    }

    // ---- loop-rules

    void rulesAreKept() {
        const Told told = simulate("loop-rules", Coroutines);
        QCOMPARE(told.trace.outcome(), Outcome::Completed);
        QCOMPARE(timedLog(told),
                 (Lines{"0 One says hello", "0 Two says hello", "0 Three says hello", "1 One says goodbye",
                        "2 Three says goodbye", "2 Three was run to its end",
                        "2 refused: Shout is a plain function, not a coroutine: the loop cannot await it",
                        "2 Two was still pending: cancelled", "2 refused: the loop is closed: it does not take Four"}));
        QCOMPARE(told.trace.tasks().size(), 4u); // neither Shout nor Four ever was a task
        for (const std::size_t task : {0U, 1U, 3U})
            QCOMPARE(told.stateOf(task), State::Done);
        QCOMPARE(told.stateOf(2), State::Cancelled);
        QCOMPARE(told.trace.tasks()[2].error, std::string("the loop was stopped"));
    }

    // ---- mailer

    void requestsAnswerAtOnceAndMailsLeaveInTurn() {
        for (const Mode mode : {Coroutines, Threads}) {
            const Told told = simulate("mailer", mode);
            QVERIFY(longest(told, "longest wait for an answer") <= 0.25);
            std::vector<double> left;
            Lines mails;
            for (const LogEntry& entry : told.trace.log()) {
                if (!entry.text.ends_with("has left"))
                    continue;
                mails.push_back(entry.text);
                left.push_back(toSeconds(entry.time));
            }
            QCOMPARE(mails, (Lines{"mail 1 has left", "mail 2 has left", "mail 3 has left", "mail 4 has left",
                                   "mail 5 has left"}));
            for (std::size_t mail = 1; mail < left.size(); ++mail)
                QVERIFY(std::abs(left[mail] - left[mail - 1] - 2) < 1e-9);
        }
    }

    void directMailsHoldTheAnswers() {
        const Told coroutines = simulate("mailer", Coroutines, {{"mail", "direct"}});
        QVERIFY(longest(coroutines, "longest wait for an answer") > 10);
        QCOMPARE(longest(simulate("mailer", Threads, {{"mail", "direct"}}), "longest wait for an answer"), 2.05);
    }

    // ---- to-thread

    void callInAThreadHoldsNobody() {
        const Told told = simulate("to-thread", Coroutines);
        QCOMPARE(told.seconds(), 2.0);
        QCOMPARE(longest(told, "main was held"), 0.0);
        QCOMPARE(told.log(), (Lines{"main has done thing 1", "main has done thing 2", "main has done thing 3",
                                    "main has done thing 4", "the call has returned", "main has the result"}));
        const Told here = simulate("to-thread", Coroutines, {{"call", "here"}});
        QCOMPARE(longest(here, "main was held"), 1.6); // its first thing should have been done at 0.4 s
        QCOMPARE(here.log().front(), std::string("the call has returned"));
        QCOMPARE(longest(simulate("to-thread", Threads, {{"call", "here"}}), "main was held"), 0.0);
    }

    // ---- everywhere

    void completesInEveryMode_data() {
        QTest::addColumn<QString>("scenario");
        for (const char* scenario : {"blocked-loop", "loop-in-thread", "loop-rules", "mailer", "to-thread"})
            QTest::newRow(scenario) << scenario;
    }
    void completesInEveryMode() {
        QFETCH(QString, scenario);
        for (const Runner& runner : runnersOf(*scenarioNamed(scenario.toStdString()))) {
            const Told told = tell(scenario.toStdString(), runner, {.scale = 0.005});
            QVERIFY2(told.trace.outcome() == Outcome::Completed, told.trace.message().c_str());
            QVERIFY(told.warnings().empty());
        }
    }

    void realClockTakesAsLong_data() {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<Runner>("runner");
        QTest::addColumn<double>("scale");
        const std::vector<std::pair<const char*, double>> scales = {
            {"blocked-loop", 0.05}, {"loop-in-thread", 0.015}, {"loop-rules", 0.2}, {"mailer", 0.04}, {"to-thread", 0.2}};
        for (const auto& [scenario, scale] : scales) {
            for (const Mode mode : scenarioNamed(scenario)->realModes)
                QTest::newRow(fmt::format("{} {}", scenario, nameOf(mode)).c_str())
                    << QString(scenario) << Runner{mode, ClockKind::Real} << scale;
        }
    }
    void realClockTakesAsLong() {
        QFETCH(QString, scenario);
        QFETCH(Runner, runner);
        QFETCH(double, scale);
        const std::string wrong = lateness(scenario.toStdString(), runner.mode, {.scale = scale});
        QVERIFY2(wrong.empty(), wrong.c_str());
    }

    /// The same lines in the same order, in coroutines, where nothing decides that but the story. But for main's second
    /// of something else: on the real clock a wait that ends while the loop is held is noticed after what was ready then.
    void realLogIsTheSimulatedOne() {
        const std::vector<std::pair<const char*, double>> scales = {
            {"loop-in-thread", 0.01}, {"loop-rules", 0.1}, {"to-thread", 0.2}};
        for (const auto& [scenario, scale] : scales) {
            const auto linesOf = [](const Told& told) {
                Lines lines = told.log();
                std::erase_if(lines, [](const std::string& line) { return line.starts_with("main did something"); });
                return lines;
            };
            const Lines simulated = linesOf(simulate(scenario, Coroutines));
            const Told real = tellUntil([&](const Told& each) { return linesOf(each) == simulated; }, scenario,
                                        {Coroutines, ClockKind::Real}, {.scale = scale});
            QCOMPARE(linesOf(real), simulated);
        }
    }
};

QTEST_GUILESS_MAIN(LoopsTest)
#include "loops_test.moc"
