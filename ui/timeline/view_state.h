#pragma once

#include "engine/trace/ids.h"
#include "ui/timeline/task_colours.h"
#include "ui/timeline/view_history.h"
#include "ui/timeline/view_range.h"

#include <QObject>
#include <QVariantAnimation>

#include <optional>

namespace simul {

/// A slice that the user points at: the one that `lane` of a run is in at `time`; or what happens then to a resource.
struct Selection {
    std::size_t run = 0; ///< index into Comparison::runs
    LaneId lane;         ///< of a resource: the task that had most to do with it
    TraceTime time;
    std::optional<ResourceId> resource = {};
    friend bool operator==(const Selection&, const Selection&) = default;
};

/// Two runs that are held against each other.
struct RunPair {
    struct Side {
        std::size_t run = 0;  ///< index into Comparison::runs
        bool isGhost = false; ///< not that run, but the simulated one that is laid over it
        friend bool operator==(const Side&, const Side&) = default;
    };
    Side a;
    Side b;
    friend bool operator==(const RunPair&, const RunPair&) = default;
};

/// What the user looks at: range, playhead, selection, marks, and the way back. Every view of a comparison shares one;
/// each gesture is a call of a small verb. GUI thread only.
class ViewState : public QObject {
    Q_OBJECT

public:
    explicit ViewState(QObject* parent = nullptr);

    /// Where the axis ends; what is shown keeps within [0, end] and a small margin. A live run moves it on.
    void setEnd(TraceTime end);
    TraceTime end() const { return m_end; }
    /// The widest range that can be shown.
    TimeRange whole() const { return wholeRange(m_end); }

    TimeRange range() const { return m_range; }
    /// Where an animation is going; equals range() when nothing moves.
    TimeRange target() const { return m_target; }
    TraceTime playhead() const { return m_playhead; }
    const std::optional<Selection>& selection() const { return m_selection; }
    /// What was done to the lanes: order, pins, heights, folds.
    const LaneChoices& lanes() const { return *m_history.now().lanes; }

    ColourBy colourBy() const { return m_colourBy; }
    /// All arrows where there is room, not only those of the selection.
    bool showsAllArrows() const { return m_allArrows; }
    const Marks& marks() const { return *m_history.now().marks; }
    /// A range of time that is measured, as much of it as lies in the run; it has a length.
    const std::optional<TimeRange>& measured() const { return m_measured; }
    const std::optional<std::size_t>& measuredRun() const { return m_measuredRun; }
    /// None: nothing is compared. No part of the history.
    const std::optional<RunPair>& compared() const { return m_compared; }

    /// What comes after the playhead is dimmed: the simulated clock's way of playing.
    bool dimsAfterPlayhead() const { return m_dims; }
    /// Zooming and panning glide for 120 ms. Off: they jump (reduced motion).
    void setAnimated(bool animated) { m_animated = animated; }
    bool isAnimated() const { return m_animated; }

    bool canUndo() const { return m_history.canUndo(); }
    bool canRedo() const { return m_history.canRedo(); }

public slots:
    /// Forgets history and selection, and shows `range`: another comparison has come.
    void reset(TraceTime end, simul::TimeRange range, simul::Marks marks = {},
               std::optional<simul::TimeRange> measured = {});
    void setRange(TimeRange range);
    /// Follows a hand that drags: no animation, and the whole movement is one step of the history.
    void dragTo(TimeRange range);
    /// `factor` > 1 shows more detail; `about` keeps its place on the screen.
    void zoomAbout(TraceTime about, double factor);
    void zoomIn();
    void zoomOut();
    void panBy(Duration by);
    /// A part of what is visible: panByPart(0.25) goes a quarter of a screen to the right.
    void panByPart(double part);
    void fit();
    /// A step of the history, as the movements are; `continues`: part of the step before (a hand that drags).
    void setLanes(simul::LaneChoices lanes, bool continues = false);
    /// As they were the last time: there is no way back behind that.
    void restoreLanes(const simul::LaneChoices& lanes);
    void undo();
    void redo();
    /// Something takes hold: what it moves from now on is a step of its own.
    void beginGesture() { m_history.beginGesture(); }
    /// It has thought better of it: as if it had never begun.
    void takeBack();

    void setPlayhead(TraceTime time);
    void setDimsAfterPlayhead(bool dims);
    void setColourBy(simul::ColourBy colourBy);
    void setShowsAllArrows(bool all);
    void select(std::optional<Selection> selection);
    void clearSelection() { select(std::nullopt); }
    /// Sorts them. A step of the history.
    void setMarks(simul::Marks marks) { changeMarks(std::move(marks), Gesture::Jump); }
    /// One of them follows a hand, or is nudged by keys: the whole movement is one step.
    void dragMark(simul::Marks marks) { changeMarks(std::move(marks), Gesture::DragMark); }
    /// With it goes the playhead, also on the way back if it is still there.
    void nudgeMark(simul::Marks marks, TraceTime playhead);
    /// Within the run, in any order of its ends; of no length: nothing is measured. A step, as that.
    void measure(simul::TimeRange range, bool continues = false);
    void clearMeasured() { measure({}); }
    /// Of which run somebody wants to know, until he selects something.
    void setMeasuredRun(std::size_t run);
    void setCompared(std::optional<simul::RunPair> pair);
    /// Scrolls as little as is needed to make `time` visible; `continues`: as a part of the step before.
    void reveal(TraceTime time, bool continues = false);

signals:
    void rangeChanged();
    void playheadChanged();
    void selectionChanged();
    void lanesChanged();
    void marksChanged();
    void measuredChanged();
    void comparedChanged();
    void historyChanged();
    void dimsAfterPlayheadChanged();
    void looksChanged(); ///< what colours say, which arrows there are

private:
    using Gesture = ViewHistory::Gesture;

    void go(TimeRange range, Gesture gesture, bool animate);
    bool changeMarks(Marks marks, Gesture gesture); ///< false: they are those already
    /// After a step of the history, back or on.
    void follow(const ViewHistory::Step& before);
    void renewMeasured(); ///< the step or the run's end is another
    void moveTo(TimeRange range, bool animate);
    void show(TimeRange range);
    TraceTime zoomCentre() const;

    TraceTime m_end;
    TimeRange m_range;
    TimeRange m_target;
    TimeRange m_from; ///< where the animation started
    TraceTime m_playhead;
    std::optional<Selection> m_selection;
    std::optional<std::size_t> m_measuredRun;
    std::optional<TimeRange> m_measured; ///< of the step's range what lies in the run: a longer run has more of it again
    std::optional<RunPair> m_compared;
    bool m_dims = false;
    ColourBy m_colourBy = ColourBy::State;
    bool m_allArrows = false;
    bool m_animated = false;
    QVariantAnimation m_animation;
    ViewHistory m_history;
};

} // namespace simul
