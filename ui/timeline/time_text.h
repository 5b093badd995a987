#pragma once

#include "engine/trace/total_time.h"
#include "ui/timeline/time_scale.h"

#include <QString>

namespace simul {

/// A moment as the ruler says it when `range` is shown: h:mm:ss from a minute on, else a number with its unit, with as
/// many digits as `resolution` asks for.
QString axisTime(TraceTime time, TimeRange range, Duration resolution);

/// A moment of a run as a clock shows it: of a run (`whole`) of a minute or more h:mm:ss, with a fraction only where
/// there is one, of a shorter one a number with its unit.
QString momentText(TraceTime time, Duration whole);
/// Where something of such a length begins or ends: with more digits if both would be the same with fewer.
QString momentText(TraceTime time, Duration whole, Duration length);
/// As momentText(), for lengths: "0:01:30" in a long run, "1.5 s" in a short one.
QString spanText(TotalTime length, TotalTime whole);
/// Without its fraction of a second where that says nothing: in runs of ten minutes and more.
TotalTime rounded(TotalTime length, Duration whole);

/// A length of time as one says it, exactly: "5 s", "250 ms", "1 h 30 min 5 s".
QString lengthText(Duration length);
/// In at most two units: "5 min", "1 h 30 min", "12.5 s".
QString shortSpan(Duration span);

/// How long a run took: "0:30:00", below a minute "23.0 s".
QString makespanText(Duration makespan);

/// "24×", "11.8×", "0.95×".
QString speedUpText(double factor);
/// "8.3 %".
QString shareText(double share);

/// A number with a fixed number of decimals and the unit that suits `largest`, such as "1.50 ms".
QString numberWithUnit(Duration value, Duration largest, Duration resolution, bool withUnit = true);

} // namespace simul
