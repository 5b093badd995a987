#include "engine/trace/span_lane.h"

#include <algorithm>

namespace simul {

namespace {

/// Appends states to a lane; one that lasts no time makes room for the next, and more of the same is no new slice.
class Flow {
public:
    void go(TraceTime time, SliceInfo info) {
        if (m_next && m_next->start < time)
            flush();
        if (!m_next)
            m_next = Slice{time, info};
        else
            m_next->info = info; // of no length so far
    }
    Lane take() {
        if (m_next)
            flush();
        return std::move(m_lane);
    }

private:
    void flush() {
        if (m_lane.empty() || m_lane.back().info != m_next->info || m_next->info.state() != State::Waiting)
            m_lane.append(*m_next);
        m_next.reset();
    }

    Lane m_lane;
    std::optional<Slice> m_next;
};

/// Outer before inner.
bool comesBefore(const Span& a, const Span& b) { return a.start != b.start ? a.start < b.start : a.end > b.end; }

SliceInfo stateOnly(State state) { return SliceInfo(state, {}, {}, {}); }

} // namespace

Lane laneOfNested(std::vector<Span> spans, NestedCounts& counts) {
    if (!std::ranges::is_sorted(spans, comesBefore))
        std::ranges::stable_sort(spans, comesBefore);
    Flow flow;
    std::vector<Span> open;
    TraceTime last;
    const auto closeUntil = [&](TraceTime time) {
        while (!open.empty() && open.back().end <= time) {
            const TraceTime end = open.back().end;
            while (!open.empty() && open.back().end <= end)
                open.pop_back();
            flow.go(end, open.empty() ? stateOnly(State::Waiting) : open.back().info);
        }
    };
    for (const Span& span : spans) {
        last = std::max(last, span.end);
        if (span.end <= span.start) {
            ++counts.empty;
            continue;
        }
        closeUntil(span.start);
        for (; !open.empty() && open.back().end < span.end; ++counts.cut)
            open.pop_back();
        flow.go(span.start, span.info);
        open.push_back(span);
    }
    closeUntil(TraceTime::max());
    if (!spans.empty())
        flow.go(last, stateOnly(State::Done));
    return flow.take();
}

Lane laneOfRow(std::vector<Span> spans, bool isWorker, TraceTime end) {
    const auto byStart = [](const Span& a, const Span& b) { return a.start < b.start; };
    if (!std::ranges::is_sorted(spans, byStart))
        std::ranges::stable_sort(spans, byStart);
    Lane lane;
    if (spans.empty())
        return lane; // nobody ever used it
    TraceTime reached;
    for (const Span& span : spans) {
        if (isWorker && reached < span.start)
            lane.append({reached, stateOnly(State::Idle)});
        lane.append({span.start, span.info});
        reached = std::max(reached, span.end);
    }
    if (isWorker && reached < end)
        lane.append({reached, stateOnly(State::Idle)});
    return lane;
}

} // namespace simul
