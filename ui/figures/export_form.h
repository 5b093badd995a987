#pragma once

#include "ui/figures/figure.h"

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
class SizeFields;

/// The fields that say what a figure should look like. GUI thread.
class ExportForm : public QWidget {
    Q_OBJECT

public:
    /// `comparison` must outlive the form; `visible` is what the timeline shows now.
    ExportForm(const Comparison& comparison, TimeRange visible, QWidget* parent = nullptr);

    void setTheme(ThemeKind kind);
    void setColourBy(ColourBy colourBy);
    void setLanes(const QStringList& lanes);
    /// What the user did to the lanes and marked in the window, for the figure to take over if it is wanted.
    void setArrangement(const LaneChoices& lanes);
    void setMarks(const Marks& marks);
    void setSubtitle(const QString& subtitle);
    void setFormat(FigureFormat format);
    LetterList& letters() { return *m_letters; }

    /// As chosen, without a footer; the error says what is wrong with what was typed.
    Result<FigureOptions> options() const;
    FigureFormat format() const;

signals:
    void changed();

private:
    void fillChoices();
    void connectFields();
    QFormLayout* makeLayout();
    void chooseRange();
    void chooseFormat();
    Result<std::optional<TimeRange>> range() const;

    const Comparison& m_comparison;
    TimeRange m_visible;
    LaneChoices m_arrangement;
    Marks m_marks;

    QLineEdit* m_title;
    QLineEdit* m_subtitle;
    CaptionEdit* m_caption;
    QComboBox* m_format;
    SizeFields* m_size;
    QComboBox* m_theme;
    QComboBox* m_colourBy;
    QComboBox* m_range;
    QLineEdit* m_from;
    QLineEdit* m_to;
    QLineEdit* m_lanes;
    QCheckBox* m_isArranged;
    LetterList* m_letters;
    QCheckBox* m_hasMarks;
    QSpinBox* m_frames;
    QDoubleSpinBox* m_seconds;
};

} // namespace simul
