#pragma once

#include "engine/trace/time.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace simul {

/// The part of the time axis that is shown.
struct TimeRange {
    TraceTime begin;
    TraceTime end;

    constexpr Duration span() const { return end - begin; }
    constexpr bool contains(TraceTime time) const { return begin <= time && time < end; }
    friend constexpr bool operator==(TimeRange, TimeRange) = default;
};

/// Maps times to horizontal pixels and back. The only place that multiplies the two; immutable, made anew for every
/// change of the view and handed to ruler, lanes and tooltips.
class TimeScale {
public:
    TimeScale() = default;
    TimeScale(TimeRange range, double left, double width)
        : m_range(range), m_left(left), m_width(std::max(width, 0.0)),
          m_pixelsPerNanosecond(range.span() > Duration::zero() ? m_width / static_cast<double>(range.span().count())
                                                                : 0.0) {}

    /// For a view that pans: its pixels are whole multiples of a pixel's time away from time 0, wherever it begins. What is
    /// shown is up to half a pixel off `range`. Two views that are a pan apart have the same edges between their pixels.
    static TimeScale anchored(TimeRange range, double left, double width);

    TimeRange range() const { return m_range; }
    double left() const { return m_left; }
    double right() const { return m_left + m_width; }

    double width(Duration duration) const { return static_cast<double>(duration.count()) * m_pixelsPerNanosecond; }
    double x(TraceTime time) const { return m_left + m_phase + width(time - m_range.begin); }
    /// The nearest whole pixel; far beyond the edges it is just as far as paint devices can bear.
    int pixel(TraceTime time) const { return static_cast<int>(std::lround(std::clamp(x(time), -farAway, farAway))); }

    Duration duration(double pixels) const {
        return m_pixelsPerNanosecond > 0 ? Duration(std::llround(pixels / m_pixelsPerNanosecond)) : Duration::zero();
    }
    TraceTime time(double x) const { return m_range.begin + duration(x - m_left - m_phase); }
    /// By how many pixels everything moves where this scale takes the place of `before`; none if that is not all, or if
    /// nothing stays in view.
    std::optional<int> shiftFrom(const TimeScale& before) const;
    /// How far time 0 is left of the view, in whole pixels; 0 if it is not anchored.
    std::int64_t pixelsBefore() const { return m_before; }
    friend bool operator==(const TimeScale&, const TimeScale&) = default;

private:
    static constexpr double farAway = 1e6;

    TimeRange m_range;
    double m_left = 0;
    double m_width = 0;
    double m_pixelsPerNanosecond = 0;
    double m_phase = 0; ///< pixels from left() to where the range begins: it begins at a whole nanosecond
    std::int64_t m_before = 0;
    bool m_isAnchored = false;
};

/// To as many digits as a pixel can tell: a hand that points has no nanoseconds.
inline TraceTime roundedToPixel(const TimeScale& scale, TraceTime time) {
    Duration step(1);
    while (step * 10 <= scale.duration(1))
        step *= 10;
    return TraceTime((time.time_since_epoch() + step / 2) / step * step);
}

inline TimeScale TimeScale::anchored(TimeRange range, double left, double width) {
    TimeScale scale(range, left, width);
    const double before = scale.width(range.begin.time_since_epoch());
    if (!(scale.m_pixelsPerNanosecond > 0) || std::abs(before) > 1e15)
        return scale;
    scale.m_isAnchored = true;
    scale.m_before = std::llround(before);
    const TraceTime begin(scale.duration(static_cast<double>(scale.m_before)));
    scale.m_range = {begin, begin + range.span()};
    scale.m_phase = scale.width(begin.time_since_epoch()) - static_cast<double>(scale.m_before);
    return scale;
}

inline std::optional<int> TimeScale::shiftFrom(const TimeScale& before) const {
    const std::int64_t shift = before.m_before - m_before;
    if (!m_isAnchored || !before.m_isAnchored || m_left != before.m_left || m_width != before.m_width ||
        m_pixelsPerNanosecond != before.m_pixelsPerNanosecond || std::abs(static_cast<double>(shift)) >= m_width)
        return std::nullopt;
    return static_cast<int>(shift);
}

} // namespace simul
