#include "engine/analysis/run_difference.h"

#include "engine/analysis/for_ever.h"

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <utility>

namespace simul {

namespace {

/// Up to so many slices an interval on average are walked.
constexpr std::size_t mostWalked = 8;

constexpr std::size_t nothing = StateShares::placeOf(State::Idle);

std::size_t placeOf(State state) { return isFinal(state) ? nothing : StateShares::placeOf(state); }

/// What a lane does, from a moment on: nothing before its first slice and after the end.
class LaneCursor {
public:
    LaneCursor(const Lane& lane, TraceTime end, TraceTime from) : m_lane(lane), m_end(end) {
        const std::optional<std::size_t> index = lane.find(from);
        m_next = index ? *index : 0;
        if (index)
            step();
        else
            m_until = lane.empty() ? TraceTime::max() : lane.front().start;
    }

    std::size_t place() const { return m_place; }
    TraceTime until() const { return m_until; }
    /// To what it does from until() on.
    void step() {
        if (m_next >= m_lane.size()) {
            m_place = nothing;
            m_until = TraceTime::max();
            return;
        }
        const Slice& slice = m_lane[m_next];
        m_place = placeOf(slice.state());
        m_until = isFinal(slice.state()) ? TraceTime::max() : m_lane.endOf(m_next, m_end);
        ++m_next;
    }

private:
    const Lane& m_lane;
    TraceTime m_end;
    std::size_t m_next = 0;
    std::size_t m_place = nothing;
    TraceTime m_until;
};

/// Calls `use(placeA, placeB, from, to)` for each stretch in which the two are not in the same state.
template <class Use>
void walkDifferences(LaneCursor a, LaneCursor b, TraceTime from, TraceTime to, const Use& use) {
    while (from < to) {
        while (a.until() <= from)
            a.step();
        while (b.until() <= from)
            b.step();
        const TraceTime until = std::min({a.until(), b.until(), to});
        if (a.place() != b.place())
            use(a.place(), b.place(), from, until);
        from = until;
    }
}

std::size_t slicesBetween(const Lane& lane, TraceTime from, TraceTime to) {
    return lane.find(to).value_or(0) - lane.find(from).value_or(0);
}

/// Of an interval that a lane's trace or life leaves, the rest is nothing.
void fillUp(IntervalSums::Sums& sums, double whole) {
    double busy = 0;
    for (const State state : {State::Ready, State::Running, State::Waiting, State::Blocked})
        busy += sums[StateShares::placeOf(state)];
    sums[nothing] = std::max(0.0, whole - busy);
}

} // namespace

TaskMatches matchTasks(const Trace& a, const Trace& b) {
    constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
    const std::size_t count = b.tasks().size();
    std::unordered_map<std::string_view, std::size_t> first; // of b's tasks with that name that have no partner yet
    std::vector<std::size_t> next(count);                    // of the same name
    for (std::size_t index = count; index-- > 0;) {
        const auto [found, isNew] = first.try_emplace(b.tasks()[index].name, none);
        next[index] = std::exchange(found->second, index);
    }
    TaskMatches matches;
    std::vector<bool> isMatched(count);
    for (std::size_t index = 0; index < a.tasks().size(); ++index) {
        const auto found = first.find(a.tasks()[index].name);
        if (found == first.end() || found->second == none) {
            matches.onlyA.emplace_back(index);
            continue;
        }
        const std::size_t partner = std::exchange(found->second, next[found->second]);
        matches.pairs.push_back({TaskId(index), TaskId(partner)});
        isMatched[partner] = true;
    }
    for (std::size_t index = 0; index < isMatched.size(); ++index) {
        if (!isMatched[index])
            matches.onlyB.emplace_back(index);
    }
    return matches;
}

Duration differingTime(const Lane& a, TraceTime endA, const Lane& b, TraceTime endB, TraceTime from, TraceTime to) {
    Duration differing{};
    walkDifferences(LaneCursor(a, endA, from), LaneCursor(b, endB, from), from, to,
                    [&](std::size_t, std::size_t, TraceTime start, TraceTime end) { differing += end - start; });
    return differing;
}

namespace {

bool neverEnds(const Trace& trace, const Lane& lane) {
    return !lane.empty() && !isFinal(lane.back().state()) && lastsForEver(trace, lane.back(), true);
}

/// What it does at its end, so much longer.
void lengthen(TaskMetrics& metrics, State state, Duration by) {
    switch (state) {
    case State::Ready:
        metrics.ready += by;
        break;
    case State::Waiting:
        metrics.waiting += by;
        break;
    case State::Blocked:
        metrics.blocked += by;
        break;
    default:
        break;
    }
}

struct Side {
    const Trace& trace;
    TaskId task;
    TaskMetrics metrics;
};

TaskDifference compareTasks(const TaskPair& pair, Side a, Side b, TraceTime to) {
    TraceTime end;
    const auto settle = [&](Side& side) {
        const Lane& lane = side.trace.lane(side.task);
        const bool isEndless = neverEnds(side.trace, lane);
        if (isEndless)
            lengthen(side.metrics, lane.back().state(), to - side.trace.end());
        end = std::max(end, isEndless ? to : side.metrics.end);
        return isEndless;
    };
    const bool neverEndsA = settle(a);
    const bool neverEndsB = settle(b);
    const Lane& laneA = a.trace.lane(a.task);
    const Lane& laneB = b.trace.lane(b.task);
    return {pair, a.metrics, b.metrics, neverEndsA, neverEndsB, end - std::min(a.metrics.start, b.metrics.start),
            differingTime(laneA, drawnEnd(a.trace, laneA), laneB, drawnEnd(b.trace, laneB), TraceTime{}, to)};
}

} // namespace

RunDifference compareRuns(const Trace& a, const Trace& b, const std::stop_token& stop) {
    RunDifference difference{matchTasks(a, b), {}};
    const RunMetrics ofA = measure(a, stop);
    const RunMetrics ofB = measure(b, stop);
    const TraceTime to = std::max(a.end(), b.end());
    for (const TaskPair& pair : difference.matches.pairs) {
        if (stop.stop_requested()) // then there are not all metrics either
            break;
        difference.tasks.push_back(compareTasks(pair, {a, pair.a, ofA.tasks[pair.a.value]}, {b, pair.b, ofB.tasks[pair.b.value]}, to));
    }
    return difference;
}

void DifferenceSums::start(std::span<const TraceTime> edges) {
    m_edges = edges;
    m_intervals.assign(edges.empty() ? 0 : edges.size() - 1, {});
}

void DifferenceSums::add(const Lane& a, TraceTime endA, const Lane& b, TraceTime endB) {
    if (m_intervals.empty())
        return;
    const TraceTime from = m_edges.front();
    const TraceTime to = m_edges.back();
    if (slicesBetween(a, from, to) + slicesBetween(b, from, to) > mostWalked * m_intervals.size()) {
        addShares(a, endA, b, endB);
        return;
    }
    std::size_t interval = 0;
    walkDifferences(LaneCursor(a, endA, from), LaneCursor(b, endB, from), from, to,
                    [&](std::size_t placeA, std::size_t placeB, TraceTime start, TraceTime end) {
                        while (m_edges[interval + 1] <= start)
                            ++interval;
                        while (start < end) {
                            const TraceTime until = std::min(end, m_edges[interval + 1]);
                            const auto time = static_cast<double>((until - start).count());
                            m_intervals[interval].a[placeA] += time;
                            m_intervals[interval].b[placeB] += time;
                            start = until;
                            interval += start < end;
                        }
                    });
}

void DifferenceSums::addShares(const Lane& a, TraceTime endA, const Lane& b, TraceTime endB) {
    m_sumsA.start(m_edges, SumDetail::Fine);
    m_sumsA.add(a, endA);
    m_sumsB.start(m_edges, SumDetail::Fine);
    m_sumsB.add(b, endB);
    for (std::size_t interval = 0; interval < m_intervals.size(); ++interval) {
        const auto whole = static_cast<double>((m_edges[interval + 1] - m_edges[interval]).count());
        IntervalSums::Sums ofA = m_sumsA.sums()[interval];
        IntervalSums::Sums ofB = m_sumsB.sums()[interval];
        fillUp(ofA, whole);
        fillUp(ofB, whole);
        for (std::size_t place = nothing; place <= StateShares::placeOf(State::Blocked); ++place) {
            m_intervals[interval].a[place] += std::max(0.0, ofA[place] - ofB[place]);
            m_intervals[interval].b[place] += std::max(0.0, ofB[place] - ofA[place]);
        }
    }
}

} // namespace simul
