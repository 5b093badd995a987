#include "ui/panels/resource_report.h"

#include "engine/analysis/for_ever.h"
#include "ui/panels/event_text.h"
#include "ui/timeline/time_text.h"
#include "ui/timeline/resource_text.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace simul {

namespace {

struct ReportText {
    Q_DECLARE_TR_FUNCTIONS(ReportText)
};

QString questionFor(const ResourceUse& use) {
    if (isCounter(use))
        return ReportText::tr("How much is it?");
    switch (use.kind) {
    case ResourceKind::Queue:
        return ReportText::tr("What is in it?");
    case ResourceKind::Event:
        return ReportText::tr("Has it happened?");
    case ResourceKind::Variable:
        return ReportText::tr("Who touches it?");
    default:
        return ReportText::tr("Who has it?");
    }
}

State stateOf(const ResourceUse& use, TraceTime time) {
    if (const LineAt line = lineAt(use, time); line.first != nullptr)
        return line.first->state;
    return levelAt(use, time) > 0 ? State::Running : State::Idle;
}

class ResourceExplainer {
public:
    ResourceExplainer(const ModeRun& run, const ResourceUse& use, TraceTime time, Duration whole)
        : m_trace(*run.trace), m_use(use), m_time(time), m_whole(whole) {}

    std::vector<ReportLine> lines() {
        sayHolders();
        if (m_use.kind == ResourceKind::Queue)
            sayItems();
        else if (m_use.kind == ResourceKind::Event)
            say(State::Idle,
                levelAt(m_use, m_time) > 0 ? ReportText::tr("It is set.") : ReportText::tr("It is not set."));
        sayLine();
        sayLatest();
        return std::move(m_lines);
    }

    std::vector<ReportFact> facts() const {
        std::vector<ReportFact> facts = {{ReportText::tr("What"), resourceKindName(m_use)}};
        if (isCounter(m_use))
            return facts;
        const auto span = [&](TotalTime length) { return spanText(rounded(length, m_whole), m_whole); };
        if (m_use.kind != ResourceKind::Variable) {
            facts.push_back({ReportText::tr("In use"), strong(span(m_use.inUse))});
            facts.push_back({ReportText::tr("Idle"), span(m_use.idle)});
        }
        if (m_use.kind == ResourceKind::Queue) {
            facts.push_back({ReportText::tr("Items"),
                             ReportText::tr("%1, at most %2 at a time").arg(m_use.items.size()).arg(m_use.most)});
            facts.push_back(
                {ReportText::tr("Inside"), ReportText::tr("%1 on average, %2 at most")
                                               .arg(span(m_use.meanInside), strong(span(m_use.longestInside)))});
        }
        const auto isEndless = [this](const LineWait& wait) { return wait.isOpen && isForEver(m_trace); };
        if (std::ranges::any_of(m_use.waits, isEndless))
            facts.push_back({ReportText::tr("Waits"), strong(ReportText::tr("for ever"))});
        else if (!m_use.waits.empty())
            facts.push_back(
                {ReportText::tr("Waits"), ReportText::tr("%1 at most, %2 together")
                                              .arg(strong(span(m_use.longestWait)), span(m_use.totalWait))});
        return facts;
    }

    /// The line of the last deed up to now.
    std::optional<CodeSpot> code() const {
        const auto timeOf = [&](std::uint32_t deed) { return m_trace.syncEvents()[deed].time; };
        const auto later = std::ranges::upper_bound(m_use.deeds, m_time, {}, timeOf);
        if (later == m_use.deeds.begin())
            return std::nullopt;
        const Place& place = m_trace.info(m_trace.syncEvents()[*std::prev(later)].place);
        if (place.file.empty())
            return std::nullopt;
        return CodeSpot{QFileInfo(textOf(place.file)).fileName(), static_cast<int>(place.line), State::Running};
    }

private:
    QString name(TaskId task) const { return strong(nameText(m_trace, task)); }
    QString at(TraceTime time) const { return momentText(time, m_whole); }
    void say(State state, const QString& html) { m_lines.push_back({state, html}); }

    void sayHolders() {
        if (m_use.kind != ResourceKind::Lock && m_use.kind != ResourceKind::Semaphore)
            return;
        constexpr std::size_t most = 4;
        const std::vector<const Holding*> holders = holdersAt(m_use, m_time);
        if (holders.empty())
            say(State::Idle, ReportText::tr("Nobody has it."));
        for (std::size_t index = 0; index < std::min(holders.size(), most); ++index) {
            const QString since =
                ReportText::tr("%1 has it since %2").arg(name(holders[index]->task), at(holders[index]->start));
            say(State::Running, holders[index]->isOpen
                                    ? since + u'.'
                                    : ReportText::tr("%1, until %2.").arg(since, at(holders[index]->end)));
        }
        if (holders.size() > most)
            say(State::Running, ReportText::tr("%1 more have it too.").arg(holders.size() - most));
    }

    void sayItems() {
        const std::uint32_t level = levelAt(m_use, m_time);
        if (isCounter(m_use)) {
            say(State::Idle, ReportText::tr("It is at %1, at most at %2.").arg(strong(QString::number(level))).arg(m_use.most));
            return;
        }
        say(level > 0 ? State::Running : State::Idle, level == 0   ? ReportText::tr("It is empty.")
                                                      : level == 1 ? ReportText::tr("It holds 1 item.")
                                                                   : ReportText::tr("It holds %1 items.").arg(level));
    }

    void sayLine() {
        const LineAt line = lineAt(m_use, m_time);
        if (line.first == nullptr)
            return;
        say(line.first->state,
            ReportText::tr("%1 waits for it since %2.").arg(name(line.first->task), at(line.first->start)));
        if (line.count > 1)
            say(line.first->state, line.count == 2 ? ReportText::tr("1 other waits too.")
                                                   : ReportText::tr("%1 others wait too.").arg(line.count - 1));
    }

    void sayLatest() {
        const auto timeOf = [&](std::uint32_t deed) { return m_trace.syncEvents()[deed].time; };
        const auto later = std::ranges::upper_bound(m_use.deeds, m_time, {}, timeOf);
        if (later == m_use.deeds.begin())
            return;
        const SyncEvent& deed = m_trace.syncEvents()[*std::prev(later)];
        say(State::Idle, ReportText::tr("Last at %1: %2.").arg(at(deed.time), deedText(m_trace, deed).toHtmlEscaped()));
    }

    const Trace& m_trace;
    const ResourceUse& m_use;
    TraceTime m_time;
    Duration m_whole;
    std::vector<ReportLine> m_lines;
};

} // namespace

SliceReport reportOnResource(const ModeRun& run, const ResourceUse& use, TraceTime time, Duration whole) {
    ResourceExplainer explainer(run, use, time, whole);
    const TimeRange stretch = stretchAt(*run.trace, use, time);
    SliceReport report;
    report.title = textOf(run.trace->info(use.id).name);
    report.state = stateOf(use, time);
    report.begin = stretch.begin;
    report.end = stretch.end;
    report.question = questionFor(use);
    report.why = explainer.lines();
    report.facts = explainer.facts();
    report.code = explainer.code();
    return report;
}

std::vector<Share> sharesOf(const ResourceUse& use) {
    if (use.kind == ResourceKind::Variable || isCounter(use))
        return {};
    std::vector<Share> all = {{State::Running, use.inUse, ReportText::tr("In use")}, {State::Idle, use.idle}};
    std::erase_if(all, [](const Share& share) { return share.length <= Duration::zero(); });
    return all;
}

} // namespace simul
