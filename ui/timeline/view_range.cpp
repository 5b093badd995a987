#include "ui/timeline/view_range.h"

#include <algorithm>
#include <cmath>

namespace simul {

namespace {

constexpr Duration smallestSpan = std::chrono::nanoseconds(100);

} // namespace

Duration scaled(Duration duration, double factor) {
    return Duration(std::llround(static_cast<double>(duration.count()) * factor));
}

TimeRange wholeRange(TraceTime end) {
    return {TraceTime{}, end + std::max(end.time_since_epoch() / 50, smallestSpan)};
}

TimeRange showable(TimeRange range, TraceTime end) {
    const TimeRange most = wholeRange(end);
    const Duration span = std::clamp(range.span(), smallestSpan, most.span());
    if (span != range.span()) // around the same centre
        range.begin += (range.span() - span) / 2;
    range.begin = std::clamp(range.begin, most.begin, most.end - span);
    return {range.begin, range.begin + span};
}

TimeRange zoomed(TimeRange range, TraceTime about, double factor, TraceTime end) {
    // Bounded: beyond what can be shown, nanoseconds would overflow, and what is to stay in place be rounded away.
    const auto shown = static_cast<double>(range.span().count());
    const double least = static_cast<double>(smallestSpan.count()) / shown;
    const double most = 2 * static_cast<double>(wholeRange(end).span().count()) / shown;
    const double part = std::clamp(1 / factor, least, std::max(most, least));
    return {about - scaled(about - range.begin, part), about + scaled(range.end - about, part)};
}

std::optional<TimeRange> withinRun(std::optional<TimeRange> range, TraceTime end) {
    if (!range)
        return std::nullopt;
    const auto [first, last] = std::minmax(range->begin, range->end);
    const TimeRange within{std::clamp(first, TraceTime{}, end), std::clamp(last, TraceTime{}, end)};
    return within.span() > Duration::zero() ? std::optional(within) : std::nullopt;
}

TimeRange movedWithinRun(TimeRange range, Duration by, TraceTime end) {
    const TraceTime last = std::max(TraceTime{}, end - range.span());
    const TraceTime begin = std::clamp(range.begin + by, TraceTime{}, last);
    return {begin, begin + range.span()};
}

} // namespace simul
