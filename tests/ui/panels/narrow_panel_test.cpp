// What the right side says has to fit into it, however long the names are.

#include "ui/panels/code_view.h"
#include "ui/panels/report_widgets.h"

#include <QScrollBar>
#include <QTest>
#include <QTextBlock>

using namespace simul;

namespace {

constexpr int panelWidth = 288; ///< within the margins
const auto longName = QStringLiteral("ThreadPoolForegroundWorkerOfTheServiceManager");

} // namespace

class NarrowPanelTest : public QObject {
    Q_OBJECT

    Appearance m_appearance;

private slots:
    void longNamesTakeNothingOutOfView() {
        ReportLines lines(m_appearance);
        lines.setLines({{State::Waiting, QStringLiteral("<b>%1&amp;%1</b> waits since 6.364 s.").arg(longName)}});
        QVERIFY2(lines.minimumSizeHint().width() <= panelWidth, qPrintable(QString::number(lines.minimumSizeHint().width())));
        FactGrid facts(m_appearance);
        facts.setFacts({{QStringLiteral("Before"), QStringLiteral("Running, %1%1").arg(longName)}});
        QVERIFY2(facts.minimumSizeHint().width() <= panelWidth, qPrintable(QString::number(facts.minimumSizeHint().width())));
    }
    void whatIsSaidIsWhatWasMeant() {
        ReportLines lines(m_appearance);
        lines.setLines({{State::Waiting, QStringLiteral("<b>%1&amp;%1</b> waits").arg(longName)}});
        QCOMPARE(lines.plainText(), longName + u'&' + longName + QStringLiteral(" waits"));
    }
    void allOfTheCodeIsInView() {
        CodeView code(m_appearance);
        code.resize(320, 500);
        code.showFile(QStringLiteral("chess.cpp"));
        code.show();
        QVERIFY(QTest::qWaitForWindowExposed(&code));
        QCOMPARE(code.horizontalScrollBar()->maximum(), 0);
        const QStringList shown = code.toPlainText().split(u'\n');
        const QStringList written = code.story().split(u'\n');
        QCOMPARE(shown.size(), written.size()); // the gutter numbers lines of the file
        for (qsizetype line = 0; line < shown.size(); ++line)
            QCOMPARE(shown[line].trimmed(), written[line].trimmed());
        QVERIFY(code.story().contains(QStringLiteral("\n    for")));
        QVERIFY(code.toPlainText().contains(QStringLiteral("\n  for")));
    }
};

QTEST_MAIN(NarrowPanelTest)
#include "narrow_panel_test.moc"
