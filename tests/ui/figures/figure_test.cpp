#include "engine/trace/trace_builder.h"
#include "tests/support/picture.h"
#include "tests/support/shared_stories.h"
#include "tests/support/write_figure.h"
#include "tests/ui/figures/figure_fixture.h"
#include "ui/figures/figure_lanes.h"
#include "ui/figures/moment_line.h"

#include <QElapsedTimer>
#include <QPainter>
#include <QRegularExpression>
#include <QTest>

#include <cstdlib>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

/// What a figure shows, and where.
class FigureTest : public QObject, FigureFolder {
    Q_OBJECT

    const Comparison m_comparison = twoTables();
    const FigureOptions m_options = usualOptions();

private slots:
    void coloursSayTheTaskIfTheyAreAsked() {
        FigureOptions options = m_options;
        options.colourBy = ColourBy::Task;
        QVERIFY(writeFigure(m_comparison, options, path("tasks.svg")));
        QVERIFY(textsOf(path("tasks.svg")).contains(QStringLiteral("A colour a task")));
        QVERIFY(writeFigure(m_comparison, options, path("tasks.png")));
        const QImage image(path("tasks.png"));
        for (const char* number : {"1", "2"}) {
            const Palette palette = paletteOf(QString::fromLatin1(number), 0);
            const QRgb ink = themeFor(ThemeKind::Print, palette).look(State::Running).ink.rgb();
            QVERIFY2(countPixels(image, ink) > 2000, number);
        }
        const QByteArray second = themeFor(ThemeKind::Print, paletteOf(QStringLiteral("2"), 1)).look(State::Running).ink.name().toLatin1();
        QVERIFY2(contentOf(path("tasks.svg")).count(second) > 1, second.constData()); // in a lane, and in the legend
        QVERIFY(writeFigure(m_comparison, m_options, path("states.svg")));
        QVERIFY(!contentOf(path("states.svg")).contains(second));
    }
    void aRangeShowsOnlyThat() {
        FigureOptions options = m_options;
        options.range = TimeRange{at(0s), at(30s)}; // sync: nothing is blocked yet
        QVERIFY(writeFigure(m_comparison, options, path("part.svg")));
        QVERIFY(!contentOf(path("part.svg")).contains(">Blocked<"));
        QVERIFY(contentOf(path("part.svg")).contains(">Running<"));
    }
    void captionAndLettersAreThere() {
        FigureOptions options = m_options;
        options.caption = QStringLiteral("**Figure 1.** Judit is at table 1 (a), then at (b) and (c). A star ** alone stays. "
                                         "And so that this is longer than one line, it goes on, and on, and on, and on.");
        options.letters = {{u'b', at(80s)}, {u'a', at(30s)}};
        QVERIFY(writeFigure(m_comparison, options, path("letters.svg")));
        const QStringList texts = textsOf(path("letters.svg"));
        for (const char* bold : {"Figure 1.", "(a)", "(b)"})
            QVERIFY2(texts.contains(QLatin1String(bold)), bold); // by themselves: they look different
        QVERIFY(texts.filter(QStringLiteral("(c). A star ** alone")).size() == 1);
        QVERIFY(texts.contains(QStringLiteral("a")) && texts.contains(QStringLiteral("b")));
        QCOMPARE(contentOf(path("letters.svg")).count("<ellipse") + contentOf(path("letters.svg")).count("<circle"), 2);
    }
    void lettersKeepApart() {
        FigureOptions options = m_options;
        options.range = TimeRange{at(0s), at(120s)};
        options.letters = {{u'a', at(60s)}, {u'b', at(61s)}, {u'c', at(120s)}};
        QVERIFY(writeFigure(m_comparison, options, path("apart.svg")));
        const QString svg = QString::fromUtf8(contentOf(path("apart.svg")));
        static const QRegularExpression circle(QStringLiteral("<(?:circle|ellipse) cx=\"([-\\d.]+)\""));
        std::vector<double> centres;
        for (auto match = circle.globalMatch(svg); match.hasNext();)
            centres.push_back(match.next().captured(1).toDouble());
        QCOMPARE(centres.size(), std::size_t(3));
        QVERIFY2(centres[1] - centres[0] >= 18, qPrintable(QString::number(centres[1] - centres[0])));
        QVERIFY(centres[2] < 1190);
    }
    void whatCannotBeSeenIsAnError() {
        FigureOptions options = m_options;
        options.range = TimeRange{at(0s), at(30s)};
        options.letters = {{u'a', at(40s)}};
        const auto outside = writeFigure(m_comparison, options, path("none.svg"));
        QVERIFY(!outside);
        QCOMPARE(QString::fromStdString(outside.error()),
                 QStringLiteral("The letter (a) stands at 0:00:40, but the figure goes from 0:00:00 to 0:00:30."));
        options = m_options;
        options.lanes = {QStringLiteral("Table 1"), QStringLiteral("Chair*")};
        const auto unknown = writeFigure(m_comparison, options, path("none.svg"));
        QVERIFY(!unknown);
        QCOMPARE(QString::fromStdString(unknown.error()), QStringLiteral("There is no lane “Chair*”."));
        QVERIFY(!QFile::exists(path("none.svg")));
    }
    void onlyChosenLanes() {
        FigureOptions options = m_options;
        options.lanes = {QStringLiteral("table ?")};
        QVERIFY(writeFigure(m_comparison, options, path("lanes.svg")));
        QStringList texts = textsOf(path("lanes.svg"));
        QVERIFY(texts.contains(QStringLiteral("Table 1")) && texts.contains(QStringLiteral("Table 2")));
        QVERIFY(!texts.contains(QStringLiteral("Judit")));
        options.lanes = {QStringLiteral("Judit")};
        QVERIFY(writeFigure(m_comparison, options, path("lanes.svg")));
        texts = textsOf(path("lanes.svg"));
        QCOMPARE(texts.filter(QStringLiteral("Judit")).size(), 2); // one a run
        QVERIFY(!texts.contains(QStringLiteral("Ready"))); // the legend goes with them
        Comparison factory;
        factory.runs = {runOf(Mode::Threads, playFactory), runFromText(Mode::Sync, "Other | running 0s-20s")};
        options.lanes = {QStringLiteral("queue"), QStringLiteral("Consumer 2")};
        QVERIFY(writeFigure(factory, options, path("queue.svg")));
        texts = textsOf(path("queue.svg"));
        QVERIFY(texts.contains(QStringLiteral("Queue")) && texts.contains(QStringLiteral("Consumer 2")));
        QVERIFY(!texts.contains(QStringLiteral("Consumer 1")));
        QVERIFY(!texts.contains(QStringLiteral("Sync"))); // a run with none of them
    }
    void lanesFarDownCanBeNamed() {
        std::string many;
        for (int task = 1; task <= 1203; ++task)
            many += "Task " + std::to_string(task) + " | waiting 0s-40s, done 40s\n";
        Comparison crowd;
        crowd.runs = {runFromText(Mode::Coroutines, many)};
        FigureOptions options = m_options;
        options.lanes = {QStringLiteral("Task 120?")};
        QVERIFY(writeFigure(crowd, options, path("crowd.svg")));
        QCOMPARE(textsOf(path("crowd.svg")).filter(QRegularExpression(QStringLiteral("^Task \\d+$"))),
                 (QStringList{QStringLiteral("Task 1200"), QStringLiteral("Task 1201"), QStringLiteral("Task 1202"),
                              QStringLiteral("Task 1203")}));
    }
    void lanesStandAsTheyWereArranged() {
        Comparison three;
        three.runs = {runFromText(Mode::Coroutines, "Anna | waiting 0s-40s, done 40s\nBerta | waiting 0s-40s, done 40s\n"
                                                    "Carla | waiting 0s-40s, done 40s")};
        FigureOptions options = m_options;
        const auto names = [&] {
            static const QRegularExpression name(QStringLiteral("^(Anna|Berta|Carla)$"));
            return writeFigure(three, options, path("arranged.svg")) ? textsOf(path("arranged.svg")).filter(name).join(u' ')
                                                                      : QString();
        };
        QCOMPARE(names(), QStringLiteral("Anna Berta Carla"));
        options.arrangement.move({LaneKey::Kind::Task, "Carla"}, std::nullopt);
        QCOMPARE(names(), QStringLiteral("Carla Anna Berta"));
        options.lanes = {QStringLiteral("Anna"), QStringLiteral("carla")};
        QCOMPARE(names(), QStringLiteral("Carla Anna"));
        options.lanes.clear();
        options.arrangement.pin({LaneKey::Kind::Task, "Berta"}, true);
        QCOMPARE(names(), QStringLiteral("Berta Carla Anna"));
        options.arrangement.hide({LaneKey::Kind::Task, "Anna"}, true);
        QCOMPARE(names(), QStringLiteral("Berta Carla"));
        QVERIFY(textsOf(path("arranged.svg")).contains(QStringLiteral("1 more: Anna")));
        options.lanes = {QStringLiteral("Anna"), QStringLiteral("Carla")}; // who names it wants to see it
        QCOMPARE(names(), QStringLiteral("Carla Anna"));
    }
    void marksStandOverTheLanes() {
        FigureOptions options = m_options;
        options.range = TimeRange{at(0s), at(120s)};
        options.marks = {{{at(20s), at(20s)}, QStringLiteral("she thinks")}, {{at(50s), at(70s)}, QStringLiteral("a pause")},
                         {{at(500s), at(500s)}, QStringLiteral("out of sight")}};
        options.letters = {{u'a', at(21s)}};
        QVERIFY(writeFigure(m_comparison, options, path("marks.svg")));
        const QStringList texts = textsOf(path("marks.svg"));
        QVERIFY(texts.contains(QStringLiteral("she thinks")) && texts.contains(QStringLiteral("a pause")));
        QVERIFY(!texts.contains(QStringLiteral("out of sight")));
    }
    /// A letter's line crosses slices, but no word.
    void linesBreakAtWords() {
        const ModeRun run = runFromText(Mode::Sync, "Alpha | running 0s-100s, done 100s\nworker W | running 0s-100s Alpha");
        Comparison comparison;
        comparison.runs = {run};
        LayoutRequest request;
        request.rows.comparison = &comparison;
        request.rows.range = {at(0s), at(100s)};
        request.rows.height = 400;
        request.width = 1000;
        TimelineLayout layout;
        layout.build(request);
        const LaneLayout& worker = layout.lanes().front(); // says whom it runs
        QVERIFY(!worker.labels.empty());
        const Theme& theme = themeFor(ThemeKind::Print);
        const auto inkAt = [&](int x) {
            QImage image(1000, 400, QImage::Format_RGB32);
            image.fill(Qt::red);
            QPainter painter(&image);
            MomentLine{layout, theme, QPen(Qt::black, 1), 2}.paint(painter, x);
            painter.end();
            int reds = 0;
            for (int y = worker.rect.top(); y <= worker.rect.bottom(); ++y)
                reds += image.pixelColor(x, y) == Qt::red ? 1 : 0;
            return reds;
        };
        QVERIFY(inkAt(static_cast<int>(worker.labels.front().textAt.x()) + 4) > 5);
        QCOMPARE(inkAt(worker.rect.right() - 20), 0);
    }
    /// Of many that are called the same, just that one.
    void hiddenLanesAreDrawnAsOne() {
        Comparison requests;
        requests.runs = {runFromText(Mode::Threads, "request | waiting 0s-40s, done 40s\nrequest | running 0s-40s, done 40s\n"
                                                    "request | waiting 0s-40s, done 40s")};
        FigureOptions options = m_options;
        const auto countOf = [&](const QString& name) {
            return writeFigure(requests, options, path("requests.svg")) ? textsOf(path("requests.svg")).count(name) : -1;
        };
        const auto largest = [&] {
            static const QRegularExpression size(QStringLiteral("font-size=\"(\\d+)\"[^>]*>request<"));
            return size.match(QString::fromUtf8(contentOf(path("requests.svg")))).captured(1).toInt();
        };
        QCOMPARE(countOf(QStringLiteral("request")), 3);
        const int before = largest();
        QVERIFY(before > 0);
        options.arrangement.hide({LaneKey::Kind::Task, "request", 1}, true);
        QCOMPARE(countOf(QStringLiteral("request")), 2);
        QCOMPARE(countOf(QStringLiteral("1 more: request")), 1);
        QCOMPARE(largest(), before); // and all is as large as if it were not there
    }
    void groupsAndPanelsAreFoldedAsInTheWindow() {
        Comparison comparison = m_comparison;
        comparison.scenario = scenarioNamed("chess");
        FigureOptions options = m_options;
        options.range = TimeRange{at(100s), at(110s)}; // Judit is with Table 2, in the one run that goes on
        const auto texts = [&] {
            static const QRegularExpression others(QStringLiteral("^(Sync|Coroutines|Judit|Table \\d|\\d (more )?(Judits|tables).*)$"));
            return writeFigure(comparison, options, path("folded.svg")) ? textsOf(path("folded.svg")).filter(others) : QStringList();
        };
        options.arrangement.panels["coroutines"] = {.unfolded = true, .foldsTasks = true};
        options.arrangement.panels["sync"].foldsWorkers = true;
        QStringList shown = texts();
        QCOMPARE(shown.count(QStringLiteral("2 tables")), 1);
        QCOMPARE(shown.count(QStringLiteral("Table 1")), 1);
        QCOMPARE(shown.count(QStringLiteral("Table 2")), 1); // and no slice of hers
        options.lanes = {QStringLiteral("Table 2")}; // who names it wants to see it
        QCOMPARE(texts().count(QStringLiteral("Table 2")), 2);
        options.lanes.clear();
        options.arrangement.panels["sync"].collapsed = true;
        shown = texts();
        QVERIFY(shown.contains(QStringLiteral("Sync")) && shown.contains(QStringLiteral("Coroutines")));
        QVERIFY(!shown.contains(QStringLiteral("Table 2")));
        QCOMPARE(shown.count(QStringLiteral("Judit")), 1);
        options.lanes = {QStringLiteral("Table 1")}; // in those that are open
        shown = texts();
        QVERIFY(shown.contains(QStringLiteral("Sync")));
        QCOMPARE(shown.count(QStringLiteral("Table 1")), 1);
        options.lanes.clear();
        options.arrangement.panels["coroutines"].collapsed = true;
        QCOMPARE(texts(), (QStringList{QStringLiteral("Sync"), QStringLiteral("Coroutines")}));
        for (const FigureFormat format : {FigureFormat::Pdf, FigureFormat::Webp})
            QVERIFY(renderFigure(comparison, options, format));
    }
    void toShowEveryLaneIsNoArrangement() {
        LaneChoices choices;
        choices.panels["sync"].unfolded = true;
        QCOMPARE(arrangementOf(choices), LaneChoices{});
        choices.panels["sync"].collapsed = true;
        QVERIFY(arrangementOf(choices).panels.at("sync") == PanelChoice{.collapsed = true});
    }
    void allButOneOfVeryManyLanesAreNamed() {
        Recorder recorder;
        ThreadRecorder thread(recorder);
        constexpr std::uint32_t tasks = 20'000;
        for (std::uint32_t task = 0; task < tasks; ++task) {
            recorder.addTask(TaskId(task), {"Request " + std::to_string(task), {}, {}, {}, {}});
            thread.record(0, TaskId(task), 0, SliceInfo(State::Created, {}, {}, {}));
        }
        recorder.finish(at(1s), Outcome::Completed, {});
        Comparison comparison;
        comparison.runs.push_back({.mode = Mode::Threads, .trace = std::make_shared<const Trace>(buildTrace(recorder))});
        QElapsedTimer time;
        time.start();
        QStringList others;
        for (std::uint32_t task = 0; task < tasks; ++task) {
            if (task != 7)
                others << QStringLiteral("Request %1").arg(task);
        }
        const LaneFilter filter(others);
        QVERIFY(!filter.unknownIn(comparison));
        QCOMPARE(figureLanes(comparison, {}, filter).size(), std::size_t{1});
        QVERIFY2(time.elapsed() < 5'000, qPrintable(QString::number(time.elapsed()))); // and not minutes
        QVERIFY(filter.has(QStringLiteral("REQUEST 8")));
        QVERIFY(!filter.has(QStringLiteral("Request 7")));
        QVERIFY(LaneFilter({QStringLiteral("Judit"), QStringLiteral("request ?")}).has(QStringLiteral("Request 7")));
        QCOMPARE(LaneFilter({QStringLiteral("Req*"), QStringLiteral("Nobody")}).unknownIn(comparison), QStringLiteral("Nobody"));
        QCOMPARE(LaneFilter({QStringLiteral("Request 7"), QStringLiteral("No*")}).unknownIn(comparison), QStringLiteral("No*"));
    }
    /// Without its colours each state can still be told from each other one.
    void readableInGrey() {
        constexpr std::array states = {State::Running, State::Ready,  State::Waiting,
                                       State::Blocked, State::Failed, State::Cancelled};
        std::vector<QImage> samples;
        for (const State state : states) {
            QImage sample(64, 24, QImage::Format_RGB32);
            sample.fill(Qt::white);
            QPainter painter(&sample);
            drawSliceSample(painter, themeFor(ThemeKind::Print), state, sample.rect());
            painter.end();
            samples.push_back(sample.convertToFormat(QImage::Format_Grayscale8));
        }
        for (std::size_t left = 0; left < samples.size(); ++left) {
            for (std::size_t right = left + 1; right < samples.size(); ++right) {
                int different = 0;
                for (int y = 0; y < 24; ++y) {
                    for (int x = 0; x < 64; ++x)
                        different += std::abs(qGray(samples[left].pixel(x, y)) - qGray(samples[right].pixel(x, y))) > 60;
                }
                QVERIFY2(different > 64 * 24 / 8, qPrintable(stateName(states[left]) + u' ' + stateName(states[right])));
            }
        }
    }
    void arrowsAreThereIfTheyAreAsked() {
        const QString legend = QStringLiteral("Wakes, or takes up");
        FigureOptions options = m_options;
        QVERIFY(writeFigure(m_comparison, options, path("without.svg")));
        QVERIFY(!textsOf(path("without.svg")).contains(legend));
        options.hasArrows = true;
        QVERIFY(writeFigure(m_comparison, options, path("with.svg")));
        QVERIFY(textsOf(path("with.svg")).contains(legend));
        const auto shapesOf = [&](const char* name) { return contentOf(path(name)).count("<path") + contentOf(path(name)).count("<poly"); };
        // Judit turns to a table four times: a head each, beside that of the legend.
        QVERIFY2(shapesOf("with.svg") >= shapesOf("without.svg") + 5,
                 qPrintable(QStringLiteral("%1 %2").arg(shapesOf("with.svg")).arg(shapesOf("without.svg"))));
        QCOMPARE(contentOf(path("with.svg")).count("<image"), contentOf(path("without.svg")).count("<image"));
        options.lanes = {QStringLiteral("Table*")}; // nobody is left who could
        QVERIFY(writeFigure(m_comparison, options, path("tables.svg")));
        QVERIFY(!textsOf(path("tables.svg")).contains(legend));
    }
    void looksHaveTheirLegend() {
        Comparison comparison;
        comparison.runs = {runOf(Mode::Polling, playInTurn, {{"poll_interval", "5s"}, {"poll_cost", "1s"}})};
        QVERIFY(writeFigure(comparison, m_options, path("looks.svg")));
        const QStringList texts = textsOf(path("looks.svg"));
        QVERIFY(texts.contains(QStringLiteral("Looks whether something has ended")));
        QVERIFY(writeFigure(m_comparison, m_options, path("none.svg")));
        QVERIFY(!textsOf(path("none.svg")).contains(QStringLiteral("Looks whether something has ended")));
    }
};

QTEST_MAIN(FigureTest)
#include "figure_test.moc"
