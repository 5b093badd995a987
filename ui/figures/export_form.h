#pragma once

#include "ui/figures/figure.h"
#include "ui/figures/figure_choices.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;

namespace simul {

class CaptionEdit;
class LetterList;
class RangeFields;
class SizeFields;

/// The fields that say what a figure should look like. GUI thread.
class ExportForm : public QWidget {
    Q_OBJECT

public:
    /// `comparison` must outlive the form; `visible` is what the timeline shows now.
    ExportForm(const Comparison& comparison, TimeRange visible, QWidget* parent = nullptr);

    /// The one to take unless another is chosen.
    void proposeTheme(ThemeKind kind);
    void setColourBy(ColourBy colourBy);
    /// What the user did to the lanes and marked in the window, for the figure to take over if it is wanted.
    void setArrangement(const LaneChoices& lanes);
    void setMarks(const Marks& marks);
    void setHasArrows(bool has);
    void setSubtitle(const QString& subtitle);
    void setFormat(FigureFormat format);
    LetterList& letters() { return *m_letters; }

    /// What is chosen for this figure and would be for another; once set, there is more to see than before.
    FigureChoices choices() const;
    void setChoices(const FigureChoices& choices);

    /// As chosen, without a footer; the error says what is wrong with what was typed.
    Result<FigureOptions> options() const;
    FigureFormat format() const;

signals:
    void changed();

private:
    void fillChoices();
    void connectFields();
    QFormLayout* makeLayout();
    void chooseFormat();
    void setTheme(ThemeKind kind);
    ThemeKind theme() const;
    QStringList withinRuns(QStringList times) const;
    bool areLettersInRange() const;
    AnimationOptions animation() const;

    const Comparison& m_comparison;
    LaneChoices m_arrangement;
    Marks m_marks;
    ThemeKind m_proposedTheme = ThemeKind::Print;
    std::optional<ThemeKind> m_chosenTheme;             ///< by the user, in place of that
    std::optional<FigureChoices::Range> m_chosenRange; ///< that letters made way for another

    QLineEdit* m_title;
    QLineEdit* m_subtitle;
    CaptionEdit* m_caption;
    QComboBox* m_format;
    SizeFields* m_size;
    QComboBox* m_theme;
    QComboBox* m_colourBy;
    RangeFields* m_range;
    QLineEdit* m_lanes;
    QCheckBox* m_isArranged;
    QCheckBox* m_hasArrows;
    LetterList* m_letters;
    QCheckBox* m_hasMarks;
    QSpinBox* m_frames;
    QDoubleSpinBox* m_seconds;
};

} // namespace simul
