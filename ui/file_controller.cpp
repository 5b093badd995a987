#include "ui/file_controller.h"

#include "ui/files/foreign_story.h"
#include "ui/files/loaded_comparison.h"
#include "ui/files/open_file.h"
#include "ui/settings.h"
#include "ui/timeline/lane_choices_text.h"
#include "ui/timeline/mode_text.h"

#include <QFileInfo>

#include <algorithm>

namespace simul {

namespace {

constexpr int tickMs = 100;
constexpr qsizetype mostRecent = 8;
const auto recentKey = QStringLiteral("files/recent");

} // namespace

FileController::FileController(RunSetup& setup, RunController& controller, ViewState& view, QObject* parent)
    : QObject(parent), m_setup(setup), m_controller(controller), m_view(view),
      m_opening([this](const std::shared_ptr<Opened>& opened) { adopt(std::move(*opened)); }),
      m_saving([this](const Saved& saved) { finishSaving(saved); }) {
    m_tick.setInterval(tickMs);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (!isBusy())
            m_tick.stop();
        emit progressChanged();
    });
}

/// On a worker thread.
FileController::Opened FileController::read(const QString& path, const std::stop_token& stop, Progress& progress) {
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
    startReading(path, false);
}

void FileController::add(const QString& path) {
    startReading(path, true);
}

void FileController::startReading(const QString& path, bool adds) {
    m_progress = std::make_shared<Progress>();
    m_opening.start([path, adds, progress = m_progress](const std::stop_token& stop) {
        auto opened = std::make_shared<Opened>(read(path, stop, *progress));
        opened->adds = adds;
        return opened;
    });
    m_openedPath = path;
    tellBusy();
}

void FileController::save(const QString& path, FileFormat format) {
    m_saving.start([path, format, shown = session()](const std::stop_token& stop) {
        const auto done = saveFile(path, format, shown, stop);
        return Saved{path, format, done ? std::string() : done.error()};
    });
    m_savedPath = path;
    tellBusy();
}

void FileController::tellBusy() {
    m_tick.start();
    emit busyChanged();
}

void FileController::cancel() {
    m_opening.cancel();
    m_saving.cancel();
    emit busyChanged();
}

double FileController::progress() const {
    const std::uint64_t size = m_opening.isRunning() ? m_progress->size.load() : 0;
    return size == 0 ? -1 : std::min(1.0, static_cast<double>(m_progress->bytes.load()) / static_cast<double>(size));
}

QString FileController::progressText() const {
    if (!m_opening.isRunning())
        return tr("Saving %1").arg(QFileInfo(m_savedPath).fileName());
    const QString name = QFileInfo(m_openedPath).fileName();
    const double share = progress();
    return share < 0   ? tr("Opening %1").arg(name)
           : share < 1 ? tr("Opening %1: %2 %").arg(name).arg(static_cast<int>(100 * share))
                       : tr("Opening %1: putting it together").arg(name);
}

void FileController::adopt(Opened opened) {
    emit busyChanged();
    if (opened.comparison == nullptr) {
        emit failed(QString::fromStdString(opened.error));
        return;
    }
    if (opened.adds && m_controller.comparison() != nullptr && !m_controller.isLive()) {
        join(std::move(opened));
        return;
    }
    adoptSetup(opened.session, *opened.comparison->scenario);
    m_controller.showLoaded(std::move(opened.comparison));
    adoptView(opened.session);
    remember(opened.path);
    emit this->opened(opened.path);
}

