#include "ui/timeline/lane_boxes.h"

#include <algorithm>

namespace simul {

namespace {

constexpr double narrow = 3; ///< pixels; slices below that are not drawn one by one

bool isDrawn(State state) {
    return state != State::Idle && state != State::Created && !isFinal(state);
}

/// Walks over one lane and sorts its slices into boxes and columns.
class LaneWalk {
public:
    LaneWalk(const Lane& lane, TraceTime end, const TimeScale& scale, const QRect& area, ColumnSums& sums,
             LaneBoxes& out)
        : m_lane(lane), m_end(end), m_scale(scale), m_area(area), m_sums(sums), m_out(out), m_freeFrom(area.left()) {}

    void walk() {
        const TimeRange range = m_scale.range();
        for (std::size_t i = m_lane.find(range.begin).value_or(0); i < m_lane.size(); ++i) {
            const TraceTime start = m_lane[i].start;
            if (start >= range.end)
                break;
            const TraceTime end = m_lane.endOf(i, m_end);
            if (isFinal(m_lane[i].state()))
                m_out.end = EndMark{m_scale.pixel(start), m_lane[i].state(), i};
            else if (end > start)
                add(i, start, end);
        }
        finishRun();
    }

private:
    void add(std::size_t index, TraceTime start, TraceTime end) {
        if (m_scale.width(end - start) < narrow) {
            if (!m_run)
                m_run = TimeRange{start, end};
            m_run->end = end;
            return;
        }
        finishRun();
        if (!isDrawn(m_lane[index].state()))
            return;
        const int left = std::max(m_scale.pixel(start), m_freeFrom);
        const int right = std::min(m_scale.pixel(end), m_area.right() + 1);
        if (right <= left)
            return;
        const QRect rect(left, m_area.top(), right - left, m_area.height());
        const double visible = std::min(m_scale.x(end), m_scale.right()) - std::max(m_scale.x(start), m_scale.left());
        m_out.boxes.push_back({rect, m_lane[index].state(), index, m_scale.pixel(end) > m_area.right() + 1, visible,
                               m_lane[index].info.cause().kind == CauseKind::Poll});
        m_freeFrom = right;
    }

    void finishRun() {
        if (!m_run)
            return;
        const double from = std::floor(m_scale.x(m_run->begin));
        const double to = std::ceil(m_scale.x(m_run->end));
        m_run.reset();
        int x0 = static_cast<int>(std::clamp<double>(from, m_area.left(), m_area.right() + 1));
        const int x1 = static_cast<int>(std::clamp<double>(to, m_area.left(), m_area.right() + 1));
        if (!m_out.columns.empty())
            x0 = std::max(x0, m_out.columns.back().x + m_out.columns.back().width);
        if (x1 <= x0)
            return;
        if (!m_out.boxes.empty() && m_out.boxes.back().rect.right() >= x0)
            m_out.boxes.back().rect.setRight(x0 - 1);
        m_sums.start(m_scale, x0, x1);
        m_sums.add(m_lane, m_end);
        m_sums.take(m_out.columns);
        m_freeFrom = x1;
    }

