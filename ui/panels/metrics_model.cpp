#include "ui/panels/metrics_model.h"

#include "ui/panels/event_text.h"
#include "ui/panels/measure_text.h"
#include "ui/run_controller.h"
#include "ui/timeline/mode_text.h"
#include "ui/timeline/time_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace simul {

struct OutcomeText {
    Q_DECLARE_TR_FUNCTIONS(OutcomeText)
};

QString outcomeText(const ModeRun& run, Duration whole) {
    const QString when = spanText(rounded(run.trace->end().time_since_epoch(), whole), whole);
    switch (run.trace->outcome()) {
    case Outcome::Unfinished:
        return OutcomeText::tr("running, %1").arg(when);
    case Outcome::Deadlock:
        return OutcomeText::tr("deadlock at %1").arg(when);
    case Outcome::Failed:
        return OutcomeText::tr("failed: %1").arg(textOf(run.trace->message()));
    case Outcome::Cancelled:
        return OutcomeText::tr("stopped at %1").arg(when);
    case Outcome::Timeout:
        return OutcomeText::tr("time was up at %1").arg(when);
    case Outcome::Completed:
        break;
    }
    return {};
}

void MetricsModel::setComparison(const Comparison* comparison) {
    beginResetModel();
    m_comparison = comparison;
    m_measures = comparison == nullptr ? std::vector<std::string>() : measureNames(*comparison);
    m_rows = comparison == nullptr ? 0 : static_cast<int>(comparison->runs.size());
    endResetModel();
}

void MetricsModel::comparisonChanged() {
    if (m_comparison != nullptr && measureNames(*m_comparison) != m_measures) {
        setComparison(m_comparison);
        return;
    }
    const int rows = m_comparison == nullptr ? 0 : static_cast<int>(m_comparison->runs.size());
    if (rows > m_rows) {
        beginInsertRows({}, m_rows, rows - 1);
        m_rows = rows;
        endInsertRows();
    }
    if (m_rows > 0)
        emit dataChanged(index(0, 0), index(m_rows - 1, columnCount() - 1));
}

double MetricsModel::figure(const ModeRun& run, int column) const {
    const RunMetrics& metrics = run.metrics;
    switch (column) {
    case Makespan:
        return toSeconds(metrics.makespan);
    case SpeedUp:
        return metrics.makespan > Duration::zero() ? toSeconds(m_comparison->yardstick()) / toSeconds(metrics.makespan) : 0;
    case Workers:
        return static_cast<double>(metrics.workers);
    case Busy:
        return metrics.utilization;
    case Blocked:
        return toSeconds(metrics.blockedTotal);
    case Switches:
        return static_cast<double>(metrics.switches);
    case LongestWait:
        return toSeconds(metrics.longestReady);
    case MeanFinish:
        return toSeconds(metrics.meanFinish);
    default:
        return 0;
    }
}

const Measure* MetricsModel::measureAt(const ModeRun& run, int column) const {
    return measureNamed(*run.trace, m_measures[static_cast<std::size_t>(column - FirstMeasure)]);
}

/// Of the story's own figures nobody knows whether more is better.
bool MetricsModel::isBest(const ModeRun& run, int column) const {
    if (column == ModeColumn || column >= FirstMeasure || run.trace->outcome() != Outcome::Completed || run.trace->tasks().empty())
        return false;
    const bool moreIsBetter = column == SpeedUp || column == Busy;
    const double own = figure(run, column);
    bool isWorseSomewhere = false;
    for (const ModeRun& other : m_comparison->runs) {
        if (other.trace->outcome() != Outcome::Completed)
            continue;
        const double theirs = figure(other, column);
        if (moreIsBetter ? theirs > own : theirs < own)
            return false;
        isWorseSomewhere = isWorseSomewhere || theirs != own;
    }
    return isWorseSomewhere;
}

