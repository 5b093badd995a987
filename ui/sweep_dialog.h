#pragma once

#include "ui/background_queue.h"
#include "ui/figures/sweep_figure.h"
#include "ui/sweep_form.h"

#include <QDialog>
#include <QTimer>

class QLabel;

namespace simul {

class ElidedLabel;
class Segmented;
class SweepView;

/// Sweeps over a parameter of what the setup has chosen, beside the GUI thread, and shows the chart while it grows. Choosing
/// a value in the chart sets the parameter. Not modal. GUI thread only.
class SweepDialog : public QDialog {
    Q_OBJECT

public:
    /// Appearance and setup must outlive the dialog. `settingsFile` remembers what was swept last; an ini file.
    SweepDialog(Appearance& appearance, RunSetup& setup, const QString& settingsFile, QWidget* parent = nullptr);
    ~SweepDialog() override;

    SweepForm& form() { return *m_form; }
    SweepView& view() { return *m_view; }
    bool isRunning() const { return m_job.isRunning(); }
    /// What the dialog says now: how far it is, the figures of the value that is pointed at, or what is wrong.
    QString statusText() const;
    /// Writes the chart (.png, .svg, .pdf) or its figures (.csv) beside the GUI thread; statusText() tells the end.
    void exportTo(const QString& path);
    bool isSaving() const { return m_writer.isRunning(); }

public slots:
    void run();
    void stop();

signals:
    void saved(bool wentWell);

protected:
    void hideEvent(QHideEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QLayout* makeActions();
    QLayout* makeFooter();
    void startOver();
    void followRun();
    void finished();
    void showCurrent();
    void choose(std::size_t value);
    void chooseExport();
    void showButtons();
    void say(const QString& text);
    QString progressText() const;
    QString doneText() const;

    Appearance& m_appearance;
    RunSetup& m_setup;
    QString m_settingsFile;
    SweepForm* m_form;
    SweepView* m_view;
    Button* m_run = nullptr;
    Button* m_stop = nullptr;
    Button* m_export = nullptr;
    Segmented* m_scale = nullptr;
    ElidedLabel* m_status;
    std::shared_ptr<Sweep> m_sweep;
    QTimer m_frame;
    BackgroundJob<std::shared_ptr<Sweep>> m_job;
    BackgroundQueue<Result<QString>> m_writer;
};

} // namespace simul
