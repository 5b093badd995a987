#include "ui/panels/slice_why.h"

#include "engine/analysis/explanation.h"
#include "ui/panels/event_text.h"
#include "ui/panels/kernel_why.h"
#include "ui/panels/scenario_list.h"
#include "ui/timeline/time_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace simul {

namespace {

struct ReportText {
    Q_DECLARE_TR_FUNCTIONS(ReportText)
};

/// Builds the statements about one slice of one lane.
class Explainer {
public:
    Explainer(const ModeRun& run, const Scenario& scenario, LaneId lane, TraceTime time, Duration whole)
        : m_trace(*run.trace), m_resources(run.resources), m_scenario(scenario), m_lane(lane), m_time(time), m_whole(whole),
          m_context(*contextAt(m_trace, lane, time)) {}

    std::vector<ReportLine> lines() {
        if (m_lane.isWorker())
            explainWorker();
        else
            explainTask();
        return std::move(m_lines);
    }

private:
    QString name(LaneId lane) const {
        const bool isUnknown = lane.isWorker() && lane.worker().value >= m_trace.workers().size(); // a file may name none
        return isUnknown ? ReportText::tr("one of the %1").arg(scenarioText(m_scenario, m_scenario.workers).toHtmlEscaped())
                         : strong(nameText(m_trace, lane));
    }
    QString at(TraceTime time) const { return momentText(time, m_whole); }
    QString label(LaneId lane, const Slice& slice) const { return labelText(m_trace, lane, slice).toHtmlEscaped(); }
    void say(State state, const QString& html) { m_lines.push_back({state, html}); }

    /// A deadlock, or a run that goes on: nobody knows when the slice ends.
    bool isOpen() const { return m_context.end >= m_trace.end() && !m_context.after; }

    void explainWorker();
    void explainTask();
    void explainReady();
    void explainWait();
    void explainEnd();
    void sayHolders(const QueueForWorker& queue);
    void sayAhead(const QueueForWorker& queue);
    void sayWhatFor();
    void sayResource();
    void sayRequest();
    void sayMeanwhile();
    void sayUntil();

