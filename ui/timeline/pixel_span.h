#pragma once

#include <algorithm>
#include <vector>

namespace simul {

/// Pixels from `left` to before `right`.
struct PixelSpan {
    int left = 0;
    int right = 0;

    bool isEmpty() const { return right <= left; }
};

/// Of one lane: sorted, neither overlapping nor adjacent.
using LaneSpans = std::vector<PixelSpan>;

/// Whether any of the pixels from `left` to `right` is in a span.
inline bool touches(const LaneSpans& spans, int left, int right) {
    return std::ranges::any_of(spans, [&](const PixelSpan& span) { return left < span.right && span.left <= right; });
}

/// Sorts, and makes one of those that overlap or are adjacent.
inline void tidy(LaneSpans& spans) {
    std::erase_if(spans, &PixelSpan::isEmpty);
    std::ranges::sort(spans, {}, &PixelSpan::left);
    std::size_t count = 0;
    for (const PixelSpan& span : spans) {
        if (count > 0 && span.left <= spans[count - 1].right)
            spans[count - 1].right = std::max(spans[count - 1].right, span.right);
        else
            spans[count++] = span;
    }
    spans.resize(count);
}

} // namespace simul
