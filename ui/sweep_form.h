#pragma once

#include "engine/scenarios/sweep.h"
#include "ui/appearance.h"
#include "ui/run_setup.h"

#include <QWidget>

#include <utility>
#include <vector>

class QComboBox;
class QHBoxLayout;
class QLineEdit;
class QSettings;

namespace simul {

class Button;

/// What a sweep is to go over: a parameter of the chosen scenario, from, to, step, and the modes. GUI thread only.
class SweepForm : public QWidget {
    Q_OBJECT

public:
    /// Both must outlive the form. Everything that is not swept is as the setup has it.
    SweepForm(Appearance& appearance, RunSetup& setup, QWidget* parent = nullptr);

    /// What is typed in, or what is wrong with it.
    Result<SweepRequest> request() const;

    QComboBox* parameter() const { return m_parameter; }
    QLineEdit* from() const { return m_from; }
    QLineEdit* to() const { return m_to; }
    QLineEdit* step() const { return m_step; }

    /// For the scenario that is chosen: remembered by name.
    void load(const QSettings& settings);
    void save(QSettings& settings) const;

private:
    QLineEdit* addField(QHBoxLayout* row, const QString& title);
    void build();
    void buildModes();
    void suggestRange();
    const Parameter& chosen() const;
    std::vector<Mode> modes() const;
    QString key(const char* what) const;

    Appearance& m_appearance;
    RunSetup& m_setup;
    QComboBox* m_parameter;
    QLineEdit* m_from;
    QLineEdit* m_to;
    QLineEdit* m_step;
    QHBoxLayout* m_modeRow;
    std::vector<std::pair<Mode, Button*>> m_modes;
};

} // namespace simul