    const Lane& m_lane;
    TraceTime m_end;
    const TimeScale& m_scale;
    const QRect& m_area;
    ColumnSums& m_sums;
    LaneBoxes& m_out;
    std::optional<TimeRange> m_run; ///< of slices that are too narrow
    int m_freeFrom;
};

} // namespace

void LaneBoxes::clear() {
    boxes.clear();
    columns.clear();
    end.reset();
    bornAt.reset();
}

void ColumnSums::start(const TimeScale& scale, int x0, int x1) {
    m_x0 = x0;
    m_lanes = 0;
    m_count = static_cast<std::size_t>(std::max(0, x1 - x0));
    m_sums.assign(m_count, {});
    m_edges.resize(m_count + 1);
    for (std::size_t i = 0; i <= m_count; ++i)
        m_edges[i] = scale.time(x0 + static_cast<double>(i));
}

void ColumnSums::add(const Lane& lane, TraceTime end) {
    ++m_lanes;
    if (lane.empty() || m_count == 0)
        return;
    std::size_t column = 0;
    for (std::size_t i = lane.find(m_edges.front()).value_or(0); i < lane.size(); ++i) {
        const TraceTime sliceEnd = lane.endOf(i, end);
        TraceTime from = std::max(lane[i].start, m_edges.front());
        if (from >= m_edges.back())
            break;
        const auto state = static_cast<std::size_t>(lane[i].state());
        while (column < m_count && m_edges[column + 1] <= from)
            ++column;
        while (column < m_count && from < sliceEnd) {
            const TraceTime to = std::min(sliceEnd, m_edges[column + 1]);
            m_sums[column][state] += (to - from).count();
            from = to;
            if (to == m_edges[column + 1])
                ++column;
        }
    }
}

void ColumnSums::take(std::vector<Column>& columns) const {
    for (std::size_t i = 0; i < m_count; ++i) {
        Column column{.x = m_x0 + static_cast<int>(i)};
        const double all = static_cast<double>((m_edges[i + 1] - m_edges[i]).count()) * static_cast<double>(m_lanes);
        for (std::size_t state = static_cast<std::size_t>(State::Ready); all > 0 && state < StateCount; ++state)
            column.shares[state] =
                static_cast<std::uint16_t>(std::lround(static_cast<double>(m_sums[i][state]) / all * Column::whole));
        if (i > 0 && columns.back().shares == column.shares)
            ++columns.back().width;
        else
            columns.push_back(column);
    }
}

void layoutLane(const Lane& lane, TraceTime end, const TimeScale& scale, const QRect& area, ColumnSums& sums,
                LaneBoxes& out) {
    out.clear();
    if (lane.empty())
        return;
    if (const double born = scale.x(lane.front().start); born > area.left())
        out.bornAt = static_cast<int>(std::lround(std::min<double>(born, area.right() + 1)));
    LaneWalk(lane, end, scale, area, sums, out).walk();
}

void layoutTogether(const Trace& trace, const std::vector<LaneId>& lanes, const TimeScale& scale, const QRect& area,
                    ColumnSums& sums, LaneBoxes& out) {
    out.clear();
    sums.start(scale, area.left(), area.right() + 1);
    for (const LaneId lane : lanes)
        sums.add(trace.lane(lane), trace.end());
    sums.take(out.columns);
    for (const Column& column : out.columns) {
        const auto whole = std::ranges::find(column.shares, Column::whole);
        if (column.width < narrow || whole == column.shares.end())
            continue;
        const auto state = static_cast<State>(whole - column.shares.begin());
        if (isDrawn(state))
            out.boxes.push_back({QRect(column.x, area.top(), column.width, area.height()), state, SliceBox::manySlices,
                                 column.x + column.width > area.right(), static_cast<double>(column.width)});
    }
    std::erase_if(out.columns, [](const Column& column) {
        const auto whole = std::ranges::find(column.shares, Column::whole);
        return column.width >= narrow && whole != column.shares.end() &&
               isDrawn(static_cast<State>(whole - column.shares.begin()));
    });
}

std::array<int, StateCount> stackHeights(const Column& column, int height) {
    std::array<int, StateCount> heights{};
    std::uint32_t below = 0;
    int filled = 0;
    for (const State state : stackOrder) {
        const std::uint32_t share = column.shares[static_cast<std::size_t>(state)];
        if (share == 0)
            continue;
        below += share;
        const int top = static_cast<int>(std::lround(height * static_cast<double>(below) / Column::whole));
        heights[static_cast<std::size_t>(state)] = std::max(1, top - filled);
        filled += heights[static_cast<std::size_t>(state)];
    }
    // What was rounded up is taken from the largest, and a gap keeps its pixel.
    constexpr std::uint32_t noGap = Column::whole - StateCount; // shares are rounded too
    const int most = below < noGap ? height - 1 : height;
    while (filled > std::max(most, 1)) {
        auto largest = std::ranges::max_element(heights);
        if (*largest <= 1)
            break;
        --*largest;
        --filled;
    }
    return heights;
}

} // namespace simul
