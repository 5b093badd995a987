#include "tests/support/fixtures.h"
#include "ui/figures/export_dialog.h"

#include <QComboBox>
#include <QDir>
#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

class ExportDialogTest : public QObject {
    Q_OBJECT

    Comparison m_comparison;
    QTemporaryDir m_folder;

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
        QTRY_COMPARE(exported.count(), 1);
        QCOMPARE(QImage(path).size(), options->size);
        QCOMPARE(dialog.result(), static_cast<int>(QDialog::Accepted));
    }
    void oneSentenceWhenItFails() {
        ExportDialog dialog(m_comparison, {at(10s), at(20s)});
        QSignalSpy exported(&dialog, &ExportDialog::exported);
        dialog.exportTo(m_folder.filePath(QStringLiteral("nowhere/a.pdf")));
        QTRY_VERIFY(dialog.errorText().contains(QStringLiteral("nowhere")));
        QCOMPARE(exported.count(), 0);
        QCOMPARE(QDir(m_folder.path()).entryList({QStringLiteral("*.pdf")}, QDir::Files).size(), 0);
    }
    void mayBeClosedWhileItWrites() {
        const QString path = m_folder.filePath(QStringLiteral("closed.png"));
        {
            ExportDialog dialog(m_comparison, {at(10s), at(20s)});
            dialog.exportTo(path);
        }
        QVERIFY(!QImage(path).isNull());
    }
};

QTEST_MAIN(ExportDialogTest)
#include "export_dialog_test.moc"
