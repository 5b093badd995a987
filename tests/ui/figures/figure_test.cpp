#include "tests/support/fixtures.h"
#include "tests/support/shared_stories.h"
#include "ui/figures/figure.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QStandardPaths>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

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
    void svgIsValidAndHasTexts() {
        QVERIFY(writeFigure(m_comparison, m_options, path("a.svg")));
        const QByteArray content = contentOf(path("a.svg"));
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
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
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
            for (const char* text : {">held by Parent A since 0:00:00<", ">Parent A waits<", ">Washer<", ">Held<"})
                QVERIFY2(contentOf(locks).contains(text), text);
            QVERIFY(!contentOf(queue).contains("<image") && !contentOf(locks).contains("<image"));
        } else {
            QVERIFY(contentOf(queue).startsWith("%PDF") && contentOf(locks).startsWith("%PDF"));
        }
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
        const auto noEnding = writeFigure(m_comparison, m_options, path("a.gif"));
        QVERIFY(!noEnding);
        QVERIFY(QString::fromStdString(noEnding.error()).contains(QStringLiteral(".svg")));
        QVERIFY(!QFile::exists(path("a.gif")));
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
