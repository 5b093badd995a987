#pragma once

#include "ui/timeline/panel_glide.h"
#include "ui/timeline/timeline_canvas.h"
#include "ui/timeline/timeline_view.h"

#include <QPointer>
#include <QScrollBar>
#include <QTimer>
#include <QVariantAnimation>

#include <functional>

class QMenu;

namespace simul {

/// The inside of the view: what the pointer does, and what the verbs need to know.
class TimelineView::Private {
public:
    Private(TimelineView& view, ViewState& viewState);

    enum class Drag { None, Lanes, Ruler, Frame, Measure, Pending, PendingName, Name, Edge, PendingMark, Mark };

    // geometry
    void arrange();
    void updateScrollBar();
    void relayout(); ///< the lanes are stale
    void moveRange();
    void glideIfOneFolds();
    void endGlide();
    PanelGlide::Picture shown();

    // pointer
    void press(QPoint at, Qt::MouseButton button, Qt::KeyboardModifiers modifiers);
    void move(QPoint at);
    void release(QPoint at);
    void hover(QPoint at);
    void showTip();
    void hideTip(); ///< what it was about has moved
    void clickLegend(Legend::Button button);
    void setPlayheadAt(QPoint at);
    bool pressMark(QPoint at);
    void dragMark(QPoint at);
    void goToMark(std::size_t mark);
    std::optional<std::size_t> markAt(QPoint at) const;
    /// The moment there, or where a slice under the pointer begins or ends, if that is near.
    TraceTime snapped(QPoint at);
    void moveFrameTo(int x);
    void clickHeaderOrName(QPoint at);
    void pressName(QPoint at);
    void dragName(QPoint at);
    void dropName(QPoint at);
    void dragEdge(QPoint at);
    void unfold(const Row& row, std::size_t run);

    // menus
    void cancelDrag();
    void abandonDrag(); ///< what is dragged goes back to where it was
    void openMenuAt(QPoint at);
    void openMenuOfSelection();
    void openLaneMenu(QPoint position); ///< in global coordinates, as the others
    void openFoldedMenu(const Row& row, std::size_t run, QPoint position);
    void openViewMenu(QPoint position);
    QMenu* makeMenu(const char* name);
    void addLaneActions(QMenu& menu, const LaneLayout& lane);
    void addPanelAction(QMenu& menu, std::size_t run);
    void addFoldActions(QMenu& menu, const LaneLayout& lane);

    // what was done to the lanes
    bool hasRun(std::size_t run) const { return traceOf(run) != nullptr; }
    PanelChoice panelChoice(std::size_t run) const;
    void changeLanes(const std::function<void(LaneChoices&)>& change, bool continues = false);
    void changePanel(std::size_t run, const std::function<void(PanelChoice&)>& change);
    LaneKey keyOf(const LaneLayout& lane) const; ///< only of one that refOf() knows
    const LaneLayout* selectedLane();
    /// Rows that can change places with `lane`, in the order of the picture; with it.
    std::vector<const LaneLayout*> rowsBeside(const LaneLayout& lane);
    void moveSelectedLane(int by);
    void growSelectedLane(int by);
    struct Drop {
        const LaneLayout* after = nullptr; ///< none: the first
        int line = 0;
    };
    const LaneLayout* heldLane(); ///< whose name is dragged
    std::optional<Drop> dropAt(QPoint at);

    // what is selected
    const Trace* traceOf(std::size_t run) const;
    std::optional<Selection> selectionAt(QPoint at);
    void select(const Selection& selection);
    void revealLane(); ///< scrolls as little as is needed to make the selected lane visible
    void selectSlice(std::size_t run, LaneId lane, std::size_t index);
    /// The lane itself, at a time: a task, a worker or a resource.
    TraceTime momentInView() const;
    void selectLane(const LaneLayout& lane, TraceTime time);
    const ResourceUse* useAt(const Selection& selection) const; ///< nullptr if it is no resource
    void stepResource(const Selection& selection, const ResourceUse& use, int by);
    void step(int by);
    void nudgeMark(int pixels); ///< the one at the playhead, which goes along
    void changeLane(int by);
    void zoomTo(const Selection& selection);
    std::optional<TimeRange> rangeOf(const Selection& selection) const;
    TraceTime timeUnderPointer() const;
    QString tipText(const Hit& hit);
    QString markTip(const Mark& mark) const;
    QString ghostLine(std::size_t run, LaneId lane, TraceTime time);
    QString nameTip(QPoint at);
    void tellReaders(); ///< another lane or slice is selected
    QString resourceTip(const LaneLayout& lane, TraceTime time) const;
    QString describe(const Selection& selection) const;
    std::optional<Link> linkFrom(const Selection& selection) const;
    std::optional<Link> linkTo(const Selection& selection) const;

    TimelineView& q;
    ViewState& state;
    TimelineCanvas canvas;
    TimelineCanvas::Pointer pointer;
    std::optional<PanelGlide> glide; ///< while a panel folds or unfolds
    QVariantAnimation gliding;
    QScrollBar* scrollBar;
    std::vector<QPointer<QWidget>> guests; ///< above or below the view, for a while each
    QTimer tipTimer;
    QTimer restTimer; ///< until the range has come to rest
    QPoint pointerAt;
    Drag drag = Drag::None;
    QPoint dragStart;
    TimeRange dragRange; ///< what was shown when the drag began
    TraceTime playheadBefore; ///< when the drag began
    TraceTime measureFrom;
    std::optional<LaneKey> dragLane; ///< whose name or edge is held
    std::size_t dragRun = 0;
    int dragHeight = 0; ///< of the lane whose edge is held, when the drag began
    Marks marksBefore;        ///< when the drag began
    std::size_t heldMark = 0; ///< of these
    bool movesMark = false;   ///< marks change because one of them is dragged
    int grabOffset = 0;  ///< from the frame's left edge to the pointer
    bool focusVisible = false;
};

} // namespace simul
