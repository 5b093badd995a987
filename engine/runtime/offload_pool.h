#pragma once

#include "engine/runtime/parker.h"
#include "engine/runtime/runtime.h"

#include <deque>
#include <thread>

namespace simul {

/// The threads that take over blocking calls for an event loop: made when they are needed first, ended with the pool.
class OffloadPool {
public:
    struct Helper {
        Parker parker;
        Parker::WallTime freeSince; ///< when the call before was to be over; for calls of known length
        std::thread thread;
    };
    /// What a helper does: it watches the parker's stop.
    using Call = std::function<void(Helper&)>;

    /// The helpers' lanes are the workers from `first` on.
    OffloadPool(Recorder& recorder, WorkerId first, std::uint32_t most) : m_recorder(recorder), m_first(first), m_most(most) {}
    ~OffloadPool(); ///< waits for the calls that go on: stop() first

    /// Has `call` done for `task`, in line if all helpers are busy; `done` is called on the helper's thread. From the
    /// loop's thread.
    void run(const Task& task, Call call, std::function<void()> done);
    /// Helpers end as soon as their calls do; calls that have not begun never do. Any thread.
    void stop();

private:
    struct Job {
        TaskId task;
        PlaceId place;
        Call call;
        std::function<void()> done;
    };
    void live(Helper& helper, WorkerId worker);

    Recorder& m_recorder;
    const WorkerId m_first;
    const std::uint32_t m_most;
    std::mutex m_mutex; ///< guards all below
    std::condition_variable m_changed;
    std::deque<Job> m_jobs;
    std::deque<Helper> m_helpers;
    std::size_t m_idle = 0;
    bool m_stopped = false;
};

} // namespace simul
