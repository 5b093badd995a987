#include "ui/timeline/mode_text.h"

#include "ui/timeline/slice_text.h"

#include <QCoreApplication>

#include <array>

namespace simul {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Timeline", text);
}

} // namespace

QString modeName(Mode mode) {
    constexpr std::array<const char*, allModes.size()> names = {
        QT_TRANSLATE_NOOP("Timeline", "Sync"),       QT_TRANSLATE_NOOP("Timeline", "Threads"),
        QT_TRANSLATE_NOOP("Timeline", "Pool"),       QT_TRANSLATE_NOOP("Timeline", "Processes"),
        QT_TRANSLATE_NOOP("Timeline", "Coroutines"), QT_TRANSLATE_NOOP("Timeline", "Polling")};
    return tr(names[static_cast<std::size_t>(mode)]);
}

QString modeIcon(Mode mode) {
    constexpr std::array<const char*, allModes.size()> names = {"sync", "threads",   "pool",
                                                                "cpu",  "coroutine", "polling"};
    return QLatin1String(names[static_cast<std::size_t>(mode)]);
}

QString modeLine(const Scenario* scenario, const ModeRun& run) {
    if (!scenario)
        return {};
    const QString worker = translated(scenario, scenario->worker);
    const QString tasks = translated(scenario, scenario->tasks).toLower();
    const std::size_t workers = run.trace->workers().size();
    const QString several = workers == 1
                                ? QStringLiteral("1 %1").arg(worker)
                                : QStringLiteral("%1 %2").arg(workers).arg(translated(scenario, scenario->workers));
    switch (run.mode) {
    case Mode::Sync:
        return tr("one %1, %2 one after another").arg(worker, tasks);
    case Mode::Threads:
        if (workers >= run.trace->tasks().size())
            return tr("one thread for each of the %1, %2 cores").arg(tasks).arg(workers);
        return workers == 1 ? tr("%1 share one core").arg(tasks) : tr("%1 share %2 cores").arg(tasks).arg(workers);
    case Mode::Pool:
        return tr("%1 queue for %2").arg(tasks, several);
    case Mode::Processes:
        return tr("%1 in processes of their own, %2 cores").arg(tasks).arg(workers);
    case Mode::Coroutines:
        return tr("one %1 goes on while %2 wait").arg(worker, tasks);
    case Mode::Polling:
        return tr("one %1 looks round at intervals").arg(worker);
    }
    return {};
}

QString outcomeText(Outcome outcome) {
    switch (outcome) {
    case Outcome::Unfinished:
        return tr("running");
    case Outcome::Completed:
        return tr("completed");
    case Outcome::Deadlock:
        return tr("deadlock");
    case Outcome::Failed:
        return tr("failed");
    case Outcome::Cancelled:
        return tr("stopped");
    case Outcome::Timeout:
        return tr("out of time");
    }
    return {};
}

} // namespace simul
