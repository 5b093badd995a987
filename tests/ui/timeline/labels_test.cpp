#include "ui/timeline/labels.h"

#include <QTest>

using namespace simul;

namespace {

/// What slices that run side by side, all of one width, say about themselves.
QStringList saidAt(double width, const QStringList& numbers) {
    LabelMaker maker;
    LaneBoxes lane;
    for (qsizetype index = 0; index < numbers.size(); ++index) {
        const int left = static_cast<int>(std::lround(static_cast<double>(index) * width));
        const int right = static_cast<int>(std::lround(static_cast<double>(index + 1) * width));
        SliceBox box;
        box.rect = QRect(left, 0, right - left, 20);
        box.index = static_cast<std::size_t>(index);
        box.state = State::Running;
        box.exactWidth = width;
        lane.boxes.push_back(box);
    }
    std::vector<Label> labels;
    maker.place(lane, 20, [&](const SliceBox& box, QStringList& texts) { texts << numbers[qsizetype(box.index)]; }, labels);
    QStringList said;
    for (const Label& label : labels)
        said << label.text;
    return said;
}

} // namespace

class LabelsTest : public QObject {
    Q_OBJECT

private slots:
    void aNumberOnceShownStaysAsItsSliceGrows() {
        QStringList numbers;
        for (int number = 8; number <= 24; ++number)
            numbers << QString::number(number);
        numbers << QStringLiteral("100") << QStringLiteral("444");
        QStringList before;
        for (double width = 10; width < 40; width += 0.1) {
            const QStringList now = saidAt(width, numbers);
            for (const QString& number : before)
                QVERIFY2(now.contains(number), qPrintable(QStringLiteral("%1 is gone at %2").arg(number).arg(width)));
            before = now;
        }
        QCOMPARE(before, numbers);
    }
    void equalSlicesHaveNumbersOrNone() {
        QStringList numbers;
        for (int number = 10; number <= 99; ++number)
            numbers << QString::number(number);
        for (double width = 10; width < 30; width += 0.1) {
            const QStringList said = saidAt(width, numbers);
            QVERIFY2(said.isEmpty() || said == numbers, qPrintable(QString::number(width)));
        }
    }
};

QTEST_MAIN(LabelsTest)
#include "labels_test.moc"
