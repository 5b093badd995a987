#include "ui/panels/slice_report.h"

#include "engine/analysis/explanation.h"
#include "ui/panels/event_text.h"
#include "ui/panels/kernel_why.h"
#include "ui/panels/scenario_list.h"
#include "ui/panels/slice_why.h"
#include "ui/timeline/time_text.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace simul {

namespace {

struct ReportText {
    Q_DECLARE_TR_FUNCTIONS(ReportText)
};

QString stateSentence(LaneId lane, const Slice& slice) {
    if (lane.isOfKernel())
        return kernelSentence(lane, slice);
    const CauseKind cause = slice.info.cause().kind;
    switch (slice.state()) {
    case State::Idle:
        return ReportText::tr("Idle: no task to run");
    case State::Created:
        return ReportText::tr("Created: not started yet");
    case State::Ready:
        return cause == CauseKind::Preempted ? ReportText::tr("Ready: its time slice was over")
               : cause == CauseKind::Yielded ? ReportText::tr("Ready: let others go first")
                                             : ReportText::tr("Ready: could run, no worker free");
    case State::Running:
        return lane.isWorker() ? ReportText::tr("Running: does a task’s work")
                               : ReportText::tr("Running: has a worker");
    case State::Waiting:
        return ReportText::tr("Waiting: holds no worker");
    case State::Blocked:
        return lane.isWorker() ? ReportText::tr("Blocked: held by a task that waits")
                               : ReportText::tr("Blocked: waits and holds its worker");
    case State::Done:
        return ReportText::tr("Done");
    case State::Failed:
        return ReportText::tr("Failed");
    case State::Cancelled:
        return ReportText::tr("Cancelled: stopped before its end");
    }
    return {};
}

QString neighbourText(const Trace& trace, LaneId lane, const Slice& slice, std::optional<Duration> length) {
    QString text = stateName(slice.state());
    if (lane.isOfKernel())
        text = kernelSentence(lane, slice);
    else if (lane.isWorker() && slice.info.cause().kind == CauseKind::Task && slice.state() != State::Idle)
        text += QStringLiteral(", ") + nameText(trace, TaskId(slice.info.cause().id));
    else if (const QString label = labelText(trace, lane, slice);
             !label.isEmpty() && slice.state() != State::Ready && !isFinal(slice.state()))
        text += QStringLiteral(", ") + label;
    if (length && !isFinal(slice.state()))
        text += QStringLiteral(", ") + lengthText(*length);
    return text.toHtmlEscaped();
}

/// Who or what made a task go on, or what led into its slice; none if nothing did.
std::optional<ReportFact> reasonOf(const Trace& trace, LaneId lane, const SliceContext& context, Duration whole) {
    if (!lane.isTask() || lane.isOfKernel())
        return std::nullopt;
    if (const auto link = linkInto(trace, lane.task(), context.slice.start, context.end)) {
        const QString sender = nameText(trace, link->from);
        if (link->travel == Duration::zero())
            return ReportFact{ReportText::tr("Woken by"),
                              ReportText::tr("%1 at %2").arg(sender, momentText(link->time, whole)).toHtmlEscaped()};
        return ReportFact{ReportText::tr("Arrow from"),
                          ReportText::tr("%1, sent at %2, %3 under way")
                              .arg(sender, momentText(link->departure(), whole, link->travel), lengthText(link->travel))
                              .toHtmlEscaped()};
    }
    const bool wasWaiting =
        context.before && (context.before->state() == State::Waiting || context.before->state() == State::Blocked);
    if (!wasWaiting || context.before->info.cause().kind != CauseKind::Timer)
        return std::nullopt;
    const QString label = labelText(trace, lane, *context.before);
    return ReportFact{ReportText::tr("Woken by"), ReportText::tr("%1: over at %2")
                                                      .arg(label.isEmpty() ? ReportText::tr("its timer") : label,
                                                           momentText(context.slice.start, whole))
                                                      .toHtmlEscaped()};
}

/// What the kernel counted of a task's thread, in the machine's time.
QString useText(const ThreadUse& use) {
    const double milliseconds = 1000 * toSeconds(use.cpuTime);
    return ReportText::tr("%1 ms; switches: %2 voluntary, %3 forced")
        .arg(milliseconds, 0, 'f', milliseconds < 10 ? 2 : 0)
        .arg(use.voluntarySwitches)
        .arg(use.involuntarySwitches);
}

std::vector<ReportFact> factsOf(const Trace& trace, LaneId lane, const SliceContext& context, Duration whole) {
    const Slice& slice = context.slice;
    std::vector<ReportFact> facts = {{ReportText::tr("State"), stateSentence(lane, slice).toHtmlEscaped()}};
    if (isFinal(slice.state()))
        facts.push_back({ReportText::tr("At"), momentText(slice.start, whole)});
    else if (lastsForEver(trace, slice, !context.after))
        facts.push_back({ReportText::tr("From – to"), ReportText::tr("%1 – for ever").arg(momentText(slice.start, whole))});
    else
        facts.push_back(
            {ReportText::tr("From – to"), QStringLiteral("%1 – %2 · %3")
                                              .arg(momentText(slice.start, whole, context.end - slice.start),
                                                   momentText(context.end, whole, context.end - slice.start),
                                                   strong(lengthText(context.end - slice.start)))});
    if (context.before)
        facts.push_back({ReportText::tr("Before"), neighbourText(trace, lane, *context.before, std::nullopt)});
    if (context.after)
        facts.push_back(
            {ReportText::tr("After"),
             neighbourText(trace, lane, *context.after,
                           context.afterEnd ? std::optional(*context.afterEnd - context.after->start) : std::nullopt)});
    if (const auto reason = reasonOf(trace, lane, context, whole))
        facts.push_back(*reason);
    if (lane.isOfKernel())
        return facts;
    if (lane.isTask() && !trace.info(lane.task()).result.empty())
        facts.push_back({ReportText::tr("Result"), textOf(trace.info(lane.task()).result).toHtmlEscaped()});
    if (lane.isTask() && trace.info(lane.task()).use)
        facts.push_back({ReportText::tr("Processor"), useText(*trace.info(lane.task()).use).toHtmlEscaped()});
    if (lane.isTask() && !trace.info(lane.task()).error.empty())
        facts.push_back({ReportText::tr("Error"), textOf(trace.info(lane.task()).error).toHtmlEscaped()});
    return facts;
}

std::optional<CodeSpot> spotOf(const Trace& trace, const Slice& slice) {
    const Place& place = trace.info(slice.info.place());
    if (place.file.empty())
        return std::nullopt;
    return CodeSpot{QFileInfo(textOf(place.file)).fileName(), static_cast<int>(place.line), slice.state()};
}

/// The place of a slice; a task that has not run yet stands at its first one.
std::optional<CodeSpot> codeAt(const Trace& trace, LaneId lane, std::size_t index) {
    const Lane& slices = trace.lane(lane);
    if (lane.isOfKernel())
        return std::nullopt;
    if (lane.isWorker()) {
        const Slice& slice = slices[index];
        if (slice.info.cause().kind != CauseKind::Task || slice.state() == State::Idle)
            return std::nullopt;
        const TaskId task(slice.info.cause().id);
        const auto at = trace.lane(task).find(slice.start);
        return at ? spotOf(trace, trace.lane(task)[*at]) : std::nullopt;
    }
    for (std::size_t next = index; next < slices.size(); ++next) {
        if (auto spot = spotOf(trace, slices[next])) {
            spot->state = slices[index].state();
            return spot;
        }
    }
    return std::nullopt;
}

QString questionFor(State state) {
    switch (state) {
    case State::Ready:
    case State::Waiting:
    case State::Created:
        return ReportText::tr("Why is it waiting?");
    case State::Blocked:
        return ReportText::tr("Why is it blocked?");
    case State::Idle:
        return ReportText::tr("Why is it idle?");
    case State::Running:
        return ReportText::tr("What does it do?");
    case State::Done:
    case State::Failed:
    case State::Cancelled:
        break;
    }
    return ReportText::tr("How did it end?");
}

std::vector<Share> stateShares(const Lane& lane, TraceTime end) {
    std::vector<Share> all = {{State::Running, {}}, {State::Ready, {}}, {State::Blocked, {}}, {State::Idle, {}}};
    for (std::size_t index = 0; index < lane.size(); ++index) {
        const auto share = std::ranges::find(all, lane[index].state(), &Share::state);
        if (share != all.end())
            share->length += lane.endOf(index, end) - lane[index].start;
    }
    return all;
}

} // namespace

