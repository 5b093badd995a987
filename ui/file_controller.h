#pragma once

#include "ui/background_queue.h"
#include "ui/files/save_file.h"
#include "ui/run_controller.h"
#include "ui/timeline/view_state.h"

#include <QStringList>

#include <atomic>

namespace simul {

/// Opens traces and sessions into the window and saves what it shows, beside the GUI thread: with progress, and it can be
/// cancelled. What fails changes nothing. Whatever is asked for meanwhile is done too, in its turn; only opening another
/// file takes the place of opening the one before. Remembers the files opened last. GUI thread only.
class FileController : public QObject {
    Q_OBJECT

public:
    /// All must outlive it.
    FileController(RunSetup& setup, RunController& controller, ViewState& view, QObject* parent = nullptr);

    bool isBusy() const { return m_opening.isRunning() || !m_joining.empty() || isSaving(); }
    bool isSaving() const { return m_saving.isRunning(); }
    /// "Opening big.json: 42 %"
    QString progressText() const;
    double progress() const; ///< 0 to 1, of a file that is opened; negative: unknown

    /// Of the files whose runs are shown; none: they were made here.
    const QStringList& shownPaths() const { return m_shownPaths; }
    /// What is shown is a file's, and its marks are others than when it was opened or saved: they would be lost with it.
    bool hasUnsavedMarks() const { return !m_shownPaths.isEmpty() && m_view.marks() != m_savedMarks; }
    /// Everything that is shown, as it would be saved.
    Session session() const;

public slots:
    void open(const QString& path);
    /// Puts the runs of a file below those that are shown when it is read; below those of a run that goes on then, at its
    /// end.
    void add(const QString& path);
    /// What left() spoke of, as it was left.
    void bringBack();
    /// There must be a comparison, and no run that goes on.
    void save(const QString& path, simul::FileFormat format);
    void cancel();
    /// What wouldEndRun() asked: ends the run and shows the file, or forgets the file.
    void answerEndingRun(bool ends);

signals:
    void busyChanged();
    void progressChanged();               ///< ten times a second
    void opened();                         ///< and shown
    void wouldEndRun(const QString& path); ///< it is read, and waits for answerEndingRun(): a real run goes on
    void saved(const QString& path);
    void failed(const QString& sentence); ///< to open or to save
    void cancelled();
    /// Runs which nothing can make again have made way for others: of these files, or, of none, measured here.
    void left(const QStringList& files, const simul::Scenario& scenario);

private:
    struct Opened {
        QString path;
        Session session;
        std::unique_ptr<Comparison> comparison;
        std::string error; ///< of a file that cannot be read
        bool adds = false;
    };
    /// What is not shown any more, with its view.
    struct Aside {
        QStringList paths; ///< that it came from
        Session session;
        Comparison comparison;
        bool wasGrowing; ///< the last of its runs, and it got its end after that
        Marks savedMarks;
    };
    struct Saved {
        QString path;
        FileFormat format;
        Marks marks;
        std::string error;
    };
    struct Progress {
        std::atomic<std::uint64_t> bytes = 0;
        std::atomic<std::uint64_t> size = 0;
    };

    static Opened read(const QString& path, const std::stop_token& stop, Progress& progress);
    void tellBusy();
    void startReading(const QString& path, bool adds);
    void stopOpening();
    void adopt(std::shared_ptr<Opened> opened);
    void joinWaiting();
    bool canBeMadeAgain() const;
    void setAside();
    void tellLeft();
    void show(Opened opened);
    void show(const Session& session, std::unique_ptr<Comparison> comparison, const QStringList& paths);
    void join(Opened opened);
    void adoptSetup(const Session& session, const Scenario& scenario);
    void adoptModes(const Session& session);
    void finishSaving(const Saved& saved);

    RunSetup& m_setup;
    RunController& m_controller;
    ViewState& m_view;
    QStringList m_openingPaths; ///< in m_opening, the one that is read first
    QStringList m_savingPaths;  ///< likewise
    QStringList m_shownPaths;   ///< whose runs are shown
    Marks m_savedMarks;         ///< of these, as they stand in a file
    std::unique_ptr<Aside> m_aside;
    bool m_hasJustLeft = false; ///< m_aside, which is not yet told
    bool m_isJoining = false;
    bool m_isRunAgain = false;  ///< who asks for that asks for other runs in place of those
    std::shared_ptr<Progress> m_progress;
    std::shared_ptr<Opened> m_held; ///< until it is known whether the run may be ended
    QTimer m_tick;
    std::vector<std::shared_ptr<Opened>> m_joining; ///< read, and waiting for the end of a run
    BackgroundQueue<std::shared_ptr<Opened>> m_opening;
    BackgroundQueue<Saved> m_saving;
};

} // namespace simul
