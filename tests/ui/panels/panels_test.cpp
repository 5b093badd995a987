#include "engine/trace/trace_builder.h"
#include "ui/figures/run_text.h"
#include "ui/panels/event_model.h"
#include "ui/panels/event_text.h"
#include "ui/panels/metrics_model.h"
#include "ui/panels/parameter_editor.h"
#include "ui/panels/parameter_form.h"
#include "ui/panels/slice_report.h"
#include "ui/panels/slider.h"
#include "ui/panels/value_scale.h"
#include "ui/timeline/time_text.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QTest>
#include <QTextDocumentFragment>

using namespace simul;
using namespace std::chrono_literals;

namespace {

ModeRun simulated(const char* name, Mode mode) {
    const Scenario& scenario = *scenarioNamed(name);
    Recorder recorder;
    runScenario({&scenario, parametersFor(scenario), mode}, recorder, {});
    ModeRun run{mode, ClockKind::Simulated, std::make_shared<const Trace>(buildTrace(recorder))};
    run.renew();
    return run;
}

TaskId taskNamed(const Trace& trace, const std::string& name) {
    const auto found = std::ranges::find(trace.tasks(), name, &TaskInfo::name);
    return TaskId(static_cast<std::size_t>(found - trace.tasks().begin()));
}

QStringList plain(const std::vector<ReportLine>& lines) {
    QStringList texts;
    for (const ReportLine& line : lines)
        texts << QTextDocumentFragment::fromHtml(line.html).toPlainText().replace(QChar(0xA0), u' ');
    return texts;
}

} // namespace

