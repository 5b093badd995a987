#include "engine/scenarios/scenario.h"

#include <QTest>

using namespace simul;
using namespace std::chrono_literals;

/// Bad values get one clear sentence and change nothing.
class ParameterTest : public QObject {
    Q_OBJECT

private slots:
    void goodValuesAreTaken() {
        Parameters parameters = parametersFor(*scenarioNamed("chess"));
        QVERIFY(static_cast<bool>(parameters.set("opponents", "12")));
        QVERIFY(static_cast<bool>(parameters.set("judit", "1min30s")));
        QVERIFY(static_cast<bool>(parameters.set("variation", "12.5%")));
        QVERIFY(static_cast<bool>(parameters.set("burn", "on")));
        QCOMPARE(parameters.number("opponents"), std::int64_t{12});
        QCOMPARE(parameters.duration("judit"), Duration(90s));
        QCOMPARE(parameters.percent("variation"), 12.5);
        QVERIFY(parameters.isOn("burn"));
    }

    void textsAreOneLine() {
        using Texts = std::vector<std::string>;
        const Parameter file{"table", "Table", "Where the table goes.", std::string("a"), {}, {}, {}};
        QCOMPARE(file.unit(), std::string_view("text"));
        QVERIFY(!file.hasBounds());
        Parameters parameters({file});
        for (const std::string text :
             {"/tmp/a table, \"quoted\".csv", "x=y", "\u0442\u0430\u0431\u043B\u0438\u0446\u0430", ""}) {
            QVERIFY(static_cast<bool>(parameters.set("table", text)));
            QCOMPARE(parameters.text("table"), text);
            QCOMPARE(formatValue(parameters.values().front()), text);
        }
        for (const std::string& text : Texts{std::string("a\nb"), std::string("a\0b", 3), std::string("\x7F")}) {
            const auto done = parameters.set("table", text);
            QVERIFY(!done);
            QCOMPARE(done.error(), std::string("table: a text of one line is wanted"));
            QCOMPARE(parameters.text("table"), std::string());
        }
    }

    void badValuesAreRefused_data() {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("unknown") << "batch" << "speed" << "1" << "there is no parameter 'speed'; there are first, second";
        QTest::newRow("no number") << "chess" << "opponents" << "many" << "opponents: 'many' is not a whole number";
        QTest::newRow("fraction") << "chess" << "opponents" << "2.5" << "opponents: '2.5' is not a whole number";
        QTest::newRow("too small") << "chess" << "opponents" << "0"
                                   << "opponents: 0 is out of range; allowed are 1 to 1000000";
        QTest::newRow("overflow") << "chess" << "opponents" << "99999999999999999999" << "is not a whole number";
        QTest::newRow("no unit") << "chess" << "judit" << "5" << "judit: '5' is not a duration; write it like 5s";
        QTest::newRow("negative") << "chess" << "judit" << "-5s" << "is not a duration";
        QTest::newRow("too long") << "chess" << "judit" << "1h" << "judit: 1h is out of range; allowed are 1ms to 10min";
        QTest::newRow("no word") << "work-queue" << "kind" << "sleep"
                                 << "kind: 'sleep' is not one of wait, block, count";
        QTest::newRow("no switch") << "chess" << "burn" << "yes" << "burn: 'yes' is neither on nor off";
        QTest::newRow("no percent") << "chess" << "variation" << "nan" << "variation: nan is out of range";
        QTest::newRow("empty") << "chess" << "judit" << "" << "is not a duration";
    }
    void badValuesAreRefused() {
        QFETCH(QString, scenario);
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(QString, sentence);
        Parameters parameters = parametersFor(*scenarioNamed(scenario.toStdString()));
        const std::vector<Value> before = parameters.values();
        const auto done = parameters.set(name.toStdString(), value.toStdString());
        QVERIFY(!done);
        QVERIFY2(done.error().find(sentence.toStdString()) != std::string::npos, done.error().c_str());
        QVERIFY(done.error().find('\n') == std::string::npos);
        QVERIFY(parameters.values() == before);
    }
};

QTEST_GUILESS_MAIN(ParameterTest)
#include "parameter_test.moc"
