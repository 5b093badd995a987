#pragma once

#include "ui/figures/figure.h"

#include <QDialog>

#include <future>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QTimer;

namespace simul {

class ExportPreview;

/// Asks what a figure should look like, shows it while one chooses, and writes it beside the window's work. GUI thread.
class ExportDialog : public QDialog {
    Q_OBJECT

public:
    /// `comparison` must outlive the dialog; `visible` is what the timeline shows now.
    ExportDialog(const Comparison& comparison, TimeRange visible, QWidget* parent = nullptr);
    ~ExportDialog() override;

    void setTheme(ThemeKind kind);             ///< what is chosen at first
    void setSubtitle(const QString& subtitle); ///< what ran: clock, seed, parameters
    void setFooter(const QString& footer);     ///< the command that makes it again

    /// As chosen; the error says what is wrong with what was typed.
    Result<FigureOptions> options() const;
    FigureFormat format() const;
    /// Paints the figure and writes it to `path`; finished() tells the end, the dialog shows what went wrong.
    void exportTo(const QString& path);
    QString errorText() const;

signals:
    void exported(const QString& path);

private:
    void setupFields();
    void setupLayout();
    void choosePath();
    void refresh();
    void rangeChosen();
    void collect(); ///< looks whether the writer is done
    void showError(const std::string& sentence);
    QString suggestedName() const;

    const Comparison& m_comparison;
    TimeRange m_visible;
    QString m_footer;

    ExportPreview* m_preview;
    QLineEdit* m_title;
    QLineEdit* m_subtitle;
    QComboBox* m_format;
    QSpinBox* m_width;
    QSpinBox* m_height;
    QComboBox* m_theme;
    QComboBox* m_range;
    QLineEdit* m_from;
    QLineEdit* m_to;
    QLabel* m_error;
    QProgressBar* m_progress;
    QPushButton* m_export;
    QTimer* m_refreshTimer;
    QTimer* m_collectTimer;
    std::future<Result<std::monostate>> m_writing;
    QString m_writingTo;
};

} // namespace simul
