#include "ui/timeline/row_metrics.h"

#include <array>

namespace simul {

int RowMetrics::workerHeight(Density density) const {
    constexpr std::array heights = {42, 28, 28, 5};
    return px(heights[static_cast<std::size_t>(density)]);
}

int RowMetrics::taskHeight(Density density) const {
    constexpr std::array heights = {26, 18, 10, 5};
    return px(heights[static_cast<std::size_t>(density)]);
}

int RowMetrics::cpuHeight(Density density) const {
    constexpr std::array heights = {26, 20, 14, 5};
    return px(heights[static_cast<std::size_t>(density)]);
}

int RowMetrics::threadHeight(Density density) const {
    constexpr std::array heights = {16, 14, 6, 0};
    return px(heights[static_cast<std::size_t>(density)]);
}

int RowMetrics::resourceHeight(const ResourceUse& use, Density density) const {
    const auto pick = [&](std::array<int, 4> heights) { return px(heights[static_cast<std::size_t>(density)]); };
    switch (use.kind) {
    case ResourceKind::Queue:
        return pick({56, 44, 28, 12});
    case ResourceKind::Event:
    case ResourceKind::Variable:
        return pick({28, 22, 16, 8});
    default:
        return use.capacity > 1 ? pick({56, 44, 28, 12}) : pick({40, 38, 20, 8});
    }
}

int RowMetrics::gap(Density density) const {
    constexpr std::array gaps = {4, 2, 1, 1};
    return px(gaps[static_cast<std::size_t>(density)]);
}

} // namespace simul
