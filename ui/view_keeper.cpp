#include "ui/view_keeper.h"

#include "ui/settings.h"
#include "ui/timeline/mark_text.h"

#include <algorithm>

namespace simul {

namespace {

constexpr int laterMs = 500;

QString keyOf(const Scenario& scenario) {
    return QStringLiteral("marks/") + QString::fromStdString(scenario.name);
}

Marks rememberedMarks(const Scenario& scenario) {
    return marksFrom(openSettings().value(keyOf(scenario)).toByteArray());
}

} // namespace

ViewKeeper::ViewKeeper(RunController& controller, ViewState& view, QObject* parent)
    : QObject(parent), m_controller(controller), m_view(view) {
    connect(&controller, &RunController::comparisonReplaced, this, &ViewKeeper::adopt);
    connect(&controller, &RunController::comparisonGrew, this, &ViewKeeper::grow);
    m_later.setSingleShot(true);
    m_later.setInterval(laterMs);
    connect(&m_later, &QTimer::timeout, this, &ViewKeeper::writeMarks);
    connect(&view, &ViewState::marksChanged, this, [this] {
        if (m_marked != nullptr)
            m_later.start();
    });
}

ViewKeeper::~ViewKeeper() {
    if (m_later.isActive())
        writeMarks();
}

void ViewKeeper::writeMarks() {
    m_later.stop();
    QSettings settings = openSettings();
    if (m_view.marks().empty())
        settings.remove(keyOf(*m_marked));
    else
        settings.setValue(keyOf(*m_marked), textOf(m_view.marks()));
}

void ViewKeeper::adopt() {
    const Comparison* comparison = m_controller.comparison();
    if (m_later.isActive())
        writeMarks();
    if (comparison == nullptr || comparison->origin != Comparison::Origin::Here)
        m_marked = nullptr;
    if (comparison == nullptr || comparison->runs.empty()) {
        m_view.reset(TraceTime{}, {}, marksFor(comparison));
        m_view.setPlayhead(TraceTime{});
        m_scenario = nullptr;
        return;
    }
    const ClockKind clock = comparison->runs.front().clock;
    if (comparison->scenario != m_scenario || clock != m_clock) {
        const Duration first = comparison->scenario->firstLook;
        m_view.reset(comparison->end(),
                     first > Duration::zero() ? TimeRange{TraceTime{}, TraceTime(first)} : TimeRange{},
                     marksFor(comparison));
        m_view.setPlayhead(TraceTime{});
    } else {
        m_view.setEnd(comparison->end());
        keepSelection();
        m_view.setPlayhead(m_view.playhead()); // within the new end
    }
    m_scenario = comparison->scenario;
    m_clock = clock;
    m_modes.clear();
    std::ranges::transform(comparison->runs, std::back_inserter(m_modes), &ModeRun::mode);
}

/// From then on the view's are those that are remembered.
Marks ViewKeeper::marksFor(const Comparison* comparison) {
    if (comparison == nullptr || comparison->scenario->name.empty())
        return {};
    if (comparison->origin == Comparison::Origin::Here)
        m_marked = comparison->scenario;
    return rememberedMarks(*comparison->scenario);
}

void ViewKeeper::keepSelection() {
    if (!m_view.selection())
        return;
    Selection selection = *m_view.selection();
    const std::vector<ModeRun>& runs = m_controller.comparison()->runs;
    const auto run =
        selection.run < m_modes.size() ? std::ranges::find(runs, m_modes[selection.run], &ModeRun::mode) : runs.end();
    const auto hasResource = [&] { return !selection.resource || useOf(run->resources, *selection.resource) != nullptr; };
    const bool exists =
        run != runs.end() && hasResource() &&
        run->trace->has(selection.lane);
    if (!exists) {
        m_view.clearSelection();
        return;
    }
    selection.run = static_cast<std::size_t>(run - runs.begin());
    selection.time = std::min(selection.time, run->trace->end());
    m_view.select(selection);
}

void ViewKeeper::grow() {
    m_view.setEnd(m_controller.comparison()->end());
}

} // namespace simul
