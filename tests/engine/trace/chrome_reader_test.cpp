#include "tests/support/chrome_text.h"

#include <QTest>
#include <fmt/format.h>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

/// Of one process that must be readable.
LoadedTrace readOne(const std::string& text) {
    Result<std::vector<LoadedTrace>> read = readText(text);
    if (!read)
        qFatal("%s", read.error().c_str());
    return std::move((*read).front());
}

std::string labelOf(const Trace& trace, const Slice& slice) { return trace.info(slice.info.place()).label; }

} // namespace

class ChromeReaderTest : public QObject {
    Q_OBJECT

private slots:
    void nestedSlices_data() {
        QTest::addColumn<QByteArray>("events");
        QTest::addColumn<QString>("lane");
        const auto row = [](const char* name, const char* events, const char* lane) {
            QTest::newRow(name) << QByteArray(events).replace('\'', '"') << QString(lane);
        };
        row("complete", "{'ph':'X','name':'a','ts':5e6,'dur':2e6},{'ph':'X','name':'b','ts':8000000,'dur':1000000}",
            "a running 0-2, waiting 2-3, b running 3-4, done 4");
        row("the innermost counts",
            "{'ph':'X','name':'out','ts':0,'dur':9e6},{'ph':'X','name':'in','ts':2e6,'dur':3e6},"
            "{'ph':'X','name':'deep','ts':3e6,'dur':1e6}",
            "out running 0-2, in running 2-3, deep running 3-4, in running 4-5, out running 5-9, done 9");
        row("in any order",
            "{'ph':'X','name':'deep','ts':3e6,'dur':1e6},{'ph':'X','name':'in','ts':2e6,'dur':3e6},"
            "{'ph':'X','name':'out','ts':0,'dur':9e6}",
            "out running 0-2, in running 2-3, deep running 3-4, in running 4-5, out running 5-9, done 9");
        row("one after the other without a gap",
            "{'ph':'X','name':'a','ts':0,'dur':1e6},{'ph':'X','name':'b','ts':1e6,'dur':1e6}",
            "a running 0-1, b running 1-2, done 2");
        row("the inner one ends with the outer one",
            "{'ph':'X','name':'out','ts':0,'dur':4e6},{'ph':'X','name':'in','ts':2e6,'dur':2e6}",
            "out running 0-2, in running 2-4, done 4");
        row("overlapping", "{'ph':'X','name':'a','ts':0,'dur':3e6},{'ph':'X','name':'b','ts':2e6,'dur':3e6}",
            "a running 0-2, b running 2-5, done 5");
        row("begin and end",
            "{'ph':'B','name':'a','ts':0},{'ph':'B','name':'b','ts':1e6},{'ph':'E','ts':2e6},{'ph':'E','ts':3e6}",
            "a running 0-1, b running 1-2, a running 2-3, done 3");
        row("no end", "{'ph':'B','name':'a','ts':0},{'ph':'X','name':'b','ts':1e6,'dur':1e6}",
            "a running 0-1, b running 1-2, done 2");
        row("no begin", "{'ph':'E','ts':0},{'ph':'X','name':'b','ts':1e6,'dur':1e6}", "b running 0-1, done 1");
        row("of no length", "{'ph':'X','name':'a','ts':0,'dur':2e6},{'ph':'X','name':'b','ts':1e6}",
            "a running 0-2, done 2");
        row("states by name",
            "{'ph':'X','name':'Running','ts':0,'dur':1e6},{'ph':'X','name':'Runnable (Preempted)','ts':1e6,'dur':1e6},"
            "{'ph':'X','name':'Sleeping','ts':2e6,'dur':1e6},{'ph':'X','name':'time.sleep','ts':3e6,'dur':1e6},"
            "{'ph':'X','name':'x','cat':'blocked','ts':4e6,'dur':1e6}",
            "Running running 0-1, Runnable (Preempted) ready 1-2, Sleeping waiting 2-3, time.sleep blocked 3-4, "
            "x blocked 4-5, done 5");
        row("asynchronous",
            "{'ph':'b','cat':'n','id':'0x1','name':'get','ts':0},{'ph':'b','cat':'n','id':'0x1','name':'dns','ts':1e6},"
            "{'ph':'e','cat':'n','id':'0x1','name':'dns','ts':2e6},{'ph':'e','cat':'n','id':'0x1','name':'get','ts':3e6}",
            "get running 0-1, dns running 1-2, get running 2-3, done 3");
        row("asynchronous, as it was", "{'ph':'S','cat':'n','id':7,'name':'get','ts':0},{'ph':'F','cat':'n','id':7,'name':'get','ts':3e6}",
            "get running 0-3, done 3");
    }
    void nestedSlices() {
        QFETCH(QByteArray, events);
        QFETCH(QString, lane);
        const LoadedTrace loaded = readOne(fmt::format("[{}]", events.toStdString()));
        QCOMPARE(loaded.trace.tasks().size(), std::size_t{1});
        const Lane& slices = loaded.trace.lane(TaskId(0U));
        QStringList words;
        for (std::size_t index = 0; index < slices.size(); ++index) {
            const double start = toSeconds(slices[index].start);
            const double end = toSeconds(slices.endOf(index, loaded.trace.end()));
            const std::string label = labelOf(loaded.trace, slices[index]);
            QString word = QString::fromStdString(label.empty() ? "" : label + " ") +
                           QString::fromUtf8(nameOf(slices[index].state()).data()) + QStringLiteral(" %1").arg(start);
            if (end > start)
                word += QStringLiteral("-%1").arg(end);
            words << word;
        }
        QCOMPARE(words.join(", "), lane);
    }

