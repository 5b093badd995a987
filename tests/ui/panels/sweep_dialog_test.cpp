#include "ui/sweep_dialog.h"

#include "ui/figures/sweep_view.h"
#include "ui/main_window.h"
#include "ui/panels/button.h"

#include <QComboBox>
#include <QElapsedTimer>
#include <QFile>
#include <QImage>
#include <QLineEdit>
#include <QLineSeries>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace simul;

/// A sweep in the window: what is typed runs, is shown, can be stopped, and a value that is chosen is set.
class SweepDialogTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    QString settings() const { return path("sweep.ini"); }
    static void enter(SweepDialog& dialog, const char* parameter, const char* from, const char* to, const char* step) {
        dialog.form().parameter()->setCurrentIndex(dialog.form().parameter()->findData(QString::fromLatin1(parameter)));
        dialog.form().from()->setText(QString::fromLatin1(from));
        dialog.form().to()->setText(QString::fromLatin1(to));
        dialog.form().step()->setText(QString::fromLatin1(step));
    }
    static void runWhole(SweepDialog& dialog) {
        dialog.run();
        QTRY_VERIFY_WITH_TIMEOUT(!dialog.isRunning(), 60'000);
        QVERIFY(dialog.view().chart().sweep()->isComplete());
    }

private slots:
    void init() { QFile::remove(settings()); }

    void runShowsTheLines() {
        Appearance appearance;
        RunSetup setup;
        SweepDialog dialog(appearance, setup, settings());
        dialog.show();
        QVERIFY(dialog.view().chart().series().isEmpty());
        QCOMPARE(dialog.form().from()->text(), QStringLiteral("1")); // there is something to run at once
        QCOMPARE(dialog.form().to()->text(), QStringLiteral("24"));
        QTest::mouseClick(dialog.findChild<Button*>(QStringLiteral("sweep-run")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!dialog.isRunning(), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(dialog.statusText().contains(QStringLiteral("Coroutines: hardly longer up to 12")), 60'000);
        SweepChart& chart = dialog.view().chart();
        QCOMPARE(chart.series().size(), 3); // the modes that the window shows
        const QLineSeries* coroutines = chart.lines(2).front();
        QCOMPARE(coroutines->count(), 24);
        QCOMPARE(chart.knee(2), std::optional<std::size_t>(11));
    }

    void wrongInputSaysSoAndRunsNothing() {
        Appearance appearance;
        RunSetup setup;
        SweepDialog dialog(appearance, setup, settings());
        enter(dialog, "opponents", "24", "1", "1");
        dialog.run();
        QCOMPARE(dialog.statusText(), QStringLiteral("opponents: 24 is greater than 1; write the lesser one first"));
        QVERIFY(!dialog.isRunning());
        QVERIFY(dialog.view().chart().sweep() == nullptr);
        QVERIFY(!QFile::exists(settings()));
    }

    void stopsAtOnce() {
        Appearance appearance;
        RunSetup setup;
        SweepDialog dialog(appearance, setup, settings());
        dialog.show();
        enter(dialog, "opponents", "1000", "20000", "1");
        dialog.run();
        QTRY_VERIFY_WITH_TIMEOUT(dialog.view().chart().sweep()->runsDone() > 3, 60'000);
        QElapsedTimer timer;
        timer.start();
        QTest::mouseClick(dialog.findChild<Button*>(QStringLiteral("sweep-stop")), Qt::LeftButton);
        QVERIFY(!dialog.isRunning());
        QVERIFY(dialog.statusText().startsWith(QStringLiteral("Stopped after ")));
        QVERIFY(dialog.statusText().contains(QStringLiteral("of 57003 runs")));
        QVERIFY(!dialog.findChild<Button*>(QStringLiteral("sweep-export"))->isEnabled());
        enter(dialog, "opponents", "1", "3", "1"); // the next one does not wait for the old one's end
        runWhole(dialog);
        QVERIFY(timer.elapsed() < 20'000); // the old one would take minutes
    }

    void keysGoFromValueToValue() {
        Appearance appearance;
        RunSetup setup;
        SweepDialog dialog(appearance, setup, settings());
        dialog.show();
        enter(dialog, "opponents", "11", "13", "");
        runWhole(dialog);
        SweepView& view = dialog.view();
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(view.chart().current(), std::optional<std::size_t>(0));
        QVERIFY2(dialog.statusText().contains(QStringLiteral("Coroutines 0:30:50")), qPrintable(dialog.statusText()));
        QTest::keyClick(&view, Qt::Key_End);
        QVERIFY(dialog.statusText().contains(QStringLiteral("Coroutines 0:33:25")));
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(view.chart().current(), std::optional<std::size_t>(2));
        QTest::keyClick(&view, Qt::Key_Left);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(setup.parameters().number("opponents"), std::int64_t(12));
        QCOMPARE(dialog.statusText(), QStringLiteral("Opponents is 12 now."));
        QTest::keyClick(&view, Qt::Key_Escape);
        QCOMPARE(view.chart().current(), std::nullopt);
        QVERIFY(dialog.isVisible());
    }

    void pointerFindsValues() {
        Appearance appearance;
        RunSetup setup;
        SweepDialog dialog(appearance, setup, settings());
        dialog.resize(900, 640);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        enter(dialog, "opponents", "1", "24", "1");
        runWhole(dialog);
        SweepView& view = dialog.view();
        QTRY_VERIFY(view.chart().plotArea().width() > 300);
        const QPoint seven(static_cast<int>(view.chart().positionOf(6, {}).x()),
                           static_cast<int>(view.chart().plotArea().center().y()));
        QTest::mouseMove(view.viewport(), seven);
        QTRY_COMPARE(view.chart().current(), std::optional<std::size_t>(6));
        QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, seven);
        QCOMPARE(setup.parameters().number("opponents"), std::int64_t(7));
    }

    void remembersPerScenario() {
        Appearance appearance;
        RunSetup setup;
        {
            SweepDialog dialog(appearance, setup, settings());
            enter(dialog, "judit", "1 s", "4 s", "1500 ms");
            runWhole(dialog);
            QCOMPARE(dialog.view().chart().sweep()->values().size(), std::size_t(3));
            setup.setScenario(*scenarioNamed("batch"));
            QVERIFY(dialog.view().chart().sweep() == nullptr); // what was swept is gone with its scenario
            QVERIFY(dialog.form().parameter()->findData(QStringLiteral("judit")) < 0);
            setup.setScenario(*scenarioNamed("chess"));
            QCOMPARE(dialog.form().to()->text(), QStringLiteral("4 s"));
        }
        SweepDialog dialog(appearance, setup, settings());
        QCOMPARE(dialog.form().parameter()->currentData().toString(), QStringLiteral("judit"));
        QCOMPARE(dialog.form().from()->text(), QStringLiteral("1 s"));
        QCOMPARE(dialog.form().step()->text(), QStringLiteral("1500 ms"));
        QVERIFY(bool(dialog.form().request()));
    }

    void everySuggestionRuns() {
        Appearance appearance;
        RunSetup setup;
        SweepDialog dialog(appearance, setup, settings());
        for (const Scenario& scenario : catalogue()) {
            setup.setScenario(scenario);
            QComboBox* parameter = dialog.form().parameter();
            for (int index = 0; index < parameter->count(); ++index) {
                parameter->setCurrentIndex(index);
                emit parameter->activated(index);
                const auto request = dialog.form().request();
                QVERIFY2(bool(request), request ? "" : request.error().c_str());
                QVERIFY2(request->over.values.size() > 4, qPrintable(parameter->currentText()));
            }
        }
    }

    void exportsBoth() {
        Appearance appearance;
        RunSetup setup;
        SweepDialog dialog(appearance, setup, settings());
        enter(dialog, "opponents", "1", "3", "1");
        runWhole(dialog);
        dialog.exportTo(path("a.png"));
        QTRY_VERIFY_WITH_TIMEOUT(dialog.statusText().startsWith(QStringLiteral("Saved as ")), 60'000);
        QCOMPARE(QImage(path("a.png")).size(), QSize(1600, 1000));
        dialog.exportTo(path("a.csv"));
        QTRY_VERIFY_WITH_TIMEOUT(dialog.statusText().endsWith(QStringLiteral("a.csv.")), 60'000);
        QFile csv(path("a.csv"));
        QVERIFY(csv.open(QIODevice::ReadOnly));
        QVERIFY(csv.readAll().startsWith("value,mode,outcome,makespan,switches\r\n1,sync,completed,1800,0\r\n"));
        dialog.exportTo(path("nowhere/a.svg"));
        QTRY_VERIFY_WITH_TIMEOUT(dialog.statusText().contains(QStringLiteral("nowhere")), 60'000);
        for (const char* name : {"1.csv", "2.csv", "3.svg"}) // none waits for another to be written
            dialog.exportTo(path(name));
        QTRY_VERIFY_WITH_TIMEOUT(dialog.statusText().endsWith(QStringLiteral("3.svg.")), 60'000);
        for (const char* name : {"1.csv", "2.csv", "3.svg"})
            QVERIFY2(QFile::exists(path(name)), name);
        for (const char* name : {"a.gif", "a.webp"}) { // a chart does not move
            dialog.exportTo(path(name));
            QVERIFY(dialog.statusText().contains(QLatin1String(name) + QStringLiteral("” must end with .png, .svg or .pdf")));
            QVERIFY(!QFile::exists(path(name)));
        }
    }

    void mayBeClosedWhileItRuns() {
        Appearance appearance;
        RunSetup setup;
        SweepDialog dialog(appearance, setup, settings());
        dialog.show();
        enter(dialog, "opponents", "1000", "20000", "1");
        dialog.run();
        dialog.close();
        QVERIFY(!dialog.isRunning());
        dialog.show();
        dialog.run();
    } // and be destroyed

    void windowOpensItByKeyAndTakesTheValue() {
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        MainWindow window({scenarioNamed("chess"), {Mode::Coroutines}});
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::keyClick(&window, Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        auto* dialog = window.findChild<SweepDialog*>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        enter(*dialog, "opponents", "2", "4", "1");
        runWhole(*dialog);
        QTest::keyClick(&dialog->view(), Qt::Key_End);
        QTest::keyClick(&dialog->view(), Qt::Key_Return);
        QTRY_VERIFY(window.controller().comparison() != nullptr &&
                    window.controller().comparison()->runs.front().trace->tasks().size() == 4);
    }
};

QTEST_MAIN(SweepDialogTest)
#include "sweep_dialog_test.moc"
