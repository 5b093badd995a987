#include "tests/support/write_figure.h"
#include "tests/ui/figures/figure_fixture.h"
#include "ui/timeline/time_text.h"

#include <QFontMetricsF>
#include <QRegularExpression>
#include <QTest>

#include <map>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

/// How a figure gets along with the room that it has.
class FigureRoomTest : public QObject, FigureFolder {
    Q_OBJECT

    const Comparison m_comparison = twoTables();
    const FigureOptions m_options = usualOptions();

private slots:
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
    /// As a file of others may have it.
    void aRunWithoutWorkersAndWithALongName() {
        Comparison comparison;
        comparison.runs = {runFromText(Mode::Threads, "A | running 0s-40s")};
        comparison.runs[0].name = "a process with a name that is longer than any figure could ever have the room for in a line";
        FigureOptions options = m_options;
        options.size = {420, 300};
        QVERIFY(writeFigure(comparison, options, path("foreign.svg")));
        const QStringList texts = textsOf(path("foreign.svg"));
        QVERIFY(texts.filter(QStringLiteral("busy")).isEmpty());
        const QString name = texts.filter(QStringLiteral("a process")).value(0);
        QVERIFY2(name.contains(QChar(0x2026)), qPrintable(name));
        QVERIFY(texts.contains(makespanText(40s)));
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
    /// How to make a figure again stands on it in full, as it can be given to a shell, or not at all.
    void longCommandsHaveLines() {
        FigureOptions options = m_options;
        options.size = {600, 420};
        const QString words = QStringLiteral("simul run chess --mode coroutines --set opponents=12 --from 0s --to 5min ");
        const QString mark = QStringLiteral("--mark '1min=it'\\''s here that it begins to matter' ");
        const auto shown = [&](const QString& command) {
            options.footer = command;
            if (!writeFigure(m_comparison, options, path("footer.svg")))
                return QStringList{QStringLiteral("not written")};
            QStringList lines = textsOf(path("footer.svg"));
            lines.removeIf([&](const QString& text) {
                return text.size() <= 6 || !command.contains(text.chopped(text.endsWith(u'\\') ? 2 : 0));
            });
            return lines;
        };
        QCOMPARE(shown(words.trimmed()), QStringList{words.trimmed()});
        const QString longer = words + mark + QStringLiteral("--letter a=1min --letter b=2min --letter c=3min --theme dark");
        const QStringList lines = shown(longer);
        QVERIFY2(lines.size() == 2 || lines.size() == 3, qPrintable(lines.join(u'|')));
        QCOMPARE(lines.join(u' ').replace(QStringLiteral(" \\ "), QStringLiteral(" ")), longer);
        QCOMPARE(lines.filter(QStringLiteral("here that it begins to matter'")).size(), 1); // a text stays in one line
        QVERIFY(shown(words + mark.repeated(9)).isEmpty());
        QVERIFY(shown(QString(400, u'x')).isEmpty()); // a word too long for a line
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
};

QTEST_MAIN(FigureRoomTest)
#include "figure_room_test.moc"