    void processesAndThreadsHaveNamesAndOrder() {
        const auto read = readText(json("{'displayTimeUnit':'ns','otherData':{'a':[1,{'b':']'}]},'traceEvents':["
            "{'ph':'X','pid':1,'tid':2,'ts':10,'dur':1,'name':'x'},"
            "{'ph':'X','pid':2,'tid':'main','ts':11,'dur':1,'name':'y'},"
            "{'ph':'X','pid':1,'tid':1,'ts':12,'dur':1,'name':'z'},"
            "{'ph':'M','pid':1,'tid':1,'name':'thread_name','args':{'name':'Käthe'}},"
            "{'ph':'M','pid':1,'tid':2,'name':'thread_sort_index','args':{'sort_index':5}},"
            "{'ph':'M','pid':3,'tid':2,'name':'thread_name','args':{'name':'does nothing'}},"
            "{'ph':'M','pid':1,'name':'process_name','args':{'name':'Browser'}},"
            "{'ph':'M','pid':2,'name':'process_name','args':{'name':7}}," // is no name
            "{'ph':'M','pid':2,'name':'process_sort_index','args':{'sort_index':-1}}"
            "],'metadata':{}}"));
        QVERIFY2(bool(read), read ? "" : read.error().c_str());
        QCOMPARE(read->size(), std::size_t{2});
        QCOMPARE((*read)[0].name, std::string("Process 2"));
        QCOMPARE((*read)[0].trace.tasks()[0].name, std::string("main"));
        const Trace& browser = (*read)[1].trace;
        QCOMPARE((*read)[1].name, std::string("Browser"));
        QCOMPARE(browser.tasks()[0].name, std::string("Käthe"));
        QCOMPARE(browser.tasks()[1].name, std::string("Thread 2"));
        QCOMPARE(browser.lane(TaskId(1U)).front().start, TraceTime{}); // the first event of all
        QCOMPARE(browser.end(), TraceTime(3us));
    }

    void aThreadThatIsNamedJustBeforeItsEvents() { // as viztracer writes one thread
        const LoadedTrace loaded = readOne(json("{'traceEvents':["
                                                "{'ph':'M','pid':7,'tid':7,'name':'thread_name','args':{'name':'MainThread'}},"
                                                "{'ph':'X','pid':7,'tid':7,'name':'a','ts':0,'dur':1e6},"
                                                "{'ph':'M','pid':7,'tid':8,'name':'thread_name','args':{'name':'other'}}]}"));
        QCOMPARE(loaded.trace.tasks().size(), std::size_t{1}); // the other one did nothing
        QCOMPARE(loaded.trace.tasks().front().name, std::string("MainThread"));
        QCOMPARE(loaded.trace.lane(TaskId(0U)).size(), std::size_t{2});
    }

