#pragma once

#include "engine/trace/time.h"

#include <algorithm>
#include <cmath>

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

    TimeRange range() const { return m_range; }
    double left() const { return m_left; }
    double right() const { return m_left + m_width; }

    double width(Duration duration) const { return static_cast<double>(duration.count()) * m_pixelsPerNanosecond; }
    double x(TraceTime time) const { return m_left + width(time - m_range.begin); }
    /// The nearest whole pixel; far beyond the edges it is just as far as paint devices can bear.
    int pixel(TraceTime time) const { return static_cast<int>(std::lround(std::clamp(x(time), -farAway, farAway))); }

    Duration duration(double pixels) const {
        return m_pixelsPerNanosecond > 0 ? Duration(std::llround(pixels / m_pixelsPerNanosecond)) : Duration::zero();
    }
    TraceTime time(double x) const { return m_range.begin + duration(x - m_left); }
    friend bool operator==(const TimeScale&, const TimeScale&) = default;

private:
    static constexpr double farAway = 1e6;

    TimeRange m_range;
    double m_left = 0;
    double m_width = 0;
    double m_pixelsPerNanosecond = 0;
};

} // namespace simul
