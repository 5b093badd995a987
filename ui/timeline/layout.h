#pragma once

#include "ui/timeline/labels.h"
#include "ui/timeline/lane_walk.h"
#include "ui/timeline/resource_boxes.h"
#include "ui/timeline/row_plan.h"

namespace simul {

/// Words on the track of a resource.
struct TrackText {
    QPointF at; ///< base line
    QString text;
};

/// One lane as it is painted.
struct LaneLayout {
    std::size_t run = 0;
    Row row;
    QRect rect; ///< from the left end of the time axis to its right end
    QRect strip; ///< below that, left free for what another run did there; mostly none
    LaneBoxes boxes; ///< of resources: who stands in line
    std::vector<Label> labels;
    int labelHeight = 0; ///< of what the labels are on
    Palette palette = statePalette; ///< of the columns
    ResourceBoxes resource;
    std::vector<TrackText> texts;

    bool isResource() const { return row.kind == Row::Kind::Resource; }
};

/// Part of the cycle that a run ended in: a task wants a resource, or is held by the task that it points to.
struct RingArrow {
    int number = 0; ///< from 1 on, in the order of the cycle
    bool wants = false;
    QPoint from; ///< in the middle of its lane
    QPoint to;   ///< likewise, at the same x
};

/// What lies at a point of the lanes.
struct Hit {
    std::size_t run = 0;
    std::size_t lane = 0;                  ///< index into TimelineLayout::lanes()
    std::optional<SliceBox> box = {};      ///< the slice that is painted there, if it is wide enough
    std::optional<std::size_t> slice = {}; ///< its index in the trace's lane, also within columns; of resources: in
                                           ///< ResourceUse::moments
    TraceTime time = {};
};

struct LayoutRequest {
    RowRequest rows;     ///< `height`: of what is visible
    int gutter = 116;    ///< width left of the time axis
    int width = 0;       ///< of everything
    int rightMargin = 0; ///< right of the time axis
    int visibleTop = 0;  ///< lanes outside the visible part stay empty
    int visibleBottom = 1 << 24;
    bool headersStick = false; ///< and pinned lanes: those of a panel whose upper end is scrolled out of view stay in it
    SumDetail detail = SumDetail::Fine;
    std::vector<bool> strips = {}; ///< by run: whether its tasks' and workers' lanes have one; may be shorter
    ColourBy colourBy = ColourBy::State;
    bool anchored = false;  ///< for a view that pans: see TimeScale::anchored()
    bool onlyMoved = false; ///< nothing but the range is another than in the build before
};

/// Where everything is: plain rectangles, made from a comparison and a scale, from y = 0 on. Painting, hit-testing and
/// tests read the same. Reusable: keeps its memory from frame to frame.
class TimelineLayout {
public:
    explicit TimelineLayout(double scale = 1) : m_labels(scale), m_uiScale(scale) {}

    void build(const LayoutRequest& request) { build(request, planRows(request.rows)); }
    /// With rows that were planned otherwise.
    void build(const LayoutRequest& request, std::vector<PanelPlan> plan);
    void clear();

    const TimeScale& scale() const { return m_scale; }
    /// By how many pixels everything on the lanes has moved in the last build, if that is all that has happened.
    std::optional<int> shift() const { return m_shift; }
    /// Whether panels and lanes are those of the build before, at the same places, though what is on them may be elsewhere.
    bool hasSameRows() const { return m_hasSameRows; }
    const std::vector<PanelPlan>& panels() const { return m_panels; } ///< their rows have moved to lanes()
    const std::vector<LaneLayout>& lanes() const { return m_lanes; }
    const LabelMaker& labels() const { return m_labels; }
    int height() const { return m_panels.empty() ? 0 : m_panels.back().bottom; }

    /// `position` is as the layout: y = 0 is the top of the first panel.
    std::optional<Hit> hit(const Comparison& comparison, QPoint position) const;
    /// The lane that shows `lane` of `run` by itself.
    const LaneLayout* find(std::size_t run, LaneId lane) const;
    const LaneLayout* find(std::size_t run, ResourceId resource) const;
    /// Of the runs that ended in a cycle, if that is in view.
    const std::vector<RingArrow>& ring() const { return m_ring; }
    /// Above this, lanes of a run are scrolled beneath its header and its pinned lanes; its own top if none are.
    int coveredTo(std::size_t run) const;
    /// Whether the items of a run have lanes to go through.
    bool hasQueues(std::size_t run) const;
    /// How an item goes from lane to lane; `queue` is its queue's.
    ItemPath pathOf(const LaneLayout& queue, const QueuedItem& item, std::size_t index) const;
    /// The box of the slice that `lane` is in at `time`; nullptr if it is too narrow or out of view.
    static const SliceBox* boxAt(const LaneLayout& lane, const Lane& slices, TraceTime time);

private:
    void takeStrip(const LayoutRequest& request, LaneLayout& lane) const;
    /// Moves the header and the pinned rows of a panel into view and returns what they cover from its top on.
    static int stick(const LayoutRequest& request, PanelPlan& panel);
    void keep(LaneLayout& lane);
    void fill(const LayoutRequest& request, LaneLayout& lane);
    void fillResource(const ModeRun& run, LaneLayout& lane);
    void colourByTask(const Trace& trace, LaneLayout& lane) const;
    void label(const ModeRun& run, const Scenario* scenario, LaneLayout& lane);
    void labelResource(const Trace& trace, const ResourceUse& use, LaneLayout& lane);
    void findItems(const Comparison& comparison);
    /// Takes away words that something upright from y to y would cross: whole or nothing.
    void clearWay(QRect way);
    /// Where the arrows of a run's ring begin; none if it has none, or none in view.
    std::optional<int> ringLeft(const Trace& trace) const;
    int ringStep() const { return static_cast<int>(26 * m_uiScale); } ///< from arrow to arrow
    void findRing(const Comparison& comparison);

    LabelMaker m_labels;
    TimeScale m_scale;
    std::vector<PanelPlan> m_panels;
    std::vector<LaneLayout> m_lanes;
    std::vector<int> m_covered; ///< by panel
    ColumnSums m_sums;
    std::vector<RingArrow> m_ring;
    std::optional<int> m_shift;
    bool m_hasSameRows = false;
    std::vector<LaneId> m_together; ///< scratch
    KeptLane m_kept;                ///< of the lane that is being filled
    double m_uiScale = 1;
};

} // namespace simul