/// The runs of both, those of the file named after it; what one looks at stays.
void FileController::join(Opened opened) {
    const Comparison& before = *m_controller.comparison();
    auto both = std::make_unique<Comparison>(before);
    if (opened.comparison->scenario != before.scenario)
        both->scenario = &foreignStory();
    both->file = before.file.empty() ? opened.comparison->file : before.file + " + " + opened.comparison->file;
    both->origin = Comparison::Origin::SeveralFiles;
    for (ModeRun& run : opened.comparison->runs) {
        run.name = tr("%1 (%2)").arg(runName(run), QString::fromStdString(opened.comparison->file)).toStdString();
        both->runs.push_back(std::move(run));
    }
    const TimeRange range = m_view.target();
    const TraceTime playhead = m_view.playhead();
    const std::optional<Selection> selection = m_view.selection();
    const std::optional<TimeRange> measured = m_view.measured();
    Marks marks = m_view.marks();
    for (const SessionMark& mark : opened.session.marks)
        marks.push_back({{mark.start, mark.end}, QString::fromStdString(mark.text)});
    m_controller.showLoaded(std::move(both));
    m_view.reset(m_view.end(), range, std::move(marks), measured);
    m_view.setPlayhead(playhead);
    m_view.select(selection);
    remember(opened.path);
    emit this->opened(opened.path);
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
    std::vector<Mode> modes;
    for (const SessionRun& run : session.runs)
        modes.push_back(run.mode);
    m_setup.setModes(modes);
}

void FileController::adoptView(const Session& session) {
    Marks marks;
    for (const SessionMark& mark : session.marks)
        marks.push_back({{mark.start, mark.end}, QString::fromStdString(mark.text)});
    if (!session.view) {
        m_view.reset(m_view.end(), m_view.target(), std::move(marks));
        return;
    }
    const SessionView& view = *session.view;
    const auto measured = view.measured ? std::optional(TimeRange{view.measured->from, view.measured->to}) : std::nullopt;
    m_view.reset(m_view.end(), {view.from, view.to}, std::move(marks), measured);
    m_view.setPlayhead(view.playhead);
    if (!view.lanes.empty())
        m_view.restoreLanes(laneChoicesFrom(QByteArray::fromStdString(view.lanes)));
    if (view.selection)
        m_view.select(Selection{view.selection->run, view.selection->lane, view.selection->time, view.selection->resource});
    const auto side = [](const SessionView::Side& each) { return RunPair::Side{each.run, each.isSimulated}; };
    m_view.setCompared(view.compared ? std::optional(RunPair{side(view.compared->front()), side(view.compared->back())})
                                     : std::nullopt);
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
    session.view = SessionView{m_view.target().begin, m_view.target().end, m_view.playhead(), {}};
    if (m_view.lanes() != LaneChoices{})
        session.view->lanes = textOf(m_view.lanes()).toStdString();
    if (const auto& selection = m_view.selection())
        session.view->selection = SessionView::Selection{static_cast<std::uint32_t>(selection->run), selection->lane,
                                                         selection->time, selection->resource};
    if (const auto& measured = m_view.measured())
        session.view->measured = SessionView::Range{measured->begin, measured->end};
    if (const auto& pair = m_view.compared()) {
        const auto side = [](const RunPair::Side& each) {
            return SessionView::Side{static_cast<std::uint32_t>(each.run), each.isGhost};
        };
        session.view->compared = {side(pair->a), side(pair->b)};
    }
    for (const Mark& mark : m_view.marks())
        session.marks.push_back({mark.time.begin, mark.time.end, mark.note.toStdString()});
    return session;
}

void FileController::finishSaving(const Saved& saved) {
    emit busyChanged();
    if (!saved.error.empty()) {
        emit failed(QString::fromStdString(saved.error));
        return;
    }
    if (saved.format == FileFormat::Session || saved.format == FileFormat::ChromeTrace) // a table cannot be opened
        remember(saved.path);
    emit this->saved(saved.path);
}

QStringList FileController::recentFiles() {
    QStringList files = openSettings().value(recentKey).toStringList();
    files.removeIf([](const QString& file) { return !QFileInfo::exists(file); });
    return files;
}

void FileController::remember(const QString& path) {
    QStringList files = recentFiles();
    const QString whole = QFileInfo(path).absoluteFilePath();
    files.removeAll(whole);
    files.prepend(whole);
    openSettings().setValue(recentKey, QStringList(files.mid(0, mostRecent)));
}

} // namespace simul
