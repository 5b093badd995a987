#include "engine/trace/chrome_reader.h"
#include "engine/trace/chrome_writer.h"
#include "engine/trace/trace_parts.h"
#include "tests/support/story.h"

#include <QTest>
#include <algorithm>
#include <sstream>

using namespace simul;
using namespace simul::test;

namespace {

Result<std::vector<LoadedTrace>> readText(const std::string& text) {
    std::istringstream in(text);
    return readChromeTrace(in);
}

std::string written(std::span<const NamedTrace> runs) {
    std::string text;
    writeChromeTrace(runs, [&](std::string_view part) { text += part; });
    return text;
}

/// Without idle moments of no length, which no picture shows and the format does not tell.
std::vector<Slice> shown(const Trace& trace, LaneId id) {
    const Lane& lane = trace.lane(id);
    std::vector<Slice> slices;
    for (std::size_t index = 0; index < lane.size(); ++index) {
        if (lane[index].state() != State::Idle)
            slices.push_back(lane[index]);
        else if (lane.endOf(index, trace.end()) > lane[index].start)
            slices.push_back({lane[index].start, SliceInfo(State::Idle, {}, {}, {})});
    }
    return slices;
}

void compareLanes(const Trace& before, const Trace& after, LaneId id) {
    const std::vector<Slice> a = shown(before, id);
    const std::vector<Slice> b = shown(after, id);
    QCOMPARE(b.size(), a.size());
    for (std::size_t index = 0; index < a.size(); ++index) {
        QCOMPARE(b[index].start, a[index].start);
        QVERIFY2(b[index].info == a[index].info, before.nameOf(id).c_str());
    }
}

void compareTraces(const Trace& before, const Trace& after) {
    QCOMPARE(after.workers().size(), before.workers().size());
    QCOMPARE(after.tasks().size(), before.tasks().size());
    for (std::size_t index = 0; index < before.workers().size(); ++index) {
        QCOMPARE(after.workers()[index].name, before.workers()[index].name);
        compareLanes(before, after, WorkerId(index));
    }
    for (std::size_t index = 0; index < before.tasks().size(); ++index) {
        const TaskInfo& a = before.tasks()[index];
        const TaskInfo& b = after.tasks()[index];
        QCOMPARE(b.name, a.name);
        QCOMPARE(b.created, a.created);
        QCOMPARE(b.parent, a.parent);
        QCOMPARE(b.result, a.result);
        QCOMPARE(b.error, a.error);
        compareLanes(before, after, TaskId(index));
    }
    QCOMPARE(after.end(), before.end());
    QCOMPARE(after.outcome(), before.outcome());
    QCOMPARE(after.message(), before.message());
    QCOMPARE(after.resources().size(), before.resources().size());
    for (std::size_t index = 0; index < before.resources().size(); ++index) {
        QCOMPARE(after.resources()[index].name, before.resources()[index].name);
        QCOMPARE(after.resources()[index].kind, before.resources()[index].kind);
    }
    QCOMPARE(after.places().size(), before.places().size());
    for (std::size_t index = 0; index < before.places().size(); ++index) {
        QCOMPARE(after.places()[index].label, before.places()[index].label);
        QCOMPARE(after.places()[index].file, before.places()[index].file);
        QCOMPARE(after.places()[index].line, before.places()[index].line);
        QCOMPARE(after.places()[index].function, before.places()[index].function);
    }
}

/// Arrows of one moment come in no particular order.
void compareLinksAndLog(const Trace& before, const Trace& after) {
    const auto sorted = [](const Trace& trace) {
        std::vector<std::tuple<TraceTime, TaskId, TaskId, LinkKind>> links;
        for (const Link& link : trace.links())
            links.emplace_back(link.time, link.from, link.to, link.kind);
        std::ranges::sort(links);
        return links;
    };
    QVERIFY(sorted(before) == sorted(after));
    QCOMPARE(after.log().size(), before.log().size());
    for (std::size_t index = 0; index < before.log().size(); ++index) {
        QCOMPARE(after.log()[index].time, before.log()[index].time);
        QCOMPARE(after.log()[index].task, before.log()[index].task);
        QCOMPARE(after.log()[index].text, before.log()[index].text);
    }
}

/// Two tasks on a worker's thread and one of their own, and what the kernel did with those on two of three CPUs.
Trace withKernelLanes() {
    using namespace std::chrono_literals;
    const auto add = [](std::vector<Lane>& lanes, std::initializer_list<Slice> slices) {
        Lane& lane = lanes.emplace_back();
        for (const Slice& slice : slices)
            lane.append(slice);
    };
    const auto at = [](Duration time, State state, Cause cause = {}) { return Slice{TraceTime(time), {state, cause, {}, {}}}; };
    TraceParts parts;
    parts.tasks = {{"A", {}, {}, {}, {}, {}}, {"B", {}, {}, {}, {}, {}}};
    parts.workers = {{"W"}};
    parts.cpus = {{"CPU 0"}, {"CPU 1"}, {"CPU 2"}};
    parts.kernel = KernelReport{"", 7};
    parts.end = TraceTime(10s);
    add(parts.taskLanes, {at(0s, State::Running), at(10s, State::Done)});
    add(parts.taskLanes, {at(1s, State::Running), at(9s, State::Done)});
    add(parts.workerLanes, {at(0s, State::Running, {CauseKind::Task, 0}), at(10s, State::Idle)});
    add(parts.cpuLanes, {at(0s, State::Running, {CauseKind::Worker, 0}), at(4s, State::Idle)});
    add(parts.cpuLanes, {});
    add(parts.cpuLanes, {at(0s, State::Idle), at(1s, State::Running, {CauseKind::Task, 1}), at(9s, State::Idle)});
    add(parts.taskThreadLanes, {});
    add(parts.taskThreadLanes, {at(1s, State::Running, {CauseKind::Cpu, 2}), at(5s, State::Blocked),
                                at(6s, State::Running, {CauseKind::Cpu, 2}), at(9s, State::Done)});
    add(parts.workerThreadLanes, {at(0s, State::Running, {CauseKind::Cpu, 0}), at(4s, State::Ready, {CauseKind::Preempted})});
    return assemble(std::move(parts));
}

} // namespace

