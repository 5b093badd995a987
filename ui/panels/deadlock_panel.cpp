#include "ui/panels/deadlock_panel.h"

#include "ui/panels/event_text.h"
#include "ui/panels/labels.h"
#include "ui/panels/report_widgets.h"
#include "ui/panels/run_summary.h"
#include "ui/timeline/time_text.h"
#include "ui/timeline/mode_text.h"
#include "ui/timeline/resource_text.h"

#include <QVBoxLayout>

#include <algorithm>

namespace simul {

DeadlockPanel::DeadlockPanel(Appearance& appearance, RunController& controller, ViewState& view, QWidget* parent)
    : QWidget(parent), m_controller(controller), m_view(view) {
    build(appearance);
}

void DeadlockPanel::build(Appearance& appearance) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* part = new QVBoxLayout;
    auto* row = new QHBoxLayout;
    row->addWidget(makeLabel(appearance, TextRole::Title, tr("Deadlock"), this));
    auto* chip = new StateChip(appearance, this);
    chip->setState(State::Blocked);
    m_mode = new ElidedLabel(appearance, TextRole::Detail, this); // a file's name may be long
    m_mode->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    row->addWidget(chip);
    row->addStretch(1);
    row->addWidget(m_mode);
    m_ring = new WaitRing(appearance, this);
    m_ring->setObjectName(QStringLiteral("ring"));
    connect(m_ring, &WaitRing::nodeChosen, this, &DeadlockPanel::selectNode);
    m_text = makeLabel(appearance, TextRole::Body, {}, this);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_waits = new ReportLines(appearance, this);
    part->addLayout(row);
    part->addWidget(makeLabel(appearance, TextRole::Section, tr("Who waits for whom"), this));
    part->addWidget(m_ring);
    part->addWidget(m_text);
    part->addWidget(m_waits);
    appearance.follow(this, [part](const Look& look) {
        part->setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(14));
        part->setSpacing(look.px(8));
    });
    layout->addLayout(part);
    layout->addWidget(makeLine(Qt::Horizontal, this));
}

void DeadlockPanel::renew() {
    const auto index = runWorthShowing(m_controller.comparison(), m_view.selection(),
                                       [](const ModeRun& run) { return run.trace->deadlock().has_value(); });
    const bool isShown = index && hasPart(m_controller.comparison()->runs[*index]);
    setVisible(isShown);
    const std::shared_ptr<const Trace> trace = isShown ? m_controller.comparison()->runs[*index].trace : nullptr;
    m_run = index.value_or(0);
    if (trace == std::exchange(m_shown, trace)) // the ring's buttons keep the focus
        return;
    m_ring->setTrace(trace.get());
    if (trace)
        show(m_controller.comparison()->runs[*index], m_controller.comparison()->end().time_since_epoch());
}

void DeadlockPanel::show(const ModeRun& run, Duration whole) {
    const Deadlock& deadlock = *run.trace->deadlock();
    m_ring->setVisible(deadlock.isCycle);
    m_mode->setText(runName(run));
    m_mode->updateGeometry();
    m_text->setText(textOf(deadlock.text));
    std::vector<ReportLine> lines;
    for (const WaitStatement& statement : waitStatements(run))
        lines.push_back({State::Blocked, tr("%1 since %2").arg(statement.html, momentText(statement.since, whole))});
    m_waits->setLines(lines);
}

bool DeadlockPanel::hasPart(const ModeRun& run) const {
    const auto& selection = m_view.selection();
    return !selection || std::ranges::any_of(run.trace->deadlock()->waits, [&](const Deadlock::Wait& wait) {
        return selection->resource ? wait.wants == Cause{CauseKind::Resource, selection->resource->value}
                                   : selection->lane == LaneId(wait.task);
    });
}

void DeadlockPanel::selectNode(const WaitRing::Node& node) {
    const Comparison* comparison = m_controller.comparison();
    if (comparison == nullptr || m_run >= comparison->runs.size())
        return;
    const ModeRun& run = comparison->runs[m_run];
    const TraceTime time = run.trace->end();
    if (const auto* task = std::get_if<TaskId>(&node))
        m_view.select(Selection{m_run, *task, time});
    else if (const ResourceUse* use = useOf(run.resources, std::get<ResourceId>(node)))
        m_view.select(selectionOf(*comparison, m_run, *use, time));
    m_view.reveal(time);
}

} // namespace simul
