#include "ui/look_keeper.h"

#include "ui/settings.h"

namespace simul {

namespace {

const auto colourKey = QStringLiteral("colourBy");
const auto arrowsKey = QStringLiteral("allArrows");
const auto byTask = QStringLiteral("task");
const auto byState = QStringLiteral("state");

} // namespace

LookKeeper::LookKeeper(RunController& controller, ViewState& view, QObject* parent) : QObject(parent), m_view(view) {
    const QSettings settings = openSettings();
    m_view.setColourBy(settings.value(colourKey).toString() == byTask ? ColourBy::Task : ColourBy::State);
    m_view.setShowsAllArrows(settings.value(arrowsKey, false).toBool());
    m_later.setSingleShot(true);
    const auto writeNow = [this] {
        if (m_later.isActive())
            write();
    };
    connect(&m_later, &QTimer::timeout, this, &LookKeeper::write);
    connect(&view, &ViewState::looksChanged, &m_later, [this] { m_later.start(0); });
    connect(&controller, &RunController::comparisonReplaced, this, writeNow); // before looks come from a file
}

LookKeeper::~LookKeeper() {
    if (m_later.isActive())
        write();
}

void LookKeeper::lend() {
    m_later.stop();
    m_brought = Looks{m_view.colourBy(), m_view.showsAllArrows()};
}

void LookKeeper::write() {
    m_later.stop();
    QSettings settings = openSettings();
    if (!m_brought || m_view.colourBy() != m_brought->colourBy)
        settings.setValue(colourKey, m_view.colourBy() == ColourBy::Task ? byTask : byState);
    if (!m_brought || m_view.showsAllArrows() != m_brought->allArrows)
        settings.setValue(arrowsKey, m_view.showsAllArrows());
}

} // namespace simul
