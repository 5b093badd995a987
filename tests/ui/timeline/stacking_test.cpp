#include "ui/timeline/stacking.h"

#include <QTest>

#include <random>

using namespace simul;

class StackingTest : public QObject {
    Q_OBJECT

private slots:
    void stacksFillTheirLaneExactly_data() {
        QTest::addColumn<int>("height");
        for (const int height : {5, 9, 10, 18, 28})
            QTest::addRow("%d px", height) << height;
    }
    void stacksFillTheirLaneExactly() {
        QFETCH(const int, height);
        Column column;
        column.shares[static_cast<std::size_t>(State::Running)] = 1; // hardly any, but seen
        column.shares[static_cast<std::size_t>(State::Ready)] = 32767;
        column.shares[static_cast<std::size_t>(State::Waiting)] = 32767;
        const std::array<int, StateCount> heights = stackHeights(column, height);
        int total = 0;
        for (const int part : heights)
            total += part;
        QCOMPARE(total, height);
        QCOMPARE(heights[static_cast<std::size_t>(State::Running)], 1);
    }
    void manyAtOnceAreAsOneByOne_data() {
        QTest::addColumn<int>("height");
        for (const int height : {1, 2, 5, 18, 38, highestStack})
            QTest::addRow("%d px", height) << height;
    }
    void manyAtOnceAreAsOneByOne() {
        QFETCH(const int, height);
        std::mt19937_64 random(7);
        std::vector<Column> columns(60 * stacksAtOnce);
        StackShares shares;
        for (Column& column : columns) {
            std::uint32_t left = random() % 4 == 0 ? Column::whole / 2 : Column::whole;
            for (std::size_t part = 0; part < stackParts; ++part) {
                const auto share =
                    static_cast<std::uint16_t>(random() % 3 == 0 ? 0 : random() % (left / (1 + random() % 900) + 1));
                left -= share;
                column.shares[static_cast<std::size_t>(stackOrder[part])] = share;
                shares[part].push_back(share);
            }
        }
        StackTops tops;
        stackTops(shares, height, tops);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const std::array<int, StateCount> heights = stackHeights(columns[i], height);
            int top = 0;
            for (std::size_t part = 0; part < stackParts; ++part) {
                top += heights[static_cast<std::size_t>(stackOrder[part])];
                QCOMPARE(static_cast<int>(tops[part][i]), top);
            }
        }
    }
};

QTEST_GUILESS_MAIN(StackingTest)
#include "stacking_test.moc"
