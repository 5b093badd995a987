#include "engine/analysis/range_statistics.h"

#include "engine/trace/interval_sums.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace simul {

namespace {

constexpr int subBits = 6; ///< a bucket is at most 1/64 of its lengths wide, its middle at most 1/128 off

using Collectors = std::array<LengthCollector, StateCount>;

std::size_t indexOf(State state) { return static_cast<std::size_t>(state); }

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

/// One lane, added to what others have.
void addLane(const Lane& lane, TraceTime end, TraceTime from, TraceTime to, StateUses& uses, Collectors& lengths,
             RangeStatistics::OfTask* task) {
    walk(lane, end, from, to, [&](State state, Duration part, bool isCut, Duration length) {
        StateUse& use = uses[indexOf(state)];
        use.time += part;
        ++use.slices;
        use.cut += isCut;
        if (!isCut && !isFinal(state))
            lengths[indexOf(state)].add(length);
        if (task != nullptr) {
            task->times[indexOf(state)] += part;
            task->slices += !isFinal(state);
        }
    });
}

void finish(StateUses& uses, Collectors& lengths) {
    for (std::size_t state = 0; state < StateCount; ++state)
        uses[state].whole = lengths[state].spread();
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

RangeStatistics estimateRange(const Trace& trace, TraceTime from, TraceTime to) {
    RangeStatistics range{.from = from, .to = to, .isExact = false, .states = {}, .tasks = {}};
    const std::array edges = {from, to};
    IntervalSums sums;
    for (std::size_t index = 0; index < trace.tasks().size(); ++index) {
        sums.start(edges, SumDetail::Fine);
        sums.add(trace.lane(TaskId(index)), trace.end());
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
    Collectors lengths;
    for (std::size_t index = 0; index < trace.tasks().size() && !stop.stop_requested(); ++index) {
        RangeStatistics::OfTask task{TaskId(index)};
        addLane(trace.lane(TaskId(index)), trace.end(), from, to, range.states, lengths, &task);
        if (task.slices > 0)
            range.tasks.push_back(task);
    }
    finish(range.states, lengths);
    return range;
}

StateUses measureRange(const Lane& lane, TraceTime end, TraceTime from, TraceTime to) {
    StateUses uses{};
    Collectors lengths;
    addLane(lane, end, from, to, uses, lengths, nullptr);
    finish(uses, lengths);
    return uses;
}

} // namespace simul
