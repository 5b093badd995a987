#include "engine/trace/lane.h"

#include <algorithm>
#include <ranges>

namespace simul {

void Lane::append(const Slice& slice) {
    assert(empty() || back().start <= slice.start);
    if (m_size % BlockSize == 0)
        m_blocks.push_back(std::make_unique_for_overwrite<Slice[]>(BlockSize));
    m_blocks.back()[m_size % BlockSize] = slice;
    ++m_size;
}

std::optional<std::size_t> Lane::find(TraceTime time) const {
    const auto startsLater = [&](std::size_t index) { return time < (*this)[index].start; };
    const auto indexes = std::views::iota(std::size_t{0}, m_size);
    const auto later = std::ranges::partition_point(indexes, [&](std::size_t index) { return !startsLater(index); });
    const auto count = static_cast<std::size_t>(later - indexes.begin());
    return count == 0 ? std::nullopt : std::optional(count - 1);
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