    void flowsInstantsAndCounters() {
        const LoadedTrace loaded = readOne(json("["
            "{'ph':'X','pid':1,'tid':1,'ts':0,'dur':10,'name':'a'},{'ph':'X','pid':1,'tid':2,'ts':5,'dur':10,'name':'b'},"
            "{'ph':'f','pid':1,'tid':2,'ts':6,'id':1,'cat':'c','name':'n'},{'ph':'s','pid':1,'tid':1,'ts':2,'id':1,'cat':'c','name':'n'},"
            "{'ph':'t','pid':1,'tid':2,'ts':5,'id':1,'cat':'c','name':'n'},"
            "{'ph':'f','pid':1,'tid':2,'ts':6,'id':2,'cat':'c','name':'n'},"
            "{'ph':'i','pid':1,'tid':1,'ts':3,'name':'tick','s':'t'},{'ph':'I','pid':1,'tid':2,'ts':1,'name':'early'},"
            "{'ph':'C','pid':1,'ts':4,'name':'heap','args':{'used':12.6}},"
            "{'ph':'C','pid':1,'ts':2,'name':'heap','args':{'used':-3}},"
            "{'ph':'C','pid':1,'ts':2,'name':'net','args':{'in':1,'out':99999999999}}]"));
        const Trace& trace = loaded.trace;
        QCOMPARE(trace.links().size(), std::size_t{2});
        QCOMPARE(trace.links()[0].time, TraceTime(5us));
        QCOMPARE(trace.links()[0].from, TaskId(0U));
        QCOMPARE(trace.links()[0].to, TaskId(1U));
        QCOMPARE(trace.links()[1].from, TaskId(1U));
        QCOMPARE(trace.log().size(), std::size_t{2});
        QCOMPARE(trace.log()[0].text, std::string("early"));
        QCOMPARE(trace.log()[0].task, TaskId(1U));
        QCOMPARE(trace.resources().size(), std::size_t{3});
        QCOMPARE(trace.resources()[0].name, std::string("heap"));
        QCOMPARE(trace.resources()[2].name, std::string("net out"));
        QCOMPARE(trace.levels().size(), std::size_t{4});
        QCOMPARE(trace.levels()[0].amount, 0U);
        QCOMPARE(trace.levels()[2].amount, 0xffffffffU);
        QCOMPARE(trace.levels()[3].amount, 13U);
        QCOMPARE(trace.warnings().size(), std::size_t{1}); // an arrow without a start
        QVERIFY(QString::fromStdString(trace.warnings()[0]).contains("arrow"));
    }

    /// Some tracers name a thread right before its first event.
    void aThreadMayBeNamedJustBeforeItRuns() {
        const LoadedTrace loaded = readOne(json("[{'ph':'M','pid':1,'tid':7,'name':'thread_name','args':{'name':'main'}},"
                                                "{'ph':'X','pid':1,'tid':7,'ts':1,'dur':2,'name':'f'}]"));
        QCOMPARE(loaded.trace.tasks().size(), std::size_t{1});
        QCOMPARE(loaded.trace.tasks()[0].name, std::string("main"));
        QCOMPARE(loaded.trace.lane(TaskId(0U)).size(), std::size_t{2});
    }

    void whatSharesANameGetsItsNumber() {
        const auto read = readText(json("["
            "{'ph':'M','pid':8,'name':'process_name','args':{'name':'Renderer'}},"
            "{'ph':'M','pid':9,'name':'process_name','args':{'name':'Renderer'}},"
            "{'ph':'M','pid':8,'tid':1,'name':'thread_name','args':{'name':'pool'}},"
            "{'ph':'M','pid':8,'tid':2,'name':'thread_name','args':{'name':'pool'}},"
            "{'ph':'M','pid':8,'tid':3,'name':'thread_name','args':{'name':'io'}},"
            "{'ph':'M','pid':8,'tid':4,'name':'thread_name','args':{'name':'io'}},"
            "{'ph':'X','pid':8,'tid':1,'ts':1,'dur':1,'name':'x'},{'ph':'X','pid':8,'tid':2,'ts':1,'dur':1,'name':'x'},"
            "{'ph':'X','pid':8,'tid':3,'ts':1,'dur':1,'name':'x'},{'ph':'X','pid':9,'tid':1,'ts':1,'dur':1,'name':'x'}]"));
        QVERIFY2(bool(read), read ? "" : read.error().c_str());
        QCOMPARE((*read)[0].name, std::string("Renderer 8"));
        QCOMPARE((*read)[1].name, std::string("Renderer 9"));
        std::vector<std::string> names;
        std::ranges::transform((*read)[0].trace.tasks(), std::back_inserter(names), &TaskInfo::name);
        QCOMPARE(names, (std::vector<std::string>{"pool 1", "pool 2", "io"})); // the other io does nothing
    }

