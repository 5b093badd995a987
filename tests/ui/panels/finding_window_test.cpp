#include "tests/support/window.h"

#include "ui/panels/event_model.h"
#include "ui/panels/event_text.h"
#include "ui/timeline/timeline_view.h"

#include <QLabel>
#include <QLineEdit>
#include <QTabBar>
#include <QTableView>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

/// Ways through the window to a slice: its text, its row.
class FindingWindowTest : public QObject {
    Q_OBJECT

    OwnSettings m_settings;

private slots:
    void init() { m_settings.clear(); }

    void keysStayWithTextFields() {
        MainWindow window(threeOfChess());
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QVERIFY(waitForRuns(window, 3));
        const TimeRange range = window.view().target();
        QTest::keyClick(window.findChild<TimelineView*>(), Qt::Key_Slash);
        auto* find = window.findChild<QLineEdit*>(QStringLiteral("find"));
        QTRY_VERIFY(find->hasFocus());
        QTest::keyClicks(find, QStringLiteral("was d"));
        QCOMPARE(find->text(), QStringLiteral("was d"));
        QCOMPARE(window.view().target(), range);
        find->clear();
        QTest::keyClicks(find, QStringLiteral("le 7"));
        QTRY_VERIFY(window.view().selection() && window.view().selection()->lane == LaneId(TaskId(6U)));
        QTest::keyClick(find, Qt::Key_Escape);
        QVERIFY(!find->isVisible());
    }

    void findGoesForthAndBack() {
        MainWindow window(threeOfChess());
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QVERIFY(waitForRuns(window, 3));
        auto* timeline = window.findChild<TimelineView*>();
        QTest::keyClick(timeline, Qt::Key_Slash);
        auto* find = window.findChild<QLineEdit*>(QStringLiteral("find"));
        auto* found = window.findChild<QLabel*>(QStringLiteral("found"));
        QTest::keyClicks(find, QStringLiteral("opponent 7 thinks"));
        QTRY_VERIFY(found->text().startsWith(QStringLiteral("1 of ")));
        QCOMPARE(window.view().selection()->run, std::size_t(2)); // where one looks
        const TraceTime first = window.view().selection()->time;
        QTest::keyClick(find, Qt::Key_Return);
        QVERIFY(found->text().startsWith(QStringLiteral("2 of ")));
        QVERIFY(window.view().selection()->time > first);
        QVERIFY(window.view().target().contains(window.view().selection()->time));
        timeline->setCollapsed(2, true);
        QTest::keyClick(find, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(window.view().selection()->time, first);
        QVERIFY(!timeline->isCollapsed(2)); // what is found is to be seen
        // Lit: in all panels, more of the accent than the selection's ring has.
        const QColor accent = window.appearance().theme().accent;
        const int lit = pixelsLike(*timeline, accent);
        QTest::keyClick(find, Qt::Key_Escape);
        QVERIFY2(lit > pixelsLike(*timeline, accent) + 200, qPrintable(QString::number(lit)));
        QTest::keyClick(timeline, Qt::Key_F3); // goes on where it was, and lights again
        QTRY_VERIFY(find->isVisible() && found->text().contains(QStringLiteral(" of ")));
        find->setText(QStringLiteral("nowhere at all"));
        QTRY_COMPARE(found->text(), QStringLiteral("not found"));
    }

    void rowsAndSlicesLeadToEachOther() {
        MainWindow window(threeOfChess());
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QVERIFY(waitForRuns(window, 3));
        window.findChild<QTabBar*>(QStringLiteral("sideTabs"))->setCurrentIndex(1);
        auto* table = window.findChild<QTableView*>(QStringLiteral("events"));
        selectTable7(window);
        const auto textIn = [&](int column) { return table->currentIndex().siblingAtColumn(column).data().toString(); };
        QTRY_COMPARE(textIn(EventModel::Task), QStringLiteral("Table 7"));
        QCOMPARE(textIn(EventModel::Time), QStringLiteral("0:01:30")); // where the slice begins
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Down);
        QVERIFY(window.view().selection()->lane == LaneId(TaskId(7U)) || window.view().selection()->time >= TraceTime(90s));
        QCOMPARE(nameText(*window.controller().comparison()->runs[2].trace, window.view().selection()->lane),
                 textIn(EventModel::Task));
        QCOMPARE(window.view().playhead(), window.view().selection()->time);
        // A worker's slice is in the row of the task that it runs.
        window.view().select(Selection{2, WorkerId(0U), TraceTime(132s)});
        QTRY_COMPARE(textIn(EventModel::Task), QStringLiteral("Table 3"));
    }
};

QTEST_MAIN(FindingWindowTest)
#include "finding_window_test.moc"
