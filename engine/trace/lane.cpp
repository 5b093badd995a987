#include "engine/trace/lane.h"

#include <algorithm>

namespace simul {

void Lane::makeRoom(TraceTime start) {
    if (m_size == firstBlockSize) {
        auto whole = std::make_unique_for_overwrite<Slice[]>(blockSize);
        std::copy_n(m_blocks.front(), firstBlockSize, whole.get());
        m_blocks.front() = whole.get();
        m_memory.front() = std::move(whole);
        return;
    }
    if (m_size == leastForTree)
        m_tree = std::make_unique<LaneTree>();
    // All blocks that are full, and have an end now, become leaves.
    for (std::size_t leaf = m_size == leastForTree ? 0 : m_blocks.size() - 1; m_tree && leaf < m_blocks.size(); ++leaf) {
        const TraceTime end = leaf + 1 < m_blocks.size() ? m_blocks[leaf + 1][0].start : start;
        m_tree->append(block(leaf).first<blockSize>(), end);
    }
    addBlock();
}

void Lane::addBlock() {
    if (m_blocksFree > 0) {
        m_blocks.push_back(m_blocks.back() + blockSize);
        --m_blocksFree;
        return;
    }
    const std::size_t blocks = std::clamp<std::size_t>(m_blocks.size() / 8, 1, mostAtOnce);
    m_memory.push_back(std::make_unique_for_overwrite<Slice[]>(empty() ? firstBlockSize : blocks * blockSize));
    m_blocks.push_back(m_memory.back().get());
    m_blocksFree = blocks - 1;
}

std::optional<std::size_t> Lane::find(TraceTime time) const {
    if (empty() || time < front().start)
        return std::nullopt;
    std::size_t index = m_tree ? m_tree->leafAt(time) : 0;
    while (index + 1 < m_blocks.size() && m_blocks[index + 1][0].start <= time)
        ++index;
    const std::span<const Slice> slices = block(index);
    const auto later = std::ranges::upper_bound(slices, time, {}, &Slice::start);
    return index * blockSize + static_cast<std::size_t>(later - slices.begin()) - 1;
}

TraceTime Lane::endOf(std::size_t index, TraceTime end) const {
    if (index + 1 < m_size)
        return (*this)[index + 1].start;
    const Slice& last = (*this)[index];
    return isFinal(last.state()) ? last.start : std::max(end, last.start);
}

std::uint64_t switchesOn(const Lane& worker) {
    std::uint64_t switches = 0;
    std::optional<std::uint32_t> last;
    for (std::size_t index = 0; index < worker.size(); ++index) {
        const Slice& slice = worker[index];
        if (slice.state() != State::Running || slice.info.cause().kind != CauseKind::Task)
            continue;
        const std::uint32_t task = slice.info.cause().id;
        switches += last.has_value() && *last != task;
        last = task;
    }
    return switches;
}

} // namespace simul
