#include "ui/file_controller.h"

#include "ui/files/foreign_story.h"
#include "ui/files/loaded_comparison.h"
#include "ui/files/open_file.h"
#include "ui/recent_files.h"
#include "ui/session_view.h"
#include "ui/timeline/mode_text.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace simul {

namespace {

constexpr int tickMs = 100;

bool isUnfinished(const Comparison& comparison) {
    return !comparison.runs.empty() && comparison.runs.back().trace->outcome() == Outcome::Unfinished;
}

} // namespace

FileController::FileController(RunSetup& setup, RunController& controller, ViewState& view, QObject* parent)
    : QObject(parent), m_setup(setup), m_controller(controller), m_view(view),
      m_opening([this](std::shared_ptr<Opened> opened) { adopt(std::move(opened)); }),
      m_saving([this](const Saved& saved) { finishSaving(saved); }) {
    m_tick.setInterval(tickMs);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (!isBusy())
            m_tick.stop();
        emit progressChanged();
    });
    connect(&controller, &RunController::comparisonLeaves, this, &FileController::setAside);
    connect(&controller, &RunController::runRequestedByUser, this, [this] { m_isRunAgain = true; });
    connect(&controller, &RunController::comparisonReplaced, this, &FileController::tellLeft, Qt::QueuedConnection);
    // Later: whoever stops a run may be about to begin another.
    for (const auto signal : {&RunController::runningChanged, &RunController::comparisonReplaced})
        connect(&controller, signal, this, &FileController::joinWaiting, Qt::QueuedConnection);
}

/// On the simulated clock, from what the setup says.
bool FileController::canBeMadeAgain() const {
    const Comparison& now = *m_controller.comparison();
    if (now.origin == Comparison::Origin::Here)
        return now.runs.empty() || now.runs.front().clock == ClockKind::Simulated || (m_isRunAgain && !isUnfinished(now));
    const std::vector<RunRequest> requests = now.requests();
    return now.origin == Comparison::Origin::File && !requests.empty() && requests.front().clock == ClockKind::Simulated;
}

/// Also marks and view, which are of others soon.
void FileController::setAside() {
    if (m_isJoining)
        return;
    const bool canBe = canBeMadeAgain() && !hasUnsavedMarks();
    QStringList paths = std::exchange(m_shownPaths, {});
    if (canBe)
        return;
    const Comparison& now = *m_controller.comparison();
    m_aside = std::make_unique<Aside>(Aside{std::move(paths), session(), now, isUnfinished(now), m_savedMarks});
    m_hasJustLeft = true;
}

/// Whoever opens a file in place of another has that in his list.
void FileController::tellLeft() {
    m_isRunAgain = false;
    const Comparison* now = m_controller.comparison();
    const bool isFile = now != nullptr && now->origin != Comparison::Origin::Here;
    if (!std::exchange(m_hasJustLeft, false) || m_aside == nullptr || (isFile && !m_aside->paths.isEmpty()))
        return;
    QStringList names;
    for (const QString& path : m_aside->paths)
        names << QFileInfo(path).fileName();
    emit left(names, *m_aside->comparison.scenario);
}

/// On a worker thread.
FileController::Opened FileController::read(const QString& path, const std::stop_token& stop, Progress& progress) {
    progress.bytes = 0;
    progress.size = static_cast<std::uint64_t>(std::max<qint64>(0, QFileInfo(path).size()));
    Result<Session> session = openFile(path, {stop, [&progress](std::uint64_t bytes) { progress.bytes = bytes; }});
    if (!session)
        return {path, {}, nullptr, session.error()};
    auto comparison = comparisonOf(*session, path, stop);
    if (comparison == nullptr)
        return {path, {}, nullptr, "stopped"};
    if (comparison->runs.empty())
        return {path, {}, nullptr, tr("'%1' has no runs to show").arg(path).toStdString()};
    return {path, *std::move(session), std::move(comparison), {}};
}

void FileController::open(const QString& path) {
    stopOpening();
    startReading(path, false);
}

void FileController::add(const QString& path) {
    startReading(path, true);
}

