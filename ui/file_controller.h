#pragma once

#include "ui/background_job.h"
#include "ui/files/save_file.h"
#include "ui/run_controller.h"
#include "ui/timeline/view_state.h"

#include <QStringList>

#include <atomic>

namespace simul {

/// Opens traces and sessions into the window and saves what it shows, beside the GUI thread: with progress, and it can be
/// cancelled. What fails changes nothing. Remembers the files opened last. GUI thread only.
class FileController : public QObject {
    Q_OBJECT

public:
    /// All must outlive it.
    FileController(RunSetup& setup, RunController& controller, ViewState& view, QObject* parent = nullptr);

    bool isBusy() const { return m_opening.isRunning() || m_saving.isRunning(); }
    /// "Opening big.json: 42 %"
    QString progressText() const;
    double progress() const; ///< 0 to 1, of a file that is opened; negative: unknown

    /// Files opened lately, or saved in a form that can be opened, that are still there, the latest first.
    static QStringList recentFiles();
    /// Everything that is shown, as it would be saved.
    Session session() const;

public slots:
    void open(const QString& path);
    /// Puts the runs of a file below those that are shown. None of them may go on.
    void add(const QString& path);
    /// There must be a comparison, and no run that goes on.
    void save(const QString& path, simul::FileFormat format);
    void cancel();
    /// What wouldEndRun() asked: ends the run and shows the file, or forgets the file.
    void answerEndingRun(bool ends);

signals:
    void busyChanged();
    void progressChanged();               ///< ten times a second
    void opened(const QString& path);     ///< and shown
    void wouldEndRun(const QString& path); ///< it is read, and waits for answerEndingRun(): a real run goes on
    void saved(const QString& path);
    void failed(const QString& sentence); ///< to open or to save

private:
    struct Opened {
        QString path;
        Session session;
        std::unique_ptr<Comparison> comparison;
        std::string error; ///< of a file that cannot be read
        bool adds = false;
    };
    struct Saved {
        QString path;
        FileFormat format;
        std::string error;
    };
    struct Progress {
        std::atomic<std::uint64_t> bytes = 0;
        std::atomic<std::uint64_t> size = 0;
    };

    static Opened read(const QString& path, const std::stop_token& stop, Progress& progress);
    void tellBusy();
    void startReading(const QString& path, bool adds);
    void adopt(Opened opened);
    void show(Opened opened);
    void join(Opened opened);
    void adoptSetup(const Session& session, const Scenario& scenario);
    void adoptView(const Session& session);
    void finishSaving(const Saved& saved);
    void remember(const QString& path);

    RunSetup& m_setup;
    RunController& m_controller;
    ViewState& m_view;
    QString m_openedPath; ///< of what is being opened, or was lately
    QString m_savedPath;
    std::shared_ptr<Progress> m_progress;
    std::shared_ptr<Opened> m_held; ///< until it is known whether the run may be ended
    QTimer m_tick;
    BackgroundJob<std::shared_ptr<Opened>> m_opening;
    BackgroundJob<Saved> m_saving;
};

} // namespace simul
