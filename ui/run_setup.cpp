#include "ui/run_setup.h"

#include <QSettings>

#include <algorithm>

namespace simul {

namespace {

/// What a first look compares: the three that tell the story, or all there are.
std::vector<Mode> defaultModes(const Scenario& scenario) {
    std::vector<Mode> modes;
    for (const Mode mode : scenario.modes) {
        if (mode == Mode::Sync || mode == Mode::Threads || mode == Mode::Coroutines)
            modes.push_back(mode);
    }
    return modes.empty() ? scenario.modes : modes;
}

QString text(std::string_view view) {
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

/// What still is as it was brought is not the user's.
template <class T>
void giveBack(T& now, const T& brought, const T& own) {
    if (now == brought)
        now = own;
}

QString keyOf(const std::string& scenario, const char* what) {
    return QStringLiteral("scenarios/%1/%2").arg(text(scenario), QLatin1String(what));
}

} // namespace

RunSetup::RunSetup(QObject* parent) : QObject(parent), m_scenario(&catalogue().front()) {}

RunSetup::Choice& RunSetup::choice() const {
    const auto found = m_choices.find(m_scenario->name);
    if (found != m_choices.end())
        return found->second;
    return m_choices.emplace(m_scenario->name, defaultChoice(*m_scenario)).first->second;
}

RunSetup::Choice RunSetup::defaultChoice(const Scenario& scenario) {
    return {parametersFor(scenario), defaultModes(scenario), scenario.realScale};
}

const std::vector<Mode>& RunSetup::availableModes() const {
    return m_clock == ClockKind::Real ? m_scenario->realModes : m_scenario->modes;
}

bool RunSetup::isChosen(Mode mode) const {
    return std::ranges::find(choice().modes, mode) != choice().modes.end();
}

std::vector<Mode> RunSetup::chosenModes() const {
    std::vector<Mode> modes;
    std::ranges::copy_if(availableModes(), std::back_inserter(modes), [this](Mode mode) { return isChosen(mode); });
    return modes;
}

bool RunSetup::isAtDefaults() const {
    const Parameters& now = parameters();
    for (std::size_t index = 0; index < now.values().size(); ++index) {
        if (now.values()[index] != now.descriptions()[index].defaultValue)
            return false;
    }
    return true;
}

std::vector<RunRequest> RunSetup::requests() const {
    std::vector<RunRequest> requests;
    for (const Mode mode : chosenModes())
        requests.push_back({m_scenario, parameters(), mode, m_clock, m_clock == ClockKind::Real ? scale() : 1.0, m_seed,
                            std::nullopt});
    return requests;
}

void RunSetup::setScenario(const Scenario& scenario) {
    if (m_scenario == &scenario)
        return;
    m_scenario = &scenario;
    m_undo.clear();
    m_redo.clear();
    m_lastChanged.clear();
    emit scenarioChanged();
}

QString RunSetup::setParameter(const std::string& name, const std::string& input) {
    Parameters& parameters = choice().parameters;
    const std::vector<Value> before = parameters.values();
    if (const auto done = parameters.set(name, input); !done)
        return text(done.error());
    if (parameters.values() == before)
        return {};
    if (m_lastChanged != name || m_undo.empty())
        m_undo.push_back(before);
    m_redo.clear();
    m_lastChanged = name;
    emit parametersChanged();
    return {};
}

void RunSetup::resetParameters() {
    if (isAtDefaults())
        return;
    m_undo.push_back(parameters().values());
    m_redo.clear();
    m_lastChanged.clear();
    setValues(parametersFor(*m_scenario).values());
}

void RunSetup::setValues(const std::vector<Value>& values) {
    Parameters& parameters = choice().parameters;
    for (std::size_t index = 0; index < values.size(); ++index)
        static_cast<void>(bool(parameters.set(parameters.descriptions()[index].name, formatValue(values[index]))));
    emit parametersChanged();
}

void RunSetup::undo() {
    if (m_undo.empty())
        return;
    m_redo.push_back(parameters().values());
    const Step step = std::move(m_undo.back());
    m_undo.pop_back();
    m_lastChanged.clear();
    setValues(step);
}

void RunSetup::redo() {
    if (m_redo.empty())
        return;
    m_undo.push_back(parameters().values());
    const Step step = std::move(m_redo.back());
    m_redo.pop_back();
    m_lastChanged.clear();
    setValues(step);
}

void RunSetup::setModeChosen(Mode mode, bool chosen) {
    if (isChosen(mode) == chosen)
        return;
    if (chosen)
        choice().modes.push_back(mode);
    else
        std::erase(choice().modes, mode);
    emit modesChanged();
}

void RunSetup::setModes(const std::vector<Mode>& modes) {
    if (choice().modes == modes)
        return;
    choice().modes = modes;
    emit modesChanged();
}

void RunSetup::setClock(ClockKind clock) {
    if (m_clock == clock)
        return;
    m_clock = clock;
    emit clockChanged();
}

void RunSetup::setScale(double scale) {
    if (choice().scale == scale || !(scale > 0))
        return;
    choice().scale = scale;
    emit scaleChanged();
}

void RunSetup::setSeed(std::uint64_t seed) {
    if (m_seed == seed)
        return;
    m_seed = seed;
    emit seedChanged();
}

void RunSetup::borrow(const std::function<void()>& set) {
    Memory before = own();
    set();
    m_loan = Loan{std::move(before), memory()};
}

RunSetup::Memory RunSetup::own() const {
    Memory own = memory();
    if (!m_loan)
        return own;
    giveBack(own.scenario, m_loan->brought.scenario, m_loan->own.scenario);
    giveBack(own.clock, m_loan->brought.clock, m_loan->own.clock);
    giveBack(own.seed, m_loan->brought.seed, m_loan->own.seed);
    for (auto& [name, choice] : own.choices) {
        const auto brought = m_loan->brought.choices.find(name);
        if (brought == m_loan->brought.choices.end())
            continue; // chosen since
        const auto found = m_loan->own.choices.find(name);
        const Choice& before = found != m_loan->own.choices.end() ? found->second : defaultChoice(*scenarioNamed(name));
        giveBack(choice.modes, brought->second.modes, before.modes);
        giveBack(choice.scale, brought->second.scale, before.scale);
        for (std::size_t index = 0; index < choice.parameters.values().size(); ++index) {
            if (choice.parameters.values()[index] == brought->second.parameters.values()[index])
                static_cast<void>(bool(choice.parameters.set(choice.parameters.descriptions()[index].name,
                                                             formatValue(before.parameters.values()[index]))));
        }
    }
    return own;
}

void RunSetup::save(QSettings& settings) const {
    const Memory kept = own();
    settings.setValue(QStringLiteral("scenario"), text(kept.scenario->name));
    settings.setValue(QStringLiteral("clock"), text(nameOf(kept.clock)));
    settings.setValue(QStringLiteral("seed"), static_cast<qulonglong>(kept.seed));
    for (const auto& [name, chosen] : kept.choices) {
        QStringList modes;
        for (const Mode mode : chosen.modes)
            modes << text(nameOf(mode));
        QStringList changed;
        for (std::size_t index = 0; index < chosen.parameters.values().size(); ++index) {
            const Parameter& parameter = chosen.parameters.descriptions()[index];
            if (chosen.parameters.values()[index] != parameter.defaultValue)
                changed << text(parameter.name) + u'=' + text(formatValue(chosen.parameters.values()[index]));
        }
        settings.setValue(keyOf(name, "modes"), modes);
        settings.setValue(keyOf(name, "parameters"), changed);
        settings.setValue(keyOf(name, "scale"), chosen.scale);
    }
}

void RunSetup::load(const QSettings& settings) {
    m_choices.clear();
    m_loan.reset();
    for (const Scenario& scenario : catalogue()) {
        if (!settings.contains(keyOf(scenario.name, "modes")))
            continue;
        m_scenario = &scenario;
        Choice& chosen = choice();
        chosen.modes.clear();
        for (const QString& name : settings.value(keyOf(scenario.name, "modes")).toStringList()) {
            if (const auto mode = modeNamed(name.toStdString()))
                chosen.modes.push_back(*mode);
        }
        // A file of an older version may hold what is not allowed any more; then the default stays.
        for (const QString& changed : settings.value(keyOf(scenario.name, "parameters")).toStringList())
            static_cast<void>(bool(chosen.parameters.set(changed.section(u'=', 0, 0).toStdString(),
                                                         changed.section(u'=', 1).toStdString())));
        const double scale = settings.value(keyOf(scenario.name, "scale"), scenario.realScale).toDouble();
        chosen.scale = scale > 0 ? scale : scenario.realScale;
    }
    const Scenario* last = scenarioNamed(settings.value(QStringLiteral("scenario")).toString().toStdString());
    m_scenario = last != nullptr ? last : &catalogue().front();
    m_clock = settings.value(QStringLiteral("clock")).toString() == text(nameOf(ClockKind::Real))
                  ? ClockKind::Real
                  : ClockKind::Simulated;
    m_seed = settings.value(QStringLiteral("seed"), 1).toULongLong();
    emit scenarioChanged();
}

} // namespace simul
