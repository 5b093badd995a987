#include "ui/timeline/slice_painting.h"
#include "ui/timeline/task_colours.h"

#include <QImage>
#include <QPainter>
#include <QSet>
#include <QTest>

using namespace simul;

class SlicePaintingTest : public QObject {
    Q_OBJECT

private slots:
    void bodiesFollowTheSpec() {
        const QRect lane(10, 20, 100, 18);
        QCOMPARE(bodyOf(State::Running, lane), lane);
        QCOMPARE(bodyOf(State::Blocked, lane), lane);
        QCOMPARE(bodyOf(State::Ready, lane), QRect(10, 22, 100, 14));   // lane - 4 from 16 px
        QCOMPARE(bodyOf(State::Ready, QRect(0, 0, 9, 10)).height(), 6); // 60 % below
        QCOMPARE(bodyOf(State::Waiting, lane).height(), 3);
        QCOMPARE(bodyOf(State::Waiting, QRect(0, 0, 9, 10)).height(), 2);
        QCOMPARE(bodyOf(State::Waiting, QRect(0, 0, 9, 1)), QRect(0, 0, 9, 1)); // none reaches into the next lane
        QVERIFY(bodyOf(State::Idle, lane).isEmpty());
        QVERIFY(bodyOf(State::Created, lane).isEmpty());
    }
    void wordsAreLegibleOnEveryTasksColour() {
        const auto luminance = [](const QColor& colour) {
            const auto linear = [](double part) { return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); };
            return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
        };
        const auto contrast = [&](const QColor& a, const QColor& b) {
            const double light = std::max(luminance(a), luminance(b));
            return (light + 0.05) / (std::min(luminance(a), luminance(b)) + 0.05);
        };
        for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::Print}) {
            for (std::size_t palette = 1; palette < PaletteCount; ++palette) {
                const Theme& theme = themeFor(kind, static_cast<Palette>(palette));
                QVERIFY(contrast(theme.onRunning, theme.look(State::Running).ink) >= 4.5);
                for (const State state : {State::Ready, State::Blocked, State::Waiting})
                    QVERIFY(contrast(theme.look(state).letterColor, theme.look(state).tint) >= 4.5);
            }
        }
        QCOMPARE(paletteOf(QStringLiteral("7"), 3), paletteOf(QStringLiteral("7"), 9)); // by number in every run
        QVERIFY(paletteOf({}, 3) != paletteOf({}, 4));
    }
    void everyStateLooksDifferentWithoutColour() {
        QSet<QByteArray> looks;
        for (const State state : {State::Running, State::Ready, State::Waiting, State::Blocked, State::Done,
                                  State::Failed, State::Cancelled}) {
            QImage image(40, 16, QImage::Format_RGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            drawSliceSample(painter, themeFor(ThemeKind::Print), state, QRect(4, 2, 30, 12));
            painter.end();
            QByteArray darkness; // where it is dark at all
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x)
                    darkness.append(qGray(image.pixel(x, y)) < 200 ? '#' : '.');
            }
            QVERIFY(darkness.contains('#'));
            looks.insert(darkness);
        }
        QCOMPARE(looks.size(), 7);
    }
    void vectorPatternsStayWithinTheirSlice_data() {
        QTest::addColumn<State>("state");
        QTest::newRow("dots") << State::Ready;
        QTest::newRow("lines") << State::Blocked;
        QTest::newRow("cross") << State::Failed;
        QTest::newRow("horizontal") << State::Cancelled;
    }
    void vectorPatternsStayWithinTheirSlice() { // QSvgGenerator ignores clips
        QFETCH(const State, state);
        QImage image(120, 60, QImage::Format_RGB32);
        image.fill(Qt::white);
        const QRect body(17, 13, 71, 29);
        QPainter painter(&image);
        fillBodies(painter, themeFor(ThemeKind::Light), state, {&body, 1}, true, Medium::Vector);
        painter.end();
        int inside = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const bool isInk = image.pixelColor(x, y) != themeFor(ThemeKind::Light).look(state).tint;
                if (body.adjusted(1, 1, -1, -1).contains(x, y))
                    inside += isInk ? 1 : 0;
                else if (!body.contains(x, y))
                    QCOMPARE(image.pixelColor(x, y), QColor(Qt::white));
            }
        }
        QVERIFY(inside > 50);
    }
};

QTEST_MAIN(SlicePaintingTest)
#include "slice_painting_test.moc"
