#pragma once

#include "ui/appearance.h"
#include "ui/run_controller.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;

namespace simul {

class Button;
class ElidedLabel;
class Segmented;

/// What is run and how: scenario, Run and Stop, modes, clock, seed; and what concerns the whole window.
class TopBar : public QWidget {
    Q_OBJECT

public:
    TopBar(Appearance& appearance, RunSetup& setup, RunController& controller, QWidget* parent = nullptr);

    Button* chip(Mode mode) const; ///< nullptr if the scenario has no such mode on this clock
    QSize minimumSizeHint() const override;

signals:
    void runClicked();
    void fileClicked(const QPoint& below); ///< where a menu belongs
    void exportClicked();
    void presentClicked();
    void themeClicked();
    void helpClicked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildTitle();
    void buildRun();
    void buildClock();
    void buildWindowButtons();
    Button* addButton(int kind, const char* icon, const QString& text, const QString& name, const QString& key);
    void addSeparator();
    void rebuildChips();
    void showScenario();
    void showModes();
    void showClock();
    void showRunning();
    void showSeed();
    void enterScale();
    void fit();

    Appearance& m_appearance;
    RunSetup& m_setup;
    RunController& m_controller;
    QHBoxLayout* m_row = nullptr;
    QHBoxLayout* m_chipRow = nullptr;
    ElidedLabel* m_title = nullptr;
    ElidedLabel* m_line = nullptr;
    Button* m_run = nullptr;
    Button* m_stop = nullptr;
    Button* m_file = nullptr;
    Button* m_export = nullptr;
    Button* m_present = nullptr;
    Button* m_theme = nullptr;
    Segmented* m_clock = nullptr;
    QLabel* m_clockLabel = nullptr;
    QLabel* m_seedLabel = nullptr;
    QComboBox* m_scale = nullptr;
    QLineEdit* m_seed = nullptr;
    std::vector<std::pair<Mode, Button*>> m_chips;
};

} // namespace simul
