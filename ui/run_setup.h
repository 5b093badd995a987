#pragma once

#include "engine/scenarios/run.h"

#include <QObject>
#include <QString>

#include <functional>
#include <map>
#include <optional>
#include <utility>

class QSettings;

namespace simul {

/// What the user has chosen to run: scenario, parameters, modes, clock, seed. Panels show and change it, the controller
/// runs it. Remembers per scenario what was chosen there. GUI thread only.
class RunSetup : public QObject {
    Q_OBJECT

public:
    explicit RunSetup(QObject* parent = nullptr);

    const Scenario& scenario() const { return *m_scenario; }
    const Parameters& parameters() const { return choice().parameters; }
    const std::vector<Mode>& availableModes() const;
    std::vector<Mode> chosenModes() const; ///< of the available ones, in the scenario's order
    bool isChosen(Mode mode) const;
    ClockKind clock() const { return m_clock; }
    double scale() const { return choice().scale; }
    std::uint64_t seed() const { return m_seed; }
    bool isAtDefaults() const;

    std::vector<RunRequest> requests() const;

    bool canUndo() const { return !m_undo.empty(); }
    bool canRedo() const { return !m_redo.empty(); }

    /// Reads and writes everything that is remembered between two starts.
    void load(const QSettings& settings);
    void save(QSettings& settings) const;
    /// What `set` sets came with a file: it is run, but only what the user changes after that is remembered.
    void borrow(const std::function<void()>& set);

public slots:
    void setScenario(const simul::Scenario& scenario);
    /// The sentence that says what is wrong with `text`; empty if it was taken.
    QString setParameter(const std::string& name, const std::string& text);
    void resetParameters();
    void setModeChosen(simul::Mode mode, bool chosen);
    void setModes(const std::vector<simul::Mode>& modes);
    void setClock(simul::ClockKind clock);
    void setScale(double scale);
    void setSeed(std::uint64_t seed);
    void undo(); ///< the last change of a parameter
    void redo();

signals:
    void scenarioChanged(); ///< with all that belongs to it; the other signals do not follow
    void parametersChanged();
    void modesChanged();
    void clockChanged();
    void scaleChanged();
    void seedChanged();

private:
    struct Choice {
        Parameters parameters;
        std::vector<Mode> modes;
        double scale;
    };
    using Choices = std::map<std::string, Choice>; ///< by scenario
    struct Memory {
        const Scenario* scenario;
        Choices choices;
        ClockKind clock;
        std::uint64_t seed;
    };
    struct Loan {
        Memory own; ///< the user's, before anything came
        Memory brought;
    };
    using Step = std::vector<Value>; ///< the parameters' values before a change

    Choice& choice() const;
    static Choice defaultChoice(const Scenario& scenario);
    Memory memory() const { return {m_scenario, m_choices, m_clock, m_seed}; }
    Memory own() const;
    void setValues(const std::vector<Value>& values);

    const Scenario* m_scenario;
    mutable Choices m_choices; ///< filled when a scenario is first asked for
    std::optional<Loan> m_loan;
    ClockKind m_clock = ClockKind::Simulated;
    std::uint64_t m_seed = 1;
    std::vector<Step> m_undo;
    std::vector<Step> m_redo;
    std::string m_lastChanged; ///< changes of one parameter in a row are one step
};

} // namespace simul
