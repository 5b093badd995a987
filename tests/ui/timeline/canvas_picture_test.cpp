#include "tests/support/fixtures.h"
#include "tests/support/picture.h"
#include "tests/support/shared_stories.h"
#include "ui/timeline/timeline_canvas.h"

#include <QPainter>
#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

/// What the window's timeline looks like around its lanes, against stored pictures in three themes: legend, minimap,
/// marks, ruler and the panels' headers.
class CanvasPictureTest : public QObject {
    Q_OBJECT

    /// What may be wrong with it.
    struct Scene {
        ThemeKind theme = ThemeKind::Light;
        Duration marked = 20s;
        Duration playhead = 33s;
        Duration shown = 40s;
        ColourBy colourBy = ColourBy::State;
        bool isCollapsed = true;
    };

    static Comparison comparison() {
        Comparison made;
        made.runs = {runFromText(Mode::Sync,
                                 "Wash | running 0s-30s, done 30s\nDry | ready 0s-30s, running 30s-75s, done 75s\n"
                                 "worker Ada | running 0s-30s Wash, running 30s-75s Dry"),
                     runFromText(Mode::Coroutines,
                                 "Wash | running 0s-5s, waiting 5s-25s, running 25s-30s, done 30s\n"
                                 "Dry | ready 0s-5s, running 5s-25s, ready 25s-30s, running 30s-40s, failed 40s\n"
                                 "worker Ada | running 0s-5s Wash, running 5s-25s Dry, running 25s-30s Wash, "
                                 "running 30s-40s Dry"),
                     runOf(Mode::Threads, playFactory)};
        return made;
    }

    static QImage paint(const Scene& scene) {
        constexpr QSize size(900, 500);
        const Comparison shown = comparison();
        ViewState state;
        TimelineCanvas canvas(state);
        canvas.setComparison(&shown);
        canvas.setTheme(scene.theme);
        state.reset(shown.end(), {at(10s), at(10s + scene.shown)},
                    {{{at(scene.marked), at(scene.marked)}, QStringLiteral("dries")}, {{at(34s), at(38s)}, {}}},
                    TimeRange{at(24s), at(30s)});
        state.setPlayhead(at(scene.playhead));
        state.setColourBy(scene.colourBy);
        LaneChoices lanes;
        lanes.panels["sync"].collapsed = scene.isCollapsed;
        state.setLanes(lanes);
        canvas.resize(size);
        canvas.invalidateChoices();
        QImage image(size, QImage::Format_RGB32);
        QPainter painter(&image);
        canvas.paint(painter, {}, 1);
        return image;
    }
    static QString stored(const QString& name) { return QStringLiteral(SIMUL_PICTURES "/%1.png").arg(name); }

private slots:
    void looksAsItDid_data() {
        QTest::addColumn<ThemeKind>("theme");
        QTest::newRow("light") << ThemeKind::Light;
        QTest::newRow("dark") << ThemeKind::Dark;
        QTest::newRow("print") << ThemeKind::Print;
    }
    void looksAsItDid() {
        QFETCH(const ThemeKind, theme);
        const QString difference =
            differenceFrom(stored(QString::fromLatin1(QTest::currentDataTag())), paint({.theme = theme}));
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }
    /// The comparison itself: what is wrong with a part must be noticed.
    void wrongPartsAreNoticed() {
        const QImage right(stored(QStringLiteral("light")));
        const auto differs = [&](const Scene& scene) { return worstSquare(right, paint(scene)); };
        QVERIFY(differs({}) < 8);
        QVERIFY(differs({.marked = 21s}) > 20);              // a flag
        QVERIFY(differs({.playhead = 32s}) > 20);            // the ruler's tag
        QVERIFY(differs({.shown = 41s}) > 20);               // its ticks
        QVERIFY(differs({.colourBy = ColourBy::Task}) > 20); // the legend
        QVERIFY(differs({.isCollapsed = false}) > 20);       // a header
    }
};

QTEST_MAIN(CanvasPictureTest)
#include "canvas_picture_test.moc"
