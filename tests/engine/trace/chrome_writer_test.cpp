#include "engine/trace/chrome_writer.h"
#include "tests/support/story.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <fmt/format.h>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

class ChromeWriterTest : public QObject {
    Q_OBJECT

private slots:
    /// What other viewers need: well-formed, named lanes, slices that lie on them end to end, every link twice.
    void isReadableAndWhole() {
        static const auto body = [](Stage stage) -> Activity<> {
            co_await stage.work(1500ms, "says \"hello\" {n}\n");
            co_await stage.wait(2s, "waits");
            stage.log("back\\slash");
        };
        static const auto parent = [](Stage stage) -> Activity<> {
            const TaskHandle child = stage.spawn("Käthe 2", body);
            co_await stage.join(child);
        };
        const Told told = tell({Mode::Coroutines, ClockKind::Simulated},
                               [](Stage stage, const Parameters&) { stage.spawn("parent", parent); });
        std::string text;
        const NamedTrace named{"test: coroutines", told.trace};
        writeChromeTrace(std::span(&named, 1), [&](std::string_view part) { text += part; });

        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(text), &error);
        QVERIFY2(!document.isNull(), qPrintable(error.errorString()));
        QMap<QString, int> kinds;
        bool hasLabel = false;
        double childWork = -1;
        for (const QJsonValue& value : document["traceEvents"].toArray()) {
            const QJsonObject event = value.toObject();
            ++kinds[event["ph"].toString()];
            if (event["name"] == "says \"hello\" 2\n") {
                hasLabel = true;
                if (event["cat"] == "running")
                    childWork = event["dur"].toDouble();
            }
            if (event["ph"] == "X")
                QVERIFY(event["ts"].toDouble() >= 0 && event["dur"].toDouble() >= 0 && event["tid"].toInt() > 0);
        }
        QVERIFY(hasLabel);
        QCOMPARE(childWork, 1'500'000.0);
        QCOMPARE(kinds["s"], 2); // spawn and wake
        QCOMPARE(kinds["f"], 2);
        QCOMPARE(kinds["M"], 3 + 2 * 3); // process: name, order, places; name and order of a worker and two tasks
        QVERIFY(kinds["X"] >= 6);
    }

    void invalidUtf8IsReplaced() {
        const Told told = tell({Mode::Coroutines, ClockKind::Simulated}, [](Stage stage, const Parameters&) {
            static const auto body = [](Stage own) -> Activity<> {
                own.log("\xff\xfe");
                co_return;
            };
            stage.spawn("a", body);
        });
        std::string text;
        const NamedTrace named{"run", told.trace};
        writeChromeTrace(std::span(&named, 1), [&](std::string_view part) { text += part; });
        QVERIFY(!QJsonDocument::fromJson(QByteArray::fromStdString(text)).isNull());
    }
};

QTEST_GUILESS_MAIN(ChromeWriterTest)
#include "chrome_writer_test.moc"
