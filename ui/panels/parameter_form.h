#pragma once

#include "ui/appearance.h"
#include "ui/run_setup.h"

#include <QWidget>

#include <vector>

class QLabel;
class QVBoxLayout;

namespace simul {

class Button;
class ParameterEditor;

/// The parameters of the chosen scenario, then those of the modes that matter for what is chosen. Shows and changes the
/// setup.
class ParameterForm : public QWidget {
    Q_OBJECT

public:
    ParameterForm(Appearance& appearance, RunSetup& setup, QWidget* parent = nullptr);

    const std::vector<ParameterEditor*>& editors() const { return m_editors; }
    ParameterEditor* editor(const std::string& name) const; ///< nullptr if there is none
    /// What is shown is of no scenario: says whose parameters these are then.
    void setStrangerShown(bool shown);

signals:
    void sweepClicked();

private:
    QWidget* makeHeader();
    void build();
    void addEditor(const Parameter& parameter, bool isOwn);
    void showValues();
    void showWhatMatters();
    bool matters(const std::string& name) const;

    Appearance& m_appearance;
    RunSetup& m_setup;
    QLabel* m_whose = nullptr;
    Button* m_reset = nullptr;
    Button* m_runtime = nullptr; ///< folds the modes' parameters
    QVBoxLayout* m_own = nullptr;
    QVBoxLayout* m_ofModes = nullptr;
    QWidget* m_ofModesBox = nullptr;
    std::vector<ParameterEditor*> m_editors;
};

} // namespace simul
