#pragma once

#include "engine/trace/interval_sums.h"
#include "engine/trace/trace.h"
#include "ui/timeline/task_colours.h"
#include "ui/timeline/time_scale.h"

#include <QRect>

#include <array>
#include <limits>
#include <optional>
#include <vector>

namespace simul {

/// A slice that is wide enough to be seen, cut to what is shown.
struct SliceBox {
    static constexpr std::size_t manySlices = ~std::size_t{0};

    QRect rect; ///< as high as its lane; ends where the next one starts
    State state = State::Idle;
    std::size_t index = manySlices; ///< of the slice; manySlices: stands for those of several lanes
    bool continues = false;         ///< goes on beyond the right edge
    double exactWidth = 0;          ///< of the visible part, not rounded: the same for equal slices
    bool isPoll = false;            ///< of a worker: it looks whether something has ended
    Palette palette = statePalette; ///< of its task's, if colours say that

    /// What is painted: a pixel is left free where the slice ends.
    QRect painted() const { return rect.width() > 3 && !continues ? rect.adjusted(0, 0, -1, 0) : rect; }
};

/// Neighbouring pixel columns in which slices are too narrow to be seen one by one: how much of the time each state
/// has.
struct Column {
    static constexpr std::uint32_t whole = 65535;

    int x = 0;
    int width = 1;
    std::array<std::uint16_t, StateCount> shares{}; ///< of `whole`; what is missing is a gap
};

/// Appends a column, as one with the last if they are equal neighbours.
void appendColumn(std::vector<Column>& columns, const Column& column);

/// Columns from `x0` to before `x1` that were added up together.
struct ColumnRun {
    int x0 = 0;
    int x1 = 0;
    IntervalSums::Way way = IntervalSums::Way::Walk;
};

struct EndMark {
    int x = 0;
    State state = State::Done;
    std::size_t index = 0;
};

/// The pixels of one lane, from left to right.
struct LaneBoxes {
    std::vector<SliceBox> boxes; ///< no Idle, no Created
    std::vector<Column> columns;
    std::vector<ColumnRun> runs; ///< of a single lane: where the columns are
    std::optional<EndMark> end;
    std::optional<int> bornAt; ///< where the lane starts, if that is in view or to the right of it

    void clear();
};

/// Adds up, for each pixel column from `x0` to `x1`, how long lanes are in each state. Exact where there are few slices
/// a pixel, near that where there are many. Reusable: keeps its memory.
class ColumnSums {
public:
    /// From the next start() on.
    void setDetail(SumDetail detail) { m_detail = detail; }
    void start(const TimeScale& scale, int x0, int x1);
    /// `end`: of the trace.
    void add(const Lane& lane, TraceTime end);
    /// Instead: the only lane, if it is known that what is in these columns are slices from `first` to before `last`.
    void addOnly(const Lane& lane, TraceTime end, std::size_t first, std::size_t last, IntervalSums::Way way);
    /// Instead, in one go: the only lane, which has a tree. Returns its slices of `wide` or more, which is two pixels
    /// or more; only the first and the last pixel that they fill is added up.
    std::span<const TreeShares::WideSlice> addApart(const Lane& lane, TraceTime end, Duration wide);
    /// Appends what was added since start(), between pixels `x0` and `x1`, equal neighbours as one.
    void take(std::vector<Column>& columns, int x0 = std::numeric_limits<int>::min(),
              int x1 = std::numeric_limits<int>::max()) const;

    /// Where the first column starts.
    TraceTime begin() const { return edges().front(); }
    SumDetail detail() const { return m_detail; }

private:
    void sumTree(const Lane& lane, TraceTime end, std::size_t first, Duration wide);
    std::span<const TraceTime> edges() const { return std::span(m_edges).subspan(m_first, m_count + 1); }

    SumDetail m_detail = SumDetail::Fine;
    TimeScale m_scale;
    int m_left = 0;                 ///< pixel of the first of m_edges
    std::vector<TraceTime> m_edges; ///< where columns start and end: as many as were needed of this scale
    int m_x0 = 0;
    std::size_t m_first = 0; ///< of the edges: the one at m_x0
    std::size_t m_count = 0;
    std::size_t m_lanes = 0;
    IntervalSums m_sums;
    TreeShares m_tree; ///< in place of m_sums, of an only lane
    bool m_takesTree = false;
};

/// In pixels: slices below that are not drawn one by one.
inline constexpr double narrowest = 3;
constexpr bool isDrawn(State state) {
    return state != State::Idle && state != State::Created && !isFinal(state);
}

/// The pixels of several lanes drawn as one within `area`: boxes where all are in the same state.
void layoutTogether(const Trace& trace, const std::vector<LaneId>& lanes, const TimeScale& scale, const QRect& area,
                    ColumnSums& sums, LaneBoxes& out);

} // namespace simul
