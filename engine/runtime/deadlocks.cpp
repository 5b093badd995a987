#include "engine/runtime/deadlocks.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace simul {

namespace {

Deadlock::Wait waitOf(const Task& task) {
    if (task.waitingOn == nullptr) // parked for something outside, or in line behind those who are
        return {task.id, {}, "its turn", std::nullopt};
    const Task* holder = task.waitingOn->heldBy(task);
    return {task.id, task.wants, task.waitingOn->wishOf(task),
            holder ? std::optional(holder->id) : std::nullopt};
}

bool isResource(const Deadlock::Wait& wait) { return wait.wants.kind == CauseKind::Resource; }

/// "Parent A holds dryer and wants washer": what it holds is what the one before it in the cycle wants.
std::string sentence(const std::string& name, const Deadlock::Wait& before, const Deadlock::Wait& wait) {
    const std::string holds = isResource(before) ? fmt::format(" holds {} and", before.wish) : "";
    return fmt::format("{}{} {} {}", name, holds, isResource(wait) ? "wants" : "waits for", wait.wish);
}

} // namespace

std::optional<Deadlock> cycleThrough(const Task& task, TraceTime now) {
    Deadlock deadlock{now, true, {}, {}};
    std::vector<std::string> names;
    const Task* current = &task;
    do {
        if (current->waitingOn == nullptr || current->timeouts > 0 || current->cancelPending)
            return std::nullopt;
        deadlock.waits.push_back(waitOf(*current));
        names.push_back(current->name);
        current = current->waitingOn->heldBy(*current);

        if (current == nullptr)
            return std::nullopt;
        // A cycle further on, that `task` only leads to, was found when it was closed.
        if (current != &task && std::ranges::find(deadlock.waits, current->id, &Deadlock::Wait::task) != deadlock.waits.end())
            return std::nullopt;
    } while (current != &task);

    const std::vector<Deadlock::Wait>& waits = deadlock.waits;
    if (waits.size() == 1) {
        deadlock.text = isResource(waits[0]) ? fmt::format("{} wants {}, which it holds itself.", names[0], waits[0].wish)
                                             : fmt::format("{} waits for its own end.", names[0]);
        return deadlock;
    }
    std::vector<std::string> parts;
    for (std::size_t index = 0; index < waits.size(); ++index)
        parts.push_back(sentence(names[index], waits[(index + waits.size() - 1) % waits.size()], waits[index]));
    deadlock.text = fmt::format("{}.", fmt::join(parts, "; "));
    return deadlock;
}

Deadlock standstill(const TaskTable& tasks, TraceTime now) {
    constexpr std::size_t most = 3;
    Deadlock deadlock{now, false, {}, {}};
    std::vector<std::string> parts;
    std::size_t inLine = 0;
    for (const Task& task : tasks) {
        if (isFinal(task.state) || !task.queued)
            continue;
        if (task.state == State::Ready) {
            ++inLine;
            continue;
        }
        deadlock.waits.push_back(waitOf(task));
        if (parts.size() < most)
            parts.push_back(fmt::format("{} waits for {}", task.name, deadlock.waits.back().wish));
    }
    const std::size_t more = deadlock.waits.size() - parts.size();
    deadlock.text = fmt::format("{}{}; nobody is left who could end that{}.", fmt::join(parts, ", "),
                                more > 0 ? fmt::format(" and {} more wait", more) : "",
                                inLine > 0 ? fmt::format(", and {} more cannot begin", inLine) : "");
    return deadlock;
}

} // namespace simul
