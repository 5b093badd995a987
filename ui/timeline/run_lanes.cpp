#include "ui/timeline/run_lanes.h"

#include <algorithm>
#include <unordered_map>

namespace simul {

namespace {

/// Finds the lanes of a trace by the names that the choices speak of: one look at each lane, however many are chosen.
class Finder {
public:
    Finder(const LaneChoices& choices, const Trace& trace) {
        const auto want = [this](const LaneKey& key) { m_found.try_emplace(key); };
        std::ranges::for_each(choices.pinned, want);
        std::ranges::for_each(choices.hidden, want);
        for (const LaneChoices::Move& move : choices.moves) {
            want(move.lane);
            if (move.after)
                want(*move.after);
        }
        for (const auto& [key, height] : choices.heights)
            want(key);
        if (m_found.empty())
            return;
        look<LaneId, TaskId>(LaneKey::Kind::Task, trace.tasks());
        look<LaneId, WorkerId>(LaneKey::Kind::Worker, trace.workers());
        look<LaneId, CpuId>(LaneKey::Kind::Cpu, trace.cpus());
        look<ResourceId, ResourceId>(LaneKey::Kind::Resource, trace.resources());
    }

    std::optional<LaneRef> find(const LaneKey& key) const { return m_found.at(key); }

private:
    template <class Ref, class LaneIdentity, class Infos>
    void look(LaneKey::Kind kind, const Infos& infos) {
        std::unordered_map<std::string, std::uint32_t> wanted; // by name: how many were seen
        for (const auto& [key, ref] : m_found) {
            if (key.kind == kind)
                wanted.emplace(key.name, 0);
        }
        if (wanted.empty())
            return;
        for (std::size_t index = 0; index < infos.size(); ++index) {
            const auto seen = wanted.find(infos[index].name);
            if (seen == wanted.end())
                continue;
            const auto found = m_found.find(LaneKey{kind, seen->first, seen->second++});
            if (found != m_found.end())
                found->second = LaneRef(Ref(LaneIdentity(index)));
        }
    }

    std::map<LaneKey, std::optional<LaneRef>> m_found;
};

LaneRef refOf(RowEntry entry) {
    return std::holds_alternative<TaskId>(entry) ? LaneRef(LaneId(std::get<TaskId>(entry)))
                                                 : LaneRef(std::get<ResourceId>(entry));
}

/// Lanes that change places with each other.
enum class Section { Workers, Cpus, Tasks, Resources };

/// All lanes of a run, from the first to the last.
struct WholeOrder {
    std::vector<LaneRef> lanes;
    std::set<LaneRef> queues; ///< that stand among the tasks

    Section sectionOf(LaneRef ref) const {
        const auto* lane = std::get_if<LaneId>(&ref);
        if (lane == nullptr)
            return queues.contains(ref) ? Section::Tasks : Section::Resources;
        return lane->isWorker() ? Section::Workers : lane->isCpu() ? Section::Cpus : Section::Tasks;
    }
    /// Where the lanes of a section begin: what is moved to its top goes there.
    std::vector<LaneRef>::iterator beginOf(Section section) {
        return std::ranges::find_if(lanes, [&](LaneRef ref) { return sectionOf(ref) == section; });
    }
};

/// In which they stand by themselves, kind after kind.
WholeOrder naturalOrder(const ModeRun& run) {
    WholeOrder whole;
    for (std::size_t worker = 0; worker < run.trace->workers().size(); ++worker)
        whole.lanes.emplace_back(LaneId(WorkerId(worker)));
    for (std::size_t cpu = 0; cpu < run.trace->cpus().size(); ++cpu)
        whole.lanes.emplace_back(LaneId(CpuId(cpu)));
    std::vector<TaskId> tasks;
    for (std::size_t task = 0; task < run.trace->tasks().size(); ++task)
        tasks.emplace_back(task);
    const RowOrder order = orderRows(run, tasks);
    std::ranges::transform(order.ring, std::back_inserter(whole.lanes), refOf);
    for (const RowEntry entry : order.tasks) {
        whole.lanes.push_back(refOf(entry));
        if (std::holds_alternative<ResourceId>(entry))
            whole.queues.insert(refOf(entry));
    }
    whole.lanes.insert(whole.lanes.end(), order.others.begin(), order.others.end());
    return whole;
}

} // namespace

RunLanes::RunLanes(const LaneChoices& choices, const ModeRun& run) : m_panel(choices.panel(run)) {
    const Finder finder(choices, *run.trace);
    for (const LaneKey& key : choices.pinned) {
        if (const auto ref = finder.find(key))
            m_pinned.push_back(*ref);
    }
    for (const LaneKey& key : choices.hidden) {
        if (const auto ref = finder.find(key)) {
            m_hidden.insert(*ref);
            m_hiddenTasks += key.kind == LaneKey::Kind::Task;
            m_hiddenWorkers += key.kind == LaneKey::Kind::Worker;
            m_hiddenCpus += key.kind == LaneKey::Kind::Cpu;
        }
    }
    for (const auto& [key, height] : choices.heights) {
        if (const auto ref = finder.find(key))
            m_heights.emplace(*ref, height);
    }
    if (choices.moves.empty())
        return;
    WholeOrder order = naturalOrder(run);
    for (const LaneChoices::Move& move : choices.moves) {
        const auto lane = finder.find(move.lane);
        const auto after = move.after ? finder.find(*move.after) : std::nullopt;
        if (!lane || move.after.has_value() != after.has_value() || std::erase(order.lanes, *lane) == 0)
            continue;
        auto place = order.beginOf(order.sectionOf(*lane));
        if (after) {
            place = std::ranges::find(order.lanes, *after);
            if (place != order.lanes.end())
                ++place;
        }
        order.lanes.insert(place, *lane);
    }
    for (std::size_t rank = 0; rank < order.lanes.size(); ++rank) {
        m_ranks.emplace(order.lanes[rank], rank);
        const auto* lane = std::get_if<LaneId>(&order.lanes[rank]);
        if (lane != nullptr && lane->isTask())
            m_tasks.push_back(lane->task());
    }
}

std::optional<int> RunLanes::height(LaneRef lane) const {
    const auto found = m_heights.find(lane);
    return found == m_heights.end() ? std::nullopt : std::optional(found->second);
}

void RunLanes::appendTasks(std::size_t tasks, std::size_t count, std::vector<TaskId>& out) const {
    const std::vector<TaskId> before = out;
    for (std::size_t index = 0; index < tasks && out.size() < count; ++index) {
        const TaskId task = m_tasks.size() == tasks ? m_tasks[index] : TaskId(index);
        if (isInPlace(LaneId(task)) && std::ranges::find(before, task) == before.end())
            out.push_back(task);
    }
}

std::size_t RunLanes::rank(LaneRef lane) const {
    const auto found = m_ranks.find(lane);
    return found == m_ranks.end() ? m_ranks.size() : found->second;
}

void RunLanes::sort(std::vector<RowEntry>& entries) const {
    if (!m_ranks.empty())
        std::ranges::stable_sort(entries, {}, [this](RowEntry entry) { return rank(refOf(entry)); });
}

void RunLanes::sort(std::vector<ResourceId>& resources) const {
    if (!m_ranks.empty())
        std::ranges::stable_sort(resources, {}, [this](ResourceId resource) { return rank(resource); });
}

void RunLanes::sort(std::vector<LaneId>& lanes) const {
    if (!m_ranks.empty())
        std::ranges::stable_sort(lanes, {}, [this](LaneId lane) { return rank(lane); });
}

} // namespace simul
