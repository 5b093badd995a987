#include "engine/analysis/range_statistics.h"

#include "engine/analysis/for_ever.h"
#include "engine/trace/interval_sums.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace simul {

namespace {

constexpr int subBits = 6; ///< a bucket is at most 1/64 of its lengths wide, its middle at most 1/128 off

std::size_t indexOf(State state) {
    return static_cast<std::size_t>(state);
}

/// Calls `use(state, part, isCut, length)` for each slice that lies in from..to at least in part; `part` of it does.
template <class Use>
void walk(const Lane& lane, TraceTime end, TraceTime from, TraceTime to, const Use& use) {
    for (std::size_t index = lane.find(from).value_or(0); index < lane.size(); ++index) {
        const Slice& slice = lane[index];
        if (slice.start > to) // at `to` a task may end, after slices of no length
            return;
        const TraceTime sliceEnd = lane.endOf(index, end);
        const Duration part = std::min(sliceEnd, to) - std::max(slice.start, from);
        const bool isMoment = isFinal(slice.state()) && slice.start >= from;
        if (part > Duration::zero() || isMoment)
            use(slice.state(), part, slice.start < from || sliceEnd > to, sliceEnd - slice.start);
    }
}

/// What some lanes do, slice by slice.
class UseCollector {
public:
    void add(State state, Duration part, bool isCut, Duration length) {
        StateUse& use = m_uses[indexOf(state)];
        use.time += part;
        ++use.slices;
        use.cut += isCut;
        if (!isCut && !isFinal(state))
            m_lengths[indexOf(state)].add(length);
    }
    StateUses uses() {
        for (std::size_t state = 0; state < StateCount; ++state)
            m_uses[state].whole = m_lengths[state].spread();
        return m_uses;
    }

private:
    StateUses m_uses{};
    std::array<LengthCollector, StateCount> m_lengths;
};

RangeStatistics::OfTask taskOf(TaskId id, const StateUses& uses) {
    RangeStatistics::OfTask task{id};
    for (std::size_t index = 0; index < StateCount; ++index) {
        const auto state = static_cast<State>(index);
        if (uses[index].slices == 0)
            continue;
        task.times[index] = Duration(uses[index].time);
        if (!isFinal(state) && state != State::Created) // before its time it is not there
            task.slices += uses[index].slices;
        task.uses.emplace_back(state, uses[index]);
    }
    return task;
}

} // namespace

// ---- LengthCollector

std::size_t LengthCollector::bucketOf(std::int64_t length) {
    const auto value = static_cast<std::uint64_t>(std::max<std::int64_t>(length, 0));
    const int shift = std::max(0, static_cast<int>(std::bit_width(value)) - subBits - 1);
    return (static_cast<std::size_t>(shift) << subBits) + static_cast<std::size_t>(value >> shift);
}

std::int64_t LengthCollector::middleOf(std::size_t bucket) {
    constexpr std::size_t firstWide = std::size_t{2} << subBits; // below, a bucket is one length
    if (bucket < firstWide)
        return static_cast<std::int64_t>(bucket);
    const std::size_t shift = (bucket >> subBits) - 1;
    const std::size_t value = bucket - (shift << subBits);
    return static_cast<std::int64_t>((value << shift) + (std::size_t{1} << shift) / 2);
}

void LengthCollector::add(Duration length) {
    m_known.least = m_known.count == 0 ? length : std::min(m_known.least, length);
    m_known.most = std::max(m_known.most, length);
    m_known.total += length;
    ++m_known.count;
    if (!m_buckets.empty()) {
        ++m_buckets[bucketOf(length.count())];
        return;
    }
    m_lengths.push_back(length.count());
    if (m_lengths.size() > mostKept)
        fold();
}

void LengthCollector::fold() {
    m_buckets.resize(bucketOf(std::numeric_limits<std::int64_t>::max()) + 1);
    for (const std::int64_t length : m_lengths)
        ++m_buckets[bucketOf(length)];
    m_lengths = {};
}

Duration LengthCollector::percentile(std::uint64_t per100) {
    const std::uint64_t rank = (m_known.count * per100 + 99) / 100 - 1; // from 0
    if (m_buckets.empty()) {
        const auto place = m_lengths.begin() + static_cast<std::ptrdiff_t>(rank);
        std::nth_element(m_lengths.begin(), place, m_lengths.end());
        return Duration(*place);
    }
    std::uint64_t before = 0;
    std::size_t bucket = 0;
    while (before + m_buckets[bucket] <= rank)
        before += m_buckets[bucket++];
    return std::clamp(Duration(middleOf(bucket)), m_known.least, m_known.most);
}

LengthSpread LengthCollector::spread() {
    LengthSpread spread = m_known;
    if (spread.count == 0)
        return spread;
    spread.median = percentile(50);
    spread.p90 = percentile(90);
    spread.p99 = percentile(99);
    return spread;
}

// ---- ranges

const StateUse* RangeStatistics::OfTask::use(State state) const {
    const auto found = std::ranges::find(uses, state, &std::pair<State, StateUse>::first);
    return found == uses.end() ? nullptr : &found->second;
}

RangeStatistics estimateRange(const Trace& trace, TraceTime from, TraceTime to) {
    RangeStatistics range{.from = from, .to = to, .isExact = false, .states = {}, .tasks = {}};
    const std::array edges = {from, to};
    IntervalSums sums;
    for (std::size_t index = 0; index < trace.tasks().size(); ++index) {
        sums.start(edges, SumDetail::Fine);
        const Lane& lane = trace.lane(TaskId(index));
        sums.add(lane, drawnEnd(trace, lane));
        RangeStatistics::OfTask task{TaskId(index)};
        Duration all{};
        for (std::size_t state = indexOf(State::Ready); state < StateCount; ++state) {
            const double time = sums.sums()[0][StateShares::placeOf(static_cast<State>(state))];
            task.times[state] = Duration(static_cast<Duration::rep>(time + 0.5));
            range.states[state].time += task.times[state];
            all += task.times[state];
        }
        if (all > Duration::zero())
            range.tasks.push_back(task);
    }
    return range;
}

RangeStatistics measureRange(const Trace& trace, TraceTime from, TraceTime to, const std::stop_token& stop) {
    RangeStatistics range{.from = from, .to = to, .isExact = true, .states = {}, .tasks = {}};
    UseCollector all;
    for (std::size_t index = 0; index < trace.tasks().size() && !stop.stop_requested(); ++index) {
        UseCollector own;
        const Lane& lane = trace.lane(TaskId(index));
        walk(lane, drawnEnd(trace, lane), from, to, [&](auto... slice) {
            all.add(slice...);
            own.add(slice...);
        });
        RangeStatistics::OfTask task = taskOf(TaskId(index), own.uses());
        if (task.slices > 0)
            range.tasks.push_back(std::move(task));
    }
    range.states = all.uses();
    return range;
}

StateUses measureRange(const Lane& lane, TraceTime end, TraceTime from, TraceTime to) {
    UseCollector own;
    walk(lane, end, from, to, [&](auto... slice) { own.add(slice...); });
    return own.uses();
}

} // namespace simul
