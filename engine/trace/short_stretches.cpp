#include "engine/trace/short_stretches.h"

namespace simul {

namespace {

constexpr std::size_t leavesOf(std::size_t level) {
    static_assert(LaneTree::fanOut == 4);
    return std::size_t{1} << (2 * level);
}

} // namespace

/// Whether a whole node of that level starts with `leaf` and is short.
bool ShortStretches::fits(std::size_t level, std::size_t leaf) const {
    if (level >= m_tree->height() || leaf % leavesOf(level) != 0)
        return false;
    const std::span<const LaneTree::Node> nodes = m_tree->level(level);
    const std::size_t index = leaf / leavesOf(level);
    return index + 1 < nodes.size() && nodes[index + 1].start - nodes[index].start < m_least;
}

LaneStretch ShortStretches::from(std::size_t index, TraceTime until) {
    if (m_tree == nullptr || index % LaneTree::leafSize != 0)
        return {};
    const std::size_t first = index / LaneTree::leafSize;
    std::size_t leaf = first;
    TraceTime end;
    do {
        while (m_level > 0 && !fits(m_level, leaf))
            --m_level;
        if (!fits(m_level, leaf))
            break;
        while (fits(m_level + 1, leaf))
            ++m_level;
        end = m_tree->level(m_level)[leaf / leavesOf(m_level) + 1].start;
        leaf += leavesOf(m_level);
    } while (end < until);
    if (leaf == first)
        return {};
    return {m_tree->level(0)[first].start, end, (leaf - first) * LaneTree::leafSize};
}

} // namespace simul
