#include "ui/timeline/lane_boxes.h"

#include "engine/trace/short_stretches.h"

#include <algorithm>
#include <cstring>

namespace simul {

namespace {

constexpr double narrow = 3; ///< pixels; slices below that are not drawn one by one

bool isDrawn(State state) {
    return state != State::Idle && state != State::Created && !isFinal(state);
}

/// As ==, without a call or a loop a column.
bool isSame(const std::array<std::uint16_t, StateCount>& a, const std::array<std::uint16_t, StateCount>& b) {
    std::array<std::uint64_t, 2> first{};
    std::array<std::uint64_t, 2> second{};
    static_assert(sizeof(a) == sizeof(first) + sizeof(std::uint16_t));
    std::memcpy(first.data(), a.data(), sizeof(first));
    std::memcpy(second.data(), b.data(), sizeof(second));
    return ((first[0] ^ second[0]) | (first[1] ^ second[1])) == 0 && a.back() == b.back();
}

/// Appends a column, as one with the last if they are equal neighbours.
void append(std::vector<Column>& columns, const Column& column) {
    if (!columns.empty() && columns.back().x + columns.back().width == column.x &&
        isSame(columns.back().shares, column.shares))
        columns.back().width += column.width;
    else
        columns.push_back(column);
}

/// Walks over one lane and sorts its slices into boxes and columns.
class LaneWalk {
public:
    LaneWalk(const Lane& lane, TraceTime end, const TimeScale& scale, const QRect& area, ColumnSums& sums,
             LaneBoxes& out, const KeptColumns& kept)
        : m_lane(lane), m_end(end), m_scale(scale), m_area(area), m_sums(sums), m_out(out), m_kept(kept),
          m_narrow(scale.duration(narrow)), m_short(lane, m_narrow), m_freeFrom(area.left()) {}

    void walk() {
        const TimeRange range = m_scale.range();
        std::size_t i = m_lane.find(range.begin).value_or(0);
        for (bool goesOn = true; goesOn && i < m_lane.size();) {
            // A leap reads no slice: they would have to come from far memory.
            if (const LaneStretch stretch = m_short.from(i); stretch.count > 0) {
                addNarrow(i, stretch.start, stretch.end);
                i += stretch.count;
                goesOn = stretch.end < range.end;
            } else {
                goesOn = walkBlock(i, range.end);
            }
        }
        finishRun(i);
    }

private:
    /// From `index` to the end of its block. Returns whether the range goes on.
    bool walkBlock(std::size_t& index, TraceTime rangeEnd) {
        const std::span<const Slice> rest = m_lane.block(index / Lane::blockSize).subspan(index % Lane::blockSize);
        for (std::size_t i = 0; i < rest.size(); ++i, ++index) {
            const TraceTime start = rest[i].start;
            if (start >= rangeEnd)
                return false;
            const TraceTime end = i + 1 < rest.size() ? rest[i + 1].start : m_lane.endOf(index, m_end);
            if (isFinal(rest[i].state()))
                m_out.end = EndMark{m_scale.pixel(start), rest[i].state(), index};
            else if (end > start)
                add(index, start, end);
        }
        return true;
    }

    void add(std::size_t index, TraceTime start, TraceTime end) {
        if (end - start < m_narrow) {
            addNarrow(index, start, end);
            return;
        }
        finishRun(index);
        if (!isDrawn(m_lane[index].state()))
            return;
        const int left = std::max(m_scale.pixel(start), m_freeFrom);
        const int right = std::min(m_scale.pixel(end), m_area.right() + 1);
        if (right <= left)
            return;
        const QRect rect(left, m_area.top(), right - left, m_area.height());
        const double visible = std::min(m_scale.x(end), m_scale.right()) - std::max(m_scale.x(start), m_scale.left());
        m_out.boxes.push_back({rect, m_lane[index].state(), index, m_scale.pixel(end) > m_area.right() + 1, visible,
                               m_lane[index].info.cause().kind == CauseKind::Poll, statePalette});
        m_freeFrom = right;
    }

    void addNarrow(std::size_t index, TraceTime start, TraceTime end) {
        if (!m_run) {
            m_run = TimeRange{start, end};
            m_firstOfRun = index;
        }
        m_run->end = end;
    }

