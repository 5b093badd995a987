#include "engine/analysis/resources.h"

#include "engine/analysis/for_ever.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace simul {

namespace {

/// The last that holds at `time` in a list sorted by time; end() before the first.
template <class List>
auto lastAt(const List& list, TraceTime time) {
    const auto after = std::ranges::upper_bound(list, time, {}, [](const auto& entry) { return entry.time; });
    return after == list.begin() ? list.end() : std::prev(after);
}

/// What happens at one moment counts as it was left.
void set(std::vector<Level>& levels, TraceTime time, std::uint32_t amount) {
    if (!levels.empty() && levels.back().time == time)
        levels.back().amount = amount;
    else
        levels.push_back({time, amount});
}

/// Follows the deeds of one resource, in their order.
class Story {
public:
    Story(ResourceId id, ResourceKind kind) {
        m_use.id = id;
        m_use.kind = kind;
    }

    void add(const SyncEvent& event, std::uint32_t index) {
        m_use.deeds.push_back(index);
        switch (event.kind) {
        case SyncKind::Acquired:
            m_open[event.task].push_back(m_use.holdings.size());
            m_use.holdings.push_back({event.task, event.time, event.time, event.place, true});
            set(m_use.levels, event.time, ++m_holders);
            m_use.capacity = std::max(m_use.capacity, m_holders + event.amount);
            break;
        case SyncKind::Released:
            release(event);
            break;
        case SyncKind::Put:
            put(event);
            break;
        case SyncKind::Got:
            get(event);
            break;
        case SyncKind::Set:
        case SyncKind::Cleared:
            set(m_use.levels, event.time, event.kind == SyncKind::Set ? 1 : 0);
            break;
        default:
            break;
        }
    }
    void add(const LevelSample& sample) { set(m_use.levels, sample.time, sample.amount); }
    void add(const LineWait& wait) { m_use.waits.push_back(wait); }
    bool isEmpty() const { return m_use.deeds.empty() && m_use.waits.empty() && m_use.levels.empty(); }

    ResourceUse finish(const Trace& trace) {
        // What is known of a live run may go a little further in deeds than in time.
        const TraceTime last = m_use.deeds.empty() ? TraceTime{} : trace.syncEvents()[m_use.deeds.back()].time;
        const TraceTime end = std::max(trace.end(), last);
        for (Holding& holding : m_use.holdings) {
            if (holding.isOpen)
                holding.end = end;
        }
        for (QueuedItem& item : m_use.items) {
            if (!item.gotBy)
                item.gotAt = end;
        }
        formLine();
        collectMoments(trace);
        sumUp(end);
        return std::move(m_use);
    }

private:
    void release(const SyncEvent& event) {
        std::vector<std::size_t>& open = m_open[event.task];
        assert(!open.empty() && m_holders > 0);
        Holding& holding = m_use.holdings[open.back()];
        open.pop_back();
        holding.end = event.time;
        holding.isOpen = false;
        set(m_use.levels, event.time, --m_holders);
    }

    void put(const SyncEvent& event) {
        startWith(event.amount - 1);
        assert(event.item == m_use.items.size());
        m_use.items.push_back({event.item, event.task, event.time, {}, {}});
        m_use.lastPutter = std::max(m_use.lastPutter.value_or(event.task), event.task);
        set(m_use.levels, event.time, event.amount);
    }

    void get(const SyncEvent& event) {
        startWith(event.amount + 1);
        assert(event.item < m_use.items.size());
        QueuedItem& item = m_use.items[event.item];
        item.gotBy = event.task;
        item.gotAt = event.time;
        m_use.firstGetter = std::min(m_use.firstGetter.value_or(event.task), event.task);
        set(m_use.levels, event.time, event.amount);
    }

    /// Items that nobody put were there from the start: the first deed tells how many.
    void startWith(std::uint32_t count) {
        if (m_isCounted)
            return;
        m_isCounted = true;
        if (count == 0)
            return;
        for (std::uint32_t number = 0; number < count; ++number)
            m_use.items.push_back({number, {}, {}, {}, {}});
        set(m_use.levels, {}, count);
    }

    void formLine() {
        std::vector<LineWait>& waits = m_use.waits;
        std::ranges::sort(waits, {}, [](const LineWait& wait) { return std::pair(wait.start, wait.task); });
        std::vector<std::uint32_t> byEnd(waits.size());
        for (std::uint32_t index = 0; index < waits.size(); ++index)
            byEnd[index] = index;
        std::ranges::sort(byEnd, {}, [&](std::uint32_t index) { return waits[index].end; });

        std::set<std::uint32_t> inLine; // sorted by arrival
        std::uint32_t arrived = 0;
        auto leaver = byEnd.begin();
        const auto note = [&](TraceTime time) {
            const LineLevel level{time, static_cast<std::uint32_t>(inLine.size()), inLine.empty() ? 0 : *inLine.begin()};
            if (!m_use.line.empty() && m_use.line.back().time == time)
                m_use.line.back() = level;
            else
                m_use.line.push_back(level);
        };
        const auto leaveUntil = [&](TraceTime time) {
            for (; leaver != byEnd.end() && waits[*leaver].end <= time; ++leaver) {
                if (waits[*leaver].isOpen)
                    continue;
                inLine.erase(*leaver);
                note(waits[*leaver].end);
            }
        };
        for (; arrived < waits.size(); ++arrived) {
            leaveUntil(waits[arrived].start);
            inLine.insert(arrived);
            note(waits[arrived].start);
        }
        leaveUntil(TraceTime::max());
    }

