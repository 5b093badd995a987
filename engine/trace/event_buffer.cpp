#include "engine/trace/event_buffer.h"

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <new>
#include <sys/mman.h>
#include <utility>
#include <vector>

namespace simul {

namespace {
constexpr std::size_t firstChunk = 64;
constexpr std::size_t growth = 8;
constexpr std::size_t worthKeeping = firstChunk * growth * growth;
constexpr std::size_t hugePage = std::size_t{2} << 20;
constexpr std::size_t largestChunk = hugePage / sizeof(Event); ///< reached only by who writes that much

/// Memory for `size` events. A chunk as large as a huge page is one: a page fault for 2 MiB instead of 512.
Event* allocateEvents(std::size_t size) {
    const bool isHuge = size == largestChunk;
    void* memory = isHuge ? std::aligned_alloc(hugePage, hugePage) : std::malloc(size * sizeof(Event));
    if (memory == nullptr)
        throw std::bad_alloc();
#if defined(__linux__)
    if (isHuge)
        madvise(memory, hugePage, MADV_HUGEPAGE); // a hint: without it everything is the same, only slower
#endif
    return static_cast<Event*>(memory);
}
} // namespace

/// Large chunks that no buffer needs now. Whoever moves a slider runs a story again and again: giving the
/// memory back to the system and getting it anew, page by page, would be a third of the cost. Any thread.
class EventBuffer::SpareChunks {
public:
    static SpareChunks& instance() {
        static SpareChunks spare;
        return spare;
    }
    /// nullptr if there is none of this size.
    Chunk* take(std::size_t size) {
        const std::lock_guard lock(m_mutex);
        const auto found = std::ranges::find(m_chunks, size, [](const auto& chunk) { return chunk->capacity; });
        if (found == m_chunks.end())
            return nullptr;
        std::swap(*found, m_chunks.back());
        Chunk* chunk = m_chunks.back().release();
        m_chunks.pop_back();
        m_total -= size;
        return chunk;
    }
    void keep(std::unique_ptr<Chunk> chunk) {
        constexpr std::size_t most = 64'000'000 / sizeof(Event);
        if (!chunk || chunk->capacity < worthKeeping)
            return;
        const std::lock_guard lock(m_mutex);
        if (m_total + chunk->capacity > most)
            return;
        m_total += chunk->capacity;
        chunk->end = chunk->events.get();
        chunk->next = nullptr;
        m_chunks.push_back(std::move(chunk));
    }

private:
    std::mutex m_mutex;
    std::vector<std::unique_ptr<Chunk>> m_chunks;
    std::size_t m_total = 0; ///< events that fit into them
};

EventBuffer::Chunk::Chunk(std::size_t size)
    : capacity(size), events(allocateEvents(size), &std::free), end(events.get()) {}

EventBuffer::EventBuffer()
    : m_tail(new Chunk(firstChunk)), m_head(m_tail), m_readNext(m_tail->events.get()) {
    m_next = m_tail->events.get();
    m_chunkEnd = m_next + m_tail->capacity;
    m_published = &m_tail->end;
}

EventBuffer::~EventBuffer() {
    SpareChunks::instance().keep(std::unique_ptr<Chunk>(m_spare.load()));
    while (m_head != nullptr)
        SpareChunks::instance().keep(std::unique_ptr<Chunk>(std::exchange(m_head, m_head->next.load())));
}

void EventBuffer::grow() {
    const std::size_t wanted = std::min(m_tail->capacity * growth, largestChunk);
    Chunk* chunk = m_spare.exchange(nullptr, std::memory_order_acquire);
    if (chunk != nullptr && chunk->capacity < wanted) {
        delete chunk;
        chunk = nullptr;
    }
    if (chunk == nullptr)
        chunk = SpareChunks::instance().take(wanted);
    if (chunk == nullptr)
        chunk = new Chunk(wanted);
    m_next = chunk->events.get();
    m_chunkEnd = m_next + chunk->capacity;
    m_tail->next.store(chunk, std::memory_order_release);
    m_tail = chunk;
    m_published = &chunk->end;
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
            SpareChunks::instance().keep(std::unique_ptr<Chunk>(m_spare.exchange(read, std::memory_order_acq_rel)));
        }
    }
    return m_readTotal - before;
}

} // namespace simul
