#include "ui/timeline/lane_boxes.h"

#include "ui/comparison.h"

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
static_assert(StateShares::placeOf(State::Ready) == 1 && firstShown == 2 &&
              StateCount == firstShown + StateShares::places - 1);

/// A place each: the compiler would not make registers of arrays.
using Parts [[gnu::vector_size(sizeof(TreeShares::Shares))]] = std::uint16_t;

bool isNothing(Parts parts) {
    const auto halves = std::bit_cast<std::array<std::uint64_t, 2>>(parts);
    return (halves[0] | halves[1]) == 0;
}

Parts partsOf(const TreeShares::Shares& steps) {
    static_assert(TreeShares::whole + TreeShares::whole / 256 == Column::whole);
    const Parts whole = Parts{} + TreeShares::whole;
    const auto counted = std::bit_cast<Parts>(steps);
    const Parts parts = counted < whole ? counted : whole; // one that occurs for less than a step, and then fills it all
    return parts + parts / 256;
}

/// `all`: the time of all places. Two of them at once: more would not be registers.
Parts partsOf(const IntervalSums::Sums& times, double all) {
    using Pair [[gnu::vector_size(2 * sizeof(double))]] = double;
    using Numbers [[gnu::vector_size(2 * sizeof(std::int32_t))]] = std::int32_t;
    const double scale = all > 0 ? Column::whole / all : 0;
    const auto numbersFrom = [&](std::size_t place) {
        Pair time;
        std::memcpy(&time, &times[place], sizeof(time));
        const Pair exact = time * scale + 0.5;
        const Pair rounded = exact < Column::whole ? exact : Pair{} + Column::whole;
        const Pair least = time < 1.0 ? time : Pair{} + 1.0; // what occurs at all must not vanish
        return __builtin_convertvector(rounded > least ? rounded : least, Numbers);
    };
    const auto first = __builtin_shufflevector(numbersFrom(0), numbersFrom(2), 0, 1, 2, 3);
    const auto second = __builtin_shufflevector(numbersFrom(4), numbersFrom(6), 0, 1, 2, 3);
    return __builtin_convertvector(__builtin_shufflevector(first, second, 0, 1, 2, 3, 4, 5, 6, 7), Parts);
}

/// Appends a column a pixel from `x` on, equal neighbours as one. `partsOf(i)`: of the i-th. Compared in registers: what
/// has just been written as shares of two bytes could not be read back at once.
template <class PartsOf>
void appendColumns(std::vector<Column>& columns, int x, std::size_t pixels, const PartsOf& partsOf) {
    const bool continues = !columns.empty() && columns.back().x + columns.back().width == x;
    Parts last{};
    if (continues)
        std::memcpy(&last, &columns.back().shares[firstShown - 1], sizeof(last));
    for (std::size_t i = 0; i < pixels; ++i) {
        Parts parts = partsOf(i);
        parts[0] = 0;
        if ((i > 0 || continues) && isNothing(parts ^ last)) {
            ++columns.back().width;
            continue;
        }
        Column& column = columns.emplace_back();
        column.x = x + static_cast<int>(i);
        std::memcpy(&column.shares[firstShown - 1], &parts, sizeof(parts));
        last = parts;
    }
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
    if (way == IntervalSums::Way::Descend && lane.tree() != nullptr && m_count > 0) {
        sumTree(lane, end, first, Duration::max());
        return;
    }
    m_sums.start(edges(), m_detail);
    m_sums.add(lane, end, first, last, way);
}

std::span<const TreeShares::WideSlice> ColumnSums::addApart(const Lane& lane, TraceTime end, Duration wide) {
    m_lanes = 1;
    sumTree(lane, end, lane.find(begin() - Duration(1)).value_or(0), wide); // edges are rounded to whole nanoseconds
    return m_tree.wideSlices();
}

void ColumnSums::sumTree(const Lane& lane, TraceTime end, std::size_t first, Duration wide) {
    m_takesTree = true;
    const TraceTime origin = m_scale.range().begin;
    m_tree.sum(lane, end, {origin, m_scale.x(origin) - m_x0, m_scale.width(Duration(1)), m_count}, first, m_detail, wide);
}

void ColumnSums::take(std::vector<Column>& columns, int x0, int x1) const {
    const int first = std::max(x0, m_x0);
    const int last = std::min(x1, m_x0 + static_cast<int>(m_count));
    if (first >= last)
        return;
    const auto skipped = static_cast<std::size_t>(first - m_x0);
    const auto count = static_cast<std::size_t>(last - first);
    if (m_takesTree) {
        appendColumns(columns, first, count,
                      [shares = m_tree.shares().subspan(skipped)](std::size_t i) { return partsOf(shares[i]); });
        return;
    }
    const std::span<const TraceTime> edge = edges().subspan(skipped);
    const auto lanes = static_cast<double>(m_lanes);
    appendColumns(columns, first, count, [&](std::size_t i) {
        return m_lanes == 0 ? Parts{}
                            : partsOf(m_sums.sums()[skipped + i],
                                      static_cast<double>((edge[i + 1] - edge[i]).count()) * lanes);
    });
}

void layoutTogether(const Trace& trace, const std::vector<LaneId>& lanes, const TimeScale& scale, const QRect& area,
                    ColumnSums& sums, LaneBoxes& out) {
    out.clear();
    sums.start(scale, area.left(), area.right() + 1);
    for (const LaneId id : lanes) {
        const Lane& lane = trace.lane(id);
        sums.add(lane, drawnEnd(trace, lane));
    }
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
