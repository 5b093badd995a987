#include "ui/timeline/body_filler.h"

#include <QPaintEngine>
#include <QPainter>
#include <QTest>

#include <random>

using namespace simul;

namespace {

constexpr QRect lane(20, 13, 370, 7);
constexpr int origin = -1234;

QImage picture(double ratio, QImage::Format format = QImage::Format_RGB32) {
    QImage image((QSizeF(410, 60) * ratio).toSize(), format);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::yellow); // shows where nothing is painted
    return image;
}

/// Neighbours of 1 to 12 pixels, as high as their state has it; one is as long as all of them.
std::vector<QRect> bodiesOf(State state) {
    std::mt19937_64 random(7);
    std::vector<QRect> bodies;
    for (int x = lane.left(); x < lane.right() - 130;) {
        const int width = 1 + static_cast<int>(random() % 12);
        bodies.push_back(bodyOf(state, QRect(x, lane.top(), width, lane.height())));
        x += width + static_cast<int>(random() % 3);
    }
    bodies.push_back(bodyOf(state, QRect(lane.right() - 110, lane.top(), 111, lane.height())));
    return bodies;
}

} // namespace

class BodyFillerTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsWrittenIsWhatWouldBeDrawn_data() {
        QTest::addColumn<ThemeKind>("kind");
        QTest::addColumn<double>("ratio");
        for (const double ratio : {1.0, 2.0, 3.0}) {
            QTest::addRow("light, %g", ratio) << ThemeKind::Light << ratio;
            QTest::addRow("dark, %g", ratio) << ThemeKind::Dark << ratio;
            QTest::addRow("print, %g", ratio) << ThemeKind::Print << ratio;
        }
    }
    void whatIsWrittenIsWhatWouldBeDrawn() {
        QFETCH(const ThemeKind, kind);
        QFETCH(const double, ratio);
        const Theme& theme = themeFor(kind);
        BodyFiller filler;
        filler.setStyle(theme);
        filler.setPatternOrigin(origin);
        for (const State state : {State::Ready, State::Running, State::Waiting, State::Blocked}) {
            const std::vector<QRect> bodies = bodiesOf(state);
            QImage drawn = picture(ratio);
            QImage written = picture(ratio);
            QPainter drawing(&drawn);
            QPainter writing(&written);
            for (QPainter* painter : {&drawing, &writing}) {
                painter->translate(3, 11); // as a scrolled view does
                painter->setBrushOrigin(origin, 0);
            }
            fillBodies(drawing, theme, state, bodies, false, Medium::Raster);
            const auto pixels = LanePixels::under(writing, lane);
            QVERIFY(pixels.has_value());
            for (const QRect& body : bodies)
                QVERIFY(filler.fill(*pixels, state, body));
            drawing.end();
            writing.end();
            QCOMPARE(written, drawn);
            QVERIFY(written != picture(ratio));
        }
    }

    void whereMoreHasToBeDoneNothingIsWritten() {
        const auto under = [](QImage image, const auto& prepare) {
            QPainter painter(&image);
            prepare(painter);
            return LanePixels::under(painter, lane).has_value();
        };
        const auto nothing = [](QPainter&) {};
        QVERIFY(under(picture(1), nothing));
        QVERIFY(under(picture(1), [](QPainter& painter) { painter.setClipRect(lane); }));
        QVERIFY(!under(picture(1), [](QPainter& painter) { painter.setClipRect(lane.adjusted(1, 0, 0, 0)); }));
        QVERIFY(!under(picture(1), [](QPainter& painter) { painter.setOpacity(0.5); }));
        QVERIFY(!under(picture(1), [](QPainter& painter) { painter.translate(-30, 0); })); // beyond the picture
        QVERIFY(!under(picture(1), [](QPainter& painter) { painter.translate(0.5, 0); }));
        QVERIFY(!under(picture(1), [](QPainter& painter) { painter.rotate(90); }));
        QVERIFY(!under(picture(1.25), nothing)); // edges of bodies between pixels
        QVERIFY(!under(picture(1, QImage::Format_ARGB32), nothing));
        QImage repainted = picture(1); // in part, as a window is
        repainted.paintEngine()->setSystemClip(lane.adjusted(0, 0, 0, -1));
        QPainter painter(&repainted);
        QVERIFY(!LanePixels::under(painter, lane));
    }

    void nothingIsWrittenBesideTheLane() {
        QImage image = picture(1);
        QPainter painter(&image);
        BodyFiller filler;
        filler.setStyle(themeFor(ThemeKind::Light));
        const LanePixels pixels = *LanePixels::under(painter, lane);
        for (const State state : {State::Ready, State::Running, State::Waiting, State::Blocked}) {
            for (const QPoint beside : {QPoint(-400, 0), QPoint(400, 0), QPoint(0, -9), QPoint(0, 9)})
                filler.fill(pixels, state, lane.translated(beside));
        }
        QCOMPARE(image, picture(1));
        filler.fill(pixels, State::Running, lane.adjusted(-9, -9, 9, 9));
        painter.end();
        QImage expected = picture(1);
        QPainter(&expected).fillRect(lane, themeFor(ThemeKind::Light).look(State::Running).ink);
        QCOMPARE(image, expected);
    }

    void aStateWithoutABodyIsNotWritten() {
        QImage image = picture(1);
        QPainter painter(&image);
        BodyFiller filler;
        filler.setStyle(themeFor(ThemeKind::Light));
        for (const State state : {State::Idle, State::Created, State::Done})
            QVERIFY(!filler.fill(*LanePixels::under(painter, lane), state, lane));
        painter.end();
        QCOMPARE(image, picture(1));
    }

    void anotherThemeHasItsOwnColours() {
        BodyFiller filler;
        for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::Print}) {
            QImage image = picture(1);
            QPainter painter(&image);
            filler.setStyle(themeFor(kind));
            QVERIFY(filler.fill(*LanePixels::under(painter, lane), State::Running, lane));
            painter.end();
            QCOMPARE(image.pixelColor(lane.center()), themeFor(kind).look(State::Running).ink);
        }
    }
};

QTEST_MAIN(BodyFillerTest)
#include "body_filler_test.moc"
