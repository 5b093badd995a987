#include "tests/support/fixtures.h"
#include "tests/support/shared_stories.h"
#include "ui/figures/figure.h"
#include "ui/figures/figure_lanes.h"
#include "ui/figures/moment_line.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <cstdlib>
#include <map>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

class FigureTest : public QObject {
    Q_OBJECT

    Comparison m_comparison;
    FigureOptions m_options;
    QTemporaryDir m_folder;

    QString path(const QString& name) const { return m_folder.filePath(name); }
    static QByteArray contentOf(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    static QStringList textsOf(const QString& path) {
        const QByteArray content = contentOf(path);
        QXmlStreamReader xml(content);
        QStringList texts;
        bool inText = false;
        while (!xml.atEnd()) {
            xml.readNext();
            if (xml.isStartElement())
                inText = xml.name() == QLatin1String("text");
            if (xml.isCharacters() && inText)
                texts << xml.text().toString().trimmed();
        }
        return xml.hasError() ? QStringList{xml.errorString()} : texts;
    }

private slots:
    void initTestCase() {
        m_comparison.runs = {runFromText(Mode::Sync, "Table 1 | running 0s-40s, blocked 40s-80s, done 80s\n"
                                                     "Table 2 | ready 0s-80s, running 80s-120s, failed 120s\n"
                                                     "worker Judit | running 0s-40s Table 1, blocked 40s-80s Table 1, "
                                                     "running 80s-120s Table 2"),
                             runFromText(Mode::Coroutines,
                                         "Table 1 | running 0s-40s, waiting 40s-80s, done 80s\n"
                                         "Table 2 | ready 0s-40s, running 40s-80s, done 80s\n"
                                         "worker Judit | running 0s-40s Table 1, running 40s-80s Table 2")};
        m_options.title = QStringLiteral("Zwei Tische & ein Meister");
        m_options.subtitle = QStringLiteral("Simulated clock, seed 63");
        m_options.size = {1200, 700};
    }

    void pngHasItsSizeAndContent() {
        const auto written = writeFigure(m_comparison, m_options, path("a.png"));
        QVERIFY2(written, written ? "" : written.error().c_str());
        const QImage image(path("a.png"));
        QCOMPARE(image.size(), QSize(1200, 700));
        int inked = 0;
        const QRgb running = themeFor(ThemeKind::Print).look(State::Running).ink.rgb();
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                inked += image.pixel(x, y) == running ? 1 : 0;
        }
        QVERIFY(inked > 5000);
        QCOMPARE(image.pixelColor(2, 2), QColor(Qt::white));
    }
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
            int inked = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x)
                    inked += image.pixel(x, y) == ink ? 1 : 0;
            }
            QVERIFY2(inked > 2000, number);
        }
    }
    void svgIsValidAndHasTexts() {
        QVERIFY(writeFigure(m_comparison, m_options, path("a.svg")));
        const QByteArray content = contentOf(path("a.svg"));
        const QStringList texts = textsOf(path("a.svg"));
        for (const char* expected : {"Zwei Tische & ein Meister", "Simulated clock, seed 63", "Sync", "Coroutines",
                                     "Table 1", "Running", "Blocked", "Waiting", "0:02:00"})
            QVERIFY2(texts.contains(QLatin1String(expected)), expected);
        QVERIFY(!texts.contains(QStringLiteral("Cancelled"))); // the legend has what occurs
        QSvgRenderer renderer(content);
        QVERIFY(renderer.isValid());
        QCOMPARE(renderer.defaultSize(), QSize(1200, 700));
        QVERIFY(!content.contains("<image")); // vectors, and no pictures of them
    }
    void pdfHasTexts() {
        QVERIFY(writeFigure(m_comparison, m_options, path("a.pdf")));
        QVERIFY(contentOf(path("a.pdf")).startsWith("%PDF"));
        const QString tool = QStandardPaths::findExecutable(QStringLiteral("pdftotext"));
        if (tool.isEmpty())
            QSKIP("pdftotext is not installed");
        QProcess process;
        process.start(tool, {path("a.pdf"), QStringLiteral("-")});
        QVERIFY(process.waitForFinished());
        const QString text = QString::fromUtf8(process.readAllStandardOutput());
        QVERIFY(text.contains(m_options.title));
        QVERIFY(text.contains(QStringLiteral("Table 2")));
    }
    void everythingFitsAtEverySize_data() {
        QTest::addColumn<QSize>("size");
        for (const QSize size :
             {QSize(240, 160), QSize(640, 480), QSize(1600, 400), QSize(400, 1600), QSize(3840, 2160)})
            QTest::addRow("%dx%d", size.width(), size.height()) << size;
    }
    void everythingFitsAtEverySize() {
        QFETCH(const QSize, size);
        FigureOptions options = m_options;
        options.size = size;
        const Result<RenderedFigure> figure = renderFigure(m_comparison, options, FigureFormat::Png);
        QVERIFY(figure);
        QCOMPARE(figure->image.size(), size);
    }
    void aRangeShowsOnlyThat() {
        FigureOptions options = m_options;
        options.range = TimeRange{at(0s), at(30s)}; // sync: nothing is blocked yet
        QVERIFY(writeFigure(m_comparison, options, path("part.svg")));
        QVERIFY(!contentOf(path("part.svg")).contains(">Blocked<"));
        QVERIFY(contentOf(path("part.svg")).contains(">Running<"));
    }
    void whatTasksShareIsInEveryFormat_data() {
        QTest::addColumn<QString>("ending");
        for (const char* ending : {"png", "svg", "pdf"})
            QTest::newRow(ending) << QString::fromLatin1(ending);
    }
    void whatTasksShareIsInEveryFormat() {
        QFETCH(const QString, ending);
        Comparison comparison;
        comparison.runs = {runOf(Mode::Threads, playFactory), runOf(Mode::Threads, playLaundry)};
        FigureOptions options = m_options;
        options.size = {1600, 900};
        options.range = TimeRange{at(0s), at(25s)};
        const QString queue = path("queue.") + ending;
        QVERIFY(writeFigure(comparison, options, queue));
        options.range.reset();
        const QString locks = path("locks.") + ending;
        QVERIFY(writeFigure(comparison, options, locks));
        if (ending == QLatin1String("png")) {
            const QImage image(locks);
            int held = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x)
                    held += image.pixel(x, y) == themeFor(ThemeKind::Print).gridMajor.rgb() ? 1 : 0;
            }
            QVERIFY2(held > 10'000, qPrintable(QString::number(held))); // two bars, not a few lines of the grid
        } else if (ending == QLatin1String("svg")) {
            for (const char* text : {">Queue<", ">Item: put → get<", ">How many<", ">Consumer 3<"})
                QVERIFY2(contentOf(queue).contains(text), text);
            for (const char* text : {">held by Parent A since 0:00:00<", ">Parent A waits<", ">Washer<", ">Held<", ">Wants<",
                                     ">Is held by<"})
                QVERIFY2(contentOf(locks).contains(text), text);
            QVERIFY(!contentOf(queue).contains(">Wants<"));
            QVERIFY(!contentOf(queue).contains("<image") && !contentOf(locks).contains("<image"));
        } else {
            QVERIFY(contentOf(queue).startsWith("%PDF") && contentOf(locks).startsWith("%PDF"));
        }
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
        options.arrangement.hide({LaneKey::Kind::Task, "Anna"}, true); // options.lanes would say that
        QCOMPARE(names(), QStringLiteral("Berta Carla Anna"));
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
    void hiddenLanesStayHidden() {
        LaneChoices choices;
        QCOMPARE(lanesShown(m_comparison, choices), QStringList());
        choices.hide({LaneKey::Kind::Task, "Table 2"}, true);
        QCOMPARE(lanesShown(m_comparison, choices), (QStringList{QStringLiteral("Judit"), QStringLiteral("Table 1")}));
    }
    void coloursByTask() {
        FigureOptions options = m_options;
        options.colourBy = ColourBy::Task;
        QVERIFY(writeFigure(m_comparison, options, path("tasks.svg")));
        QVERIFY(textsOf(path("tasks.svg")).contains(QStringLiteral("A colour a task")));
        const Palette second = paletteOf(QStringLiteral("2"), 1);
        const QByteArray ink = themeFor(ThemeKind::Print, second).look(State::Running).ink.name().toLatin1();
        QVERIFY2(contentOf(path("tasks.svg")).count(ink) > 1, ink.constData()); // in a lane, and in the legend
        QVERIFY(writeFigure(m_comparison, m_options, path("states.svg")));
        QVERIFY(!contentOf(path("states.svg")).contains(ink));
    }
    void sizesOnPaper() {
        FigureOptions options = m_options;
        options.size = PageSize({160, 90}, PageSize::Unit::Millimetres, 300);
        for (const char* name : {"paper.png", "paper.svg", "paper.pdf"})
            QVERIFY(writeFigure(m_comparison, options, path(QLatin1String(name))));
        const QImage image(path("paper.png"));
        QCOMPARE(image.size(), QSize(1890, 1063));
        QCOMPARE(image.dotsPerMeterX(), 11811);
        QVERIFY(contentOf(path("paper.svg")).contains("<svg width=\"160mm\" height=\"90mm\"\n viewBox=\"0 0 1890 1063\""));
        QVERIFY(contentOf(path("paper.pdf")).contains("/MediaBox [0 -0.118 453.543 255]")); // points
        static const QRegularExpression legend(QStringLiteral("font-size=\"(\\d+)\"[^>]*>Running<"));
        const auto word = legend.match(QString::fromUtf8(contentOf(path("paper.svg"))));
        QCOMPARE(word.captured(1), QStringLiteral("25")); // 25 / 300 inch are 6 points
    }
    void aLongTitleAndALegendTakeRows() {
        FigureOptions options = m_options;
        options.size = {420, 700};
        options.title = QStringLiteral("A title that is much longer than a narrow figure is wide, and longer");
        QVERIFY(writeFigure(m_comparison, options, path("narrow.svg")));
        const QString svg = QString::fromUtf8(contentOf(path("narrow.svg")));
        static const QRegularExpression text(
            QStringLiteral("x=\"([-\\d.]+)\" y=\"([-\\d.]+)\"[^>]*font-size=\"(\\d+)\"[^>]*>([^<]+)<"));
        std::map<QString, double> tops;
        for (auto match = text.globalMatch(svg); match.hasNext();) {
            const auto found = match.next();
            const QFontMetricsF metrics(uiFont(found.captured(3).toDouble()));
            const double right = found.captured(1).toDouble() + metrics.horizontalAdvance(found.captured(4).trimmed());
            QVERIFY2(right < 420 + 2, qPrintable(found.captured(4)));
            tops[found.captured(4)] = found.captured(2).toDouble();
        }
        QVERIFY(!textsOf(path("narrow.svg")).contains(options.title)); // it is in pieces
        QVERIFY(tops.at(QStringLiteral("Failed")) > tops.at(QStringLiteral("Running")));
    }
    void whatHasNoRoomGetsSmaller() {
        FigureOptions options = m_options;
        options.size = PageSize({100, 40}, PageSize::Unit::Millimetres, 300);
        options.caption = QStringLiteral("So small a figure can hardly have a caption, but if somebody wants one, there it is.");
        options.footer = QStringLiteral("simul run chess");
        const Result<RenderedFigure> figure = renderFigure(m_comparison, options, FigureFormat::Webp);
        QVERIFY(figure);
        QVERIFY2(figure->way->axisTop < 340, qPrintable(QString::number(figure->way->axisTop))); // of 472
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
    void fontsTravel() {
        FigureOptions options = m_options;
        options.footer = QStringLiteral("simul run chess");
        QVERIFY(writeFigure(m_comparison, options, path("fonts.svg")));
        const QByteArray svg = contentOf(path("fonts.svg"));
        QVERIFY(svg.contains("font-family=\"Inter, sans-serif\"") && svg.contains("font-family=\"JetBrains Mono, monospace\""));
        QVERIFY(!svg.contains("font-family=\"Inter\""));
        QVERIFY(writeFigure(m_comparison, options, path("fonts.pdf")));
        QCOMPARE(contentOf(path("fonts.pdf")).count("/FontFile2") > 2, true); // embedded
        QVERIFY(!contentOf(path("fonts.pdf")).contains("/Subtype /Image")); // vectors
    }
    void smallThroughLevelOfDetail() {
        std::string text = "worker Judit | ";
        for (int turn = 0; turn < 20'000; ++turn)
            text += (turn > 0 ? ", " : "") + std::string("running ") + std::to_string(2 * turn) + "ms-" +
                    std::to_string(2 * turn + 1) + "ms A, idle " + std::to_string(2 * turn + 1) + "ms-" +
                    std::to_string(2 * turn + 2) + "ms";
        Comparison dense;
        dense.runs = {runFromText(Mode::Coroutines, "A | running 0s-40s\n" + text)};
        for (const char* name : {"dense.svg", "dense.pdf"}) {
            QVERIFY(writeFigure(dense, m_options, path(QLatin1String(name))));
            QVERIFY2(QFile(path(QLatin1String(name))).size() < 100'000, name); // 40 000 slices
        }
    }
    void sameRunSameFile() {
        for (const char* name : {"once.svg", "once.pdf", "once.png"}) {
            const QString first = path(QLatin1String(name));
            QVERIFY(writeFigure(m_comparison, m_options, first));
            const QByteArray content = contentOf(first);
            QVERIFY(writeFigure(m_comparison, m_options, first));
            QCOMPARE(contentOf(first), content);
            QVERIFY(!content.contains("CreationDate"));
        }
    }
    void looksHaveTheirLegend() {
        Comparison comparison;
        comparison.runs = {runOf(Mode::Polling, playInTurn, {{"poll_interval", "5s"}, {"poll_cost", "1s"}})};
        QVERIFY(writeFigure(comparison, m_options, path("looks.svg")));
        const QStringList texts = textsOf(path("looks.svg"));
        QVERIFY(texts.contains(QStringLiteral("Looks whether something has ended")));
        QVERIFY(!textsOf(path("a.svg")).contains(QStringLiteral("Looks whether something has ended")));
    }
    void sameRunSamePixels() {
        const Result<RenderedFigure> first = renderFigure(m_comparison, m_options, FigureFormat::Png);
        const Result<RenderedFigure> second = renderFigure(m_comparison, m_options, FigureFormat::Png);
        QVERIFY(first && second);
        QCOMPARE(first->image, second->image);
    }
    void badPathsLeaveNothing() {
        const auto noFolder = writeFigure(m_comparison, m_options, path("missing/a.png"));
        QVERIFY(!noFolder);
        QVERIFY(QString::fromStdString(noFolder.error()).contains(QStringLiteral("missing")));
        const auto noEnding = writeFigure(m_comparison, m_options, path("a.bmp"));
        QVERIFY(!noEnding);
        QVERIFY(QString::fromStdString(noEnding.error()).contains(QStringLiteral(".svg")));
        QVERIFY(!QFile::exists(path("a.bmp")));
        QVERIFY(QDir().mkpath(path("folder.svg"))); // there is something that is not a file
        QVERIFY(!writeFigure(m_comparison, m_options, path("folder.svg")));
        QCOMPARE(QDir(path("folder.svg")).entryList(QDir::Files).size(), 0);
    }
    void aFailureKeepsTheOldFile() {
        const QString file = path("kept.png");
        QVERIFY(writeFigure(m_comparison, m_options, file));
        const QByteArray before = contentOf(file);
        FigureOptions options = m_options;
        options.size = {10, 10};
        QVERIFY(!writeFigure(m_comparison, options, file));
        QCOMPARE(contentOf(file), before);
    }
};

QTEST_MAIN(FigureTest)
#include "figure_test.moc"
