#include "ui/timeline/lane_boxes.h"

#include <algorithm>
#include <cstring>

namespace simul {

namespace {

/// As ==, without a call or a loop a column.
bool isSame(const std::array<std::uint16_t, StateCount>& a, const std::array<std::uint16_t, StateCount>& b) {
    std::array<std::uint64_t, 2> first{};
    std::array<std::uint64_t, 2> second{};
    static_assert(sizeof(a) == sizeof(first) + sizeof(std::uint16_t));
    std::memcpy(first.data(), a.data(), sizeof(first));
    std::memcpy(second.data(), b.data(), sizeof(second));
    return ((first[0] ^ second[0]) | (first[1] ^ second[1])) == 0 && a.back() == b.back();
}

} // namespace

void appendColumn(std::vector<Column>& columns, const Column& column) {
    if (!columns.empty() && columns.back().x + columns.back().width == column.x &&
        isSame(columns.back().shares, column.shares))
        columns.back().width += column.width;
    else
        columns.push_back(column);
}

void LaneBoxes::clear() {
    boxes.clear();
    columns.clear();
    runs.clear();
    end.reset();
    bornAt.reset();
}

void ColumnSums::start(const TimeScale& scale, int x0, int x1) {
    m_x0 = x0;
    m_lanes = 0;
    m_count = static_cast<std::size_t>(std::max(0, x1 - x0));
    const int right = m_left + static_cast<int>(m_edges.size()) - 1;
    if (scale != m_scale || m_edges.empty() || x0 < m_left || x1 > right) {
        m_scale = scale;
        m_left = std::min(x0, static_cast<int>(scale.left()));
        const int last = std::max(x1, static_cast<int>(scale.right()));
        m_edges.resize(static_cast<std::size_t>(last - m_left) + 1);
        for (std::size_t i = 0; i < m_edges.size(); ++i)
            m_edges[i] = scale.time(m_left + static_cast<double>(i));
    }
    m_first = static_cast<std::size_t>(x0 - m_left);
    m_sums.start(edges(), m_detail);
}

void ColumnSums::add(const Lane& lane, TraceTime end) {
    ++m_lanes;
    m_sums.add(lane, end);
}

void ColumnSums::add(const Lane& lane, TraceTime end, std::size_t first, std::size_t last, IntervalSums::Way way) {
    ++m_lanes;
    m_sums.add(lane, end, first, last, way);
}

void ColumnSums::take(std::vector<Column>& columns, int x0) const {
    // Idle and Created, in the first place, are a gap.
    constexpr auto firstShown = static_cast<std::size_t>(State::Ready);
    static_assert(StateShares::placeOf(State::Ready) == 1 && StateCount == firstShown + StateShares::places - 1);
    const std::span<const TraceTime> edge = edges();
    std::size_t count = columns.size();
    columns.resize(count + m_count);
    for (std::size_t i = static_cast<std::size_t>(std::max(0, x0 - m_x0)); i < m_count; ++i) {
        Column column{.x = m_x0 + static_cast<int>(i)};
        const double all = static_cast<double>((edge[i + 1] - edge[i]).count()) * static_cast<double>(m_lanes);
        const double scale = all > 0 ? Column::whole / all : 0;
        const IntervalSums::Sums& sums = m_sums.sums()[i];
        std::array<float, StateShares::places> shares{};
        for (std::size_t place = 0; place < shares.size(); ++place)
            shares[place] = static_cast<float>(sums[place] * scale);
        for (float& share : shares) // what occurs at all must not vanish; no branches, which nobody could predict
            share = std::max(share + 0.5F, std::min(share * 1e30F, 1.0F));
        for (std::size_t place = 1; place < shares.size(); ++place)
            column.shares[firstShown + place - 1] = static_cast<std::uint16_t>(static_cast<int>(shares[place]));
        if (count > 0 && columns[count - 1].x + columns[count - 1].width == column.x &&
            isSame(columns[count - 1].shares, column.shares))
            ++columns[count - 1].width;
        else
            columns[count++] = column;
    }
    columns.resize(count);
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
        if (column.width < narrowest || whole == column.shares.end())
            continue;
        const auto state = static_cast<State>(whole - column.shares.begin());
        if (isDrawn(state))
            out.boxes.push_back({QRect(column.x, area.top(), column.width, area.height()), state, SliceBox::manySlices,
                                 column.x + column.width > area.right(), static_cast<double>(column.width)});
    }
    std::erase_if(out.columns, [](const Column& column) {
        const auto whole = std::ranges::find(column.shares, Column::whole);
        return column.width >= narrowest && whole != column.shares.end() &&
               isDrawn(static_cast<State>(whole - column.shares.begin()));
    });
}

std::array<int, stackOrder.size()> stackTops(const Column& column, int height) {
    std::array<int, stackOrder.size()> tops{};
    std::uint32_t below = 0;
    int filled = 0;
    for (std::size_t part = 0; part < stackOrder.size(); ++part) {
        const std::uint32_t share = column.shares[static_cast<std::size_t>(stackOrder[part])];
        below += share;
        const std::uint32_t times = static_cast<std::uint32_t>(height) * below + Column::whole / 2 + 1;
        const auto top = static_cast<int>((times + (times >> 16)) >> 16); // the same as (times - 1) / Column::whole
        filled = std::max(filled + (share != 0 ? 1 : 0), top);
        tops[part] = filled;
    }
    // What was rounded up is taken from the largest, and a gap keeps its pixel.
    constexpr std::uint32_t noGap = Column::whole - StateCount; // shares are rounded too
    const int most = std::max(below < noGap ? height - 1 : height, 1);
    while (filled > most) {
        std::size_t largest = 0;
        const auto heightOf = [&](std::size_t part) { return tops[part] - (part > 0 ? tops[part - 1] : 0); };
        for (std::size_t part = 1; part < stackOrder.size(); ++part)
            largest = heightOf(part) > heightOf(largest) ? part : largest;
        if (heightOf(largest) <= 1)
            break;
        for (std::size_t part = largest; part < stackOrder.size(); ++part)
            --tops[part];
        --filled;
    }
    return tops;
}

std::array<int, StateCount> stackHeights(const Column& column, int height) {
    const std::array<int, stackOrder.size()> tops = stackTops(column, height);
    std::array<int, StateCount> heights{};
    for (std::size_t part = 0; part < tops.size(); ++part)
        heights[static_cast<std::size_t>(stackOrder[part])] = tops[part] - (part > 0 ? tops[part - 1] : 0);
    return heights;
}

} // namespace simul
