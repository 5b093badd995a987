#include "ui/panels/slice_why.h"

#include "ui/panels/event_text.h"
#include "ui/panels/kernel_why.h"
#include "ui/panels/ready_why.h"
#include "ui/panels/slice_statements.h"
#include "ui/panels/wait_why.h"

#include <QCoreApplication>

namespace simul {

namespace {

struct ReportText {
    Q_DECLARE_TR_FUNCTIONS(ReportText)
};

/// Of a lane that does not wait.
class Explainer : SliceStatements {
public:
    using SliceStatements::SliceStatements;

    std::vector<ReportLine> lines() && {
        if (m_lane.isWorker())
            explainWorker();
        else
            explainTask();
        return std::move(m_lines);
    }

private:
    void explainWorker();
    void explainTask();
    void explainEnd();
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
    if (isFinal(slice.state())) {
        explainEnd();
    } else if (slice.state() != State::Running) {
        say(slice.state(),
            ReportText::tr("%1 was created at %2 and nobody has started it.").arg(name(m_lane), at(slice.start)));
    } else {
        if (m_trace.workers().empty())
            say(State::Running, ReportText::tr("%1 runs since %2.").arg(name(m_lane), at(slice.start)));
        else
            say(State::Running,
                ReportText::tr("%1 has %2 since %3.").arg(name(m_lane), name(slice.info.worker()), at(slice.start)));
        if (const QString what = label(m_lane, slice); !what.isEmpty())
            say(State::Running, ReportText::tr("%1 until %2.").arg(what, strong(at(m_context.end))));
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
    const State state = contextAt(*run.trace, lane, time)->slice.state();
    if (lane.isTask() && state == State::Ready)
        return explainReady(run, scenario, lane, time, whole);
    if (lane.isTask() && (state == State::Waiting || state == State::Blocked))
        return explainWait(run, scenario, lane, time, whole);
    return Explainer(run, scenario, lane, time, whole).lines();
}

} // namespace simul
