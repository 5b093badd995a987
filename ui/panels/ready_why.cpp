#include "ui/panels/ready_why.h"

#include "ui/panels/event_text.h"
#include "ui/panels/scenario_list.h"
#include "ui/panels/slice_statements.h"
#include "ui/timeline/time_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace simul {

namespace {

struct ReportText {
    Q_DECLARE_TR_FUNCTIONS(ReportText)
};

class ReadyExplainer : SliceStatements {
public:
    using SliceStatements::SliceStatements;

    std::vector<ReportLine> lines() &&;

private:
    void sayHolders(const QueueForWorker& queue);
    void sayAhead(const QueueForWorker& queue);
};

std::vector<ReportLine> ReadyExplainer::lines() && {
    const QueueForWorker queue = queueForWorker(m_trace, m_lane.task(), m_time);
    const CauseKind cause = m_context.slice.info.cause().kind;
    const QString since = at(m_context.slice.start);
    const QString whom = m_trace.workers().size() <= 1
                             ? name(WorkerId(0U))
                             : ReportText::tr("one of %1 %2")
                                   .arg(m_trace.workers().size())
                                   .arg(scenarioText(m_scenario, m_scenario.workers).toLower().toHtmlEscaped());
    if (cause == CauseKind::Preempted)
        say(State::Ready,
            ReportText::tr("The time slice of %1 was over at %2; others were ready.").arg(name(m_lane), since));
    else if (cause == CauseKind::Yielded)
        say(State::Ready, ReportText::tr("%1 lets others go first since %2.").arg(name(m_lane), since));
    else
        say(State::Ready, ReportText::tr("%1 waits for %2 since %3.").arg(name(m_lane), whom, since));
    sayHolders(queue);
    sayAhead(queue);
    if (queue.servedAt) {
        const QString by = queue.servedBy ? name(*queue.servedBy) : whom;
        say(State::Running, ReportText::tr("%1 gets %2 at %3.").arg(name(m_lane), by, strong(at(*queue.servedAt))));
    } else if (m_trace.outcome() != Outcome::Unfinished) {
        say(State::Blocked, ReportText::tr("It never gets one."));
    }
    return std::move(m_lines);
}

void ReadyExplainer::sayHolders(const QueueForWorker& queue) {
    constexpr std::size_t most = 3;
    for (std::size_t index = 0; index < std::min(queue.holders.size(), most); ++index) {
        const QueueForWorker::Holder& holder = queue.holders[index];
        const auto context = contextAt(m_trace, holder.worker, m_time);
        const State state = context ? context->slice.state() : State::Running;
        if (!holder.task) {
            say(State::Running, ReportText::tr("%1 looks round until %2.").arg(name(holder.worker), at(holder.until)));
            continue;
        }
        const QString lead = state == State::Blocked ? ReportText::tr("%1 is held by %2 until %3.")
                                                     : ReportText::tr("%1 is at %2 until %3.");
        say(state, lead.arg(name(holder.worker), name(*holder.task), at(holder.until)));
    }
    if (queue.holders.size() > most)
        say(State::Running, ReportText::tr("%1 more are busy too.").arg(queue.holders.size() - most));
}

void ReadyExplainer::sayAhead(const QueueForWorker& queue) {
    if (queue.ahead.empty())
        return;
    // "5 s each" if their next turns are as long as each other; looked up for no more than a few.
    constexpr std::size_t few = 50;
    std::optional<Duration> each;
    bool isSame = queue.ahead.size() <= few;
    for (std::size_t index = 0; isSame && index < queue.ahead.size(); ++index) {
        const Lane& lane = m_trace.lane(queue.ahead[index]);
        const auto now = lane.find(m_time);
        const bool runsNext = now && *now + 1 < lane.size() && lane[*now + 1].state() == State::Running;
        const Duration turn = runsNext ? lane.endOf(*now + 1, m_trace.end()) - lane[*now + 1].start : Duration::zero();
        isSame = runsNext && (!each || *each == turn);
        each = turn;
    }
    const bool isOne = queue.ahead.size() == 1;
    const QString who = strong(namesText(m_trace, queue.ahead, scenarioText(m_scenario, m_scenario.tasks)));
    const QString how = isOne ? ReportText::tr("%1 comes first") : ReportText::tr("%1 come first");
    const QString length =
        isSame && each && *each > Duration::zero()
            ? (isOne ? ReportText::tr(", for %1") : ReportText::tr(", %1 each")).arg(lengthText(*each))
            : QString();
    say(State::Ready, how.arg(who) + length + u'.');
}

} // namespace

std::vector<ReportLine> explainReady(const ModeRun& run, const Scenario& scenario, LaneId task, TraceTime time,
                                     Duration whole) {
    return ReadyExplainer(run, scenario, task, time, whole).lines();
}

} // namespace simul