void FileController::bringBack() {
    const std::unique_ptr<Aside> aside = std::exchange(m_aside, nullptr);
    if (aside == nullptr)
        return;
    if (aside->wasGrowing)
        aside->comparison.runs.back().renew();
    show(aside->session, std::make_unique<Comparison>(aside->comparison), aside->paths);
    m_savedMarks = aside->savedMarks; // what was changed is not saved by coming back
}

void FileController::startReading(const QString& path, bool adds) {
    if (m_progress == nullptr)
        m_progress = std::make_shared<Progress>();
    m_opening.add([path, adds, progress = m_progress](const std::stop_token& stop) {
        auto opened = std::make_shared<Opened>(read(path, stop, *progress));
        opened->adds = adds;
        return opened;
    });
    m_openingPaths << path;
    tellBusy();
}

void FileController::stopOpening() {
    m_opening.cancel();
    m_openingPaths.clear();
    m_joining.clear();
    m_progress.reset(); // what has not let go yet may still count on
}

void FileController::save(const QString& path, FileFormat format) {
    m_saving.add([path, format, shown = session(), marks = m_view.marks()](const std::stop_token& stop) {
        const auto done = saveFile(path, format, shown, stop);
        return Saved{path, format, marks, done ? std::string() : done.error()};
    });
    m_savingPaths << path;
    tellBusy();
}

void FileController::tellBusy() {
    m_tick.start();
    emit busyChanged();
}

void FileController::cancel() {
    stopOpening();
    m_saving.cancel();
    m_savingPaths.clear();
    emit busyChanged();
    emit cancelled();
}

double FileController::progress() const {
    const std::uint64_t size = m_opening.isRunning() ? m_progress->size.load() : 0;
    return size == 0 ? -1 : std::min(1.0, static_cast<double>(m_progress->bytes.load()) / static_cast<double>(size));
}

QString FileController::progressText() const {
    if (m_opening.isRunning()) {
        const QString name = QFileInfo(m_openingPaths.front()).fileName();
        const double share = progress();
        return share < 0   ? tr("Opening %1").arg(name)
               : share < 1 ? tr("Opening %1: %2 %").arg(name).arg(static_cast<int>(100 * share))
                           : tr("Opening %1: putting it together").arg(name);
    }
    QStringList names;
    if (!m_joining.empty()) {
        for (const auto& opened : m_joining)
            names << QFileInfo(opened->path).fileName();
        return tr("Waiting for the end of the run: %1").arg(names.join(QStringLiteral(", ")));
    }
    for (const QString& path : m_savingPaths)
        names << QFileInfo(path).fileName();
    return tr("Saving %1").arg(names.join(QStringLiteral(", ")));
}

void FileController::adopt(std::shared_ptr<Opened> opened) {
    m_openingPaths.removeFirst();
    if (opened->comparison == nullptr) {
        emit busyChanged();
        emit failed(QString::fromStdString(opened->error));
    } else if (opened->adds) {
        m_joining.push_back(std::move(opened));
        joinWaiting();
    } else if (m_setup.clock() == ClockKind::Real && m_controller.isRunning()) { // what was measured cannot be made again
        emit busyChanged();
        m_held = std::move(opened);
        emit wouldEndRun(m_held->path);
    } else {
        emit busyChanged();
        show(std::move(*opened));
    }
}

/// What runs was asked for later than the file, or would be lost: the file's runs come to those that it leaves.
void FileController::joinWaiting() {
    if (m_joining.empty())
        return;
    if (!m_controller.isRunning()) {
        for (const auto& opened : std::exchange(m_joining, {})) {
            if (m_controller.comparison() == nullptr)
                show(std::move(*opened));
            else
                join(std::move(*opened));
        }
    }
    emit busyChanged();
}

void FileController::answerEndingRun(bool ends) {
    const std::shared_ptr<Opened> held = std::exchange(m_held, nullptr);
    if (held != nullptr && ends)
        show(std::move(*held));
}

void FileController::show(Opened opened) {
    show(opened.session, std::move(opened.comparison), {opened.path});
    rememberFile(opened.path);
}

