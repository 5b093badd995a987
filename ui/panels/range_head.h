#pragma once

#include "ui/appearance.h"
#include "ui/comparison.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace simul {

class Segmented;

/// Over the numbers of a range: which range it is, and choices: the run, all of it or the selected lane, how it is
/// copied.
class RangeHead : public QWidget {
    Q_OBJECT

public:
    explicit RangeHead(Appearance& appearance, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    QString title() const;
    void setRuns(const Comparison& comparison, std::size_t current);
    std::size_t currentRun() const; ///< 0 if there is none
    QString runName() const;
    /// Whether there is a lane that may be asked for by itself.
    void setHasSelected(bool has);
    bool wantsSelected() const; ///< only the selected lane
    void chooseSelected();

signals:
    void runChosen(); ///< by the user
    void scopeChosen();
    void copyTextClicked();
    void copyCsvClicked();

private:
    QWidget* makeCopy(const QString& text, const QString& help, void (RangeHead::*clicked)());

    Appearance& m_appearance;
    QLabel* m_title;
    QComboBox* m_runs;
    Segmented* m_scope;
};

} // namespace simul
