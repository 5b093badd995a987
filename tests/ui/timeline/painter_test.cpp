#include "tests/support/fixtures.h"
#include "ui/timeline/painter.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

class PainterTest : public QObject {
    Q_OBJECT

    Comparison m_comparison;
    TimelineLayout m_layout;

    QImage paint(TimeRange range, ThemeKind kind = ThemeKind::Light, int width = 1000) {
        LayoutRequest request;
        request.rows.comparison = &m_comparison;
        request.rows.range = range;
        request.rows.height = 400;
        request.width = width;
        m_layout.build(request);
        QImage image(width, 400, QImage::Format_RGB32);
        image.fill(themeFor(kind).panel);
        QPainter painter(&image);
        TimelinePainter timeline;
        timeline.setStyle(themeFor(kind), Medium::Raster, 1);
        timeline.paintBackground(painter, m_layout, {});
        timeline.paintSlices(painter, m_layout);
        return image;
    }
    const LaneLayout& lane(LaneId id) const { return *m_layout.find(0, id); }
    /// How many of a rectangle's pixels have exactly this colour.
    static double share(const QImage& image, const QRect& rect, const QColor& colour) {
        int found = 0;
        for (int y = rect.top(); y <= rect.bottom(); ++y) {
            for (int x = rect.left(); x <= rect.right(); ++x)
                found += image.pixel(x, y) == colour.rgb() ? 1 : 0;
        }
        return static_cast<double>(found) / (rect.width() * rect.height());
    }

private slots:
    void initTestCase() {
        m_comparison.runs = {runFromText(Mode::Coroutines,
                                         "A | running 0s-40s, blocked 40s-80s\n"
                                         "B | ready 0s-40s, waiting 40s-80s\n"
                                         "worker W | running 0s-40s A, idle 40s-50s, running 50s-80s A")};
    }
    void aHeadingGivesWayToTheNameBelowIt() {
        Scenario scenario;
        scenario.tasks = "Tables";
        Comparison comparison;
        comparison.scenario = &scenario;
        std::string text;
        for (int table = 1; table <= 24; ++table)
            text += "Table " + std::to_string(table) + " | running 0s-5s\n";
        comparison.runs = {runFromText(Mode::Coroutines, text)};
        LayoutRequest request;
        request.rows.comparison = &comparison;
        request.rows.range = {at(0s), at(5s)};
        request.rows.height = 34 + 24 * 6 + 20; // the lowest lanes
        request.width = 600;
        const auto inkOfHeading = [&](std::optional<Selection> selection) {
            request.rows.selection = selection;
            TimelineLayout layout;
            layout.build(request);
            QImage image(600, 400, QImage::Format_RGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            TimelinePainter timeline;
            timeline.setStyle(themeFor(ThemeKind::Light), Medium::Raster, 1);
            timeline.paintGutter(painter, layout, 0);
            const QRect first = layout.lanes().front().rect; // a heading is higher than this lane
            return 1 - share(image, QRect(12, first.top(), 50, first.height()), Qt::white);
        };
        QVERIFY(inkOfHeading(std::nullopt) > 0.05);
        QCOMPARE(inkOfHeading(Selection{0, TaskId(1U), at(1s)}), 0.0);
        QVERIFY(inkOfHeading(Selection{0, TaskId(9U), at(1s)}) > 0.05);
    }
    void statesHaveTheirColours_data() {
        QTest::addColumn<ThemeKind>("kind");
        QTest::newRow("light") << ThemeKind::Light;
        QTest::newRow("dark") << ThemeKind::Dark;
        QTest::newRow("print") << ThemeKind::Print;
    }
    void statesHaveTheirColours() {
        QFETCH(const ThemeKind, kind);
        const Theme& theme = themeFor(kind);
        const QImage image = paint({at(0s), at(80s)}, kind);
        const QRect running = lane(TaskId(0U)).boxes.boxes[0].painted().adjusted(2, 2, -2, -2);
        QVERIFY(share(image, running, theme.look(State::Running).ink) > 0.95);
        // Right half, where no label clears the pattern.
        QRect blocked = lane(TaskId(0U)).boxes.boxes[1].painted().adjusted(2, 2, -2, -2);
        blocked.setLeft(blocked.center().x());
        const double tint = share(image, blocked, theme.look(State::Blocked).tint);
        QVERIFY2(tint > 0.4 && tint < 0.9, qPrintable(QString::number(tint))); // the rest is pattern
        const LaneLayout& second = lane(TaskId(1U));
        const QRect waiting = second.boxes.boxes[1].painted();
        const QPoint onRail(waiting.right() - 20, waiting.center().y());
        QCOMPARE(image.pixelColor(onRail), theme.look(State::Waiting).ink);
        QCOMPARE(image.pixelColor(onRail.x(), waiting.top() + 1), theme.lane); // a rail, not a bar
    }
    void theGapIsTheLane() {
        const QImage image = paint({at(0s), at(80s)});
        const LaneLayout& worker = lane(WorkerId(0U));
        const int x = m_layout.scale().pixel(at(45s));
        QCOMPARE(image.pixelColor(x, worker.rect.center().y()), themeFor(ThemeKind::Light).lane);
    }
    void sharesStandOnRunning() {
        std::string text = "A | ";
        for (int i = 0; i < 100; ++i) {
            const std::string start = std::to_string(10 * i);
            text += (i == 0 ? "" : ", ") + std::string("running ") + start + "ms-" + std::to_string(10 * i + 5) +
                    "ms, waiting " + std::to_string(10 * i + 5) + "ms-" + std::to_string(10 * i + 10) + "ms";
        }
        const Comparison before = std::exchange(m_comparison, Comparison{});
        m_comparison.runs = {runFromText(Mode::Coroutines, text)};
        const QImage image = paint({at(0s), at(1s)}, ThemeKind::Light, 116 + 50); // 2 slices per half pixel
        const LaneLayout& drawn = lane(TaskId(0U));
        QVERIFY(drawn.boxes.boxes.empty());
        const Theme& theme = themeFor(ThemeKind::Light);
        const QRect lower(drawn.rect.left() + 1, drawn.rect.bottom() - 3, drawn.rect.width() - 2, 3);
        const QRect upper(drawn.rect.left() + 1, drawn.rect.top(), drawn.rect.width() - 2, 3);
        QCOMPARE(share(image, lower, theme.look(State::Running).ink), 1.0);
        QCOMPARE(share(image, upper, theme.look(State::Running).ink), 0.0);
        QCOMPARE(share(image, upper, theme.look(State::Waiting).tint), 1.0);
        m_comparison = before;
    }
    /// Too long for the gutter: shortened, and nothing of it beneath the slices.
    void longNamesAreShortened() {
        const Comparison before = std::exchange(m_comparison, Comparison{});
        const std::string name = "https://www.example.org/a/very/long/way/to/say/it";
        for (const char* lanes : {" | running 0s-40s", " | running 0s-40s\nB | running 0s-40s\nC | running 0s-40s"}) {
            m_comparison.runs = {runFromText(Mode::Coroutines, name + lanes)};
            paint({at(0s), at(40s)});
            const QRect row = lane(TaskId(0U)).rect;
            QImage image(1000, 400, QImage::Format_RGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            TimelinePainter timeline;
            timeline.setStyle(themeFor(ThemeKind::Light), Medium::Raster, 1);
            timeline.paintGutter(painter, m_layout, 0);
            painter.end();
            const QRect gutter(0, row.top(), row.left(), row.height());
            QVERIFY(share(image, gutter, Qt::white) < 0.97);
            QCOMPARE(share(image, QRect(row.left(), row.top(), 400, row.height()), Qt::white), 1.0);
        }
        m_comparison = before;
    }
    /// Names that differ in the middle do not become the same.
    void shortenedNamesCanBeToldApart() {
        const Comparison before = std::exchange(m_comparison, Comparison{});
        m_comparison.runs = {runFromText(Mode::Coroutines, "https://www.example.org/first/page.html | running 0s-40s\n"
                                                           "https://www.example.org/other/page.html | running 0s-40s")};
        paint({at(0s), at(40s)});
        QImage image(1000, 400, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        TimelinePainter timeline;
        timeline.setStyle(themeFor(ThemeKind::Light), Medium::Raster, 1);
        timeline.paintGutter(painter, m_layout, 0);
        painter.end();
        const auto gutter = [&](LaneId id) {
            const QRect row = lane(id).rect;
            return image.copy(QRect(0, row.top(), row.left(), row.height()));
        };
        QCOMPARE(gutter(TaskId(0U)).size(), gutter(TaskId(1U)).size());
        QVERIFY(gutter(TaskId(0U)) != gutter(TaskId(1U)));
        m_comparison = before;
    }
    void patternsAreAnchoredToTheScene() {
        // The same moment of a Blocked slice has the same pixels wherever the slice starts: nothing shimmers.
        const QImage whole = paint({at(0s), at(80s)});
        const QRect blocked = lane(TaskId(0U)).boxes.boxes[1].painted();
        const QRect part(blocked.right() - 60, blocked.top() + 2, 50, blocked.height() - 4);
        QImage image(whole.size(), QImage::Format_RGB32);
        image.fill(themeFor(ThemeKind::Light).panel);
        QPainter painter(&image);
        const QRect moved = blocked.adjusted(33, 0, 0, 0);
        fillBodies(painter, themeFor(ThemeKind::Light), State::Blocked, {&moved, 1}, true, Medium::Raster);
        painter.end();
        QCOMPARE(image.copy(part), whole.copy(part));
    }
};

QTEST_MAIN(PainterTest)
#include "painter_test.moc"
