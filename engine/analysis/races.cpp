#include "engine/analysis/races.h"

#include "engine/trace/duration_text.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <tuple>
#include <unordered_map>

namespace simul {

namespace {

/// How many of its deeds a task knows of each other task.
class VectorClock {
public:
    std::uint32_t operator[](TaskId task) const {
        const auto found = m_known.find(task.value);
        return found == m_known.end() ? 0 : found->second;
    }
    void advance(TaskId task) { ++m_known[task.value]; }
    void learn(const VectorClock& other) {
        for (const auto& [task, count] : other.m_known) {
            std::uint32_t& own = m_known[task];
            own = std::max(own, count);
        }
    }

private:
    std::unordered_map<std::uint32_t, std::uint32_t> m_known;
};

/// An access, and when it was by the clock of its task.
struct Access {
    SyncEvent event;
    std::uint32_t time = 0;
    std::size_t index = 0; ///< in the order of the trace

    bool isWrite() const { return event.kind == SyncKind::Written; }
};

/// What is known of a shared variable: the last accesses of each task.
struct Variable {
    std::map<std::uint32_t, Access> reads;
    std::map<std::uint32_t, Access> writes;
};

class Detector {
public:
    explicit Detector(const Trace& trace) : m_trace(trace) {}

    std::vector<Race> run() {
        for (const SyncEvent& event : m_trace.syncEvents())
            take(event);
        return std::move(m_races);
    }

private:
    using Key = std::pair<std::uint32_t, std::uint32_t>;

    void take(const SyncEvent& event) {
        ++m_index;
        VectorClock& own = m_tasks[event.task.value];
        own.advance(event.task);
        switch (event.kind) {
        case SyncKind::Spawned:
            m_tasks[event.target].learn(own);
            return;
        case SyncKind::Joined:
            if (const auto target = m_tasks.find(event.target); target != m_tasks.end())
                own.learn(target->second);
            return;
        case SyncKind::Acquired:
        case SyncKind::Passed:
            own.learn(m_resources[event.target]);
            return;
        case SyncKind::Released:
        case SyncKind::Set:
        case SyncKind::Completed:
        case SyncKind::Closed:
            m_resources[event.target].learn(own);
            return;
        case SyncKind::Put:
            m_items[{event.target, event.item}] = own;
            return;
        case SyncKind::Got:
            if (const auto item = m_items.find({event.target, event.item}); item != m_items.end()) {
                own.learn(item->second);
                m_items.erase(item);
            }
            return;
        case SyncKind::Cleared:
            return;
        case SyncKind::Read:
        case SyncKind::Written:
            access({event, own[event.task], m_index}, own);
            return;
        }
    }

    void access(const Access& now, const VectorClock& own) {
        Variable& variable = m_variables[now.event.target];
        const bool isAnywhere = m_trace.interleaving() == Interleaving::Anywhere;
        if (now.isWrite())
            lookForLostUpdate(variable, now, own);
        if (isAnywhere) {
            lookForUnordered(variable.writes, now, own);
            if (now.isWrite())
                lookForUnordered(variable.reads, now, own);
        }
        (now.isWrite() ? variable.writes : variable.reads)[now.event.task.value] = now;
    }

    static bool isOrdered(const Access& before, const VectorClock& own) {
        return before.time <= own[before.event.task];
    }

    /// `now` writes what it made of an old value, if somebody has written since it read.
    void lookForLostUpdate(const Variable& variable, const Access& now, const VectorClock& own) {
        const auto read = variable.reads.find(now.event.task.value);
        const auto written = variable.writes.find(now.event.task.value);
        const bool hasRead = read != variable.reads.end() &&
                             (written == variable.writes.end() || written->second.index < read->second.index);
        if (!hasRead)
            return;
        for (const auto& [task, write] : variable.writes) {
            if (task != now.event.task.value && write.index > read->second.index && !isOrdered(write, own))
                report(Race::Kind::LostUpdate, write, now, read->second);
        }
    }

    void lookForUnordered(const std::map<std::uint32_t, Access>& others, const Access& now, const VectorClock& own) {
        for (const auto& [task, other] : others) {
            if (task != now.event.task.value && !isOrdered(other, own))
                report(Race::Kind::Unordered, other, now, {});
        }
    }

    std::string whoAndWhen(const Access& access) const {
        return fmt::format("{} at {}", m_trace.info(access.event.task).name,
                           formatDuration(access.event.time.time_since_epoch()));
    }

    void report(Race::Kind kind, const Access& first, const Access& second, const std::optional<Access>& read) {
        const auto places = std::minmax(first.event.place.value, second.event.place.value);
        const auto [reported, isNew] =
            m_reported.try_emplace({first.event.target, places.first, places.second}, m_races.size());
        // A lost update says more than that two writes have no order, and stands for both.
        if (!isNew && (kind == Race::Kind::Unordered || m_races[reported->second].kind == kind))
            return;
        const std::string& name = m_trace.info(first.event.resource()).name;
        const auto deed = [](const Access& access) { return access.isWrite() ? "writes" : "reads"; };
        std::string text =
            kind == Race::Kind::LostUpdate
                ? fmt::format("{}: what {} wrote is lost: {} overwrote it with what it had made of a value read at {}.", name,
                              whoAndWhen(first), whoAndWhen(second),
                              formatDuration(read->event.time.time_since_epoch()))
                : fmt::format("{}: {} {} and {} {}, and nothing says which comes first.", name, whoAndWhen(first),
                              deed(first), whoAndWhen(second), deed(second));
        Race race{kind, first.event.resource(), first.event, second.event, std::move(text)};
        if (isNew)
            m_races.push_back(std::move(race));
        else
            m_races[reported->second] = std::move(race);
    }

    const Trace& m_trace;
    std::size_t m_index = 0;
    std::map<std::uint32_t, VectorClock> m_tasks;
    std::map<std::uint32_t, VectorClock> m_resources; ///< what who gave way at them knew
    std::map<Key, VectorClock> m_items;
    std::map<std::uint32_t, Variable> m_variables;
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, std::size_t> m_reported; ///< as which of the races
    std::vector<Race> m_races;
};

} // namespace

std::string_view nameOf(Race::Kind kind) { return kind == Race::Kind::LostUpdate ? "lost update" : "unordered"; }

std::vector<Race> findRaces(const Trace& trace) {
    const bool hasVariables = std::ranges::count(trace.resources(), ResourceKind::Variable, &ResourceInfo::kind) > 0;
    if (!hasVariables || trace.interleaving() == Interleaving::None)
        return {};
    return Detector(trace).run();
}

} // namespace simul