class PanelsTest : public QObject {
    Q_OBJECT

private slots:
    void timesAsAPersonReadsThem_data() {
        QTest::addColumn<qint64>("ns");
        QTest::addColumn<QString>("moment");
        QTest::addColumn<QString>("length");
        QTest::newRow("0") << qint64(0) << "0:00:00"
                           << "0 s";
        QTest::newRow("2:12") << qint64(132'000'000'000) << "0:02:12"
                              << "2 min 12 s";
        QTest::newRow("half a second") << qint64(500'000'000) << "0:00:00.5"
                                       << "500 ms";
        QTest::newRow("12 h") << qint64(43'200'000'000'000) << "12:00:00"
                              << "12 h";
    }
    void timesAsAPersonReadsThem() {
        QFETCH(qint64, ns);
        QFETCH(QString, moment);
        QFETCH(QString, length);
        QCOMPARE(momentText(TraceTime(Duration(ns)), 1h), moment);
        QCOMPARE(lengthText(Duration(ns)).replace(QChar(0xA0), u' '), length);
    }

    /// Every position of a slider is a value that the parameter takes, and shows it where it was.
    void sliderPositionsAreValues() {
        for (const Scenario& scenario : catalogue()) {
            const Parameters all = parametersFor(scenario);
            for (const Parameter& parameter : all.descriptions()) {
                if (parameter.unit() == "switch" || parameter.unit() == "choice" || parameter.unit() == "text")
                    continue;
                const ValueScale scale(parameter, parameter.defaultValue);
                QVERIFY(scale.steps() >= 1);
                for (int position = 0; position <= scale.steps(); ++position) {
                    const Result<Value> value = parameter.parse(scale.textAt(position));
                    QVERIFY2(bool(value), qPrintable(QString::fromStdString(value ? "" : value.error())));
                    QCOMPARE(scale.positionOf(*value), position);
                }
            }
        }
    }

    void oneEditorForEachParameter() {
        Appearance appearance;
        RunSetup setup;
        ParameterForm form(appearance, setup);
        for (const Scenario& scenario : catalogue()) {
            setup.setScenario(scenario);
            QCOMPARE(form.editors().size(), parametersFor(scenario).descriptions().size());
            for (const Parameter& parameter : scenario.parameters)
                QVERIFY(form.editor(parameter.name) != nullptr);
        }
        setup.setScenario(*scenarioNamed("chess"));
        setup.setModes({Mode::Sync});
        QVERIFY(form.editor("cores")->isHidden());
        setup.setModes({Mode::Sync, Mode::Threads});
        QVERIFY(!form.editor("cores")->isHidden());
        QVERIFY(form.editor("workers")->isHidden());
    }

    void editorRefusesAndSaysWhy() {
        Appearance appearance;
        RunSetup setup;
        setup.setScenario(*scenarioNamed("chess"));
        ParameterForm form(appearance, setup);
        ParameterEditor* editor = form.editor("judit");
        const auto enter = [&](const QString& text) {
            editor->field()->selectAll();
            QTest::keyClicks(editor->field(), text);
            QTest::keyClick(editor->field(), Qt::Key_Return);
        };
        enter(QStringLiteral("2 h"));
        QVERIFY(editor->errorText().contains(QStringLiteral("out of range")));
        QCOMPARE(setup.parameters().duration("judit"), Duration(5s));
        QCOMPARE(editor->field()->text().replace(QChar(0xA0), u' '), QStringLiteral("5 s"));
        enter(QStringLiteral("1 min 30 s"));
        QVERIFY(editor->errorText().isEmpty());
        QCOMPARE(setup.parameters().duration("judit"), Duration(90s));
        enter(QStringLiteral("8")); // seconds
        QCOMPARE(setup.parameters().duration("judit"), Duration(8s));
        form.editor("opponents")->slider()->setValue(form.editor("opponents")->slider()->value() + 1);
        QVERIFY(setup.parameters().number("opponents") > 24);
    }

    void textsAreTypedAsTheyAre() {
        Appearance appearance;
        RunSetup setup;
        setup.setScenario(*scenarioNamed("links"));
        ParameterForm form(appearance, setup);
        ParameterEditor* editor = form.editor("table");
        QVERIFY(editor->slider() == nullptr);
        const auto enter = [&](const QString& text) {
            editor->field()->selectAll();
            QTest::keyClicks(editor->field(), text);
            for (const Qt::Key key : {Qt::Key_Up, Qt::Key_Down, Qt::Key_Return})
                QTest::keyClick(editor->field(), key);
        };
        enter(QStringLiteral("  /tmp/my links.csv "));
        QCOMPARE(setup.parameters().text("table"), std::string("/tmp/my links.csv"));
        QCOMPARE(editor->field()->text(), QStringLiteral("/tmp/my links.csv"));
        QVERIFY(commandText(setup.requests()).endsWith(QStringLiteral(" --set 'table=/tmp/my links.csv'")));
        enter(QStringLiteral("it's"));
        QVERIFY(commandText(setup.requests()).endsWith(QStringLiteral(" --set 'table=it'\\''s'")));
        enter(QStringLiteral("links.csv"));
        QVERIFY(commandText(setup.requests()).endsWith(QStringLiteral(" --set table=links.csv")));
        QTest::keyClicks(editor->field(), QStringLiteral("x"));
        QTest::keyClick(editor->field(), Qt::Key_Escape);
        QCOMPARE(editor->field()->text(), QStringLiteral("links.csv"));
        QTest::keyClick(editor->field(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(editor->field(), Qt::Key_Backspace);
        QTest::keyClick(editor->field(), Qt::Key_Return);
        QVERIFY(setup.isAtDefaults());
    }

    void whyTable7Waits() {
        const ModeRun run = simulated("chess", Mode::Coroutines);
        const Scenario& scenario = *scenarioNamed("chess");
        const TraceTime moment(132s);
        const auto report = reportOn(run, scenario, taskNamed(*run.trace, "Table 7"), moment, 12h);
        QVERIFY(report.has_value());
        QCOMPARE(report->title, QStringLiteral("Table 7"));
        QCOMPARE(report->state, State::Ready);
        const QStringList why = plain(report->why);
        QVERIFY2(why.size() == 4, qPrintable(why.join(u'\n')));
        QVERIFY2(why[0].startsWith(QStringLiteral("Table 7 waits for Judit since 0:01:")), qPrintable(why[0]));
        QVERIFY2(why[1].startsWith(QStringLiteral("Judit is at Table ")), qPrintable(why[1]));
        QVERIFY2(why[2].contains(QStringLiteral("5 s each")), qPrintable(why[2]));
        QVERIFY2(why[3].startsWith(QStringLiteral("Table 7 gets Judit at 0:02:3")), qPrintable(why[3]));
        QVERIFY(report->code.has_value());
        QCOMPARE(report->code->file, QStringLiteral("chess.cpp"));
        QCOMPARE(report->code->state, State::Ready);
    }

    void everySliceOfEveryRunCanBeExplained() {
        for (const Scenario& scenario : catalogue()) {
            for (const Mode mode : scenario.modes) {
                const ModeRun run = simulated(scenario.name.c_str(), mode);
                const Duration step = std::max<Duration>(run.trace->end().time_since_epoch() / 7, 1ns);
                for (TraceTime time; time <= run.trace->end(); time += step) {
                    for (std::size_t task = 0; task < std::min<std::size_t>(run.trace->tasks().size(), 5); ++task) {
                        if (const auto report = reportOn(run, scenario, TaskId(task), time, 1h))
                            QVERIFY2(!report->why.empty() && !report->facts.empty(), scenario.name.c_str());
                    }
                    if (const auto report = reportOn(run, scenario, WorkerId(0U), time, 1h))
                        QVERIFY2(!report->why.empty(), scenario.name.c_str());
                }
            }
        }
    }

    void metricsTellTheBest() {
        Comparison comparison{scenarioNamed("chess"), {}};
        for (const Mode mode : {Mode::Sync, Mode::Threads, Mode::Coroutines})
            comparison.runs.push_back(simulated("chess", mode));
        MetricsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setComparison(&comparison);
        QCOMPARE(model.index(0, MetricsModel::Makespan).data().toString(), QStringLiteral("12:00:00"));
        QCOMPARE(model.index(1, MetricsModel::Makespan).data().toString(), QStringLiteral("0:30:00"));
        QCOMPARE(model.index(2, MetricsModel::Makespan).data().toString(), QStringLiteral("1:00:55"));
        QCOMPARE(model.index(1, MetricsModel::SpeedUp).data().toString(), QStringLiteral("24×"));
        QVERIFY(model.index(1, MetricsModel::Makespan).data(MetricsModel::BestRole).toBool());
        QVERIFY(!model.index(2, MetricsModel::Makespan).data(MetricsModel::BestRole).toBool());
        QVERIFY(model.index(2, MetricsModel::Busy).data(MetricsModel::BestRole).toBool());
    }

    void whatNeverEndsHasNoMeanFinish() {
        Comparison comparison{scenarioNamed("deadlock"), {}};
        comparison.runs.push_back(simulated("deadlock", Mode::Threads));
        QCOMPARE(comparison.runs.front().trace->outcome(), Outcome::Deadlock);
        MetricsModel model;
        model.setComparison(&comparison);
        QCOMPARE(model.index(0, MetricsModel::MeanFinish).data().toString(), QStringLiteral("–"));
    }

    void ofVeryManyEventsThoseAroundTheSelectionAreShown() {
        Recorder recorder;
        ThreadRecorder thread(recorder);
        constexpr std::uint32_t count = 300'000;
        for (std::uint32_t task = 0; task < 2; ++task) {
            recorder.addTask(TaskId(task), {"Task " + std::to_string(task), {}, {}, {}, {}});
            std::uint32_t sequence = 0;
            for (const State state : {State::Created, State::Ready})
                thread.record(0, TaskId(task), sequence++, SliceInfo(state, {}, {}, {}));
            for (std::uint32_t slice = 0; slice < count; ++slice)
                thread.record(slice * 1000LL, TaskId(task), sequence++,
                              SliceInfo(slice % 2 == 0 ? State::Running : State::Ready, {}, {}, {}));
        }
        recorder.finish(TraceTime(Duration(count * 1000LL)), Outcome::Completed, {});
        const auto trace = std::make_shared<const Trace>(buildTrace(recorder));
        EventModel model(EventModel::Content::Everything);
        const TraceTime around(Duration(count * 900LL));
        model.show(trace, std::nullopt, trace->end().time_since_epoch(), around);
        QVERIFY(model.eventCount() > 2 * count);
        QVERIFY(model.rowCount() > 50'000 && model.rowCount() <= static_cast<int>(EventModel::mostRows));
        for (const std::uint32_t task : {0U, 1U}) { // of every task, not of the first ones
            const int row = model.rowAt(around, TaskId(task));
            QCOMPARE(model.row(row).lane, LaneId(TaskId(task)));
            QCOMPARE(model.row(row).time, around);
        }
        QVERIFY(model.shows(trace.get(), std::nullopt, around));
        QVERIFY(!model.shows(trace.get(), std::nullopt, TraceTime{}));
    }
    void eventsAreInOrder() {
        const ModeRun run = simulated("count", Mode::Coroutines);
        EventModel model(EventModel::Content::Everything);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show(run.trace, std::nullopt, 3s);
        QVERIFY(model.rowCount() > 10);
        for (int row = 1; row < model.rowCount(); ++row)
            QVERIFY(model.row(row - 1).time <= model.row(row).time);
        EventModel log(EventModel::Content::Log);
        log.show(run.trace, std::nullopt, 3s);
        QCOMPARE(log.rowCount(), 6); // One One One Two Two Two
        model.show(run.trace, TaskId(1U), 3s);
        for (int row = 0; row < model.rowCount(); ++row)
            QCOMPARE(model.row(row).lane, LaneId(TaskId(1U)));
    }

    void commandDoesTheSameAgain() {
        RunSetup setup;
        setup.setScenario(*scenarioNamed("chess"));
        setup.setModes({Mode::Sync, Mode::Coroutines});
        setup.setParameter("opponents", "12");
        setup.setSeed(3);
        QCOMPARE(commandText(setup.requests()),
                 QStringLiteral("simul run chess --mode sync --mode coroutines --seed 3 --set opponents=12"));
        QCOMPARE(summaryText(setup.requests()).replace(QChar(0xA0), u' '),
                 QStringLiteral("Simulated clock, seed 3, Opponents 12, Judit’s move 5 s, Opponent’s move 55 s, Moves per game "
                                "30, Variation 0 %."));
    }

    void latestEventTellsOfTheWorker() {
        const ModeRun run = simulated("chess", Mode::Coroutines);
        const LatestEvent event = latestEvent(*run.trace, TraceTime(12s));
        QCOMPARE(event.time, TraceTime(10s));
        QCOMPARE(event.text, QStringLiteral("Judit goes from Table 2 to Table 3"));
    }
};

QTEST_MAIN(PanelsTest)
#include "panels_test.moc"
