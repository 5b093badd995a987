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
    m_view.setColourBy(remembered().colourBy);
    m_view.setShowsAllArrows(remembered().allArrows);
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

LookKeeper::Looks LookKeeper::remembered() {
    const QSettings settings = openSettings();
    return {settings.value(colourKey).toString() == byTask ? ColourBy::Task : ColourBy::State,
            settings.value(arrowsKey, false).toBool()};
}

void LookKeeper::lend() {
    m_later.stop();
    m_loan = Loan{remembered(), shown()};
}

void LookKeeper::write() {
    m_later.stop();
    Looks own = shown();
    if (m_loan && own.colourBy == m_loan->brought.colourBy)
        own.colourBy = m_loan->own.colourBy;
    if (m_loan && own.allArrows == m_loan->brought.allArrows)
        own.allArrows = m_loan->own.allArrows;
    QSettings settings = openSettings();
    settings.setValue(colourKey, own.colourBy == ColourBy::Task ? byTask : byState);
    settings.setValue(arrowsKey, own.allArrows);
}

} // namespace simul
