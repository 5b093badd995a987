#pragma once

#include "engine/runtime/resource.h"

#include <deque>

namespace simul {

/// Waiting for several tasks. What holds in all of it: tasks go on running whether or not somebody waits; those that were
/// only prepared are started; errors of the tasks are those of who waits.

/// Waits until all of `tasks` have ended. The first that fails, or is cancelled, ends the wait at once with what it threw;
/// the others go on. A cancel of who waits cancels them all.
Activity<> gather(Stage stage, std::vector<TaskHandle> tasks, const char* label = "",
                  std::source_location where = std::source_location::current());

enum class WaitFor : std::uint8_t { All, FirstEnded, FirstFailed };

/// Waits until so many have ended (FirstFailed: one with an error, or all); gives those that have, in the order of
/// `tasks`. Throws none of their errors. A cancel ends the wait and leaves the tasks alone.
Activity<std::vector<TaskHandle>> waitUntil(Stage stage, std::vector<TaskHandle> tasks, WaitFor what,
                                            const char* label = "",
                                            std::source_location where = std::source_location::current());

/// Waits for the end of `task`, as Stage::join(), but no longer than `timeout`: then it is cancelled, and when it has
/// ended TimedOut is thrown. One that refuses, and ends otherwise, has ended as it has.
Activity<> waitFor(Stage stage, TaskHandle task, Duration timeout, const char* label = "",
                   std::source_location where = std::source_location::current());

namespace detail {

/// Some tasks, and one who waits until enough of them have ended.
class Group final : public Waitable {
public:
    Group(Runtime& runtime, std::vector<TaskHandle> tasks) : m_runtime(runtime), m_tasks(std::move(tasks)) {}

    /// Has it told when one of them ends. Once, and without the sync mutex.
    void watch(Task& by);
    /// True: it is time. False: `waiter` waits. The sync mutex is held.
    bool enter(Task& waiter, WaitFor what);
    const std::vector<TaskHandle>& tasks() const { return m_tasks; }
    /// In sync, a task that has to be called before it is time; nullptr if there is none.
    Task* nextCall(WaitFor what);
    std::optional<TaskHandle> firstFailed() const;
    std::vector<Task*> unfinished() const; ///< the sync mutex is held, or all runs on one thread
    /// One that has ended since the last call, in the order of their ends; none if there is none.
    std::optional<TaskHandle> takeEnded();
    std::size_t left() const { return m_tasks.size() - m_taken; }

    void forget(Task&) override { m_waiter = nullptr; }
    Task* heldBy(const Task&) const override;
    std::vector<Task*> cancelledWith(const Task&) const override { return unfinished(); }
    std::string wishOf(const Task&) const override;

private:
    void ended(TaskHandle task);
    bool isTime() const;

    Runtime& m_runtime;
    std::vector<TaskHandle> m_tasks;
    std::deque<TaskHandle> m_ended; ///< in the order of their ends, not yet taken
    std::size_t m_endedCount = 0;
    std::optional<TaskHandle> m_failed; ///< the first that did
    std::size_t m_taken = 0;
    Task* m_waiter = nullptr;
    WaitFor m_what = WaitFor::All;
};

} // namespace detail

/// The tasks one by one, in the order in which they end:
/// `AsCompleted ended(stage, tasks); while (ended.more()) { const TaskHandle task = co_await ended.next(stage); ... }`
class AsCompleted {
public:
    AsCompleted(Stage stage, std::vector<TaskHandle> tasks);

    bool more() const { return m_group->left() > 0; }
    /// Waits for the next to end; throws none of its errors: join it for that. A cancel ends the wait.
    Activity<TaskHandle> next(Stage stage, const char* label = "",
                              std::source_location where = std::source_location::current()) const;

private:
    detail::Group* m_group;
};

} // namespace simul
