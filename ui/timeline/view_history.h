#pragma once

#include "ui/timeline/lane_choices.h"
#include "ui/timeline/mark.h"
#include "ui/timeline/time_scale.h"

#include <QElapsedTimer>

#include <memory>
#include <vector>

namespace simul {

/// The way through a view: what it showed, step by step, and where on that way it is.
class ViewHistory {
public:
    enum class Gesture { Jump, Zoom, Pan, Drag, Lanes };

    /// Lanes and marks are shared by the steps that did not change them.
    struct Step {
        TimeRange range;
        std::shared_ptr<const LaneChoices> lanes = std::make_shared<const LaneChoices>();
        std::shared_ptr<const Marks> marks = std::make_shared<const Marks>();
    };

    const Step& now() const { return m_steps[m_position]; }
    Step& now() { return m_steps[m_position]; }
    bool canUndo() const { return m_position > 0; }
    bool canRedo() const { return m_position + 1 < m_steps.size(); }

    /// There is no way back behind `step`.
    void reset(Step step);
    /// The step that a gesture changes; what was undone is forgotten. A new one, which repeats the one that is shown,
    /// but for its range; or that one itself, if the same gesture `continues`.
    Step& change(Gesture gesture, TimeRange shown, bool continues);
    /// Zooming, panning and dragging that follow quickly on their like are one step.
    Step& move(Gesture gesture, TimeRange shown);
    void undo() { goTo(m_position - 1); } ///< if there is a step back
    void redo() { goTo(m_position + 1); } ///< if there is one on
    /// Behind all steps.
    void setLanes(const LaneChoices& lanes);

private:
    void goTo(std::size_t position);

    std::vector<Step> m_steps = {{}};
    std::size_t m_position = 0;
    Gesture m_last = Gesture::Jump;
    QElapsedTimer m_sinceMove;
};

} // namespace simul
