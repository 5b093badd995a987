#include "tests/support/trace_from_text.h"

#include "engine/trace/duration_text.h"
#include "engine/trace/recorder.h"
#include "engine/trace/trace_builder.h"
#include "engine/trace/transitions.h"

#include <cstdio>
#include <cstdlib>

namespace simul::test {

namespace {

[[noreturn]] void stop(std::string_view what, std::string_view where) {
    std::fprintf(stderr, "traceFromText: %.*s in \"%.*s\"\n", static_cast<int>(what.size()), what.data(),
                 static_cast<int>(where.size()), where.data());
    std::abort();
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view{}
                                           : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Cuts off and returns what comes before `mark`, or all.
std::string_view cut(std::string_view& rest, char mark) {
    const std::size_t at = rest.find(mark);
    const std::string_view part = trimmed(rest.substr(0, at));
    rest = at == std::string_view::npos ? std::string_view{} : trimmed(rest.substr(at + 1));
    return part;
}

struct Entry {
    State state = State::Idle;
    TraceTime start;
    TraceTime end;
    std::string_view task;
};

TraceTime timeFrom(std::string_view text) {
    const Result<Duration> duration = parseDuration(text);
    if (!duration)
        stop(duration.error(), text);
    return TraceTime(*duration);
}

Entry entryFrom(std::string_view text) {
    const std::string_view whole = text;
    Entry entry;
    const std::string_view state = cut(text, ' ');
    bool isKnown = false;
    for (std::size_t i = 0; i < StateCount; ++i) {
        if (nameOf(static_cast<State>(i)) == state) {
            entry.state = static_cast<State>(i);
            isKnown = true;
        }
    }
    if (!isKnown)
        stop("unknown state", whole);
    std::string_view times = cut(text, ' ');
    entry.start = timeFrom(cut(times, '-'));
    entry.end = times.empty() ? entry.start : timeFrom(times);
    entry.task = text;
    return entry;
}

struct LaneText {
    std::string_view name;
    bool isWorker = false;
    std::vector<Entry> entries;
};

std::vector<LaneText> lanesFrom(std::string_view text) {
    std::vector<LaneText> lanes;
    while (!text.empty()) {
        std::string_view line = cut(text, '\n');
        if (line.empty())
            continue;
        LaneText& lane = lanes.emplace_back();
        lane.name = cut(line, '|');
        if (lane.name.starts_with("worker ")) {
            lane.isWorker = true;
            lane.name.remove_prefix(7);
        }
        while (!line.empty())
            lane.entries.push_back(entryFrom(cut(line, ',')));
    }
    return lanes;
}

/// States that lead from one to the other where the table of transitions wants some in between.
std::vector<State> pathTo(std::optional<State> before, State after) {
    std::vector<State> path;
    if (!before) {
        path.push_back(State::Created);
        before = State::Created;
        if (after == State::Created)
            return path;
    }
    for (const State between : {State::Ready, State::Running}) {
        if (!mayFollow(*before, after) && mayFollow(*before, between) && *before != between) {
            path.push_back(between);
            before = between;
        }
    }
    if (!mayFollow(*before, after))
        stop("a state that cannot follow", nameOf(after));
    path.push_back(after);
    return path;
}

void recordTask(ThreadRecorder& thread, TaskId id, const LaneText& lane) {
    std::optional<State> before;
    std::uint32_t sequence = 0;
    for (const Entry& entry : lane.entries) {
        for (const State state : pathTo(before, entry.state)) {
            const CauseKind cause = state == State::Ready                                ? CauseKind::Worker
                                    : state == State::Waiting || state == State::Blocked ? CauseKind::Timer
                                                                                         : CauseKind::None;
            thread.record(entry.start.time_since_epoch().count(), id, sequence++, SliceInfo(state, {cause}, {}, {}));
            before = state;
        }
    }
}

void recordWorker(ThreadRecorder& thread, WorkerId id, const LaneText& lane, const std::vector<LaneText>& tasks) {
    std::uint32_t sequence = 0;
    for (const Entry& entry : lane.entries) {
        Cause cause;
        for (std::uint32_t task = 0; task < tasks.size(); ++task) {
            if (!entry.task.empty() && tasks[task].name == entry.task)
                cause = {CauseKind::Task, task};
        }
        if (!entry.task.empty() && cause.kind == CauseKind::None)
            stop("unknown task", entry.task);
        thread.record(entry.start.time_since_epoch().count(), id, sequence++, SliceInfo(entry.state, cause, {}, id));
    }
}

} // namespace

Trace traceFromText(std::string_view text, Outcome outcome) {
    std::vector<LaneText> tasks;
    std::vector<LaneText> workers;
    TraceTime end;
    for (LaneText& lane : lanesFrom(text)) {
        for (const Entry& entry : lane.entries)
            end = std::max(end, entry.end);
        (lane.isWorker ? workers : tasks).push_back(std::move(lane));
    }
    Recorder recorder;
    ThreadRecorder thread(recorder);
    for (std::uint32_t i = 0; i < workers.size(); ++i)
        recorder.addWorker(WorkerId(i), {std::string(workers[i].name)});
    for (std::uint32_t i = 0; i < tasks.size(); ++i)
        recorder.addTask(TaskId(i), {std::string(tasks[i].name), {}, {}, {}, {}});
    for (std::uint32_t i = 0; i < tasks.size(); ++i)
        recordTask(thread, TaskId(i), tasks[i]);
    for (std::uint32_t i = 0; i < workers.size(); ++i)
        recordWorker(thread, WorkerId(i), workers[i], tasks);
    if (outcome != Outcome::Unfinished)
        recorder.finish(end, outcome, {});
    return buildTrace(recorder);
}

std::shared_ptr<const Trace> sharedTrace(std::string_view text, Outcome outcome) {
    return std::make_shared<const Trace>(traceFromText(text, outcome));
}

} // namespace simul::test
