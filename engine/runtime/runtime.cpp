#include "engine/runtime/runtime.h"

#include <algorithm>
#include <fmt/format.h>

namespace simul {

namespace {

/// What ended a task's body, in words.
std::string errorOf(const Task& task) {
    try {
        std::rethrow_exception(task.body->error());
    } catch (const std::exception& error) {
        return error.what();
    } catch (...) {
        return "an error of unknown type";
    }
}

} // namespace

Runtime::Runtime(Recorder& recorder, std::uint64_t seed, std::stop_token stop)
    : m_recorder(recorder), m_seed(seed), m_onStop(std::move(stop), [this] { halt(); }) {}

Runtime::~Runtime() { clear(); }

void Runtime::clear() {
    // Bodies may use what is attached, and what is attached later may use what was before.
    m_tasks.clear();
    while (!m_attachments.empty())
        m_attachments.pop_back();
}

Task& Runtime::addTask(Task* parent, std::string name, const std::function<Activity<>(Task&)>& body,
                       ThreadRecorder& thread, std::int64_t ticks) {
    Task& task = m_tasks.emplace_back();
    task.id = TaskId(m_tasks.size() - 1);
    task.name = std::move(name);
    const TraceTime time = m_recorder.tickScale()(ticks);
    const std::optional<TaskId> parentId = parent ? std::optional(parent->id) : std::nullopt;
    m_recorder.addTask(task.id, {task.name, parentId, time, {}, {}});
    if (parent)
        m_recorder.addLink({time, parent->id, task.id, LinkKind::Spawn});
    task.body.emplace(body(task));
    task.resumePoint = task.body->handle();
    thread.record(ticks, task.id, task.sequence++, SliceInfo(State::Created, {}, {}, {}));
    record(thread, ticks, task, State::Ready, {CauseKind::Worker});
    return task;
}

State Runtime::finalStateOf(Task& task) {
    if (!task.body->error())
        return task.failureIsForeseen ? State::Failed : State::Done;
    m_recorder.setError(task.id, errorOf(task));
    return State::Failed;
}

Ending Runtime::completed(TraceTime end) const {
    for (const Task& task : m_tasks) {
        if (task.body->error() && !task.joined)
            return {end, Outcome::Failed, fmt::format("{}: {}", task.name, errorOf(task))};
    }
    return {end, Outcome::Completed, {}};
}

void Runtime::cancelUnfinished(ThreadRecorder& thread, std::int64_t ticks) {
    for (Task& task : m_tasks) {
        if (!isFinal(task.state))
            record(thread, ticks, task, State::Cancelled);
    }
}

Ending Runtime::stopped(TraceTime end, bool byTimeLimit) const {
    if (byTimeLimit)
        return {end, Outcome::Timeout, "The time limit was over before the story."};
    return {end, Outcome::Cancelled, "Stopped on request."};
}

Ending Runtime::deadlocked(TraceTime end) const {
    std::string waiting;
    std::size_t count = 0;
    for (const Task& task : m_tasks) {
        if (isFinal(task.state))
            continue;
        constexpr std::size_t most = 3;
        if (++count <= most)
            waiting += fmt::format("{}{}", waiting.empty() ? "" : ", ", task.name);
    }
    return {end, Outcome::Deadlock,
            fmt::format("No task can ever run again; {} wait{} for what never comes: {}{}.", count, count == 1 ? "s" : "",
                        waiting, count > 3 ? ", ..." : "")};
}

} // namespace simul