QString MetricsModel::textOf(const ModeRun& run, int column) const {
    const Duration whole = m_comparison->end().time_since_epoch();
    const auto span = [whole](TotalTime length) { return spanText(rounded(length, whole), whole); };
    const auto soFar = [&](TotalTime length) {
        return isForEver(*run.trace) && length > TotalTime() ? tr("%1 so far").arg(span(length)) : span(length);
    };
    const RunMetrics& metrics = run.metrics;
    const bool isCompleted = run.trace->outcome() == Outcome::Completed;
    const QString unknown = QStringLiteral("–");
    if (column >= FirstMeasure) {
        const Measure* measure = measureAt(run, column);
        return measure == nullptr ? unknown : measureText(*measure, whole);
    }
    const bool isOfWorkers = column == SpeedUp || column == Workers || column == Busy || column == Switches;
    if (isOfWorkers && run.trace->workers().empty()) // a file of others may name none
        return unknown;
    const bool isOfTasks = column == Blocked || column == LongestWait || column == MeanFinish;
    if (isOfTasks && run.trace->tasks().empty()) // or nothing but counters
        return unknown;
    switch (column) {
    case ModeColumn:
        return runName(run);
    case Makespan:
        return isCompleted ? makespanText(metrics.makespan) : outcomeText(run, whole);
    case SpeedUp:
        return isCompleted && metrics.makespan > Duration::zero() ? speedUpText(figure(run, SpeedUp))
                                                                  : unknown;
    case Workers:
        return QString::number(metrics.workers);
    case Busy:
        return shareText(metrics.utilization);
    case Blocked:
        return soFar(metrics.blockedTotal);
    case Switches:
        return QString::number(metrics.switches);
    case LongestWait:
        return soFar(metrics.longestReady);
    case MeanFinish: // a mean: where clocks show seconds its fractions say nothing
        if (!isCompleted) // there are tasks that have none
            return unknown;
        return spanText(whole >= std::chrono::minutes(1) ? std::chrono::round<std::chrono::seconds>(metrics.meanFinish) : metrics.meanFinish,
                        whole);
    default:
        return {};
    }
}

QVariant MetricsModel::cell(int row, int column, int role) const {
    const ModeRun& run = m_comparison->runs[static_cast<std::size_t>(row)];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(run, column);
    case Qt::ToolTipRole:
        return column == Makespan && !run.trace->message().empty() ? simul::textOf(run.trace->message())
                                                                           : QVariant();
    case ShareRole: {
        const double whole = toSeconds(m_comparison->end());
        return column == Makespan && whole > 0 ? QVariant(toSeconds(run.metrics.makespan) / whole) : QVariant();
    }
    case BestRole:
        return isBest(run, column);
    case IconRole:
        return column == ModeColumn ? QVariant(modeIcon(run.mode)) : QVariant();
    case OutcomeRole:
        return outcomeText(run, m_comparison->end().time_since_epoch());
    default:
        return {};
    }
}

QString MetricsModel::measureTitle(int column) const {
    for (const ModeRun& run : m_comparison->runs) {
        if (const Measure* measure = measureAt(run, column))
            return measureName(m_comparison->scenario, *measure);
    }
    return {};
}

QString MetricsModel::heading(int column) const {
    static constexpr std::array titles = {QT_TR_NOOP("Mode"),     QT_TR_NOOP("Makespan"),     QT_TR_NOOP("Speed-up"),
                            QT_TR_NOOP("Workers"),  QT_TR_NOOP("Busy"),         QT_TR_NOOP("Blocked, total"),
                            QT_TR_NOOP("Switches"), QT_TR_NOOP("Longest wait"), QT_TR_NOOP("Mean finish")};
    return column < FirstMeasure ? tr(titles[static_cast<std::size_t>(column)]) : measureTitle(column);
}

QString MetricsModel::headingHelp(int column) const {
    static constexpr std::array help = {
        QT_TR_NOOP("The way to run the story"),
        QT_TR_NOOP("From the start to the end of the last task"),
        QT_TR_NOOP("Against one after another (sync), else against the slowest"),
        QT_TR_NOOP("What runs tasks: persons, threads, event loops; in threads: cores"),
        QT_TR_NOOP("Busy time of the workers, of all they had"),
        QT_TR_NOOP("How long tasks held a worker or thread while they waited, summed over the tasks"),
        QT_TR_NOOP("How often a worker took up another task than the one it ran last"),
        QT_TR_NOOP("How long the task that waited most for a worker stood ready, all its waits together"),
        QT_TR_NOOP("When a task ended, on average"),
    };
    return column < FirstMeasure ? tr(help[static_cast<std::size_t>(column)]) : measureTitle(column);
}

} // namespace simul