    void momentsOfNothingThatLastsAreTheThreadsOwn() {
        const LoadedTrace loaded = readOne(json("[{'ph':'X','tid':1,'ts':0,'dur':9,'name':'a'},{'ph':'R','name':'no time'},"
            "{'ph':'R','tid':1,'ts':3,'name':'fetchStart'},{'ph':'n','id':1,'cat':'c','tid':1,'ts':4,'name':'hint'}]"));
        QCOMPARE(loaded.trace.log().size(), std::size_t{2});
        QCOMPARE(loaded.trace.log()[0].text, std::string("fetchStart"));
        QCOMPARE(loaded.trace.log()[1].text, std::string("hint"));
        QCOMPARE(loaded.trace.warnings(), std::vector<std::string>());
    }

    /// Whatever byte a file ends at: what is whole is shown, or one sentence says why there is nothing.
    void filesThatEndEarly() {
        const std::string whole = json("{'a':'x','traceEvents':[{'ph':'X','name':'a\\\\\\\"b','ts':1,'dur':2,'args':{'q':[1,2]}},"
            "{'ph':'X','name':'c','ts':5,'dur':1}]}");
        const std::size_t first = whole.find("}},") + 2;
        const std::size_t second = whole.rfind("}]}") + 1;
        for (std::size_t length = 0; length < whole.size() - 1; ++length) {
            const auto read = readText(whole.substr(0, length));
            QCOMPARE(bool(read), length >= first);
            if (!read)
                continue;
            const Trace& trace = read->front().trace;
            QCOMPARE(trace.end(), TraceTime(length >= second ? 5us : 2us));
            const bool isSaid = !trace.warnings().empty();
            QCOMPARE(isSaid, length < whole.size() - 1);
            QVERIFY(!isSaid || QString::fromStdString(trace.warnings().front()).contains(QString::number(length)));
        }
        // The format allows the array form to leave its end out.
        QVERIFY(readOne(json("[{'ph':'X','name':'a','ts':1,'dur':2},")).trace.warnings().empty());
        QVERIFY(!readOne(json("[{'ph':'X','name':'a','ts':1,'dur':2},{'p")).trace.warnings().empty());
    }

    /// Others' processes are mixed, Simul's own stand one behind the other: those before the last are whole.
    void whoMayLackSomethingSaysSo() {
        const auto cut = [](const char* args) {
            std::string text = "[";
            for (const int process : {1, 2})
                text += fmt::format("{{'ph':'M','pid':{0},'name':'process_name','args':{{'name':'p{0}'{1}}}}},"
                                    "{{'ph':'X','pid':{0},'tid':{0},'ts':1,'dur':1,'name':'a'}},", process, args);
            const auto read = readText(json(text + "{'ph':'X','pid"));
            std::vector<std::size_t> warnings;
            std::ranges::transform(*read, std::back_inserter(warnings),
                                   [](const LoadedTrace& loaded) { return loaded.trace.warnings().size(); });
            return warnings;
        };
        QCOMPARE(cut(""), (std::vector<std::size_t>{1, 1}));
        QCOMPARE(cut(",'simul':1"), (std::vector<std::size_t>{0, 1}));
    }