void FileController::show(const Session& session, std::unique_ptr<Comparison> comparison, const QStringList& paths) {
    if (comparison->origin == Comparison::Origin::Here) // some of the modes may not have had their turn
        adoptSetup(session, *comparison->scenario);
    else if (comparison->origin == Comparison::Origin::File)
        m_setup.borrow([&] {
            adoptSetup(session, *comparison->scenario);
            if (!comparison->scenario->name.empty()) // traces of others have no modes
                adoptModes(session);
        });
    m_controller.showLoaded(std::move(comparison));
    m_shownPaths = paths; // only now: until then others are shown
    Session looked = session;
    if (m_controller.comparison()->origin == Comparison::Origin::Here)
        looked.marks = sessionMarksOf(m_view.marks()); // the story's, among them what was marked since
    adoptSessionView(looked, m_view);
    m_savedMarks = m_view.marks();
    emit opened();
}

/// The runs of both, those of the file named after it; what one looks at stays.
void FileController::join(Opened opened) {
    const Comparison& before = *m_controller.comparison();
    const bool areSaved = !hasUnsavedMarks();
    m_shownPaths << opened.path;
    auto both = std::make_unique<Comparison>(before);
    if (opened.comparison->scenario != before.scenario)
        both->scenario = &foreignStory();
    both->file = before.file.empty() ? opened.comparison->file : before.file + " + " + opened.comparison->file;
    both->path.clear();
    both->origin = Comparison::Origin::SeveralFiles;
    for (ModeRun& run : opened.comparison->runs) {
        run.name = tr("%1 (%2)").arg(runName(run), QString::fromStdString(opened.comparison->file)).toStdString();
        both->runs.push_back(std::move(run));
    }
    const TimeRange range = m_view.target();
    const TraceTime playhead = m_view.playhead();
    const std::optional<Selection> selection = m_view.selection();
    const std::optional<TimeRange> measured = m_view.measured();
    const LaneChoices lanes = m_view.lanes();
    Marks marks = m_view.marks();
    std::ranges::move(marksOf(opened.session), std::back_inserter(marks));
    m_isJoining = true;
    m_controller.showLoaded(std::move(both));
    m_isJoining = false;
    m_view.restoreLanes(lanes);
    m_view.reset(m_view.end(), range, std::move(marks), measured);
    m_view.setPlayhead(playhead);
    m_view.select(selection);
    if (areSaved)
        m_savedMarks = m_view.marks();
    rememberFile(opened.path);
    emit this->opened();
}

/// As if the user had chosen it: what is changed later runs from there. A parameter that this version has no more stays.
void FileController::adoptSetup(const Session& session, const Scenario& scenario) {
    if (scenario.name.empty())
        return;
    m_setup.setScenario(scenario);
    for (const auto& [name, value] : session.parameters)
        m_setup.setParameter(name, value);
    if (!session.parameters.empty()) { // a session, and not the bare traces
        m_setup.setClock(session.clock);
        if (session.clock == ClockKind::Real) // else nothing was scaled
            m_setup.setScale(session.scale);
        m_setup.setSeed(session.seed);
    }
}

void FileController::adoptModes(const Session& session) {
    std::vector<Mode> modes;
    for (const SessionRun& run : session.runs)
        modes.push_back(run.mode);
    m_setup.setModes(modes);
}

Session FileController::session() const {
    Session session;
    const Comparison& comparison = *m_controller.comparison();
    session.scenario = comparison.scenario->name;
    if (const std::vector<RunRequest> requests = comparison.requests(); !requests.empty()) {
        const RunRequest& request = requests.front(); // and not the set-up, which may have changed since
        session.parameters = parameterTexts(request.parameters);
        session.clock = request.clock;
        session.seed = request.seed;
        session.scale = request.scale;
    }
    for (const ModeRun& run : comparison.runs)
        session.runs.push_back({run.name, run.mode, run.clock, run.trace});
    session.view = sessionViewOf(m_view);
    session.marks = sessionMarksOf(m_view.marks());
    return session;
}

void FileController::finishSaving(const Saved& saved) {
    m_savingPaths.removeFirst();
    emit busyChanged();
    if (!saved.error.empty()) {
        emit failed(QString::fromStdString(saved.error));
        return;
    }
    if (saved.format == FileFormat::Session)
        m_savedMarks = saved.marks;
    if (saved.format == FileFormat::Session || saved.format == FileFormat::ChromeTrace) // a table cannot be opened
        rememberFile(saved.path);
    emit this->saved(saved.path);
}

} // namespace simul
