#include "ui/theme.h"
#include "ui/timeline/name_cutter.h"
#include "ui/timeline/row_plan.h"

#include <QFontMetricsF>
#include <QTest>

using namespace simul;

class NameCutterTest : public QObject {
    Q_OBJECT

    static constexpr double room = 90;

    static QStringList cut(const QStringList& names, const QFontMetricsF& metrics) {
        NameCutter cutter;
        for (const QString& name : names)
            cutter.add(name, trailingNumber(name), metrics, room);
        QStringList shown;
        for (const QString& name : names)
            shown << cutter.cut(name, trailingNumber(name), metrics, room);
        return shown;
    }

private slots:
    void whatDiffersLooksDifferent_data() {
        QTest::addColumn<QStringList>("names");
        const auto url = [](const char* part) { return QStringLiteral("https://www.example.org/%1/page.html").arg(part); };
        QTest::newRow("in the middle") << QStringList{url("first"), url("other"), url("third")};
        QTest::newRow("in one letter") << QStringList{url("catalogue/item-1041"), url("catalogue/item-1042"), url("catalogue/item-1142")};
        QTest::newRow("here and further on") << QStringList{url("first/aaaaaaaaaaaaaaaaaaaaaaaaaaaaa/x/b"), url("first/aaaaaaaaaaaaaaaaaaaaaaaaaaaaa/y/b"),
                                                            url("other/aaaaaaaaaaaaaaaaaaaaaaaaaaaaa/x/b")};
        QTest::newRow("in length") << QStringList{url("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), url("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")};
        QTest::newRow("at the end") << QStringList{url("first") + "?a", url("first") + "?b"};
        QTest::newRow("before a number") << QStringList{url("first") + " 1", url("other") + " 1", url("other") + " 2"};
        QTest::newRow("at the beginning") << QStringList{"a" + url("first"), "b" + url("first")};
    }
    void whatDiffersLooksDifferent() {
        QFETCH(const QStringList, names);
        const QFontMetricsF metrics(uiFont(11));
        QStringList shown = cut(names, metrics);
        for (const QString& each : shown)
            QVERIFY2(metrics.horizontalAdvance(each) <= room, qPrintable(each));
        shown.removeDuplicates();
        QVERIFY2(shown.size() == names.size(), qPrintable(shown.join(u' ')));
    }
    void whatIsAloneKeepsItsEnds() {
        const QFontMetricsF metrics(uiFont(11));
        const QString name = QStringLiteral("https://www.example.org/first/page.html");
        const QString middle = metrics.elidedText(name, Qt::ElideMiddle, room);
        QCOMPARE(cut({name}, metrics), QStringList{middle});
        QCOMPARE(cut({name, name, "short"}, metrics), (QStringList{middle, middle, "short"}));
        QCOMPARE(cut({"The number says it all: 1", "The number says it all: 2", "Table 1"}, metrics), (QStringList{"1", "2", "Table 1"}));
    }
    /// A page of lanes that is as full as can be.
    void manyAlike() {
        const QFontMetricsF metrics(uiFont(11));
        QStringList names;
        for (int number = 0; number < 300; ++number)
            names << QStringLiteral("https://www.example.org/catalogue/%1/page.html").arg(number);
        QStringList shown;
        QBENCHMARK_ONCE { shown = cut(names, metrics); }
        shown.removeDuplicates();
        QCOMPARE(shown.size(), names.size());
    }
};

QTEST_MAIN(NameCutterTest)
#include "name_cutter_test.moc"
