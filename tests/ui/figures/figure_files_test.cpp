#include "tests/support/picture.h"
#include "tests/support/shared_stories.h"
#include "tests/support/write_figure.h"
#include "tests/ui/figures/figure_fixture.h"

#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QSvgRenderer>
#include <QTest>

#include <fmt/format.h>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

/// Of a pixel's grey, of 255.
double meanDifference(const QImage& a, const QImage& b) {
    double sum = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            sum += std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y)));
    }
    return sum / (a.width() * a.height());
}

} // namespace

/// The files of figures: each format holds what it should, the same run gives the same bytes, and what fails leaves nothing.
class FigureFilesTest : public QObject, FigureFolder {
    Q_OBJECT

    const Comparison m_comparison = twoTables();
    const FigureOptions m_options = usualOptions();

private slots:
    void pngHasItsSizeAndContent() {
        const auto written = writeFigure(m_comparison, m_options, path("a.png"));
        QVERIFY2(written, written ? "" : written.error().c_str());
        const QImage image(path("a.png"));
        QCOMPARE(image.size(), QSize(1200, 700));
        QVERIFY(countPixels(image, themeFor(ThemeKind::Print).look(State::Running).ink.rgb()) > 5000);
        QCOMPARE(image.pixelColor(2, 2), QColor(Qt::white));
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
            const int held = countPixels(QImage(locks), themeFor(ThemeKind::Print).gridMajor.rgb());
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
    /// How close the dots of a picture are changes neither what it shows nor a document.
    void paperShowsTheSameHoweverCloseItsDots() {
        Comparison comparison;
        std::string text;
        for (int table = 1; table <= 40; ++table) // in lanes so low that a dot more or less decides what has room
            text += fmt::format("Table {0} | running 0s-{0}s, waiting {0}s-80s, running 80s-90s, done 90s\n", table);
        comparison.runs = {runFromText(Mode::Coroutines, text)};
        FigureOptions options = m_options;
        const auto draw = [&](int dots, const char* name) {
            options.size = PageSize({160, 90}, PageSize::Unit::Millimetres, dots);
            return bool(writeFigure(comparison, options, path(QLatin1String(name))));
        };
        QVERIFY(draw(300, "300.svg") && draw(96, "96.svg") && draw(1200, "1200.svg"));
        QVERIFY(contentOf(path("96.svg")) == contentOf(path("300.svg")));
        QVERIFY(contentOf(path("1200.svg")) == contentOf(path("300.svg")));
        QVERIFY(draw(300, "300.pdf") && draw(96, "96.pdf"));
        QVERIFY(contentOf(path("96.pdf")) == contentOf(path("300.pdf")));

        QVERIFY(draw(300, "300.png") && draw(96, "96.png") && draw(600, "600.png"));
        const QImage usual(path("300.png"));
        for (const int dots : {96, 600}) {
            const QImage image(path(QStringLiteral("%1.png").arg(dots)));
            QCOMPARE(image.size(), (QSizeF(usual.size()) * dots / 300).toSize());
            QCOMPARE(image.dotsPerMeterX(), qRound(dots / 0.0254));
            const QImage same = image.scaled(QSize(240, 135), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
            const QImage expected = usual.scaled(same.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
            const double differs = meanDifference(same, expected);
            QVERIFY2(differs < 3, qPrintable(QStringLiteral("%1 dpi: %2").arg(dots).arg(differs)));
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

QTEST_MAIN(FigureFilesTest)
#include "figure_files_test.moc"
