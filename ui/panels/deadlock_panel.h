#pragma once

#include "ui/panels/wait_ring.h"
#include "ui/run_controller.h"
#include "ui/timeline/view_state.h"

class QLabel;

namespace simul {

class ElidedLabel;
class ReportLines;

/// The deadlock that a run ended in: its ring, its sentence, and since when who waits. Shown while nothing is selected,
/// or something that has part in it.
class DeadlockPanel : public QWidget {
    Q_OBJECT

public:
    DeadlockPanel(Appearance& appearance, RunController& controller, ViewState& view, QWidget* parent = nullptr);

    /// Another selection or other runs.
    void renew();
    WaitRing* ring() const { return m_ring; }

private:
    void build(Appearance& appearance);
    void show(const ModeRun& run, Duration whole);
    bool hasPart(const ModeRun& run) const;
    void selectNode(const WaitRing::Node& node);

    RunController& m_controller;
    ViewState& m_view;
    WaitRing* m_ring = nullptr;
    ElidedLabel* m_mode = nullptr;
    QLabel* m_text = nullptr;
    ReportLines* m_waits = nullptr;
    std::size_t m_run = 0;
    std::shared_ptr<const Trace> m_shown; ///< what the ring was made for
};

} // namespace simul
