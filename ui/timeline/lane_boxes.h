#pragma once

#include "engine/trace/trace.h"
#include "ui/timeline/time_scale.h"

#include <QRect>

#include <array>
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

struct EndMark {
    int x = 0;
    State state = State::Done;
    std::size_t index = 0;
};

/// The pixels of one lane, from left to right.
struct LaneBoxes {
    std::vector<SliceBox> boxes; ///< no Idle, no Created
    std::vector<Column> columns;
    std::optional<EndMark> end;
    std::optional<int> bornAt; ///< where the lane starts, if that is in view or to the right of it

    void clear();
};

/// Adds up, for each pixel column from `x0` to `x1`, the time that lanes spend in each state: exact, in integers.
/// Reusable: keeps its memory.
class ColumnSums {
public:
    void start(const TimeScale& scale, int x0, int x1);
    /// `end`: of the trace.
    void add(const Lane& lane, TraceTime end);
    /// Appends what was added since start(), equal neighbours as one.
    void take(std::vector<Column>& columns) const;

private:
    int m_x0 = 0;
    std::size_t m_count = 0;
    std::size_t m_lanes = 0;
    std::vector<TraceTime> m_edges; ///< where the columns start, and where the last ends
    std::vector<std::array<std::int64_t, StateCount>> m_sums;
};

/// The pixels of `lane` within `area` (its left, right, top and height). Slices from 3 pixels on become boxes; runs of
/// narrower ones become columns, so that gaps and short slices survive.
void layoutLane(const Lane& lane, TraceTime end, const TimeScale& scale, const QRect& area, ColumnSums& sums,
                LaneBoxes& out);

/// The same for several lanes drawn as one: boxes where all are in the same state.
void layoutTogether(const Trace& trace, const std::vector<LaneId>& lanes, const TimeScale& scale, const QRect& area,
                    ColumnSums& sums, LaneBoxes& out);

/// How many pixels of a lane's `height` each state of a column gets. A state that occurs gets at least one, and where
/// there is a gap, a pixel stays free.
std::array<int, StateCount> stackHeights(const Column& column, int height);

/// From the bottom up.
inline constexpr std::array stackOrder = {State::Running, State::Blocked,   State::Failed,
                                          State::Ready,   State::Cancelled, State::Waiting};

} // namespace simul
