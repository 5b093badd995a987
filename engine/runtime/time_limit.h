#pragma once

#include "engine/runtime/parker.h"

#include <atomic>
#include <functional>
#include <optional>
#include <thread>

namespace simul {

/// Calls `onEnd`, from a thread of its own, when a wall time has come; not if it is destroyed before. No deadline: none.
class TimeLimit {
public:
    TimeLimit(std::optional<Parker::WallTime> deadline, std::function<void()> onEnd) {
        if (!deadline)
            return;
        m_thread = std::thread([this, deadline = *deadline, onEnd = std::move(onEnd)] {
            if (!m_parker.sleepUntil(deadline))
                return;
            m_isOver = true;
            onEnd();
        });
    }
    ~TimeLimit() {
        m_parker.stop();
        if (m_thread.joinable())
            m_thread.join();
    }
    TimeLimit(const TimeLimit&) = delete;
    TimeLimit& operator=(const TimeLimit&) = delete;

    bool isOver() const { return m_isOver; }

private:
    Parker m_parker;
    std::atomic<bool> m_isOver = false;
    std::thread m_thread;
};

} // namespace simul
