#include "ui/timeline/key_position.h"

#include <QTest>

using namespace simul;

class KeyPositionTest : public QObject {
    Q_OBJECT

private slots:
    void americanKeysAreWhatTheyAre() {
        QCOMPARE(keyAtPosition(25, Qt::Key_W), int(Qt::Key_W));
        QCOMPARE(keyAtPosition(61, Qt::Key_Slash), int(Qt::Key_Slash));
        QCOMPARE(keyAtPosition(34, Qt::Key_BracketLeft), int(Qt::Key_BracketLeft));
    }
    void russianLettersAreWhereTheyLie() {
        QCOMPARE(keyAtPosition(25, 0x0426), int(Qt::Key_W)); // Ц
        QCOMPARE(keyAtPosition(41, 0x0410), int(Qt::Key_F)); // А
        QCOMPARE(keyAtPosition(60, 0x042e), int(Qt::Key_Period)); // Ю
        QCOMPARE(keyAtPosition(35, 0x042a), int(Qt::Key_BracketRight)); // Ъ
        QCOMPARE(keyAtPosition(61, Qt::Key_Period), int(Qt::Key_Slash));
        QCOMPARE(keyAtPosition(61, Qt::Key_Comma), int(Qt::Key_Question)); // with Shift
    }
    void frenchZoomsWithZ() {
        QCOMPARE(keyAtPosition(25, Qt::Key_Z), int(Qt::Key_W));
        QCOMPARE(keyAtPosition(38, Qt::Key_Q), int(Qt::Key_A));
        QCOMPARE(keyAtPosition(24, Qt::Key_A), int(Qt::Key_Q));
    }
    void dvorakHasItsClusterToo() {
        QCOMPARE(keyAtPosition(25, Qt::Key_Comma), int(Qt::Key_W));
        QCOMPARE(keyAtPosition(26, Qt::Key_Period), int(Qt::Key_Period)); // the layout's own
        QCOMPARE(keyAtPosition(59, Qt::Key_W), int(Qt::Key_Comma)); // whose own zooms
        QCOMPARE(keyAtPosition(60, Qt::Key_V), int(Qt::Key_Period));
        QCOMPARE(keyAtPosition(55, Qt::Key_K), int(Qt::Key_V));
    }
    void germanKeepsItsMinus() { QCOMPARE(keyAtPosition(61, Qt::Key_Minus), int(Qt::Key_Minus)); }
    void halfAPairOfBracketsIsNone() {
        for (const int umlaut : {0xfc, 0xdc}) // ü and Ü beside the plus, which zooms in
            QCOMPARE(keyAtPosition(34, umlaut), umlaut);
        QCOMPARE(keyAtPosition(35, Qt::Key_Plus), int(Qt::Key_Plus));
        QCOMPARE(keyAtPosition(34, 0x0425), int(Qt::Key_BracketLeft)); // Х has Ъ beside it
    }
    void whatHasNoLetterStays() {
        for (const int key : {int(Qt::Key_Space), int(Qt::Key_Escape), int(Qt::Key_Left), int(Qt::Key_F3)})
            QCOMPARE(keyAtPosition(65, key), key);
        QCOMPARE(keyAtPosition(0, 0x0426), 0x0426);
    }
};

QTEST_GUILESS_MAIN(KeyPositionTest)
#include "key_position_test.moc"
