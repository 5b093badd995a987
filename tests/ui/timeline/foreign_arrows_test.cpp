#include "tests/support/chrome_text.h"
#include "tests/ui/timeline/timeline_fixture.h"
#include "ui/timeline/arrows.h"
#include "ui/timeline/run_arrows.h"

#include <QPainter>
#include <fmt/format.h>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

ModeRun runFromFile(const std::string& text) {
    ModeRun run;
    auto read = readText(json(text));
    run.trace = std::make_shared<const Trace>(std::move((*read).front().trace));
    run.renew();
    return run;
}

/// B works from 40 s to 80 s; an arrow leads from A at 10 s into it at 60 s.
ModeRun foreignRun() {
    return runFromFile("[{'ph':'X','tid':1,'ts':0,'dur':80e6,'name':'a'},{'ph':'X','tid':2,'ts':40e6,'dur':40e6,'name':'b'},"
                       "{'ph':'s','tid':1,'ts':10e6,'id':1},{'ph':'f','bp':'e','tid':2,'ts':60e6,'id':1}]");
}

} // namespace

/// An arrow of a file sets out at one time and arrives at another.
class ForeignArrowsTest : public QObject, TimelineFixture {
    Q_OBJECT

    QStringList arrows(TimeRange range, std::optional<TaskId> only = {}) {
        const TimelineLayout layout = layoutOf(m_comparison, range, 800);
        QStringList texts;
        for (const RunArrows::Arrow& arrow : RunArrows(layout, m_comparison, 0).find(only, 60))
            texts << QStringLiteral("%1 > %2").arg(arrow.departs).arg(arrow.x);
        return texts;
    }
    static QImage painted(const Arrows::Way& way) {
        QImage image(100, 40, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        Arrows arrows(1, 1);
        arrows.add(way);
        arrows.paint(painter, Qt::black);
        return image;
    }

private slots:
    void init() {
        open();
        m_comparison.runs = {foreignRun()};
        m_view->setComparison(&m_comparison);
    }
    void cleanup() { close(); }

    void itIsSeenFromItsStartToItsEnd() {
        QCOMPARE(arrows({at(0s), at(80s)}), QStringList{"100 > 600"});
        QCOMPARE(arrows({at(20s), at(40s)}), QStringList{"-400 > 1600"}); // under way all the time
        QCOMPARE(arrows({at(0s), at(8s)}), QStringList());
        QCOMPARE(arrows({at(64s), at(80s)}), QStringList());
        QCOMPARE(arrows({at(0s), at(80s)}, TaskId(0U)).size(), 1);
        QCOMPARE(arrows({at(0s), at(80s)}, TaskId(1U)).size(), 1);
    }
    void itGoesAlongItsLaneFirst() {
        const QImage image = painted({10, 80, 5, 35});
        const auto isDark = [&](int x, int y) { return qGray(image.pixel(x, y)) < 128; };
        QVERIFY(isDark(40, 6));   // along
        QVERIFY(isDark(80, 20));  // down
        QVERIFY(isDark(10, 4));   // the dot
        QVERIFY(!isDark(10, 20));
        QVERIFY(!isDark(40, 20));
        QVERIFY(!isDark(90, 5));
    }
    void upwardsTooWhereLanesTouch() {
        const QImage image = painted({.fromX = 10, .toX = 80, .fromY = 20, .toY = 21, .up = true});
        const auto isDark = [&](int x, int y) { return qGray(image.pixel(x, y)) < 128; };
        QVERIFY(isDark(40, 19));  // along, above its lane
        QVERIFY(isDark(77, 25));  // the back of the head is wide
        QVERIFY(!isDark(77, 22)); // its point is not
    }
    void aLongOneDoesNotHideTheOthers() {
        std::string text = "[{'ph':'X','tid':1,'ts':0,'dur':80e6,'name':'a'},{'ph':'X','tid':2,'ts':0,'dur':80e6,'name':'b'},"
                           "{'ph':'s','tid':1,'ts':1,'id':1},{'ph':'f','tid':2,'ts':79e6,'id':1}";
        for (int i = 0; i < 100'001; ++i) {
            text += fmt::format(",{{'ph':'s','tid':1,'ts':{},'id':{}}},{{'ph':'f','tid':2,'ts':{},'id':{}}}", 100 * i + 100,
                                i + 2, 100 * i + 110, i + 2);
        }
        m_comparison.runs = {runFromFile(text + "]")};
        QCOMPARE(arrows({at(1100us), at(1150us)}).size(), 2); // that one, and the one that is long under way
        QCOMPARE(arrows({at(0s), at(80s)}).size(), 0);        // more than one can look at
    }
    void whatIsOutOfViewHasNeitherDotNorHead() {
        const QImage image = painted({.fromX = 0, .toX = 99, .fromY = 5, .toY = 35, .departs = false, .arrives = false});
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                QCOMPARE(qGray(image.pixel(x, y)) < 128, y == 6 && x < 99);
        }
    }
    void bracketsFollowItBothWays() {
        m_state.select(Selection{0, LaneId(TaskId(0U)), at(5s)});
        m_view->followLink();
        QCOMPARE(m_state.selection()->lane, LaneId(TaskId(1U)));
        QCOMPARE(m_state.selection()->time, at(60s));
        m_view->followLinkBack(); // although it arrived in the midst of the slice
        QCOMPARE(m_state.selection()->lane, LaneId(TaskId(0U)));
        QCOMPARE(m_state.selection()->time, at(10s));
        m_view->followLinkBack(); // nothing led there
        QCOMPARE(m_state.selection()->time, at(10s));
    }
};

QTEST_MAIN(ForeignArrowsTest)

#include "foreign_arrows_test.moc"
