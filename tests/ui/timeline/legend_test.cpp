#include "ui/timeline/legend.h"
#include "ui/timeline/timeline_view.h"

#include <QImage>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>

using namespace simul;

/// What stands above the lanes, and where there are none yet.
class LegendTest : public QObject {
    Q_OBJECT

    static bool has(const QImage& image, const QColor& colour) {
        int found = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                found += image.pixel(x, y) == colour.rgb() ? 1 : 0;
        }
        return found > 4;
    }

private slots:
    void statesGiveUpTheirNamesBeforeTheyGo_data() {
        QTest::addColumn<int>("width");
        QTest::addColumn<double>("scale");
        QTest::addColumn<int>("states");
        QTest::newRow("wide") << 1000 << 1.0 << 7;
        QTest::newRow("presenting") << 1119 << 1.5 << 7;
        QTest::newRow("a small screen") << 600 << 1.0 << 7;
        QTest::newRow("the smallest window") << 422 << 1.0 << 4;
    }
    void statesGiveUpTheirNamesBeforeTheyGo() {
        QFETCH(const int, width);
        QFETCH(const double, scale);
        QFETCH(const int, states);
        Legend legend;
        const QRect rect(0, 0, width, static_cast<int>(34 * scale));
        legend.setGeometry(rect, scale);
        QImage image(rect.size(), QImage::Format_RGB32);
        QPainter painter(&image);
        const Theme& theme = themeFor(ThemeKind::Light);
        legend.paint(painter, theme, {}, std::nullopt, 1);
        const std::array order = {State::Running, State::Ready,  State::Waiting,  State::Blocked,
                                  State::Done,    State::Failed, State::Cancelled};
        for (int index = 0; index < states; ++index) {
            const State state = order[static_cast<std::size_t>(index)];
            QVERIFY2(has(image, theme.look(state).ink), qPrintable(stateName(state)));
        }
    }
    void withoutAModeThereIsNothingToRun() {
        ViewState state;
        TimelineView view(state);
        view.resize(1000, 600);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QSignalSpy asked(&view, &TimelineView::runRequested);
        const QPoint button((116 + 1000) / 2, 34 - 1 + (600 - 34) / 2);
        view.setCanRun(false);
        QTest::mouseClick(&view, Qt::LeftButton, {}, button);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(asked.size(), 0);
        view.setCanRun(true);
        QTest::mouseClick(&view, Qt::LeftButton, {}, button);
        QCOMPARE(asked.size(), 1);
    }
};

QTEST_MAIN(LegendTest)
#include "legend_test.moc"
