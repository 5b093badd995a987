#pragma once

#include "engine/trace/result.h"
#include "ui/figures/figure_choices.h"
#include "ui/timeline/time_scale.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLineEdit;

namespace simul {

/// Which part of the runs a figure shows: what is visible, all, or from one moment to another.
class RangeFields : public QWidget {
    Q_OBJECT

public:
    /// `whole` is what the runs take.
    RangeFields(TimeRange visible, TimeRange whole, QWidget* parent = nullptr);

    /// None: everything. The error says what is wrong with what was typed.
    Result<std::optional<TimeRange>> range() const;

    FigureChoices::Range choice() const;
    QString from() const;
    QString to() const;
    /// The moments count where from and to are chosen.
    void setChoice(FigureChoices::Range choice, const QString& from, const QString& to);

signals:
    void changed();

private:
    void followChoice();

    TimeRange m_visible;
    TimeRange m_whole;
    QComboBox* m_choice;
    QLineEdit* m_from;
    QLineEdit* m_to;
};

} // namespace simul
