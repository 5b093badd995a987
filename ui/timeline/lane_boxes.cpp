#include "ui/timeline/lane_boxes.h"

#include <algorithm>
#include <bit>
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

// Idle and Created, in the first place, are a gap.
constexpr auto firstShown = static_cast<std::size_t>(State::Ready);
static_assert(StateShares::placeOf(State::Ready) == 1 && StateCount == firstShown + StateShares::places - 1);

/// A place each: the compiler would not make registers of arrays.
using Parts [[gnu::vector_size(sizeof(TreeShares::Shares))]] = std::uint16_t;

std::array<std::uint16_t, StateCount> sharesOf(Parts parts) {
    parts[0] = 0;
    std::array<std::uint16_t, StateCount> shares{};
    std::memcpy(&shares[firstShown - 1], &parts, sizeof(parts));
    return shares;
}

std::array<std::uint16_t, StateCount> sharesOf(const TreeShares::Shares& steps) {
    static_assert(TreeShares::whole + TreeShares::whole / 256 == Column::whole);
    const auto parts = std::bit_cast<Parts>(steps);
    return sharesOf(parts + parts / 256);
}

/// `all`: the time of all places.
std::array<std::uint16_t, StateCount> sharesOf(const IntervalSums::Sums& times, double all) {
    using Times [[gnu::vector_size(sizeof(times))]] = double;
    using Floats [[gnu::vector_size(sizeof(times) / 2)]] = float;
    using Numbers [[gnu::vector_size(sizeof(Floats))]] = std::int32_t;
    Times exactly; // not by std::bit_cast, which cannot return so large a one
    std::memcpy(&exactly, &times, sizeof(times));
    const auto exact = __builtin_convertvector(exactly * (all > 0 ? Column::whole / all : 0), Floats);
    const Floats rounded = exact + 0.5F;
    const Floats kept =
        rounded < 1.0F && exact > 0.0F ? Floats{} + 1.0F : rounded; // what occurs at all must not vanish
    return sharesOf(__builtin_convertvector(__builtin_convertvector(kept, Numbers), Parts));
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
    m_takesTree = false;
}

void ColumnSums::add(const Lane& lane, TraceTime end) {
    if (m_lanes++ == 0)
        m_sums.start(edges(), m_detail);
    m_sums.add(lane, end);
}

void ColumnSums::addOnly(const Lane& lane, TraceTime end, std::size_t first, std::size_t last, IntervalSums::Way way) {
    m_lanes = 1;
    m_takesTree = way == IntervalSums::Way::Descend && lane.tree() != nullptr && m_count > 0;
    if (m_takesTree) {
        const TraceTime origin = m_scale.range().begin;
        m_tree.sum(lane, end, {origin, m_scale.x(origin) - m_x0, m_scale.width(Duration(1)), m_count}, first, m_detail);
        return;
    }
    m_sums.start(edges(), m_detail);
    m_sums.add(lane, end, first, last, way);
}

void ColumnSums::take(std::vector<Column>& columns, int x0) const {
    std::size_t count = columns.size();
    columns.resize(count + m_count);
    const std::span<const TraceTime> edge = edges();
    for (std::size_t i = static_cast<std::size_t>(std::max(0, x0 - m_x0)); i < m_count; ++i) {
        Column column{.x = m_x0 + static_cast<int>(i)};
        if (m_takesTree)
            column.shares = sharesOf(m_tree.shares()[i]);
        else if (m_lanes > 0)
            column.shares = sharesOf(m_sums.sums()[i], static_cast<double>((edge[i + 1] - edge[i]).count()) *
                                                           static_cast<double>(m_lanes));
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

} // namespace simul