std::optional<SliceReport> reportOn(const ModeRun& run, const Scenario& scenario, LaneId lane, TraceTime time,
                                    Duration whole) {
    const Trace& trace = *run.trace;
    const std::optional<SliceContext> context = contextAt(trace, lane, time);
    if (!context)
        return std::nullopt;
    SliceReport report;
    report.title = lane.isOfKernel() ? kernelTitle(trace, lane) : nameText(trace, lane);
    report.state = context->slice.state();
    report.begin = context->slice.start;
    report.end = context->end;
    report.question = lane.isOfKernel() ? ReportText::tr("What did the kernel do?") : questionFor(report.state);
    report.why = explain(run, scenario, lane, time, whole);
    report.facts = factsOf(trace, lane, *context, whole);
    report.code = codeAt(trace, lane, context->index);
    return report;
}

std::vector<Share> sharesOf(const ModeRun& run, LaneId lane) {
    std::vector<Share> all;
    if (lane.isOfKernel()) {
        all = stateShares(run.trace->lane(lane), run.trace->end());
    } else if (lane.isTask() && lane.task().value < run.metrics.tasks.size()) {
        const TaskMetrics& task = run.metrics.tasks[lane.task().value];
        all = {{State::Running, task.running},
               {State::Waiting, task.waiting},
               {State::Ready, task.ready},
               {State::Blocked, task.blocked}};
    } else if (lane.isWorker()) {
        Duration running{}, blocked{}, idle = run.trace->end().time_since_epoch();
        const Lane& slices = run.trace->lane(lane);
        for (std::size_t index = 0; index < slices.size(); ++index) {
            const Duration length = slices.endOf(index, run.trace->end()) - slices[index].start;
            if (slices[index].state() == State::Idle)
                continue;
            (slices[index].state() == State::Running ? running : blocked) += length;
            idle -= length;
        }
        all = {{State::Running, running}, {State::Blocked, blocked}, {State::Idle, idle}};
    }
    std::erase_if(all, [](const Share& share) { return share.length <= Duration::zero(); });
    return all;
}

