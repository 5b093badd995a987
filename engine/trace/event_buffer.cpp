#include "engine/trace/event_buffer.h"

#include <algorithm>
#include <utility>

namespace simul {

namespace {
constexpr std::size_t firstChunk = 64;
constexpr std::size_t largestChunk = 4096;
} // namespace

EventBuffer::Chunk::Chunk(std::size_t size)
    : capacity(size), events(std::make_unique_for_overwrite<Event[]>(size)), end(events.get()) {}

EventBuffer::EventBuffer()
    : m_tail(new Chunk(firstChunk)), m_head(m_tail), m_readNext(m_tail->events.get()) {
    m_next = m_tail->events.get();
    m_chunkEnd = m_next + m_tail->capacity;
}

EventBuffer::~EventBuffer() {
    delete m_spare.load();
    while (m_head != nullptr)
        delete std::exchange(m_head, m_head->next.load());
}

void EventBuffer::grow() {
    const std::size_t wanted = std::min(m_tail->capacity * 4, largestChunk);
    Chunk* chunk = m_spare.exchange(nullptr, std::memory_order_acquire);
    if (chunk != nullptr && chunk->capacity < wanted) {
        delete chunk;
        chunk = nullptr;
    }
    if (chunk == nullptr)
        chunk = new Chunk(wanted);
    m_next = chunk->events.get();
    m_chunkEnd = m_next + chunk->capacity;
    m_tail->next.store(chunk, std::memory_order_release);
    m_tail = chunk;
}

std::uint64_t EventBuffer::published() const {
    std::uint64_t count = m_readTotal;
    const Event* from = m_readNext;
    for (const Chunk* chunk = m_head; chunk != nullptr;) {
        // `next` first: when it is set, `end` of this chunk is final.
        const Chunk* next = chunk->next.load(std::memory_order_acquire);
        count += static_cast<std::uint64_t>(chunk->end.load(std::memory_order_acquire) - from);
        chunk = next;
        if (chunk != nullptr)
            from = chunk->events.get();
    }
    return count;
}

std::uint64_t EventBuffer::read(std::uint64_t published, const std::function<void(std::span<const Event>)>& sink) {
    const std::uint64_t before = m_readTotal;
    while (m_readTotal < published) {
        Chunk* next = m_head->next.load(std::memory_order_acquire);
        const auto available = static_cast<std::uint64_t>(m_head->end.load(std::memory_order_acquire) - m_readNext);
        const std::uint64_t count = std::min(available, published - m_readTotal);
        if (count > 0)
            sink({m_readNext, count});
        m_readNext += count;
        m_readTotal += count;
        if (count == available && next != nullptr) {
            Chunk* read = std::exchange(m_head, next);
            m_readNext = m_head->events.get();
            read->end.store(read->events.get(), std::memory_order_relaxed);
            read->next.store(nullptr, std::memory_order_relaxed);
            delete m_spare.exchange(read, std::memory_order_acq_rel);
        }
    }
    return m_readTotal - before;
}

} // namespace simul