    const Trace& m_trace;
    const std::vector<ResourceUse>& m_resources;
    const Scenario& m_scenario;
    LaneId m_lane;
    TraceTime m_time;
    Duration m_whole;
    SliceContext m_context;
    std::vector<ReportLine> m_lines;
};

void Explainer::explainWorker() {
    const Slice& slice = m_context.slice;
    if (slice.state() == State::Idle) {
        say(State::Idle, ReportText::tr("%1 has no task to run since %2.").arg(name(m_lane), at(slice.start)));
        if (isOpen())
            return;
        say(State::Running, ReportText::tr("The next one comes at %1.").arg(strong(at(m_context.end))));
        return;
    }
    if (slice.info.cause().kind == CauseKind::Poll) {
        say(State::Running, ReportText::tr("%1 looks round whether something has ended, until %2.")
                                .arg(name(m_lane), at(m_context.end)));
        return;
    }
    const TaskId task(slice.info.cause().id);
    const std::optional<SliceContext> its = contextAt(m_trace, task, m_time);
    const QString what = its ? label(task, its->slice) : QString();
    const QString lead = slice.state() == State::Blocked ? ReportText::tr("%1 is held by %2 until %3.")
                                                         : ReportText::tr("%1 runs %2 until %3.");
    say(slice.state(), lead.arg(name(m_lane), name(task), at(m_context.end)));
    if (!what.isEmpty())
        say(slice.state(), what);
}

void Explainer::explainTask() {
    const Slice& slice = m_context.slice;
    switch (slice.state()) {
    case State::Ready:
        explainReady();
        break;
    case State::Waiting:
    case State::Blocked:
        explainWait();
        break;
    case State::Running: {
        const QString what = label(m_lane, slice);
        if (m_trace.workers().empty())
            say(State::Running, ReportText::tr("%1 runs since %2.").arg(name(m_lane), at(slice.start)));
        else
            say(State::Running,
                ReportText::tr("%1 has %2 since %3.").arg(name(m_lane), name(slice.info.worker()), at(slice.start)));
        if (!what.isEmpty())
            say(State::Running, ReportText::tr("%1 until %2.").arg(what, strong(at(m_context.end))));
        break;
    }
    case State::Done:
    case State::Failed:
    case State::Cancelled:
        explainEnd();
        break;
    case State::Created:
    case State::Idle:
        say(slice.state(),
            ReportText::tr("%1 was created at %2 and nobody has started it.").arg(name(m_lane), at(slice.start)));
        break;
    }
}

void Explainer::explainReady() {
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
}

void Explainer::sayHolders(const QueueForWorker& queue) {
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

void Explainer::sayAhead(const QueueForWorker& queue) {
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

void Explainer::explainWait() {
    sayWhatFor();
    if (m_context.slice.info.cause().kind == CauseKind::Request)
        sayRequest();
    if (m_context.slice.info.cause().kind == CauseKind::Resource)
        sayResource();
    sayMeanwhile();
    sayUntil();
}

void Explainer::sayWhatFor() {
    const Slice& slice = m_context.slice;
    const Cause cause = slice.info.cause();
    const State state = slice.state();
    const QString since = at(slice.start);
    const QString what = label(m_lane, slice);
    switch (cause.kind) {
    case CauseKind::Join:
        say(state,
            ReportText::tr("%1 waits for the end of %2 since %3.").arg(name(m_lane), name(TaskId(cause.id)), since));
        return;
    case CauseKind::Resource:
        say(state, ReportText::tr("%1 waits for %2 since %3.")
                       .arg(name(m_lane), strong(textOf(m_trace.info(ResourceId(cause.id)).name)), since));
        return;
    case CauseKind::Request:
        say(state, ReportText::tr("%1 waits for an answer from %2 since %3.")
                       .arg(name(m_lane), strong(textOf(m_trace.info(ResourceId(cause.id)).name)), since));
        return;
    case CauseKind::Call:
        say(state, ReportText::tr("%1 is in a blocking call since %2.").arg(name(m_lane), since));
        break;
    default:
        say(state, ReportText::tr("%1 waits since %2.").arg(name(m_lane), since));
        break;
    }
    if (!what.isEmpty())
        say(state, isOpen() ? what : ReportText::tr("%1 until %2.").arg(what, at(m_context.end)));
}

/// Who has it or what is in it, and who else stands in line.
void Explainer::sayResource() {
    const ResourceUse* use = useOf(m_resources, ResourceId(m_context.slice.info.cause().id));
    if (use == nullptr)
        return;
    const QString resource = strong(textOf(m_trace.info(use->id).name));
    const std::vector<const Holding*> holders = holdersAt(*use, m_time);
    if (use->kind == ResourceKind::Queue) {
        const std::uint32_t level = levelAt(*use, m_time);
        say(State::Idle, level == 0   ? ReportText::tr("%1 is empty.").arg(resource)
                         : level == 1 ? ReportText::tr("%1 holds 1 item.").arg(resource)
                                      : ReportText::tr("%1 holds %2 items.").arg(resource).arg(level));
    } else if (use->kind == ResourceKind::Event) {
        say(State::Idle, ReportText::tr("%1 is not set.").arg(resource));
    } else if (use->capacity > 1) {
        say(State::Running, ReportText::tr("All %1 permits of %2 are taken.").arg(use->capacity).arg(resource));
    } else if (!holders.empty()) {
        const TaskId holder = holders.front()->task;
        const auto its = contextAt(m_trace, holder, m_time);
        say(its ? its->slice.state() : State::Running,
            holder == m_lane.task() ? ReportText::tr("It holds %1 itself since %2.").arg(resource, at(holders.front()->start))
                                    : ReportText::tr("%1 is held by %2 since %3.")
                                          .arg(resource, name(holder), at(holders.front()->start)));
    }
    const std::uint32_t others = std::max(1U, lineAt(*use, m_time).count) - 1;
    if (others > 0)
        say(m_context.slice.state(), others == 1 ? ReportText::tr("1 other waits for it too.")
                                                 : ReportText::tr("%1 others wait for it too.").arg(others));
}

void Explainer::sayRequest() {
    QStringList phases;
    for (const SubSlice& part : m_trace.subSlices()) {
        if (part.task == m_lane.task() && part.start >= m_context.slice.start && part.start < m_context.end)
            phases << ReportText::tr("%1 %2").arg(textOf(part.name), lengthText(part.end - part.start)).toHtmlEscaped();
    }
    if (!phases.isEmpty())
        say(State::Waiting, phases.join(QStringLiteral(", ")) + u'.');
}

void Explainer::sayMeanwhile() {
    const Slice& slice = m_context.slice;
    if (slice.info.worker().value >= m_trace.workers().size())
        return;
    const WorkerId worker = slice.info.worker();
    const auto its = contextAt(m_trace, worker, m_time);
    if (!its)
        return;
    const bool isBusyElsewhere = its->slice.state() != State::Idle && its->slice.info.cause().kind == CauseKind::Task &&
                                 TaskId(its->slice.info.cause().id) != m_lane.task();
    if (slice.state() == State::Blocked && !isBusyElsewhere && its->slice.state() == State::Blocked)
        say(State::Blocked, ReportText::tr("It holds %1 meanwhile: nobody else can have it.").arg(name(worker)));
    else if (slice.state() == State::Blocked)
        say(State::Blocked, ReportText::tr("It holds its thread meanwhile; the core is free for others."));
    else if (isBusyElsewhere)
        say(State::Running,
            ReportText::tr("%1 is at %2 meanwhile.").arg(name(worker), name(TaskId(its->slice.info.cause().id))));
    else if (its->slice.state() == State::Idle)
        say(State::Idle, ReportText::tr("%1 is free meanwhile.").arg(name(worker)));
}

void Explainer::sayUntil() {
    if (!isOpen()) {
        if (m_context.after)
            say(m_context.after->state(),
                ReportText::tr("At %1: %2.")
                    .arg(strong(at(m_context.end)), stateName(m_context.after->state()).toLower()));
    } else if (m_trace.outcome() == Outcome::Deadlock) {
        say(State::Blocked,
            ReportText::tr("It never comes: the run ends in a deadlock at %1.").arg(strong(at(m_trace.end()))));
    }
}

void Explainer::explainEnd() {
    const State state = m_context.slice.state();
    const TaskInfo& info = m_trace.info(m_lane.task());
    const QString lead = state == State::Done     ? ReportText::tr("%1 was done at %2.")
                         : state == State::Failed ? ReportText::tr("%1 failed at %2.")
                                                  : ReportText::tr("%1 was cancelled at %2.");
    say(state, lead.arg(name(m_lane), at(m_context.slice.start)));
    if (!info.error.empty())
        say(state, textOf(info.error).toHtmlEscaped());
    else if (!info.result.empty())
        say(state, ReportText::tr("It gave %1.").arg(strong(textOf(info.result))));
}

} // namespace

std::vector<ReportLine> explain(const ModeRun& run, const Scenario& scenario, LaneId lane, TraceTime time,
                                Duration whole) {
    if (lane.isOfKernel())
        return explainKernel(*run.trace, lane, time, whole);
    return Explainer(run, scenario, lane, time, whole).lines();
}

} // namespace simul
