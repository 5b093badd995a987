#pragma once

#include "engine/trace/slice.h"

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <functional>
#include <memory>
#include <span>

namespace simul {

/// What a runtime writes when a lane changes its state. `ticks` are of the recorder's clock; `sequence` counts the
/// events of the lane, because a lane's events may lie in the buffers of several threads.
struct Event {
    /// In `sequence`: the task's worker takes the same state at the same time, as the next event of the worker's lane. For
    /// runtimes of one thread, where the order in the buffer is the order on every lane.
    static constexpr std::uint32_t AndWorker = 1U << 31;

    std::int64_t ticks;
    SliceInfo info;
    LaneId lane;
    std::uint32_t sequence;
};
static_assert(sizeof(Event) == 24);

/// An unbounded queue of events from one writing thread to one reading thread, without locks. Nothing is dropped:
/// a full chunk is followed by another, and chunks that were read are written again.
class EventBuffer {
public:
    EventBuffer();
    ~EventBuffer();
    EventBuffer(const EventBuffer&) = delete;
    EventBuffer& operator=(const EventBuffer&) = delete;

    /// Writing thread only.
    void push(const Event& event) {
        if (m_next == m_chunkEnd) [[unlikely]]
            grow();
        *m_next++ = event;
        m_published->store(m_next, std::memory_order_release);
    }

    /// How many events this reader can see now. Reading thread only.
    std::uint64_t published() const;
    /// Hands the next events to `sink`, in the order of writing, until `published` of them have been read since the
    /// beginning; returns how many it handed over. Reading thread only.
    std::uint64_t read(std::uint64_t published, const std::function<void(std::span<const Event>)>& sink);

private:
    struct Chunk {
        explicit Chunk(std::size_t size);
        std::size_t capacity;
        std::unique_ptr<Event[], decltype(&std::free)> events;
        std::atomic<Event*> end; ///< behind the last event that the reader may see
        std::atomic<Chunk*> next = nullptr;
    };
    class SpareChunks;
    [[gnu::cold]] void grow();

    // writer
    Event* m_next = nullptr;
    Event* m_chunkEnd = nullptr;
    std::atomic<Event*>* m_published = nullptr; ///< of the chunk that it writes
    Chunk* m_tail = nullptr;
    // between the two: one chunk that was read to its end and may be written again
    std::atomic<Chunk*> m_spare = nullptr;
    // reader
    Chunk* m_head = nullptr;
    const Event* m_readNext = nullptr;
    std::uint64_t m_readTotal = 0;
};

} // namespace simul