    void collectMoments(const Trace& trace) {
        std::vector<TraceTime>& moments = m_use.moments;
        for (const std::uint32_t deed : m_use.deeds)
            moments.push_back(trace.syncEvents()[deed].time);
        for (const Level& level : m_use.deeds.empty() ? m_use.levels : std::vector<Level>{})
            moments.push_back(level.time);
        const auto middle = static_cast<std::ptrdiff_t>(moments.size());
        for (const LineWait& wait : m_use.waits)
            moments.push_back(wait.start);
        std::inplace_merge(moments.begin(), moments.begin() + middle, moments.end());
        moments.erase(std::ranges::unique(moments).begin(), moments.end());
    }

    void sumUp(TraceTime end) {
        for (std::size_t index = 0; index < m_use.levels.size(); ++index) {
            const Level& level = m_use.levels[index];
            const TraceTime until = index + 1 < m_use.levels.size() ? m_use.levels[index + 1].time : end;
            if (level.amount > 0)
                m_use.inUse += until - level.time;
            if (until > level.time)
                m_use.most = std::max(m_use.most, level.amount);
        }
        m_use.idle = end.time_since_epoch() - m_use.inUse;
        for (const LineWait& wait : m_use.waits) {
            m_use.longestWait = std::max(m_use.longestWait, wait.end - wait.start);
            m_use.totalWait += wait.end - wait.start;
        }
        TotalTime inside;
        for (const QueuedItem& item : m_use.items) {
            m_use.longestInside = std::max(m_use.longestInside, item.gotAt - item.putAt);
            inside += item.gotAt - item.putAt;
        }
        if (!m_use.items.empty())
            m_use.meanInside = inside.mean(m_use.items.size());
    }

    ResourceUse m_use;
    std::unordered_map<TaskId, std::vector<std::size_t>> m_open; ///< holdings that were not given back yet
    std::uint32_t m_holders = 0;
    bool m_isCounted = false;
};

void addWaits(const Trace& trace, TaskId task, std::vector<std::optional<Story>>& stories) {
    const Lane& lane = trace.lane(task);
    for (std::size_t index = 0; index < lane.size(); ++index) {
        const Slice& slice = lane[index];
        const Cause cause = slice.info.cause();
        const TraceTime end = lane.endOf(index, trace.end());
        const bool isLast = index + 1 == lane.size();
        if (cause.kind != CauseKind::Resource || cause.id >= stories.size() || !stories[cause.id])
            continue;
        if (end > slice.start || lastsForEver(trace, slice, isLast)) // whoever closes a cycle waits from the end on
            stories[cause.id]->add(LineWait{task, slice.start, end, slice.state(), isLast});
    }
}

} // namespace

std::vector<ResourceUse> resourceUses(const Trace& trace) {
    std::vector<std::optional<Story>> stories(trace.resources().size());
    bool isAny = false;
    for (std::size_t index = 0; index < stories.size(); ++index) {
        const ResourceKind kind = trace.resources()[index].kind;
        if (kind == ResourceKind::Request)
            continue;
        stories[index].emplace(ResourceId(index), kind);
        isAny = true;
    }
    if (!isAny)
        return {};
    for (std::uint32_t index = 0; index < trace.syncEvents().size(); ++index) {
        const SyncEvent& event = trace.syncEvents()[index];
        if (!event.isAboutTask() && event.target < stories.size() && stories[event.target])
            stories[event.target]->add(event, index);
    }
    for (const LevelSample& sample : trace.levels()) {
        if (stories[sample.resource.value])
            stories[sample.resource.value]->add(sample);
    }
    for (std::size_t task = 0; task < trace.tasks().size(); ++task)
        addWaits(trace, TaskId(task), stories);

    std::vector<ResourceUse> uses;
    for (std::optional<Story>& story : stories) {
        if (story && !story->isEmpty())
            uses.push_back(story->finish(trace));
    }
    return uses;
}

const ResourceUse* useOf(std::span<const ResourceUse> uses, ResourceId id) {
    const auto found = std::ranges::lower_bound(uses, id, {}, &ResourceUse::id);
    return found != uses.end() && found->id == id ? &*found : nullptr;
}

std::vector<const Holding*> holdersAt(const ResourceUse& use, TraceTime time) {
    std::vector<const Holding*> holders;
    for (const Holding& holding : use.holdings) {
        if (holding.start > time)
            break;
        if (time < holding.end || holding.isOpen)
            holders.push_back(&holding);
    }
    return holders;
}

std::uint32_t levelAt(const ResourceUse& use, TraceTime time) {
    const auto level = lastAt(use.levels, time);
    return level == use.levels.end() ? 0 : level->amount;
}

LineAt lineAt(const ResourceUse& use, TraceTime time) {
    const auto level = lastAt(use.line, time);
    if (level == use.line.end() || level->count == 0)
        return {};
    return {level->count, &use.waits[level->first]};
}

} // namespace simul
