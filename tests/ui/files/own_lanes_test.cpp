#include "ui/own_lanes.h"

#include <QTest>

using namespace simul;

/// What is the user's own while he sees how somebody else arranged the lanes.
class OwnLanesTest : public QObject {
    Q_OBJECT

    static LaneKey task(const char* name) { return {LaneKey::Kind::Task, name, 0}; }

    LaneChoices m_own;
    LaneChoices m_brought;

private slots:
    void init() {
        m_own = m_brought = {};
        m_own.pin(task("mine"), true);
        m_own.setHeight(task("mine"), 40);
        m_own.panels["sync"].collapsed = true;
        m_brought.pin(task("theirs"), true);
        m_brought.hide(task("other"), true);
        m_brought.move(task("A"), task("B"));
        m_brought.setHeight(task("theirs"), 20);
        m_brought.panels["pool"].unfolded = true;
    }

    void nothingOfTheirs() { QCOMPARE(ownLanes(m_own, m_brought, m_brought), m_own); }

    void whatTheUserDoesToTheirs() {
        LaneChoices now = m_brought;
        now.pin(task("C"), true);
        now.move(task("D"), task("E"));
        now.setHeight(task("C"), 30);
        now.panels["pool"].collapsed = true;
        LaneChoices expected = m_own;
        expected.pin(task("C"), true);
        expected.move(task("D"), task("E"));
        expected.setHeight(task("C"), 30);
        expected.panels["pool"] = now.panels["pool"];
        QCOMPARE(ownLanes(m_own, m_brought, now), expected);
    }

    void whatBothHadAndTheUserTakesAway() {
        m_brought.pin(task("mine"), true);
        m_brought.setHeight(task("mine"), 50);
        LaneChoices now = m_brought;
        now.pin(task("mine"), false);
        now.setHeight(task("mine"), std::nullopt);
        const LaneChoices own = ownLanes(m_own, m_brought, now);
        QVERIFY(own.pinned.empty());
        QVERIFY(own.heights.empty());
        QVERIFY(own.panels.at("sync").collapsed);
    }

    void theLastDeedCounts() {
        LaneChoices now = m_brought;
        now.hide(task("mine"), true);
        const LaneChoices own = ownLanes(m_own, m_brought, now);
        QCOMPARE(own.hidden, std::vector{task("mine")});
        QVERIFY(own.pinned.empty());
    }
};

QTEST_GUILESS_MAIN(OwnLanesTest)
#include "own_lanes_test.moc"
