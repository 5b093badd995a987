#include "ui/timeline/kept_lane.h"

#include <algorithm>

namespace simul {

std::optional<PixelSpan> KeptLane::cuttable() const {
    const std::vector<Column>& columns = boxes.columns;
    if (left >= right || columns.empty())
        return std::nullopt;
    PixelSpan span;
    const auto endOf = [&](const Column& column) { return column.x + column.width + shift; };
    const auto areNeighbours = [](const Column& a, const Column& b) { return a.x + a.width == b.x; };
    auto first = std::ranges::upper_bound(columns, left, {}, endOf);
    for (;; ++first) {
        if (first == columns.end())
            return std::nullopt;
        span.left = std::max(first->x + shift + 1, left);
        if (span.left < endOf(*first) ||
            (std::next(first) != columns.end() && areNeighbours(*first, *std::next(first))))
            break;
    }
    auto last = std::ranges::upper_bound(columns, right, {}, endOf);
    for (last -= last == columns.end() ? 1 : 0;; --last) {
        span.right = std::min(endOf(*last) - 1, right);
        const bool hasBefore = last != columns.begin() && areNeighbours(*std::prev(last), *last);
        if (span.right > last->x + shift || (span.right == last->x + shift && hasBefore))
            break;
        if (last == columns.begin())
            return std::nullopt;
    }
    return span.left < span.right ? std::optional(span) : std::nullopt;
}

IntervalSums::Way KeptLane::wayAt(int x) const {
    const auto run = std::ranges::upper_bound(boxes.runs, x - shift, {}, &ColumnRun::x1);
    return run == boxes.runs.end() ? IntervalSums::Way::Walk : run->way;
}

} // namespace simul
