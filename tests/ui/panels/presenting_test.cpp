#include "tests/support/window.h"

#include "ui/panels/inspector.h"
#include "ui/panels/metrics_table.h"
#include "ui/panels/range_panel.h"
#include "ui/panels/scenario_list.h"
#include "ui/timeline/timeline_view.h"

#include <QApplication>
#include <QFile>
#include <QSettings>
#include <QSplitter>
#include <QTemporaryDir>
#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

/// On a screen that is wide enough for everything to grow.
class PresentingTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    static QList<int> sizesIn(const MainWindow& window) {
        QList<int> sizes;
        for (const QSplitter* splitter : window.findChildren<QSplitter*>())
            sizes << splitter->sizes();
        return sizes;
    }

private slots:
    void init() {
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
    }
    void leavesEverythingAsItWas() {
        QVERIFY(QGuiApplication::primaryScreen()->size().width() >= 1600);
        MainWindow window({scenarioNamed("chess"), {Mode::Sync, Mode::Threads, Mode::Coroutines}});
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.controller().run();
        QVERIFY(waitForRuns(window, 3));
        window.view().select(Selection{2, TaskId(6U), TraceTime(132s)}); // the inspector needs room for what it says
        QTRY_VERIFY(!window.findChild<Inspector*>()->explanation().isEmpty());
        const QList<int> before = sizesIn(window);
        const int shown = window.findChild<TimelineView*>()->width();
        for (int time = 0; time < 2; ++time) {
            window.setPresenting(true);
            QTRY_VERIFY(window.appearance().look().scale > 1.4);
            QTest::qWait(50);
            QTRY_VERIFY(!window.findChild<ScenarioList*>()->isVisible());
            QTRY_VERIFY(!window.findChild<MetricsTable*>()->isVisible());
            QTRY_VERIFY(window.findChild<TimelineView*>()->width() > 1600 * 2 / 3);
            QTest::keyClick(&window, Qt::Key_Escape);
            QTest::qWait(50);
            QTRY_COMPARE(sizesIn(window), before);
            QTRY_COMPARE(window.findChild<TimelineView*>()->width(), shown);
            QTRY_VERIFY(window.findChild<MetricsTable*>()->isVisible());
        }
    }
    void whatIsOutOfViewKeepsNoRoom() {
        MainWindow window({scenarioNamed("chess"), {Mode::Sync, Mode::Threads, Mode::Coroutines}});
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.controller().run();
        QVERIFY(waitForRuns(window, 3));
        window.view().select(Selection{2, TaskId(6U), TraceTime(132s)});
        QTRY_VERIFY(!window.findChild<Inspector*>()->explanation().isEmpty());
        window.view().measure({TraceTime(60s), TraceTime(180s)}, true); // the range lies over the inspector
        QTRY_VERIFY(window.findChild<RangePanel*>() != nullptr && window.findChild<RangePanel*>()->isExact());
        const QList<int> before = sizesIn(window);
        window.setPresenting(true);
        QTRY_VERIFY(window.appearance().look().scale > 1.4);
        QTest::qWait(50);
        window.setPresenting(false);
        QTest::qWait(50);
        QTRY_COMPARE(sizesIn(window), before);
    }
    void theChosenScenarioIsInViewAfterwards() {
        MainWindow window({&catalogue().back(), {Mode::Sync}});
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const QListView* list = window.findChild<ScenarioList*>()->view();
        const auto isInView = [list] { return list->viewport()->rect().contains(list->visualRect(list->currentIndex())); };
        QTRY_VERIFY(isInView());
        window.setPresenting(true);
        QTest::qWait(50);
        window.setPresenting(false);
        QTest::qWait(50);
        QTRY_VERIFY(list->currentIndex().isValid() && isInView());
    }
    void aKeyBringsTheScenariosBack() {
        MainWindow window({scenarioNamed("chess"), {Mode::Sync}});
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        auto* scenarios = window.findChild<ScenarioList*>();
        window.setPresenting(true);
        QVERIFY(!scenarios->isVisible());
        QTest::keyClick(&window, Qt::Key_B, Qt::ControlModifier);
        QVERIFY(scenarios->isVisible());
        QTest::keyClick(&window, Qt::Key_B, Qt::ControlModifier);
        QVERIFY(!scenarios->isVisible());
        QTest::keyClick(&window, Qt::Key_L, Qt::ControlModifier); // who wants to choose one has to see them
        QVERIFY(scenarios->isVisible());
        window.setPresenting(false);
        QVERIFY(scenarios->isVisible());
    }
    void whoHadOnlyTheTimelineHasItAfterwards() {
        MainWindow window({scenarioNamed("chess"), {Mode::Sync}});
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTest::keyClick(&window, Qt::Key_B, Qt::ControlModifier);
        window.setPresenting(true);
        window.setPresenting(false);
        QVERIFY(!window.findChild<ScenarioList*>()->isVisible());
    }
};

/// The platform's own screen is too small for anything to grow.
int main(int argc, char** argv) {
    QTemporaryDir folder;
    QFile screens(folder.filePath(QStringLiteral("screens.json")));
    if (!screens.open(QIODevice::WriteOnly))
        return 1;
    screens.write(R"({"screens":[{"name":"wide","x":0,"y":0,"width":1600,"height":1000,"logicalDpi":96,"dpr":1}]})");
    screens.close();
    qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + screens.fileName().toLocal8Bit());
    QApplication app(argc, argv);
    PresentingTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "presenting_test.moc"