    void whatCannotBeReadSaysWhere_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("error");
        const auto row = [](const char* name, const std::string& text, const char* error) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << QString(error);
        };
        row("empty", "", "empty");
        row("spaces", " \n ", "empty");
        row("no JSON", "hello", "byte 0: ");
        row("no events", "[]", "no events");
        row("only a name", json("[{'ph':'M','name':'process_name','args':{'name':'x'}}]"), "no events");
        row("another object", json("{'a':1}"), "traceEvents");
        row("no array", json("{'traceEvents':5}"), "byte 15: ");
        row("a number", json("[5]"), "byte 1: ");
        row("no kind", json("[{'ts':1,'dur':1}]"), "byte 1: ");
        row("no time", json("[{'ph':'M'},{'ph':'B'}]"), "byte 12: ");
        row("time as text", json("[{'ph':'X','ts':'now','dur':1}]"), "\"ts\"");
        row("time out of this world", json("[{'ph':'X','ts':1e300,'dur':1}]"), "\"ts\"");
        row("negative length", json("[{'ph':'X','ts':1,'dur':-1}]"), "\"dur\"");
        row("no comma", json("[{'ph':'X','ts':1,'dur':1} {'ph':'X','ts':1,'dur':1}]"), "byte 1: ");
        row("wrong bracket", json("[{'ph':'X','ts':1,'dur':1},{'ph':'X','ts':[}]"), "byte 27: ");
        row("bad number", json("[{'ph':'X','ts':1,'dur':1},{'ph':'X','ts':01}]"), "byte 27: ");
        row("bad text", json("[{'ph':'X','ts':1,'dur':1},{'ph':'\xff'}]"), "byte 27: ");
        row("deep", std::string(5001, '[') + std::string(5001, ']'), "byte 1: ");
        row("zeros", std::string(100, '\0'), "byte 0: ");
    }
    void whatCannotBeReadSaysWhere() {
        QFETCH(QByteArray, text);
        QFETCH(QString, error);
        const QString said = QString::fromStdString(errorOf(text.toStdString()));
        QVERIFY2(said.contains(error), qPrintable(said));
        QVERIFY(!said.contains('\n'));
    }

    /// A series goes on in events that leave the others out.
    void slicesOfNoLengthAreCounted() {
        const LoadedTrace loaded = readOne(json("[{'ph':'X','name':'a','tid':1,'ts':0,'dur':9e6},"
                                                "{'ph':'X','name':'b','tid':2,'ts':5e6,'dur':0}]"));
        QCOMPARE(loaded.trace.warnings(), std::vector<std::string>{"One slice of no length was left out."});
        const Lane& second = loaded.trace.lane(TaskId(1U));
        QCOMPARE(second.size(), std::size_t{1});
        QCOMPARE(second.front().state(), State::Done);
        QCOMPARE(second.front().start, TraceTime(5s)); // and not before it was there
    }

    void countersNeedNoThreads() {
        const LoadedTrace loaded = readOne(json("[{'ph':'C','name':'load','pid':1,'ts':0,'args':{'v':1}},"
                                                "{'ph':'C','name':'load','pid':1,'ts':9,'args':{'v':2}}]"));
        QCOMPARE(loaded.trace.resources().size(), std::size_t{1});
        QCOMPARE(loaded.trace.levels().size(), std::size_t{2});
        QCOMPARE(loaded.trace.end(), TraceTime(9us));
    }

    void aCounterKeepsItsSeries() {
        const LoadedTrace loaded = readOne(json("[{'ph':'X','ts':0,'dur':9,'name':'a'},"
            "{'ph':'C','ts':1,'name':'ctr','args':{'v':3,'w':2}},{'ph':'C','ts':8,'name':'ctr','args':{'v':5}},"
            "{'ph':'C','ts':1,'name':'heap','args':{'used':3}},{'ph':'C','ts':2,'name':'heap','args':{'used':4}}]"));
        std::vector<std::string> names;
        std::ranges::transform(loaded.trace.resources(), std::back_inserter(names), &ResourceInfo::name);
        QCOMPARE(names, (std::vector<std::string>{"ctr v", "ctr w", "heap"}));
        const auto amounts = [&](std::uint32_t resource) {
            std::vector<std::uint32_t> found;
            for (const LevelSample& level : loaded.trace.levels()) {
                if (level.resource == ResourceId(resource))
                    found.push_back(level.amount);
            }
            return found;
        };
        QCOMPARE(amounts(0), (std::vector<std::uint32_t>{3, 5}));
        QCOMPARE(amounts(1), std::vector<std::uint32_t>{2});
        QCOMPARE(amounts(2), (std::vector<std::uint32_t>{3, 4}));
    }

    void slicesThatAreCutShortAreCounted() {
        const auto warnings = [](const char* events) { return readOne(json(events)).trace.warnings(); };
        QCOMPARE(warnings("[{'ph':'X','name':'a','ts':0,'dur':9},{'ph':'X','name':'b','ts':2,'dur':7},{'ph':'X','name':'c','ts':9,'dur':1}]"),
                 std::vector<std::string>());
        QCOMPARE(warnings("[{'ph':'X','name':'x','ts':1.5,'dur':2},{'ph':'X','name':'y','ts':2.5,'dur':9}]"),
                 std::vector<std::string>{"One slice is cut short: on its thread another begins in it and goes on after its end."});
        QCOMPARE(warnings("[{'ph':'X','name':'a','ts':0,'dur':9},{'ph':'X','name':'b','ts':1,'dur':4},{'ph':'X','name':'c','ts':2,'dur':3},"
                          "{'ph':'X','name':'d','ts':3,'dur':4}]"),
                 std::vector<std::string>{"2 slices are cut short: on their threads others begin in them and go on after their ends."});
    }

    void numbersMayBeTexts() {
        const LoadedTrace loaded = readOne(json("[{'ph':'X','ts':'10','dur':'2.0','name':'a'},{'ph':'X','ts':'1.2e1','dur':1,'name':'b'},"
                                                "{'ph':'C','ts':'11','name':'heap','args':{'used':'7'}}]"));
        QCOMPARE(loaded.trace.warnings(), std::vector<std::string>());
        const Lane& lane = loaded.trace.lane(TaskId(0U));
        QCOMPARE(lane[1].start, TraceTime(2us));
        QCOMPARE(loaded.trace.end(), TraceTime(3us));
        QCOMPARE(loaded.trace.levels().size(), std::size_t{1});
        QCOMPARE(loaded.trace.levels()[0].amount, 7U);
    }

    /// Only they: the rest of the file is shown, and the process that they are of says where they stand.
    void badEventsAreLeftOut_data() {
        QTest::addColumn<QByteArray>("event");
        QTest::addColumn<QString>("why");
        const auto row = [](const char* name, const char* event, const char* why) {
            QTest::newRow(name) << QByteArray(event).replace('\'', '"') << QString(why);
        };
        row("no object", "5", "an event should be an object");
        row("no kind", "{'pid':2,'ts':1}", "an event should have a \"ph\"");
        row("no time", "{'pid':2,'ph':'B'}", "an event of its kind should have a \"ts\"");
        row("a text that is no number", "{'pid':2,'ph':'X','ts':'1 s'}", "\"ts\" should be a time in microseconds");
        row("a text of no end", "{'pid':2,'ph':'X','ts':'inf'}", "\"ts\" should be a time in microseconds");
        row("a list", "{'ph':'X','ts':[1],'pid':2}", "\"ts\" should be a time in microseconds");
        row("negative length", "{'ph':'X','ts':1,'dur':-1,'pid':2}", "\"dur\" should be a length in microseconds");
        row("a thread that is a list", "{'ph':'X','ts':1,'tid':[],'pid':2}", "\"tid\" should be a number or a text");
    }
    void badEventsAreLeftOut() {
        QFETCH(QByteArray, event);
        QFETCH(QString, why);
        const std::string good = json("[{'ph':'X','pid':1,'ts':1,'dur':1,'name':'a'}, {'ph':'X','pid':2,'ts':1,'dur':1,'name':'b'}");
        const std::string bad = event.toStdString();
        const auto read = readText(fmt::format("{},\n{},{}]", good, bad, bad));
        QVERIFY2(bool(read), read ? "" : read.error().c_str());
        QCOMPARE(read->size(), std::size_t{2});
        const std::string sentence =
            fmt::format("2 events were left out, the first at byte {}: {}.", good.size() + 2, why.toStdString());
        const bool isKnownWhose = event.contains("pid");
        for (const LoadedTrace& loaded : *read) {
            QCOMPARE(loaded.trace.lane(TaskId(0U)).size(), std::size_t{2}); // what it did, and that it is done
            const bool isSaid = !isKnownWhose || loaded.name == "Process 2";
            QCOMPARE(loaded.trace.warnings(), isSaid ? std::vector{sentence} : std::vector<std::string>());
        }
        const auto one = readText(fmt::format("{},{}]", good, bad));
        QCOMPARE(one->back().trace.warnings().front(),
                 fmt::format("One event was left out, at byte {}: {}.", good.size() + 1, why.toStdString()));
    }
};

QTEST_GUILESS_MAIN(ChromeReaderTest)
#include "chrome_reader_test.moc"
