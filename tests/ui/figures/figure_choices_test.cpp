#include "tests/support/window_files.h"
#include "ui/figures/export_dialog.h"
#include "ui/figures/letter_list.h"

#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QPlainTextEdit>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

/// What was chosen for a figure is there when the next one is made.
class FigureChoicesTest : public QObject {
    Q_OBJECT

    WindowFiles m_files;

    static TraceTime at(Duration time) { return TraceTime(time); }
    static ExportDialog* open(MainWindow& window) {
        window.openExport();
        return window.findChild<ExportDialog*>();
    }
    static void close(MainWindow& window) {
        window.findChild<ExportDialog*>()->reject();
        QTRY_VERIFY(window.findChild<ExportDialog*>() == nullptr);
    }
    static void choose(ExportDialog& dialog, const char* field, int index) {
        dialog.findChild<QComboBox*>(QString::fromLatin1(field))->setCurrentIndex(index);
    }
    static FigureOptions optionsOf(const ExportDialog& dialog) {
        const Result<FigureOptions> options = dialog.options();
        FigureOptions none;
        none.title = options ? QString() : QString::fromStdString(options.error()); // what a failing test will show
        return options ? *options : none;
    }

private slots:
    void init() { m_files.clear(); }

    void comeBack() {
        FigureOptions chosen;
        {
            MainWindow window({scenarioNamed("chess"), {Mode::Coroutines}});
            QVERIFY(waitForRuns(window, 1));
            window.view().setRange({at(0s), at(300s)});
            ExportDialog* dialog = open(window);
            choose(*dialog, "figure-format", 2); // PDF
            choose(*dialog, "figure-unit", 1);   // millimetres
            dialog->findChild<QDoubleSpinBox*>(QStringLiteral("figure-width"))->setValue(85.5);
            dialog->findChild<QPlainTextEdit*>()->setPlainText(QStringLiteral("See (a),\nthen (b)."));
            dialog->form().letters().add(at(20s));
            dialog->form().letters().add(at(50s));
            chosen = optionsOf(*dialog);
            QCOMPARE(chosen.letters.size(), std::size_t{2});
            close(window);
            dialog = open(window);
            QCOMPARE(dialog->form().format(), FigureFormat::Pdf);
            QCOMPARE(optionsOf(*dialog).caption, chosen.caption);
            close(window);
        }
        MainWindow window({scenarioNamed("chess"), {Mode::Coroutines}});
        QVERIFY(waitForRuns(window, 1));
        window.view().setRange({at(600s), at(900s)}); // where the letters are not
        ExportDialog* dialog = open(window);
        const FigureOptions again = optionsOf(*dialog);
        QCOMPARE(dialog->form().format(), FigureFormat::Pdf);
        QCOMPARE(again.size.extent, chosen.size.extent);
        QCOMPARE(again.size.unit, PageSize::Unit::Millimetres);
        QCOMPARE(again.title, chosen.title);
        QCOMPARE(again.caption, chosen.caption);
        QCOMPARE(again.range, chosen.range); // theirs
        QCOMPARE(again.letters.size(), std::size_t{2});
        QCOMPARE(again.letters[1].time, at(50s));
        QVERIFY(dialog->messageText().isEmpty());
        close(window);
        window.view().setRange({at(10s), at(90s)}); // where they are
        QCOMPARE(optionsOf(*open(window)).range, std::optional(TimeRange{at(10s), at(90s)}));
    }

    void momentsOfALongerRunAreLeftOut() {
        MainWindow window({scenarioNamed("chess"), {Mode::Coroutines}});
        QVERIFY(waitForRuns(window, 1));
        window.view().setRange({at(600s), at(900s)});
        ExportDialog* dialog = open(window);
        dialog->form().letters().add(at(650s));
        close(window);
        window.setup().setParameter("moves", "2");
        window.setup().setParameter("opponents", "2");
        QTRY_VERIFY(window.controller().comparison()->end() < at(600s));
        dialog = open(window);
        const FigureOptions options = optionsOf(*dialog);
        QVERIFY(options.letters.empty());
        QVERIFY(options.range && options.range->begin < window.controller().comparison()->end());
        QVERIFY(dialog->messageText().isEmpty());
    }

    /// Tools give their files the same name each time.
    void filesOfOneNameAreOtherStories() {
        const QByteArray trace = R"([{"ph":"X","name":"a","ts":1,"dur":2}])";
        QVERIFY(QDir(m_files.folder()).mkpath(QStringLiteral("a")) && QDir(m_files.folder()).mkpath(QStringLiteral("b")));
        for (const char* name : {"a/trace.json", "b/trace.json"})
            m_files.write(name, trace);
        MainWindow window({scenarioNamed("chess"), {Mode::Coroutines}});
        openIn(window, m_files.path("a/trace.json"));
        open(window)->findChild<QPlainTextEdit*>()->setPlainText(QStringLiteral("Of a."));
        close(window);
        openIn(window, m_files.path("b/trace.json"));
        QVERIFY(optionsOf(*open(window)).caption.isEmpty());
        close(window);
        openIn(window, m_files.path("a/trace.json"));
        QCOMPARE(optionsOf(*open(window)).caption, QStringLiteral("Of a."));
    }

    void whatAFigureSaysIsOfItsStory() {
        MainWindow window({scenarioNamed("chess"), {Mode::Coroutines}});
        QVERIFY(waitForRuns(window, 1));
        ExportDialog* dialog = open(window);
        dialog->findChild<QPlainTextEdit*>()->setPlainText(QStringLiteral("Judit waits."));
        choose(*dialog, "figure-range", 1); // the whole run
        close(window);
        window.setup().setScenario(*scenarioNamed("race"));
        QTRY_VERIFY(window.controller().comparison() != nullptr);
        dialog = open(window);
        QVERIFY(optionsOf(*dialog).caption.isEmpty());
        QVERIFY(optionsOf(*dialog).range.has_value());
        close(window);
        window.setup().setScenario(*scenarioNamed("chess"));
        QTRY_VERIFY(window.controller().comparison() != nullptr);
        dialog = open(window);
        QCOMPARE(optionsOf(*dialog).caption, QStringLiteral("Judit waits."));
        QVERIFY(!optionsOf(*dialog).range.has_value());
    }

    /// Whoever works in the dark still prints on paper, once he said so; whoever said nothing has the window's.
    void coloursFollowTheWindowUnlessTheyAreChosen() {
        MainWindow window({scenarioNamed("chess"), {Mode::Coroutines}});
        window.appearance().setTheme(ThemeKind::Light);
        QVERIFY(waitForRuns(window, 1));
        open(window);
        close(window);
        window.appearance().setTheme(ThemeKind::Dark);
        ExportDialog* dialog = open(window);
        QCOMPARE(optionsOf(*dialog).theme, ThemeKind::Dark);
        dialog->form().setChoices([&] {
            FigureChoices choices = dialog->form().choices();
            choices.theme = ThemeKind::Print;
            return choices;
        }());
        close(window);
        window.appearance().setTheme(ThemeKind::Light);
        QCOMPARE(optionsOf(*open(window)).theme, ThemeKind::Print);
    }
};

QTEST_MAIN(FigureChoicesTest)
#include "figure_choices_test.moc"
