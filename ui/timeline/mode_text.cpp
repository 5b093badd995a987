#include "ui/timeline/mode_text.h"

#include "ui/timeline/slice_text.h"
#include "ui/timeline/time_text.h"

#include <QCoreApplication>

#include <array>

namespace simul {

namespace {

struct TimelineText {
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

} // namespace

QString modeName(Mode mode) {
    constexpr std::array<const char*, allModes.size()> names = {
        QT_TRANSLATE_NOOP("Timeline", "Sync"),       QT_TRANSLATE_NOOP("Timeline", "Threads"),
        QT_TRANSLATE_NOOP("Timeline", "Pool"),       QT_TRANSLATE_NOOP("Timeline", "Processes"),
        QT_TRANSLATE_NOOP("Timeline", "Coroutines"), QT_TRANSLATE_NOOP("Timeline", "Polling")};
    return TimelineText::tr(names[static_cast<std::size_t>(mode)]);
}

QString runName(const ModeRun& run) {
    return run.name.empty() ? modeName(run.mode) : QString::fromStdString(run.name);
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
    const std::size_t count = run.trace->tasks().size();
    if (workers == 0 && count == 0)
        return {}; // a real run that begins
    if (workers == 0)
        return count == 1 ? TimelineText::tr("one thread from a file")
                          : TimelineText::tr("%1 %2 from a file").arg(count).arg(tasks);
    const QString several = workers == 1
                                ? QStringLiteral("1 %1").arg(worker)
                                : QStringLiteral("%1 %2").arg(workers).arg(translated(scenario, scenario->workers));
    switch (run.mode) {
    case Mode::Sync:
        return TimelineText::tr("one %1, %2 one after another").arg(worker, tasks);
    case Mode::Threads:
        if (workers >= run.trace->tasks().size())
            return TimelineText::tr("one thread for each of the %1, %2 cores").arg(tasks).arg(workers);
        return workers == 1 ? TimelineText::tr("%1 share one core").arg(tasks)
                            : TimelineText::tr("%1 share %2 cores").arg(tasks).arg(workers);
    case Mode::Pool:
        return TimelineText::tr("%1 queue for %2").arg(tasks, several);
    case Mode::Processes:
        return TimelineText::tr("%1 in processes of their own, %2 cores").arg(tasks).arg(workers);
    case Mode::Coroutines:
        return TimelineText::tr("one %1 goes on while %2 wait").arg(worker, tasks);
    case Mode::Polling:
        return TimelineText::tr("one %1 looks round at intervals").arg(worker);
    }
    return {};
}

QString busyText(const ModeRun& run) {
    return run.trace->workers().empty() ? QString() : TimelineText::tr("%1 busy").arg(shareText(run.metrics.utilization));
}

QString outcomeText(Outcome outcome) {
    switch (outcome) {
    case Outcome::Unfinished:
        return TimelineText::tr("running");
    case Outcome::Completed:
        return TimelineText::tr("completed");
    case Outcome::Deadlock:
        return TimelineText::tr("deadlock");
    case Outcome::Failed:
        return TimelineText::tr("failed");
    case Outcome::Cancelled:
        return TimelineText::tr("stopped");
    case Outcome::Timeout:
        return TimelineText::tr("out of time");
    }
    return {};
}

} // namespace simul
