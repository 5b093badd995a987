#include "ui/figures/export_dialog.h"
#include "ui/figures/letter_list.h"
#include "ui/figures/sweep_view.h"
#include "ui/main_window.h"
#include "ui/panels/button.h"
#include "ui/sweep_dialog.h"
#include "ui/settings.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFile>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProcess>
#include <QRegularExpression>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace simul;
using namespace std::chrono_literals;

/// A figure that the window writes is, byte for byte, the one that the command in its footer writes.
class SameBytesTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;

    QString path(const QString& name) const { return m_folder.filePath(name); }
    QByteArray contentOf(const QString& name) const {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// A line as somebody would copy it into a terminal; what it wrote to standard error.
    QByteArray run(QString command, const QString& more) const {
        command.replace(QRegularExpression(QStringLiteral("^simul ")), QStringLiteral(SIMUL_PROGRAM " "));
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start(QStringLiteral("sh"), {QStringLiteral("-c"), command + more + QStringLiteral(" >/dev/null")});
        return process.waitForFinished(60'000) ? process.readAllStandardError() : QByteArray("it did not end");
    }
    ExportDialog* openExport() {
        for (const char* remembered : {"figure", "figures"})
            openSettings().remove(QString::fromLatin1(remembered));
        QTest::mouseClick(m_window->findChild<Button*>(QStringLiteral("export")), Qt::LeftButton);
        return m_window->findChild<ExportDialog*>();
    }
    static void choose(ExportDialog& dialog, const char* field, int index) {
        dialog.findChild<QComboBox*>(QString::fromLatin1(field))->setCurrentIndex(index);
    }

private slots:
    void initTestCase() {
        QCoreApplication::setApplicationVersion(QStringLiteral(SIMUL_VERSION));
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        m_window = std::make_unique<MainWindow>(WindowOptions{scenarioNamed("chess"), {Mode::Sync, Mode::Coroutines}});
        m_window->appearance().setTheme(ThemeKind::Light);
        m_window->show();
        m_window->setup().setParameter("opponents", "8");
        QTRY_VERIFY_WITH_TIMEOUT(m_window->controller().comparison() != nullptr, 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_window->controller().comparison()->runs.size(), std::size_t(2), 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_window->controller().comparison()->runs[1].trace->tasks().size(), std::size_t(8), 60'000);
    }
    void figures_data() {
        QTest::addColumn<bool>("isPlain");
        for (const char* ending : {"png", "svg", "pdf", "webp"}) {
            QTest::addRow("plain.%s", ending) << true;
            QTest::addRow("full.%s", ending) << false;
        }
    }
    void figures() {
        QFETCH(const bool, isPlain);
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        ExportDialog* dialog = openExport();
        QVERIFY(dialog != nullptr);
        QString more = QStringLiteral(" --theme light --image command-") + name;
        if (!isPlain) {
            choose(*dialog, "figure-range", 1); // the whole run
            choose(*dialog, "figure-unit", 1);  // on paper
            choose(*dialog, "figure-colour", 1);
            dialog->form().setHasArrows(true);
            dialog->form().letters().add(TraceTime(2min));
            dialog->form().letters().add(TraceTime(45min));
            dialog->findChild<QLineEdit*>(QStringLiteral("figure-lanes"))->setText(QStringLiteral("Judit, Table*"));
            dialog->findChild<QPlainTextEdit*>()->setPlainText(QStringLiteral("**Figure 1.** It's Judit (a), & so on."));
            LaneChoices lanes;
            lanes.pin({LaneKey::Kind::Task, "Table 2"}, true);
            lanes.move({LaneKey::Kind::Task, "Table 1"}, LaneKey{LaneKey::Kind::Task, "Table 4"});
            lanes.setHeight({LaneKey::Kind::Task, "Table 3"}, 60);
            dialog->form().setArrangement(lanes);
            dialog->form().setMarks({{{TraceTime(1min), TraceTime(90min)}, QStringLiteral("It's \"the\" opening")},
                                       {{TraceTime(2min), TraceTime(2min)}, {}},
                                       {{TraceTime(200s), TraceTime(1h)}, {}},
                                       {{TraceTime(12min), TraceTime(12min)}, QStringLiteral("a=b..c")}});
            more += QStringLiteral(" --size 160mmx100mm --caption \"**Figure 1.** It's Judit (a), & so on.\"");
        }
        if (name.endsWith(QStringLiteral("webp"))) {
            dialog->findChild<QSpinBox*>(QStringLiteral("figure-frames"))->setValue(4);
            dialog->findChild<QDoubleSpinBox*>(QStringLiteral("figure-seconds"))->setValue(1.5);
            more += QStringLiteral(" --fps 4 --duration 1.5s");
        }
        const QString command = dialog->options()->footer;
        QSignalSpy exported(dialog, &ExportDialog::exported);
        dialog->exportTo(path(QStringLiteral("window-") + name));
        QTRY_COMPARE_WITH_TIMEOUT(exported.count(), 1, 60'000);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // another one next time
        QCOMPARE(run(command, more), QByteArray());
        const QByteArray content = contentOf(QStringLiteral("window-") + name);
        QVERIFY(content.size() > 10'000);
        QCOMPARE(contentOf(QStringLiteral("command-") + name), content);
    }
    /// Of a session with all that was done to it in the window, and of a bare trace.
    void figuresOfFiles_data() {
        QTest::addColumn<QString>("file");
        QTest::newRow("session") << QStringLiteral("left.simul");
        QTest::newRow("trace") << QStringLiteral("bare trace.json");
    }
    void figuresOfFiles() {
        QFETCH(const QString, file);
        LaneChoices lanes;
        lanes.pin({LaneKey::Kind::Task, "Table 5"}, true);
        lanes.hide({LaneKey::Kind::Task, "Table 3"}, true);
        lanes.panels["sync"].collapsed = true;
        lanes.panels["coroutines"] = {.unfolded = true, .foldsWorkers = true};
        m_window->view().setLanes(lanes);
        m_window->view().setMarks({{{TraceTime(2min), TraceTime(2min)}, QStringLiteral("look")},
                                   {{TraceTime(99h), TraceTime(99h)}, QStringLiteral("of a longer run")}});
        m_window->view().setColourBy(ColourBy::Task);
        m_window->view().setShowsAllArrows(true);
        QSignalSpy saved(&m_window->files(), &FileController::saved);
        m_window->files().save(path(file), formatOf(file));
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, 60'000);
        QSignalSpy opened(&m_window->files(), &FileController::opened);
        m_window->openFile(path(file));
        QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, 60'000);
        ExportDialog* dialog = openExport();
        const Result<FigureOptions> options = dialog->options();
        QVERIFY(options);
        QVERIFY(options->footer.contains(QStringLiteral(" --arrows ")) && options->hasArrows);
        QCOMPARE(options->marks.size(), std::size_t(file.endsWith(QStringLiteral("simul")) ? 1 : 0));
        QSignalSpy exported(dialog, &ExportDialog::exported);
        dialog->exportTo(path(QStringLiteral("window-file.svg")));
        QTRY_COMPARE_WITH_TIMEOUT(exported.count(), 1, 60'000);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        const QByteArray content = contentOf(QStringLiteral("window-file.svg"));
        QVERIFY(content.size() > 10'000);
        if (file.endsWith(QStringLiteral("simul"))) {
            QVERIFY(content.contains(">1 more: Table 3<"));
            QCOMPARE(content.count(">Table 5<"), 1); // the other panel is collapsed
        }
        QCOMPARE(run(options->footer, QStringLiteral(" --theme light --image command-file.svg")), QByteArray());
        QCOMPARE(contentOf(QStringLiteral("command-file.svg")), content);
        if (file.endsWith(QStringLiteral("simul"))) { // and without being told each thing
            QCOMPARE(run(QStringLiteral("simul export left.simul --as-shown"),
                         QStringLiteral(" --theme light --image command-shown.svg")),
                     QByteArray());
            QCOMPARE(contentOf(QStringLiteral("command-shown.svg")), content);
            QCOMPARE(run(QStringLiteral("simul export left.simul --as-shown --colour state"),
                         QStringLiteral(" --theme light --image command-state.svg")),
                     QByteArray());
            QString byState = options->footer;
            QVERIFY(byState.contains(QStringLiteral("--colour task")));
            byState.replace(QStringLiteral("--colour task"), QStringLiteral("--colour state"));
            QCOMPARE(run(byState, QStringLiteral(" --theme light --image command-told.svg")), QByteArray());
            QVERIFY(contentOf(QStringLiteral("command-state.svg")) != content);
            QCOMPARE(contentOf(QStringLiteral("command-state.svg")), contentOf(QStringLiteral("command-told.svg")));
        }
        m_window->view().setLanes({});
        m_window->view().setMarks({});
        m_window->view().setColourBy(ColourBy::State);
        m_window->view().setShowsAllArrows(false);
    }
    /// One of several that have the same name is folded away, and the others are not.
    void figuresOfTwins() {
        QFile file(path(QStringLiteral("twins.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[");
        for (const char* id : {"1", "2", "3"})
            file.write(QByteArray(R"({"ph":"b","name":"request","cat":"net","id":)") + id + R"(,"ts":1,"pid":3},)"
                       R"({"ph":"e","name":"request","cat":"net","id":)" + id + R"(,"ts":9000000,"pid":3},)");
        file.close();
        const auto open = [&](const char* name) {
            QSignalSpy opened(&m_window->files(), &FileController::opened);
            m_window->openFile(path(QString::fromLatin1(name)));
            QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, 60'000);
        };
        open("twins.json");
        LaneChoices lanes;
        lanes.hide(keyOf(*m_window->controller().comparison()->runs[0].trace, LaneId(TaskId(1U))), true);
        QCOMPARE(lanes.hidden.front().which, 1U);
        m_window->view().setLanes(lanes);
        QSignalSpy saved(&m_window->files(), &FileController::saved);
        m_window->files().save(path(QStringLiteral("twins.simul")), FileFormat::Session);
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, 60'000);
        open("twins.simul");
        ExportDialog* dialog = openExport();
        const QString command = dialog->options()->footer;
        QSignalSpy exported(dialog, &ExportDialog::exported);
        dialog->exportTo(path(QStringLiteral("window-twins.svg")));
        QTRY_COMPARE_WITH_TIMEOUT(exported.count(), 1, 60'000);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        m_window->view().setLanes({});
        const QByteArray content = contentOf(QStringLiteral("window-twins.svg"));
        QCOMPARE(content.count(">request<"), 2 * 2); // lane and slice
        QCOMPARE(content.count(">1 more: request<"), 1);
        QCOMPARE(run(command, QStringLiteral(" --theme light --image command-twins.svg")), QByteArray());
        QCOMPARE(contentOf(QStringLiteral("command-twins.svg")), content);
        QCOMPARE(run(QStringLiteral("simul export twins.simul --as-shown"), QStringLiteral(" --theme light --image shown-twins.svg")),
                 QByteArray());
        QCOMPARE(contentOf(QStringLiteral("shown-twins.svg")), content);
    }
    void theDialogBeginsWithWhatTheWindowShows() {
        LaneChoices lanes = m_window->view().lanes();
        lanes.hide({LaneKey::Kind::Task, "Table 3"}, true);
        m_window->view().setLanes(lanes);
        m_window->view().setColourBy(ColourBy::Task);
        ExportDialog* dialog = openExport();
        const Result<FigureOptions> options = dialog->options();
        m_window->view().setLanes({});
        m_window->view().setColourBy(ColourBy::State);
        QVERIFY(options);
        QCOMPARE(options->theme, ThemeKind::Light);
        QCOMPARE(options->colourBy, ColourBy::Task);
        QVERIFY(options->lanes.isEmpty());
        QCOMPARE(options->arrangement.hidden, (std::vector<LaneKey>{{LaneKey::Kind::Task, "Table 3"}}));
        QCOMPARE(options->range, std::optional(m_window->view().target()));
        dialog->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    void charts_data() {
        QTest::addColumn<QString>("ending");
        for (const char* ending : {"png", "svg", "pdf"})
            QTest::newRow(ending) << QString::fromLatin1(ending);
    }
    void charts() {
        QFETCH(const QString, ending);
        SweepDialog dialog(m_window->appearance(), m_window->setup(), path(QStringLiteral("sweep.ini")));
        dialog.form().from()->setText(QStringLiteral("1"));
        dialog.form().to()->setText(QStringLiteral("20"));
        dialog.run();
        QTRY_VERIFY_WITH_TIMEOUT(!dialog.isRunning(), 60'000);
        dialog.exportTo(path(QStringLiteral("window-chart.") + ending));
        QTRY_VERIFY_WITH_TIMEOUT(!contentOf(QStringLiteral("window-chart.") + ending).isEmpty(), 60'000);
        const QString command = QStringLiteral("simul sweep chess --over opponents=1..20 --mode sync --mode coroutines");
        QCOMPARE(run(command, QStringLiteral(" --theme light --image command-chart.") + ending), QByteArray());
        QCOMPARE(contentOf(QStringLiteral("command-chart.") + ending), contentOf(QStringLiteral("window-chart.") + ending));
    }
};

QTEST_MAIN(SameBytesTest)
#include "same_bytes_test.moc"
