#include "tests/support/fixtures.h"
#include "ui/timeline/layout.h"

#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

class LayoutTest : public QObject {
    Q_OBJECT

    Comparison m_comparison;
    TimelineLayout m_layout;

    void build(TimeRange range, int height = 700, int width = 1000) {
        LayoutRequest request;
        request.rows.comparison = &m_comparison;
        request.rows.range = range;
        request.rows.height = height;
        request.width = width;
        request.rightMargin = 4;
        m_layout.build(request);
    }
    const LaneLayout& lane(LaneId id) const { return *m_layout.find(0, id); }

private slots:
    void initTestCase() {
        m_comparison.runs = {runFromText(
            Mode::Coroutines, "Table 1 | running 0s-5s, waiting 5s-60s, ready 60s-70s, running 70s-75s, done 75s\n"
                              "Table 2 | ready 0s-5s, running 5s-10s, waiting 10s-65s, ready 65s-75s\n"
                              "worker Judit | running 0s-5s Table 1, running 5s-10s Table 2, idle 10s-70s, "
                              "running 70s-75s Table 1")};
    }
    void hitsWhatIsPainted() {
        build({at(0s), at(80s)});
        int tried = 0;
        for (std::size_t i = 0; i < m_layout.lanes().size(); ++i) {
            const LaneLayout& drawn = m_layout.lanes()[i];
            for (const SliceBox& box : drawn.boxes.boxes) {
                for (const QPoint point : {box.rect.topLeft(), box.rect.center(), box.rect.bottomRight()}) {
                    const std::optional<Hit> hit = m_layout.hit(m_comparison, point);
                    QVERIFY(hit && hit->box);
                    QCOMPARE(hit->box->rect, box.rect);
                    QCOMPARE(hit->lane, i);
                    QCOMPARE(hit->slice, std::optional(box.index));
                    ++tried;
                }
            }
        }
        QVERIFY(tried >= 30);
    }
    void whatWaitsForEverIsDrawnToTheEdge() {
        constexpr const char* text = "Ann | running 0s-8s, blocked 8s-8s\nBen | running 0s-2s, waiting 2s-8s\n"
                                     "worker One | running 0s-8s Ann, running 8s-8s Ben";
        for (const bool isForEver : {true, false}) {
            Comparison comparison;
            comparison.runs = {runFromText(Mode::Coroutines, text, isForEver ? Outcome::Deadlock : Outcome::Cancelled)};
            std::swap(m_comparison, comparison);
            QCOMPARE(m_comparison.end(), at(isForEver ? 10s : 8s));
            build({at(0s), at(16s)});
            std::swap(m_comparison, comparison);
            const QRect area = lane(TaskId(1U)).rect;
            const SliceBox& last = lane(TaskId(1U)).boxes.boxes.back();
            QCOMPARE(last.state, State::Waiting);
            QCOMPARE(last.continues, isForEver);
            QCOMPARE(last.rect.right() == area.right(), isForEver);
            const auto& first = lane(TaskId(0U)).boxes.boxes;
            QCOMPARE(first.back().state, isForEver ? State::Blocked : State::Running); // lasts no time, or for ever
            QCOMPARE(m_layout.find(0, WorkerId(0U))->boxes.boxes.size(), std::size_t{1}); // nobody works for ever
        }
    }
    void headersAndPinnedLanesStayInView() {
        LaneChoices choices;
        choices.pin({LaneKey::Kind::Task, "Table 2"}, true);
        const std::vector<RunLanes> lanes = {RunLanes(choices, m_comparison.runs[0])};
        LayoutRequest request;
        request.rows.comparison = &m_comparison;
        request.rows.range = {at(0s), at(80s)};
        request.rows.height = 100;
        request.rows.lanes = lanes;
        request.width = 1000;
        request.headersStick = true;
        TimelineLayout layout;
        int tried = 0;
        for (int scroll = 0; scroll < 200; ++scroll) {
            request.visibleTop = scroll;
            request.visibleBottom = scroll + 400;
            layout.build(request);
            const PanelPlan& panel = layout.panels().front();
            const bool hasRoom = scroll + 60 < panel.bottom; // for both
            if (hasRoom)
                QCOMPARE(panel.headerTop, scroll);
            tried += hasRoom;
            int y = panel.headerTop + panel.headerHeight;
            for (const LaneLayout& lane : layout.lanes()) { // nothing lies over anything else
                QVERIFY(lane.rect.top() >= y);
                y = lane.rect.top() + lane.rect.height();
                QVERIFY(y <= panel.bottom);
            }
            if (!hasRoom)
                continue;
            const LaneLayout& pinned = layout.lanes().front();
            QCOMPARE(pinned.row.name, QStringLiteral("Table 2"));
            QVERIFY(pinned.rect.height() == pinned.row.height && !pinned.boxes.boxes.empty());
            QVERIFY(layout.hit(m_comparison, pinned.boxes.boxes[0].rect.center())->lane == 0);
        }
        QVERIFY(tried > 40);
        request.headersStick = false;
        layout.build(request);
        QCOMPARE(layout.panels().front().headerTop, 0);
    }
    void hitsNothingBesideTheLanes() {
        build({at(0s), at(80s)});
        QVERIFY(!m_layout.hit(m_comparison, {50, m_layout.lanes()[0].rect.center().y()})); // the gutter
        QVERIFY(!m_layout.hit(m_comparison, {500, 10}));                                   // the header
        QVERIFY(!m_layout.hit(m_comparison, {500, m_layout.height() + 50}));
    }
    void wordsStayWithinTheirSlice() {
        build({at(0s), at(80s)});
        for (const LaneLayout& drawn : m_layout.lanes()) {
            const QFontMetricsF metrics(m_layout.labels().font(drawn.rect.height()));
            for (const Label& label : drawn.labels) {
                const auto box = std::ranges::find_if(drawn.boxes.boxes, [&](const SliceBox& candidate) {
                    return candidate.rect.contains(
                        QPoint(static_cast<int>(label.withLetter ? label.letterAt.x() : label.textAt.x()),
                               candidate.rect.center().y()));
                });
                QVERIFY(box != drawn.boxes.boxes.end());
                QVERIFY(box->rect.contains(label.patch) || label.patch.isEmpty());
                if (!label.text.isEmpty() && !label.tiny)
                    QVERIFY(label.textAt.x() + metrics.horizontalAdvance(label.text) <= box->rect.right() + 1);
            }
        }
    }
    void wholeWordsOrALetterOrNothing() {
        build({at(0s), at(80s)}); // 11 px per second: Table 2 is ready for 5 s, 55 px
        QCOMPARE(lane(TaskId(1U)).labels.front().text, QString());
        QVERIFY(lane(TaskId(1U)).labels.front().withLetter);
        build({at(0s), at(20s)}); // 220 px
        QCOMPARE(lane(TaskId(1U)).labels.front().text, QStringLiteral("in line for Judit"));
        build({at(0s), at(80s)}, 700, 220); // 1.25 px per second: 6 px
        QVERIFY(std::ranges::none_of(lane(TaskId(1U)).labels, [](const Label& label) {
            return label.state == State::Ready && label.letterAt.x() < 130;
        }));
    }
    void workersShowWhomTheyServe() {
        build({at(0s), at(150s)}); // 29 px: too few for "Table 1"
        QCOMPARE(lane(WorkerId(0U)).labels.front().text, QStringLiteral("1"));
        build({at(0s), at(20s)});
        QCOMPARE(lane(WorkerId(0U)).labels.front().text, QStringLiteral("Table 1"));
    }
    void labelsAreClampedToWhatIsVisible() {
        build({at(68s), at(72s)}); // Table 2 stands in line before, then and afterwards
        const Label& label = lane(TaskId(1U)).labels.front();
        QCOMPARE(label.text, QStringLiteral("in line for Judit"));
        QVERIFY(label.letterAt.x() >= 116 && label.letterAt.x() < 130);
    }
    void lanesOutOfSightStayEmpty() {
        LayoutRequest request;
        request.rows.comparison = &m_comparison;
        request.rows.range = {at(0s), at(80s)};
        request.rows.height = 700;
        request.width = 1000;
        request.visibleBottom = 60;
        m_layout.build(request);
        QVERIFY(!m_layout.lanes().front().boxes.boxes.empty());
        QVERIFY(m_layout.lanes().back().boxes.boxes.empty());
    }
};

QTEST_MAIN(LayoutTest)
#include "layout_test.moc"
