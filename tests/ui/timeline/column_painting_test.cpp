#include "ui/timeline/column_painting.h"

#include <QBuffer>
#include <QPaintEngine>
#include <QPainter>
#include <QSvgGenerator>
#include <QTest>

#include <random>

using namespace simul;

namespace {

/// Columns with any shares from x = 30 on, with gaps between some.
std::vector<Column> randomColumns(int count, std::uint64_t seed, int widest = 3) {
    std::mt19937_64 random(seed);
    std::vector<Column> columns;
    int x = 30;
    for (int i = 0; i < count; ++i) {
        Column column{.x = x, .width = 1 + static_cast<int>(random() % static_cast<unsigned>(widest))};
        std::uint32_t left = Column::whole;
        for (const State state : stackOrder) {
            const auto share = static_cast<std::uint32_t>(random() % 3 == 0 ? 0 : random() % (left + 1));
            column.shares[static_cast<std::size_t>(state)] = static_cast<std::uint16_t>(share);
            left -= share;
        }
        columns.push_back(column);
        x += column.width + (random() % 20 == 0 ? 5 : 0);
    }
    return columns;
}

/// Rectangle by rectangle.
void paintPlainly(QPainter& painter, const Theme& theme, const std::vector<Column>& columns, const QRect& lane,
                  const QColor& waiting) {
    for (const Column& column : columns) {
        const std::array<int, StateCount> heights = stackHeights(column, lane.height());
        int bottom = lane.bottom() + 1;
        for (const State state : stackOrder) {
            const int height = heights[static_cast<std::size_t>(state)];
            bottom -= height;
            const QRect part(column.x, bottom, column.width, height);
            if (height > 0 && state == State::Waiting)
                painter.fillRect(part, waiting);
            else if (height > 0)
                fillBodies(painter, theme, state, {&part, 1}, false, Medium::Raster);
        }
    }
}

QImage picture(double ratio) {
    QImage image(QSize(400, 90) * ratio, QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::yellow); // shows where nothing is painted
    return image;
}

} // namespace

class ColumnPaintingTest : public QObject {
    Q_OBJECT

private slots:
    void aPictureIsWhatRectanglesWouldBe_data() {
        QTest::addColumn<ThemeKind>("kind");
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("widest");
        for (const int height : {2, 5, 10, 28, 42}) {
            QTest::addRow("light, %d px", height) << ThemeKind::Light << height << 3;
            QTest::addRow("print, %d px", height) << ThemeKind::Print << height << 3;
            QTest::addRow("light, narrow, %d px", height) << ThemeKind::Light << height << 1;
        }
    }
    void aPictureIsWhatRectanglesWouldBe() {
        QFETCH(const ThemeKind, kind);
        QFETCH(const int, height);
        QFETCH(const int, widest);
        const Theme& theme = themeFor(kind);
        const QColor waiting = theme.look(State::Waiting).tint;
        const std::vector<Column> columns = randomColumns(150, 42, widest);
        const QRect lane(20, 13, 370, height);
        QImage expected = picture(1);
        QPainter plain(&expected);
        plain.translate(3, 11); // as a scrolled view does
        plain.setClipRect(lane); // a very low lane has not a pixel for each state
        paintPlainly(plain, theme, columns, lane, waiting);
        plain.end();
        QImage image = picture(1);
        QPainter painter(&image);
        painter.translate(3, 11);
        ColumnPainter columnPainter;
        columnPainter.setStyle(theme, Medium::Raster, waiting);
        columnPainter.paint(painter, columns, lane);
        columnPainter.finish(painter);
        painter.end();
        QCOMPARE(image, expected);
        QVERIFY(image != picture(1));
    }
    /// A window repaints only what it must, and that is no clip of the painter's.
    void nothingIsWrittenBesideWhatIsRepainted() {
        const Theme& theme = themeFor(ThemeKind::Light);
        const std::vector<Column> columns = randomColumns(150, 42);
        QImage whole = picture(1);
        QImage part = picture(1);
        const QRect repainted(90, 20, 50, 8);
        part.paintEngine()->setSystemClip(repainted);
        for (QImage* image : {&whole, &part}) {
            QPainter painter(image);
            ColumnPainter columnPainter;
            columnPainter.setStyle(theme, Medium::Raster, Qt::gray);
            columnPainter.paint(painter, columns, QRect(20, 13, 370, 28));
            columnPainter.finish(painter);
        }
        part.paintEngine()->setSystemClip({});
        for (int y = 0; y < part.height(); ++y) {
            for (int x = 0; x < part.width(); ++x)
                QCOMPARE(part.pixelColor(x, y), repainted.contains(x, y) ? whole.pixelColor(x, y) : QColor(Qt::yellow));
        }
        QVERIFY(part != picture(1));
    }
    void sharpDisplaysHaveTheSameShares() {
        const Theme& theme = themeFor(ThemeKind::Light);
        Column column{.x = 40, .width = 60};
        column.shares[static_cast<std::size_t>(State::Running)] = Column::whole / 2;
        QImage image = picture(2);
        QPainter painter(&image);
        ColumnPainter columnPainter;
        columnPainter.setStyle(theme, Medium::Raster, Qt::gray);
        columnPainter.paint(painter, {&column, 1}, QRect(20, 10, 300, 20));
        columnPainter.finish(painter);
        painter.end();
        int running = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                running += image.pixel(x, y) == theme.look(State::Running).ink.rgb() ? 1 : 0;
        }
        QCOMPARE(running, 120 * 20); // half of a lane of 40 device pixels, 120 of them long
        QCOMPARE(image.pixelColor(80, 59), theme.look(State::Running).ink); // and at its bottom
        QCOMPARE(image.pixelColor(79, 59), QColor(Qt::yellow));
        QCOMPARE(image.pixelColor(80, 39), QColor(Qt::yellow));
    }
    void anotherThemeHasItsOwnColours() {
        Column column{.x = 40, .width = 10};
        column.shares[static_cast<std::size_t>(State::Running)] = Column::whole;
        ColumnPainter columnPainter;
        for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::Print}) {
            QImage image = picture(1);
            QPainter painter(&image);
            columnPainter.setStyle(themeFor(kind), Medium::Raster, Qt::gray);
            columnPainter.paint(painter, {&column, 1}, QRect(20, 10, 300, 20));
            painter.end();
            QCOMPARE(image.pixelColor(45, 15), themeFor(kind).look(State::Running).ink);
        }
    }
    /// However much there is, a document stays small, and nothing is left out.
    void documentsStaySmall() {
        const Theme& theme = themeFor(ThemeKind::Print);
        QByteArray bytes;
        QBuffer buffer(&bytes);
        QSvgGenerator svg;
        svg.setOutputDevice(&buffer);
        svg.setSize(QSize(1700, 400));
        QPainter painter(&svg);
        ColumnPainter columnPainter;
        columnPainter.setStyle(theme, Medium::Vector, theme.chosen);
        for (int lane = 0; lane < 8; ++lane)
            columnPainter.paint(painter, randomColumns(650, static_cast<std::uint64_t>(lane)),
                                QRect(20, lane * 40, 1650, 28));
        columnPainter.finish(painter);
        painter.end();
        QVERIFY2(bytes.size() < (1 << 20), qPrintable(QString::number(bytes.size())));
        QVERIFY(bytes.count("<rect") > 2000);
        for (const State state : {State::Running, State::Blocked, State::Ready})
            QVERIFY(bytes.contains(theme.look(state).ink.name().toLatin1()));
    }
};

QTEST_MAIN(ColumnPaintingTest)
#include "column_painting_test.moc"
