#pragma once

#include "ui/timeline/labels.h"
#include "ui/timeline/row_plan.h"

namespace simul {

/// One lane as it is painted.
struct LaneLayout {
    std::size_t run = 0;
    Row row;
    QRect rect; ///< from the left end of the time axis to its right end
    LaneBoxes boxes;
    std::vector<Label> labels;
};

/// What lies at a point of the lanes.
struct Hit {
    std::size_t run = 0;
    std::size_t lane = 0;                  ///< index into TimelineLayout::lanes()
    std::optional<SliceBox> box = {};      ///< the slice that is painted there, if it is wide enough
    std::optional<std::size_t> slice = {}; ///< its index in the trace's lane; also within columns
    TraceTime time = {};
};

struct LayoutRequest {
    RowRequest rows;     ///< `height`: of what is visible
    int gutter = 116;    ///< width left of the time axis
    int width = 0;       ///< of everything
    int rightMargin = 0; ///< right of the time axis
    int visibleTop = 0;  ///< lanes outside the visible part stay empty
    int visibleBottom = 1 << 24;
    bool allLabels = true;
};

/// Where everything is: plain rectangles, made from a comparison and a scale, from y = 0 on. Painting, hit-testing and
/// tests read the same. Reusable: keeps its memory from frame to frame.
class TimelineLayout {
public:
    explicit TimelineLayout(double scale = 1) : m_labels(scale) {}

    void build(const LayoutRequest& request);
    void clear();

    const TimeScale& scale() const { return m_scale; }
    const std::vector<PanelPlan>& panels() const { return m_panels; } ///< their rows have moved to lanes()
    const std::vector<LaneLayout>& lanes() const { return m_lanes; }
    const LabelMaker& labels() const { return m_labels; }
    int height() const { return m_panels.empty() ? 0 : m_panels.back().bottom; }

    /// `position` is as the layout: y = 0 is the top of the first panel.
    std::optional<Hit> hit(const Comparison& comparison, QPoint position) const;
    /// The lane that shows `lane` of `run` by itself.
    const LaneLayout* find(std::size_t run, LaneId lane) const;
    /// The box of the slice that `lane` is in at `time`; nullptr if it is too narrow or out of view.
    static const SliceBox* boxAt(const LaneLayout& lane, const Lane& slices, TraceTime time);

private:
    void fill(const LayoutRequest& request, LaneLayout& lane);
    void label(const ModeRun& run, const Scenario* scenario, LaneLayout& lane);

    LabelMaker m_labels;
    TimeScale m_scale;
    std::vector<PanelPlan> m_panels;
    std::vector<LaneLayout> m_lanes;
    ColumnSums m_sums;
    std::vector<LaneId> m_together; ///< scratch
};

} // namespace simul
