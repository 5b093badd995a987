#pragma once

#include "ui/timeline/lane_choices.h"
#include "ui/timeline/mark.h"
#include "ui/timeline/time_scale.h"

#include <QElapsedTimer>

#include <memory>
#include <optional>
#include <vector>

namespace simul {

/// The way through a view: what it showed, step by step, and where on that way it is.
class ViewHistory {
public:
    enum class Gesture { Jump, Zoom, Pan, Drag, Lanes, DragMark, NudgeMark, Measure };

    /// Where a step took the playhead along.
    struct Carried {
        TraceTime from;
        TraceTime to;
    };
    /// Lanes and marks are shared by the steps that did not change them.
    struct Step {
        TimeRange range;
        std::shared_ptr<const LaneChoices> lanes = std::make_shared<const LaneChoices>();
        std::shared_ptr<const Marks> marks = std::make_shared<const Marks>();
        std::optional<TimeRange> measured = {};
        std::optional<Carried> playhead = {};
    };

    const Step& now() const { return m_steps[m_position]; }
    Step& now() { return m_steps[m_position]; }
    bool canUndo() const { return m_position > 0; }
    bool canRedo() const { return m_position + 1 < m_steps.size(); }

    /// There is no way back behind `step`.
    void reset(Step step);
    /// What comes next is no part of the step before.
    void beginGesture();
    /// The step that a gesture changes; what was undone is forgotten. A new one, which repeats the one that is shown,
    /// but for its range; or that one itself, if the same gesture `continues`.
    Step& change(Gesture gesture, TimeRange shown, bool continues);
    /// As change(): what is dragged goes on until the next gesture begins, what is zoomed, panned or nudged while it follows
    /// quickly on its like.
    Step& move(Gesture gesture, TimeRange shown);
    /// To where the last gesture began, as if it had never been; false: nothing has changed since.
    bool takeBack();
    void undo() { goTo(m_position - 1); } ///< if there is a step back
    void redo() { goTo(m_position + 1); } ///< if there is one on
    /// Behind all steps.
    void setLanes(const LaneChoices& lanes);

private:
    void goTo(std::size_t position);

    std::vector<Step> m_steps = {{}};
    std::size_t m_position = 0;
    std::size_t m_begun = 0; ///< where the last gesture began
    Gesture m_last = Gesture::Jump;
    QElapsedTimer m_sinceMove;
};

} // namespace simul
