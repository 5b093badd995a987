#include "ui/lane_keeper.h"

#include "ui/own_lanes.h"
#include "ui/settings.h"
#include "ui/timeline/lane_choices_text.h"

namespace simul {

namespace {

constexpr int laterMs = 500;

QString keyOf(const Scenario& scenario) {
    return QStringLiteral("lanes/") + QString::fromStdString(scenario.name);
}

} // namespace

LaneKeeper::LaneKeeper(RunController& controller, ViewState& view, QObject* parent)
    : QObject(parent), m_controller(controller), m_view(view) {
    connect(&controller, &RunController::comparisonReplaced, this, &LaneKeeper::adopt);
    m_later.setSingleShot(true);
    m_later.setInterval(laterMs);
    connect(&m_later, &QTimer::timeout, this, &LaneKeeper::write);
    connect(&view, &ViewState::lanesChanged, &m_later, qOverload<>(&QTimer::start));
}

LaneKeeper::~LaneKeeper() {
    if (m_later.isActive())
        write();
}

void LaneKeeper::adopt() {
    const Comparison* comparison = m_controller.comparison();
    if (m_later.isActive())
        write(); // before lanes come from a file
    if (comparison == nullptr)
        return;
    const bool isForeign = comparison->scenario->name.empty();
    if (comparison->scenario == m_scenario && (!isForeign || comparison->path == m_path))
        return;
    m_scenario = comparison->scenario;
    m_path = comparison->path;
    m_loan.reset();
    m_view.restoreLanes(remembered());
}

LaneChoices LaneKeeper::remembered() const {
    if (m_scenario == nullptr || m_scenario->name.empty())
        return {};
    return laneChoicesFrom(openSettings().value(keyOf(*m_scenario)).toByteArray());
}

void LaneKeeper::lend() {
    m_later.stop();
    m_loan = Loan{remembered(), m_view.lanes()};
}

void LaneKeeper::write() {
    m_later.stop();
    if (m_scenario == nullptr || m_scenario->name.empty())
        return;
    const LaneChoices own = m_loan ? ownLanes(m_loan->own, m_loan->brought, m_view.lanes()) : m_view.lanes();
    QSettings settings = openSettings();
    if (own == LaneChoices{})
        settings.remove(keyOf(*m_scenario));
    else
        settings.setValue(keyOf(*m_scenario), textOf(own));
}

} // namespace simul
