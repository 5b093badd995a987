#include "engine/trace/chrome_writer.h"
#include "engine/trace/trace_json.h"
#include "tests/support/chrome_text.h"

#include <QTest>
#include <fmt/format.h>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

LoadedTrace readOne(const std::string& text) {
    Result<std::vector<LoadedTrace>> read = readText(json(text));
    if (!read)
        qFatal("%s", read.error().c_str());
    return std::move((*read).front());
}

std::int64_t microseconds(TraceTime time) { return time.time_since_epoch() / 1us; }

/// As "who at when > who at when".
std::vector<std::string> texts(const Trace& trace) {
    std::vector<std::string> texts;
    for (const Link& link : trace.links())
        texts.push_back(fmt::format("{} at {} us > {} at {} us", link.from.value, microseconds(link.departure()), link.to.value,
                                    microseconds(link.time)));
    return texts;
}

Trace throughParts(const Trace& trace) {
    TraceJsonReader reader;
    simdjson::dom::parser parser;
    writeTraceJson(trace, [&](const std::string& text) {
        const simdjson::dom::object part = parser.parse(text);
        const auto added = reader.add(part["part"], part);
        if (!added)
            qFatal("%s", added.error().c_str());
    });
    return std::move(*reader.finish());
}

constexpr auto threeThreads = "{'ph':'X','tid':1,'ts':0,'dur':10,'name':'a'},{'ph':'X','tid':2,'ts':5,'dur':10,'name':'b'},"
                              "{'ph':'X','tid':3,'ts':0,'dur':40,'name':'c'}";
constexpr auto twoArrows = "{'ph':'s','tid':1,'ts':2,'id':1},{'ph':'t','tid':2,'ts':9,'id':1},{'ph':'f','tid':3,'ts':30,'id':1}";

} // namespace

/// Arrows of files lead from a moment to a later one.
class ChromeFlowsTest : public QObject {
    Q_OBJECT

private slots:
    void fromStepToStep() {
        const LoadedTrace loaded = readOne(fmt::format("[{},{}]", threeThreads, twoArrows));
        QCOMPARE(texts(loaded.trace), (std::vector<std::string>{"0 at 2 us > 1 at 9 us", "1 at 9 us > 2 at 30 us"}));
    }
    void theyAreNotLostWhereTheyAreWritten() {
        const LoadedTrace loaded = readOne(fmt::format("[{},{}]", threeThreads, twoArrows));
        QCOMPARE(texts(throughParts(loaded.trace)), texts(loaded.trace));
        std::string text;
        const std::vector<NamedTrace> runs = {{"x", loaded.trace}};
        writeChromeTrace(runs, [&](std::string_view part) { text += part; });
        QCOMPARE(texts(readOne(text).trace), texts(loaded.trace));
    }
    void thoseUnderWayAreFound() {
        const LoadedTrace loaded = readOne(fmt::format("[{},{}]", threeThreads, twoArrows));
        const auto around = [&](Duration begin, Duration end) {
            return loaded.trace.linksAround(TraceTime(begin), TraceTime(end)).size();
        };
        QCOMPARE(around(10us, 12us), std::size_t{1}); // the second, which arrives only at 30
        QCOMPARE(around(3us, 4us), std::size_t{1});   // the second sets out later than that, and it takes 21 at most
        QCOMPARE(around(9us, 9us), std::size_t{2});
        QCOMPARE(around(31us, 40us), std::size_t{0});
    }
    void aTravelThatCannotBeIsRefused() {
        TraceJsonReader reader;
        simdjson::dom::parser parser;
        const auto add = [&](std::string_view kind, const std::string& text) {
            const simdjson::dom::object part = parser.parse(json(text));
            const auto done = reader.add(kind, part);
            return done ? std::string() : done.error();
        };
        const std::string wrong = "the part \"travels\" is not as it should be";
        QCOMPARE(add("travels", "{'travels':[0,5]}"), wrong); // there is no arrow
        QCOMPARE(add("tasks", "{'tasks':[{'name':'A','created':0,'result':'','error':''},"
                              "{'name':'B','created':0,'result':'','error':''}]}"), std::string());
        QCOMPARE(add("links", "{'links':[1000,0,1,1]}"), std::string());
        QCOMPARE(add("travels", "{'travels':[1,5]}"), wrong);
        QCOMPARE(add("travels", "{'travels':[0,1001]}"), wrong); // before everything
        QCOMPARE(add("travels", "{'travels':[0,-1]}"), wrong);
        QCOMPARE(add("travels", "{'travels':[0,1000]}"), std::string());
    }
    void veryLongWaysDoNotOverflow() {
        const LoadedTrace loaded = readOne(fmt::format("[{},{{'ph':'s','tid':1,'ts':-3e15,'id':1}},"
                                                       "{{'ph':'f','tid':2,'ts':3e15,'id':1}}]", threeThreads));
        QCOMPARE(loaded.trace.links().size(), std::size_t{1});
        QCOMPARE(loaded.trace.linksAround(loaded.trace.end(), loaded.trace.end()).size(), std::size_t{1});
    }

    /// As newer tracers write them: a slice begins or ends an arrow itself, which goes on to all that follow the last start.
    void arrowsThatSlicesBind() {
        const LoadedTrace loaded = readOne(json("["
            "{'ph':'X','tid':1,'ts':0,'dur':10,'name':'a','bind_id':'0x4','flow_out':true,'flow_in':false},"
            "{'ph':'X','tid':2,'ts':5,'dur':10,'name':'b','bind_id':'0x4','flow_in':true,'flow_out':true},"
            "{'ph':'B','tid':3,'ts':7,'name':'c','bind_id':'0x4','flow_in':true},{'ph':'E','tid':3,'ts':8},"
            "{'ph':'X','tid':1,'ts':20,'dur':1,'name':'d','bind_id':'0x4','flow_in':true},"
            "{'ph':'X','tid':1,'ts':30,'dur':1,'name':'e','bind_id':'0x5','flow_in':true}]"));
        QCOMPARE(texts(loaded.trace), (std::vector<std::string>{"0 at 0 us > 1 at 5 us", "1 at 5 us > 2 at 7 us",
                                                                "1 at 5 us > 0 at 20 us"}));
        QCOMPARE(loaded.trace.warnings(), (std::vector<std::string>{"One arrow was left out: it comes from another process, or its "
                                                                    "start is not in the file."}));
    }
};

QTEST_MAIN(ChromeFlowsTest)

#include "chrome_flows_test.moc"
