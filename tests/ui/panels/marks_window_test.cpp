#include "tests/support/window_files.h"
#include "ui/panels/mark_panel.h"
#include "ui/panels/side_panel.h"

#include <QContextMenuEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

TraceTime at(Duration time) { return TraceTime(time); }

} // namespace

/// Marks: by key and pointer, in their list, and in sessions.
class MarksWindowTest : public QObject {
    Q_OBJECT

    WindowFiles m_files;

    static QLineEdit* note(MainWindow& window) { return window.findChild<QLineEdit*>(QStringLiteral("markNote")); }
    static void mark(MainWindow& window, Duration time, const QString& text) {
        window.view().setPlayhead(at(time));
        QTest::keyClick(timelineOf(window), Qt::Key_M);
        QTRY_VERIFY(note(window)->hasFocus());
        QTest::keyClicks(note(window), text);
        QTest::keyClick(note(window), Qt::Key_Return);
    }
    static SidePanel* side(MainWindow& window) { return window.findChild<SidePanel*>(); }

private slots:
    void init() { m_files.clear(); }

    void marksByKeyboard() {
        MainWindow window(twoOfChess());
        showWithRuns(window, 2);
        mark(window, 2min, QStringLiteral("here Judit is late"));
        QCOMPARE(window.view().marks(), (Marks{{{at(2min), at(2min)}, QStringLiteral("here Judit is late")}}));
        QVERIFY(timelineOf(window)->hasFocus()); // and the keys are its again
        mark(window, 1min, QStringLiteral("w s"));
        QCOMPARE(window.view().marks().front().note, QStringLiteral("w s"));
        QTest::keyClick(timelineOf(window), Qt::Key_M); // thought better of it
        QTRY_VERIFY(note(window)->hasFocus());
        QTest::keyClick(note(window), Qt::Key_Escape);
        QCOMPARE(window.view().marks().size(), std::size_t{2});
        window.view().setPlayhead(at(0s));
        QTest::keyClick(timelineOf(window), Qt::Key_N);
        QCOMPARE(window.view().playhead(), at(1min));
        QTest::keyClick(timelineOf(window), Qt::Key_N);
        QTest::keyClick(timelineOf(window), Qt::Key_N);
        QCOMPARE(window.view().playhead(), at(2min));
        QTest::keyClick(timelineOf(window), Qt::Key_N, Qt::ShiftModifier);
        QCOMPARE(window.view().playhead(), at(1min));
        QTest::keyClick(timelineOf(window), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(window.view().marks().size(), std::size_t{1});
    }

    void theListOfMarks() {
        MainWindow window(twoOfChess());
        showWithRuns(window, 2);
        mark(window, 1min, QStringLiteral("one"));
        mark(window, 2min, QStringLiteral("two"));
        side(window)->setCurrentTab(SidePanel::MarkTab);
        auto* table = window.findChild<QTableView*>(QStringLiteral("marks"));
        QCOMPARE(table->model()->rowCount(), 2);
        QCOMPARE(table->model()->index(1, MarkModel::Time).data().toString(), QStringLiteral("0:02:00"));
        QCOMPARE(table->model()->index(1, MarkModel::Note).data().toString(), QStringLiteral("two"));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Up);
        QCOMPARE(window.view().playhead(), at(1min)); // a row leads to its mark
        QTest::keyClick(table, Qt::Key_Return);
        auto* editor = table->viewport()->findChild<QLineEdit*>();
        QVERIFY(editor != nullptr);
        editor->setText(QStringLiteral("first"));
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(window.view().marks()[0].note, QStringLiteral("first"));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Delete);
        QCOMPARE(window.view().marks().size(), std::size_t{1});
        QCOMPARE(window.view().marks()[0].note, QStringLiteral("two"));
        window.view().undo();
        QCOMPARE(window.view().marks()[0].note, QStringLiteral("first"));
    }

    /// Nor a note that is being written.
    void theKeysOfAMarkDoNotMoveIt() {
        MainWindow window(twoOfChess());
        showWithRuns(window, 2);
        mark(window, 2min, QStringLiteral("two"));
        window.view().setPlayhead(at(2min));
        const auto isUnmoved = [&] { return window.view().marks()[0].time.begin == at(2min); };
        QTest::keyClick(timelineOf(window), Qt::Key_Right, Qt::AltModifier);
        QVERIFY(!isUnmoved()); // elsewhere they do
        QTest::keyClick(timelineOf(window), Qt::Key_Left, Qt::AltModifier);
        QVERIFY(isUnmoved());
        const QPoint flag = timelineOf(window)->placeOf(at(2min)) + QPoint(4, -10);
        QTest::mouseDClick(timelineOf(window), Qt::LeftButton, {}, flag);
        QTRY_VERIFY(note(window)->hasFocus());
        QTest::keyClicks(note(window), QStringLiteral("new"));
        QTest::keyClick(note(window), Qt::Key_Left, Qt::AltModifier);
        QVERIFY(isUnmoved());
        QTest::keyClick(note(window), Qt::Key_Return);
        QCOMPARE(window.view().marks()[0].note, QStringLiteral("new"));
        side(window)->setCurrentTab(SidePanel::MarkTab);
        auto* table = window.findChild<QTableView*>(QStringLiteral("marks"));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Return);
        auto* editor = table->viewport()->findChild<QLineEdit*>();
        QVERIFY(editor != nullptr);
        QTRY_VERIFY(editor->hasFocus());
        editor->setText(QStringLiteral("newer"));
        QTest::keyClick(editor, Qt::Key_Right, Qt::AltModifier);
        QVERIFY(isUnmoved());
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(window.view().marks()[0].note, QStringLiteral("newer"));
    }

    void theFlagOfAMark() {
        MainWindow window(twoOfChess());
        showWithRuns(window, 2);
        mark(window, 2min, QStringLiteral("two"));
        TimelineView* view = timelineOf(window);
        const QPoint flag = view->placeOf(at(2min)) + QPoint(4, -10);
        window.view().setPlayhead(at(0s));
        QTest::mouseClick(view, Qt::LeftButton, {}, flag);
        QCOMPARE(window.view().playhead(), at(2min));
        QTest::mouseDClick(view, Qt::LeftButton, {}, flag);
        QTRY_VERIFY(note(window)->isVisible());
        QCOMPARE(note(window)->text(), QStringLiteral("two"));
        QTest::keyClicks(note(window), QStringLiteral("2")); // it was selected as a whole
        QTest::keyClick(note(window), Qt::Key_Return);
        QCOMPARE(window.view().marks()[0].note, QStringLiteral("2"));
        QContextMenuEvent event(QContextMenuEvent::Mouse, flag, view->mapToGlobal(flag));
        QCoreApplication::sendEvent(view, &event);
        auto* menu = window.findChild<QMenu*>(QStringLiteral("markMenu"));
        QTRY_VERIFY(menu != nullptr && menu->isVisible());
        menu->actions().last()->trigger();
        QVERIFY(window.view().marks().empty());
        menu->close();
    }

    void marksStayWithTheirStory() {
        MainWindow window(twoOfChess());
        showWithRuns(window, 2);
        mark(window, 2min, QStringLiteral("two"));
        window.setup().setParameter("opponents", "7"); // runs anew
        QTRY_COMPARE(window.controller().comparison()->runs.front().trace->tasks().size(), std::size_t{7});
        QCOMPARE(window.view().marks().size(), std::size_t{1});
        window.setup().setScenario(*scenarioNamed("race"));
        QTRY_VERIFY(window.controller().comparison() != nullptr &&
                    window.controller().comparison()->scenario->name == "race");
        QVERIFY(window.view().marks().empty());
        window.setup().setScenario(*scenarioNamed("chess"));
        QTRY_VERIFY(window.controller().comparison() != nullptr &&
                    window.controller().comparison()->scenario->name == "chess");
        QCOMPARE(window.view().marks().size(), std::size_t{1});
        QVERIFY(!window.view().canUndo());
    }

    void marksAreThereTheNextTime() {
        const Marks marks = {{{at(1min), at(1min)}, QStringLiteral("naïve — 1")}, {{at(2min), at(3min)}, QString()}};
        {
            MainWindow window(twoOfChess());
            showWithRuns(window, 2);
            window.view().setMarks(marks);
        }
        {
            MainWindow window(twoOfChess());
            showWithRuns(window, 2);
            QCOMPARE(window.view().marks(), marks);
            window.view().setMarks({});
        }
        MainWindow window(twoOfChess());
        showWithRuns(window, 2);
        QVERIFY(window.view().marks().empty());
    }

    void marksOfAFileAreNotTakenForTheUsers() {
        const QString path = m_files.path("theirs.simul");
        const Marks own = {{{at(5s), at(5s)}, QStringLiteral("mine")}};
        {
            MainWindow window(twoOfChess());
            showWithRuns(window, 2);
            window.view().setMarks({{{at(1min), at(1min)}, QStringLiteral("theirs")}});
            saveFrom(window, path, FileFormat::Session);
            window.view().setMarks(own);
            openIn(window, path);
            QCOMPARE(window.view().marks().front().note, QStringLiteral("theirs"));
            window.setup().setParameter("opponents", "7"); // runs on from there
            QTRY_COMPARE(window.controller().comparison()->runs.front().trace->tasks().size(), std::size_t{7});
            Marks marks = window.view().marks();
            marks.push_back({{at(2min), at(2min)}, QStringLiteral("to theirs")});
            window.view().setMarks(marks);
        }
        MainWindow window(twoOfChess());
        showWithRuns(window, 2);
        QCOMPARE(window.view().marks(), own);
    }

    void marksOfAFileAreNotLostUnasked() {
        const QString path = m_files.path("lecture.simul");
        const Marks mine = {{{at(5s), at(5s)}, QStringLiteral("mine")}};
        {
            MainWindow window(twoOfChess());
            showWithRuns(window, 2);
            saveFrom(window, path, FileFormat::Session);
            openIn(window, path);
            QVERIFY(!window.files().hasUnsavedMarks());
            window.view().setMarks(mine);
            window.setup().setScenario(*scenarioNamed("race")); // nor by looking elsewhere
            QTRY_VERIFY(messageOf(window).startsWith(QStringLiteral("lecture.simul made way")));
            window.files().bringBack();
            QCOMPARE(window.view().marks(), mine);
            QVERIFY(window.files().hasUnsavedMarks());
            const auto answer = [&window](QMessageBox::StandardButton button) {
                QVERIFY(!window.close());
                window.findChild<QMessageBox*>(QStringLiteral("saveMarks"))->button(button)->click();
            };
            answer(QMessageBox::Cancel);
            QTRY_VERIFY(window.findChild<QMessageBox*>() == nullptr);
            QVERIFY(window.isVisible());
            answer(QMessageBox::Save);
            QTRY_VERIFY(!window.isVisible());
        }
        MainWindow window(twoOfChess());
        showWithRuns(window, 2);
        openIn(window, path);
        QCOMPARE(window.view().marks(), mine);
        QVERIFY(window.close()); // nothing has changed
    }

    void marksAreSavedWithTheSession() {
        const QString path = m_files.path("marked.simul");
        const Marks marks = {{{at(1min), at(1min)}, QStringLiteral("naïve — 1")}, {{at(2min), at(3min)}, QString()}};
        {
            MainWindow window(twoOfChess());
            showWithRuns(window, 2);
            window.view().setMarks(marks);
            saveFrom(window, path, FileFormat::Session);
        }
        MainWindow window({scenarioNamed("chess"), {Mode::Sync}});
        showWithRuns(window, 1);
        mark(window, 5s, QStringLiteral("not of the file"));
        openIn(window, path);
        QCOMPARE(window.view().marks(), marks);
    }
};

QTEST_MAIN(MarksWindowTest)
#include "marks_window_test.moc"