/// What Simul writes for other viewers, read back by Simul.
class ChromeRoundTripTest : public QObject {
    Q_OBJECT

private slots:
    void ownTracesComeBack_data() {
        QTest::addColumn<QString>("scenario");
        QTest::addColumn<int>("mode");
        for (const char* name : {"chess", "philosophers", "producer-consumer", "crawlers", "race", "deadlock"}) {
            const Scenario* scenario = scenarioNamed(name);
            for (const Mode mode : scenario != nullptr ? scenario->modes : std::vector<Mode>{})
                QTest::addRow("%s %s", name, std::string(nameOf(mode)).c_str()) << QString(name) << static_cast<int>(mode);
        }
    }
    void ownTracesComeBack() {
        QFETCH(QString, scenario);
        QFETCH(int, mode);
        const Told told = tell(*scenarioNamed(scenario.toStdString()), {static_cast<Mode>(mode), ClockKind::Simulated});
        const std::vector<NamedTrace> runs = {{"first", told.trace}, {"second: " + scenario.toStdString(), told.trace}};
        const auto back = readText(written(runs));
        QVERIFY2(bool(back), back ? "" : back.error().c_str());
        QCOMPARE(back->size(), std::size_t{2});
        for (std::size_t index = 0; index < runs.size(); ++index) {
            QCOMPARE((*back)[index].name, runs[index].name);
            compareTraces(told.trace, (*back)[index].trace);
            compareLinksAndLog(told.trace, (*back)[index].trace);
            QVERIFY((*back)[index].trace.warnings().empty());
        }
        // Written once more it is the same, but for what only the first knew: deeds are levels now.
        const std::vector<NamedTrace> again = {{"first", (*back)[0].trace}, {runs[1].name, (*back)[1].trace}};
        QCOMPARE(QString::fromStdString(written(again)), QString::fromStdString(written(runs)));
    }

