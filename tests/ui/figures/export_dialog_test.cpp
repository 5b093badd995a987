#include "tests/support/fixtures.h"
#include "tests/support/write_figure.h"
#include "ui/figures/export_dialog.h"
#include "ui/figures/letter_list.h"

#include <QClipboard>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QImage>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QSignalSpy>
#include <QToolButton>
#include <QTemporaryDir>
#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

class ExportDialogTest : public QObject {
    Q_OBJECT

    Comparison m_comparison;
    QTemporaryDir m_folder;

    static QByteArray contentOf(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private slots:
    void initTestCase() {
        m_comparison.runs = {runFromText(Mode::Coroutines, "A | running 0s-40s, waiting 40s-80s, done 80s\n"
                                                           "worker W | running 0s-40s A")};
    }
    void exportsWhatIsVisible() {
        ExportDialog dialog(m_comparison, {at(10s), at(20s)});
        const Result<FigureOptions> options = dialog.options();
        QVERIFY(options);
        QCOMPARE(options->range, std::optional(TimeRange{at(10s), at(20s)}));
        QSignalSpy exported(&dialog, &ExportDialog::exported);
        const QString path = m_folder.filePath(QStringLiteral("a.png"));
        dialog.exportTo(path);
        QTRY_COMPARE_WITH_TIMEOUT(exported.count(), 1, 60'000);
        QCOMPARE(QImage(path).size(), options->size.dots());
        QCOMPARE(dialog.result(), static_cast<int>(QDialog::Accepted));
    }
    void everyFieldIsAnOption() {
        ExportDialog dialog(m_comparison, {at(10s), at(20s)});
        dialog.setCommand(QStringLiteral("simul run a"), true);
        dialog.form().setSubtitle(QStringLiteral("what ran"));
        dialog.form().letters().add(at(12s));
        dialog.form().letters().add(at(15s));
        dialog.findChild<QLineEdit*>(QStringLiteral("figure-lanes"))->setText(QStringLiteral("A, W*,"));
        dialog.findChild<QPlainTextEdit*>()->setPlainText(QStringLiteral("See (a)."));
        dialog.findChild<QComboBox*>(QStringLiteral("figure-unit"))->setCurrentIndex(1);
        dialog.findChild<QDoubleSpinBox*>(QStringLiteral("figure-width"))->setValue(85.5);
        const Result<FigureOptions> options = dialog.options();
        QVERIFY(options);
        QCOMPARE(options->letters, (std::vector<FigureLetter>{{u'a', at(12s)}, {u'b', at(15s)}}));
        QCOMPARE(options->lanes, (QStringList{QStringLiteral("A"), QStringLiteral("W*")}));
        QCOMPARE(options->caption, QStringLiteral("See (a)."));
        QCOMPARE(options->colourBy, ColourBy::State);
        QCOMPARE(options->size.extent, QSizeF(85.5, 100));
        QCOMPARE(options->size.dots(), QSize(1010, 1181)); // 300 to the inch
        QCOMPARE(options->footer,
                 QStringLiteral("simul run a --from 10s --to 20s --lane A --lane 'W*' --letter a=12s --letter b=15s"));
        dialog.findChild<QComboBox*>(QStringLiteral("figure-unit"))->setCurrentIndex(0);
        QCOMPARE(dialog.options()->size.dots(), QSize(1600, 1000)); // each unit keeps its numbers
        dialog.findChild<QComboBox*>(QStringLiteral("figure-range"))->setCurrentIndex(1);
        QVERIFY(dialog.options()->footer.startsWith(QStringLiteral("simul run a --from 0s --lane")));
        dialog.form().setColourBy(ColourBy::Task);
        QVERIFY(dialog.options()->footer.contains(QStringLiteral(" --from 0s --colour task --lane")));
    }
    void takesOverMarksAndTheOrderOfLanesIfItIsWanted() {
        ExportDialog dialog(m_comparison, {at(10s), at(20s)});
        dialog.setCommand(QStringLiteral("simul run a"), false);
        auto* isArranged = dialog.findChild<QCheckBox*>(QStringLiteral("figure-arranged"));
        auto* hasMarks = dialog.findChild<QCheckBox*>(QStringLiteral("figure-marks"));
        dialog.form().setArrangement({});
        dialog.form().setMarks({});
        QVERIFY(!isArranged->isEnabled() && !isArranged->isChecked() && !hasMarks->isEnabled() && !hasMarks->isChecked());
        LaneChoices lanes;
        lanes.pin({LaneKey::Kind::Task, "A"}, true);
        lanes.hide({LaneKey::Kind::Worker, "W"}, true);
        dialog.form().setArrangement(lanes);
        dialog.form().setMarks({{{at(11s), at(11s)}, QStringLiteral("it's here")}, {{at(12s), at(13s)}, QStringLiteral("x")}});
        QCOMPARE(dialog.options()->arrangement.pinned, lanes.pinned);
        QCOMPARE(dialog.options()->arrangement.hidden, lanes.hidden);
        QVERIFY(dialog.options()->lanes.isEmpty()); // nobody typed any
        QVERIFY(dialog.options()->footer.contains(QStringLiteral(R"(--arrange '{"heights":{},"hidden":["w0:W"],)")));
        QVERIFY2(dialog.options()->footer.endsWith(QStringLiteral(R"("pinned":["t0:A"]}' --mark '11s=it'\''s here' --mark 12s..13s=x)")),
                 qPrintable(dialog.options()->footer));
        isArranged->setChecked(false);
        hasMarks->setChecked(false);
        QCOMPARE(dialog.options()->footer, QStringLiteral("simul run a --from 10s --to 20s"));
    }
    /// A projector's screen is 1024 pixels wide; here it is even less.
    void fitsIntoSmallScreens() {
        ExportDialog dialog(m_comparison, {at(10s), at(20s)});
        dialog.form().setSubtitle(QString(200, u'x'));
        dialog.form().letters().add(at(12s));
        QVERIFY2(dialog.minimumSizeHint().width() <= 760, qPrintable(QString::number(dialog.minimumSizeHint().width())));
        QVERIFY2(dialog.minimumSizeHint().height() <= 600, qPrintable(QString::number(dialog.minimumSizeHint().height())));
        dialog.show();
        const QSize room = dialog.screen()->availableSize();
        QVERIFY2(dialog.size().boundedTo(room) == dialog.size(), qPrintable(QString::number(dialog.width())));
        QVERIFY(dialog.width() > room.width() - 20); // the preview wants what there is
    }
    void lettersComeAndGo() {
        LetterList list;
        QSignalSpy changed(&list, &LetterList::changed);
        list.setNext(at(7s));
        list.add(at(5s));
        QTest::mouseClick(list.findChild<QPushButton*>(QStringLiteral("add-letter")), Qt::LeftButton);
        QCOMPARE(*list.letters(), (std::vector<FigureLetter>{{u'a', at(5s)}, {u'b', at(7s)}}));
        list.findChild<QToolButton*>()->click(); // of the first
        QCOMPARE(*list.letters(), (std::vector<FigureLetter>{{u'a', at(7s)}}));
        QVERIFY(changed.count() >= 3);
        list.add(at(1s));
        for (auto* field : list.findChildren<QLineEdit*>())
            field->setText(QStringLiteral("soon"));
        QVERIFY(!list.letters());
        QVERIFY(QString::fromStdString(list.letters().error()).startsWith(QStringLiteral("Letter (a): ")));
    }
    void whatCannotBeShownIsSaid() {
        ExportDialog dialog(m_comparison, {at(10s), at(20s)});
        dialog.form().letters().add(at(50s));
        QTRY_VERIFY(dialog.messageText().contains(QStringLiteral("The letter (a) stands at 0:00:50")));
        dialog.findChild<QComboBox*>(QStringLiteral("figure-range"))->setCurrentIndex(1);
        QTRY_COMPARE(dialog.messageText(), QString());
        dialog.findChild<QLineEdit*>(QStringLiteral("figure-lanes"))->setText(QStringLiteral("Z"));
        QTRY_COMPARE(dialog.messageText(), QStringLiteral("There is no lane “Z”."));
    }
    void oneSentenceWhenItFails() {
        ExportDialog dialog(m_comparison, {at(10s), at(20s)});
        QSignalSpy exported(&dialog, &ExportDialog::exported);
        dialog.exportTo(m_folder.filePath(QStringLiteral("nowhere/a.pdf")));
        QTRY_VERIFY_WITH_TIMEOUT(dialog.messageText().contains(QStringLiteral("nowhere")), 60'000);
        QCOMPARE(exported.count(), 0);
        QCOMPARE(QDir(m_folder.path()).entryList({QStringLiteral("*.pdf")}, QDir::Files).size(), 0);
    }
    void copiesAsPictureAndAsSvg() {
        ExportDialog dialog(m_comparison, {at(10s), at(20s)});
        QSignalSpy copied(&dialog, &ExportDialog::copied);
        dialog.copy();
        QTRY_COMPARE_WITH_TIMEOUT(copied.count(), 1, 60'000);
        const QMimeData* content = QGuiApplication::clipboard()->mimeData();
        const QString path = m_folder.filePath(QStringLiteral("same"));
        for (const char* ending : {"png", "svg"})
            QVERIFY(writeFigure(m_comparison, *dialog.options(), path + u'.' + QLatin1String(ending)));
        QCOMPARE(content->data(QStringLiteral("image/png")), contentOf(path + QStringLiteral(".png")));
        QCOMPARE(content->data(QStringLiteral("image/svg+xml")), contentOf(path + QStringLiteral(".svg")));
        QCOMPARE(qvariant_cast<QImage>(content->imageData()).size(), QSize(1600, 1000));
        QVERIFY(!dialog.isBusy());
    }
    void anAnimationShowsHowFarItIsAndStops() {
        ExportDialog dialog(m_comparison, {at(10s), at(20s)});
        dialog.show();
        QSignalSpy exported(&dialog, &ExportDialog::exported);
        const QString path = m_folder.filePath(QStringLiteral("long.webp"));
        dialog.findChild<QDoubleSpinBox*>(QStringLiteral("figure-seconds"))->setValue(600);
        dialog.exportTo(path);
        auto* progress = dialog.findChild<QProgressBar*>();
        QTRY_VERIFY_WITH_TIMEOUT(progress->isVisible() && progress->value() > 0, 60'000);
        QElapsedTimer timer;
        timer.start();
        dialog.reject();
        QVERIFY(dialog.isVisible() && !dialog.isBusy());
        dialog.reject(); // and now it closes
        QVERIFY(!dialog.isVisible());
        QVERIFY(timer.elapsed() < 20'000); // it would take minutes
        QCOMPARE(exported.count(), 0);
        QVERIFY(!QFile::exists(path));
    }
    void closingItStopsWhatItWrites() {
        const QString path = m_folder.filePath(QStringLiteral("closed.webp"));
        {
            ExportDialog dialog(m_comparison, {at(10s), at(20s)});
            dialog.exportTo(path);
        }
        QVERIFY(!QFile::exists(path));
        QCOMPARE(QDir(m_folder.path()).entryList({QStringLiteral("closed*")}, QDir::Files).size(), 0);
    }
};

QTEST_MAIN(ExportDialogTest)
#include "export_dialog_test.moc"
