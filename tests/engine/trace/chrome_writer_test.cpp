#include "engine/trace/chrome_writer.h"
#include "tests/support/story.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <cmath>
#include <deque>
#include <map>
#include <set>
#include <fmt/format.h>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

std::string written(std::span<const NamedTrace> runs) {
    std::string text;
    writeChromeTrace(runs, [&](std::string_view part) { text += part; });
    return text;
}

std::int64_t nanoseconds(const QJsonValue& microseconds) { return std::llround(microseconds.toDouble() * 1000); }

/// A file as Perfetto's importer takes it in.
struct Imported {
    struct Slice {
        std::int64_t start;
        std::int64_t end;
    };
    using Thread = std::pair<qint64, qint64>; ///< process and number
    std::map<Thread, std::vector<Slice>> slices; ///< moments too: they are slices of no length
    std::map<QByteArray, QString> arrows;        ///< by category, name and number: the phases of their events
    std::vector<std::pair<Thread, std::int64_t>> arrowEnds;
    std::set<qint64> processes;
    QStringList refused;

    explicit Imported(const std::string& text) {
        for (const QJsonValue& event : QJsonDocument::fromJson(QByteArray::fromStdString(text))["traceEvents"].toArray())
            take(event.toObject());
    }

    /// What an arrow's end is bound to: whatever was begun last on its thread.
    bool hasSlice(const Thread& thread, std::int64_t time) const {
        const auto found = slices.find(thread);
        return found != slices.end() && std::ranges::any_of(found->second, [time](const Slice& slice) {
                   return slice.start == time || (slice.start < time && time < slice.end);
               });
    }

private:
    void take(const QJsonObject& event) {
        const QString phase = event["ph"].toString();
        const Thread thread(event["pid"].toInteger(), event["tid"].toInteger());
        processes.insert(thread.first);
        if (phase == "X" || phase == "i") {
            const std::int64_t start = nanoseconds(event["ts"]);
            slices[thread].push_back({start, start + nanoseconds(event["dur"])});
        } else if (phase == "s" || phase == "f") {
            if (!isNumber(event["id"]))
                refused << QJsonDocument(event).toJson();
            arrows[event["cat"].toString().toUtf8() + ' ' + event["name"].toString().toUtf8() + ' ' +
                   QByteArray::number(event["id"].toInteger())] += phase;
            arrowEnds.emplace_back(thread, nanoseconds(event["ts"]));
        }
    }
    /// Whole, or a text of hexadecimal digits and nothing else.
    static bool isNumber(const QJsonValue& id) {
        bool isHex = false;
        id.toString().toULongLong(&isHex, 16);
        return id.isDouble() ? static_cast<double>(id.toInteger(-1)) == id.toDouble() : isHex;
    }
};

} // namespace

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
        const NamedTrace named{"test: coroutines", told.trace};
        QJsonParseError error;
        const QJsonDocument document =
            QJsonDocument::fromJson(QByteArray::fromStdString(written(std::span(&named, 1))), &error);
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

    /// Perfetto draws no arrow whose number it cannot read, that is there twice or lies on no slice; cuts slices that do not
    /// nest; and takes the thread with its process's number for the main thread.
    void perfettoRefusesNothing_data() {
        QTest::addColumn<QString>("scenario");
        for (const char* name : {"producer-consumer", "parent", "blocked-loop", "race"})
            QTest::newRow(name) << QString(name);
    }
    void perfettoRefusesNothing() {
        QFETCH(QString, scenario);
        const Scenario& story = *scenarioNamed(scenario.toStdString());
        std::deque<Told> told;
        std::vector<NamedTrace> runs;
        std::size_t links = 0;
        for (const Mode mode : story.modes) {
            told.push_back(tell(story, {mode, ClockKind::Simulated}));
            runs.push_back({std::string(nameOf(mode)), told.back().trace});
            links += told.back().trace.links().size();
        }
        QVERIFY(links > 0);
        const Imported imported(written(runs));
        QCOMPARE(imported.refused, QStringList());
        QCOMPARE(imported.arrows.size(), links);
        for (const auto& [arrow, phases] : imported.arrows)
            QVERIFY2(phases == "sf", arrow.constData());
        for (const auto& [thread, time] : imported.arrowEnds)
            QVERIFY2(imported.hasSlice(thread, time), qPrintable(QStringLiteral("thread %1 at %2").arg(thread.second).arg(time)));
        std::set<qint64> threads;
        for (const auto& [thread, slices] : imported.slices) {
            QVERIFY(!imported.processes.contains(thread.second));
            QVERIFY(threads.insert(thread.second).second);
            for (std::size_t next = 1; next < slices.size(); ++next) // in the order in which they are written
                QVERIFY(slices[next - 1].start > slices[next].start || slices[next - 1].end <= slices[next].start);
        }
    }

    void invalidUtf8IsReplaced() {
        const Told told = tell({Mode::Coroutines, ClockKind::Simulated}, [](Stage stage, const Parameters&) {
            static const auto body = [](Stage own) -> Activity<> {
                own.log("\xff\xfe");
                co_return;
            };
            stage.spawn("a", body);
        });
        const NamedTrace named{"run", told.trace};
        QVERIFY(!QJsonDocument::fromJson(QByteArray::fromStdString(written(std::span(&named, 1)))).isNull());
    }
};

QTEST_GUILESS_MAIN(ChromeWriterTest)
#include "chrome_writer_test.moc"