    void lanesOfTheKernelComeBack() {
        const Trace before = withKernelLanes();
        const std::vector<NamedTrace> runs = {{"run", before}};
        const auto all = readText(written(runs));
        QVERIFY2(bool(all), all ? "" : all.error().c_str());
        const Trace& after = all->front().trace;
        compareTraces(before, after);
        QCOMPARE(after.cpus().size(), before.cpus().size());
        for (std::size_t cpu = 0; cpu < before.cpus().size(); ++cpu) {
            QCOMPARE(after.cpus()[cpu].name, before.cpus()[cpu].name);
            compareLanes(before, after, CpuId(cpu));
        }
        for (const LaneId lane : {LaneId(TaskId(0U)), LaneId(TaskId(1U)), LaneId(WorkerId(0U))})
            compareLanes(before, after, lane.ofKernel());
        QVERIFY(after.kernel().has_value());
        QCOMPARE(after.kernel()->lost, before.kernel()->lost);
        QVERIFY(after.warnings().empty());
        const std::vector<NamedTrace> again = {{"run", after}};
        QCOMPARE(QString::fromStdString(written(again)), QString::fromStdString(written(runs)));
    }
    /// Whom they are about has to be there.
    void lanesOfTheKernelForNobodyAreLeftOut() {
        const auto all = readText(R"([{"ph":"M","name":"process_name","pid":1,"args":{"name":"x","simul":1}},
            {"ph":"M","name":"thread_name","pid":1,"tid":1,"args":{"name":"A","kind":"task"}},
            {"ph":"X","name":"a","cat":"running","pid":1,"tid":1,"ts":0,"dur":5},
            {"ph":"M","name":"thread_name","pid":1,"tid":2,"args":{"name":"C","kind":"cpu"}},
            {"ph":"X","name":"A","cat":"running","pid":1,"tid":2,"ts":0,"dur":5,"args":{"cause":"worker","of":3}},
            {"ph":"M","name":"thread_name","pid":1,"tid":3,"args":{"name":"k","kind":"kernel","task":9}},
            {"ph":"X","name":"C","cat":"running","pid":1,"tid":3,"ts":0,"dur":5,"args":{"cause":"cpu","of":8}},
            {"ph":"M","name":"thread_name","pid":1,"tid":4,"args":{"name":"k","kind":"kernel","worker":-1}}])");
        QVERIFY2(bool(all), all ? "" : all.error().c_str());
        const Trace& trace = all->front().trace;
        QCOMPARE(trace.tasks().size(), 1U);
        QCOMPARE(trace.cpus().size(), 1U);
        QVERIFY(trace.lane(CpuId(0U)).front().info.cause() == Cause{});
        QVERIFY(trace.lane(LaneId(TaskId(0U)).ofKernel()).empty());
    }
    /// Whoever names what the kernel did with a thread looks up what its cause names.
    void threadsHaveNoCausesButTheirCpus() {
        const auto all = readText(R"([{"ph":"M","name":"process_name","pid":1,"args":{"name":"x","simul":1}},
            {"ph":"M","name":"thread_name","pid":1,"tid":1,"args":{"name":"A","kind":"task"}},
            {"ph":"X","name":"a","cat":"running","pid":1,"tid":1,"ts":0,"dur":5},
            {"ph":"M","name":"thread_name","pid":1,"tid":2,"args":{"name":"C","kind":"cpu"}},
            {"ph":"M","name":"thread_name","pid":1,"tid":3,"args":{"name":"k","kind":"kernel","task":0}},
            {"ph":"X","name":"a","cat":"running","pid":1,"tid":3,"ts":0,"dur":1,"args":{"cause":"cpu"}},
            {"ph":"X","name":"b","cat":"running","pid":1,"tid":3,"ts":1,"dur":1,"args":{"cause":"worker"}},
            {"ph":"X","name":"c","cat":"running","pid":1,"tid":3,"ts":2,"dur":1,"args":{"cause":"timer","of":7}},
            {"ph":"X","name":"d","cat":"ready","pid":1,"tid":3,"ts":3,"dur":1,"args":{"cause":"preempted"}}])");
        QVERIFY2(bool(all), all ? "" : all.error().c_str());
        const Lane& thread = all->front().trace.lane(LaneId(TaskId(0U)).ofKernel());
        QVERIFY(thread[0].info.cause() == (Cause{CauseKind::Cpu, 0}));
        QVERIFY(thread[1].info.cause() == Cause{});
        QVERIFY(thread[2].info.cause() == Cause{});
        QVERIFY(thread[3].info.cause() == (Cause{CauseKind::Preempted, 0}));
        const std::vector<NamedTrace> runs = {{"run", all->front().trace}};
        QVERIFY(!written(runs).empty());
    }
    /// Arrows were numbered "process.arrow" once, and each process's threads from 1.
    void arrowsOfOlderFilesComeBack() {
        const auto all = readText(R"([{"ph":"M","name":"process_name","pid":1,"args":{"name":"x","simul":1}},
            {"ph":"M","name":"thread_name","pid":1,"tid":1,"args":{"name":"A","kind":"task"}},
            {"ph":"M","name":"thread_name","pid":1,"tid":2,"args":{"name":"B","kind":"task"}},
            {"ph":"X","name":"a","cat":"running","pid":1,"tid":1,"ts":0,"dur":5},
            {"ph":"X","name":"b","cat":"running","pid":1,"tid":2,"ts":0,"dur":5},
            {"ph":"s","name":"spawn","cat":"link","id":"1.1","pid":1,"ts":1,"tid":1},
            {"ph":"f","bp":"e","name":"spawn","cat":"link","id":"1.1","pid":1,"ts":1,"tid":2},
            {"ph":"s","name":"item","cat":"link","id":"1.10","pid":1,"ts":3,"tid":2},
            {"ph":"f","bp":"e","name":"item","cat":"link","id":"1.10","pid":1,"ts":3,"tid":1}])");
        QVERIFY2(bool(all), all ? "" : all.error().c_str());
        const std::span<const Link> links = all->front().trace.links();
        QCOMPARE(links.size(), std::size_t{2});
        QVERIFY(links[0].kind == LinkKind::Spawn && links[0].from == TaskId(0U) && links[0].to == TaskId(1U));
        QVERIFY(links[1].kind == LinkKind::Item && links[1].from == TaskId(1U) && links[1].to == TaskId(0U));
        QVERIFY(all->front().trace.warnings().empty());
    }
    void queuesKeepTheirDepth() {
        const Told told = tell(*scenarioNamed("producer-consumer"), {Mode::Coroutines, ClockKind::Simulated});
        const std::vector<NamedTrace> runs = {{"run", told.trace}};
        const auto all = readText(written(runs));
        QVERIFY(bool(all));
        const LoadedTrace& back = all->front();
        std::vector<std::pair<TraceTime, std::uint32_t>> before;
        for (const SyncEvent& event : told.trace.syncEvents()) {
            if (event.kind == SyncKind::Put || event.kind == SyncKind::Got)
                before.emplace_back(event.time, event.amount);
        }
        QVERIFY(!before.empty());
        QCOMPARE(back.trace.levels().size(), before.size());
        for (std::size_t index = 0; index < before.size(); ++index)
            QCOMPARE(std::pair(back.trace.levels()[index].time, back.trace.levels()[index].amount), before[index]);
    }
};

QTEST_GUILESS_MAIN(ChromeRoundTripTest)
#include "chrome_round_trip_test.moc"
