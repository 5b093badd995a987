#pragma once

#include "ui/background_job.h"

#include <deque>

namespace simul {

/// Work beside the GUI thread, one job after the other in the order in which they were asked for: none takes the place of
/// another. Results arrive on the GUI thread. GUI thread only.
template <class Value>
class BackgroundQueue {
public:
    using Work = typename BackgroundJob<Value>::Work;
    using Deliver = typename BackgroundJob<Value>::Deliver;

    explicit BackgroundQueue(Deliver deliver)
        : m_job([this, deliver = std::move(deliver)](Value value) {
              startNext(); // first: whoever takes the value may ask whether there is more
              deliver(std::move(value));
          }) {}

    void add(Work work) {
        m_waiting.push_back(std::move(work));
        if (!m_job.isRunning())
            startNext();
    }
    /// Neither what runs nor what waits will be delivered.
    void cancel() {
        m_waiting.clear();
        m_job.cancel();
    }
    /// Whether a result is still to come.
    bool isRunning() const { return m_job.isRunning(); } // nothing waits without one that runs

private:
    void startNext() {
        if (m_waiting.empty())
            return;
        m_job.start(std::move(m_waiting.front()));
        m_waiting.pop_front();
    }

    std::deque<Work> m_waiting;
    BackgroundJob<Value> m_job;
};

} // namespace simul