std::vector<CodeSpot> spotsOf(const Trace& trace, LaneId lane) {
    constexpr std::size_t enough = 200; ///< slices: a body's lines come back again and again
    std::vector<CodeSpot> spots;
    std::vector<Duration> lengths; ///< of the longest slice at the spot, whose state it shows
    if (lane.isWorker() || lane.isOfKernel())
        return spots;
    const Lane& slices = trace.lane(lane);
    for (std::size_t index = 0; index < std::min(slices.size(), enough); ++index) {
        const State state = slices[index].state();
        const auto spot = spotOf(trace, slices[index]);
        // Ready and final slices only repeat the place of what was before.
        if (!spot || state == State::Ready || isFinal(state))
            continue;
        const Duration length = slices.endOf(index, trace.end()) - slices[index].start;
        const auto known = std::ranges::find(spots, spot->line, &CodeSpot::line);
        const auto at = static_cast<std::size_t>(known - spots.begin());
        if (known == spots.end()) {
            spots.push_back(*spot);
            lengths.push_back(length);
        } else if (length > lengths[at]) {
            known->state = state;
            lengths[at] = length;
        }
    }
    return spots;
}

QString namesText(const Trace& trace, const std::vector<TaskId>& tasks, const QString& plural) {
    constexpr std::size_t most = 6;
    QStringList names;
    QStringList numbers;
    QString prefix;
    bool isNumbered = tasks.size() > 1;
    for (const TaskId task : tasks) {
        const QString name = nameText(trace, task);
        const QString start = name.section(u' ', 0, -2);
        bool hasNumber = false;
        name.section(u' ', -1).toInt(&hasNumber);
        isNumbered = isNumbered && hasNumber && (prefix.isEmpty() || prefix == start);
        prefix = start;
        if (names.size() < static_cast<qsizetype>(most)) {
            names << name;
            numbers << name.section(u' ', -1);
        }
    }
    QString text = isNumbered ? plural + u' ' + numbers.join(QStringLiteral(", ")) : names.join(QStringLiteral(", "));
    if (tasks.size() > most)
        text = ReportText::tr("%1 and %2 more").arg(text).arg(tasks.size() - most);
    return text;
}

} // namespace simul
