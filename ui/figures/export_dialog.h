#pragma once

#include "ui/background_job.h"
#include "ui/figures/export_form.h"

#include <QDialog>

#include <atomic>

class QDialogButtonBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QTimer;

namespace simul {

class ExportPreview;

/// Asks what a figure should look like, shows it while one chooses, and writes or copies it beside the window's work. GUI
/// thread.
class ExportDialog : public QDialog {
    Q_OBJECT

public:
    /// `comparison` must outlive the dialog; `visible` is what the timeline shows now.
    ExportDialog(const Comparison& comparison, TimeRange visible, QWidget* parent = nullptr);

    ExportForm& form() { return *m_form; }
    /// The command that makes the runs again, for the footer; none: no footer.
    void setCommand(const QString& command, bool hasFirstLook);

    /// As chosen; the error says what is wrong with what was typed.
    Result<FigureOptions> options() const;
    /// Paints the figure and writes it to `path`; exported() tells the end, the dialog shows what went wrong.
    void exportTo(const QString& path);
    /// Puts it into the clipboard, as a picture and as SVG.
    void copy();
    bool isBusy() const { return m_job.isRunning(); }
    QString messageText() const;

    /// While something is written: stops that, and nothing of it stays.
    void reject() override;

signals:
    void exported(const QString& path);
    void copied();

private:
    struct Done {
        Result<QByteArray> bytes; ///< of what is copied
        QByteArray svg;
        QString path; ///< of what was written
    };

    void setupLayout();
    void choosePath();
    void refresh();
    void start(RenderedFigure figure, QByteArray svg, const QString& path);
    void finish(const Done& done);
    void showBusy(bool busy);
    void showMessage(const QString& sentence);
    QString suggestedName() const;

    const Comparison& m_comparison;
    QString m_command;
    bool m_hasFirstLook = false;

    ExportForm* m_form;
    ExportPreview* m_preview;
    QLabel* m_message;
    QProgressBar* m_progress;
    QPushButton* m_copy;
    QPushButton* m_export;
    QTimer* m_refreshTimer;
    QTimer* m_progressTimer;
    std::shared_ptr<std::atomic<int>> m_done; ///< of the job, in thousandths
    QImage m_copying;
    BackgroundJob<Done> m_job;
};

} // namespace simul
