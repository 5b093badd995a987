#pragma once

#include "engine/analysis/range_statistics.h"

#include <QString>

#include <optional>

namespace simul {

/// What is told of the slices of one state in a range: the time that lies in it, how many there are, and how long those
/// are that begin and end in it.
enum class RangeFigure { Time, Share, Slices, Cut, Least, Mean, Median, P90, P99, Most };
inline constexpr int rangeFigures = 10;

QString nameOf(RangeFigure figure);
/// What it means, where its name does not say enough; else empty.
QString helpOf(RangeFigure figure);
/// A time in nanoseconds, a count, or a share of `all`; none: of no slice there is a length.
std::optional<double> valueOf(const StateUse& use, RangeFigure figure, TotalTime all);
/// The same in words.
QString textOf(const StateUse& use, RangeFigure figure, TotalTime all);

/// A length of time in a column: "5 s", "333.3 ms", "0:01:30".
QString cellSpan(TotalTime length);

} // namespace simul