    /// `next`: the slice behind the run.
    void finishRun(std::size_t next) {
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
        while (m_firstOfRun > 0 && m_lane[m_firstOfRun].start > m_scale.time(x0))
            --m_firstOfRun; // the first pixel may begin with what is wide
        addColumns({x0, x1, m_firstOfRun, std::min(next + 1, m_lane.size())});
        m_freeFrom = x1;
    }

    struct Run {
        int x0;
        int x1;
        std::size_t first;
        std::size_t last;
    };

    void addColumns(const Run& run) {
        const int from = std::clamp(m_kept.left, run.x0, run.x1);
        const int to = std::clamp(m_kept.right, from, run.x1);
        const std::size_t before = m_out.columns.size();
        if (from < to) {
            sumUp(run, run.x0, from);
            if (keep(from, to)) {
                sumUp(run, to, run.x1);
                return;
            }
            m_out.columns.resize(before);
        }
        sumUp(run, run.x0, run.x1);
    }

    /// The columns of a part of a run.
    void sumUp(const Run& run, int x0, int x1) {
        if (x0 >= x1)
            return;
        const auto way = IntervalSums::wayFor(run.last - run.first, static_cast<std::size_t>(run.x1 - run.x0));
        // Which nodes of the tree are taken depends on where one comes from, for a few pixels.
        const int from = std::max(run.x0, x0 - (way == IntervalSums::Way::Walk ? 0 : warmUp));
        m_sums.start(m_scale, from, x1);
        const std::size_t first = from == run.x0 ? run.first : m_lane.find(m_sums.begin()).value_or(0);
        const std::size_t last = x1 == run.x1 ? run.last : m_lane.find(m_scale.time(x1)).value_or(0) + 1;
        m_sums.add(m_lane, m_end, first, last, way);
        m_sums.take(m_out.columns, x0);
    }

    /// Returns whether all of them were known.
    bool keep(int from, int to) {
        auto column = std::ranges::upper_bound(m_kept.columns, from - m_kept.shift, {},
                                               [](const Column& one) { return one.x + one.width; });
        int reached = from;
        const auto take = [&] {
            Column moved = *column++;
            const int end = std::min(moved.x + moved.width + m_kept.shift, to);
            moved.x = reached;
            moved.width = end - reached;
            reached = end;
            return moved;
        };
        const auto isNext = [&] {
            return column != m_kept.columns.end() && reached < to && column->x + m_kept.shift <= reached;
        };
        if (isNext())
            append(m_out.columns, take());
        while (isNext()) // its neighbour there is its neighbour here
            m_out.columns.push_back(take());
        return reached == to;
    }

    const Lane& m_lane;
    TraceTime m_end;
    const TimeScale& m_scale;
    const QRect& m_area;
    ColumnSums& m_sums;
    static constexpr int warmUp = 8;

    LaneBoxes& m_out;
    const KeptColumns& m_kept;
    Duration m_narrow;
    ShortStretches m_short;
    std::optional<TimeRange> m_run; ///< of slices that are too narrow
    std::size_t m_firstOfRun = 0;
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
        append(columns, column);
    }
}

void layoutLane(const Lane& lane, TraceTime end, const TimeScale& scale, const QRect& area, ColumnSums& sums,
                LaneBoxes& out, const KeptColumns& kept) {
    out.clear();
    if (lane.empty())
        return;
    if (const double born = scale.x(lane.front().start); born > area.left())
        out.bornAt = static_cast<int>(std::lround(std::min<double>(born, area.right() + 1)));
    LaneWalk(lane, end, scale, area, sums, out, kept).walk();
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

std::array<int, stackOrder.size()> stackTops(const Column& column, int height) {
    std::array<int, stackOrder.size()> tops{};
    std::uint32_t below = 0;
    int filled = 0;
    for (std::size_t part = 0; part < stackOrder.size(); ++part) {
        const std::uint32_t share = column.shares[static_cast<std::size_t>(stackOrder[part])];
        below += share;
        const auto top = static_cast<int>((static_cast<std::uint32_t>(height) * below + Column::whole / 2) / Column::whole);
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
