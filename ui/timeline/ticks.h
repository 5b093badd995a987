#pragma once

#include "ui/timeline/time_scale.h"

#include <QString>

#include <vector>

namespace simul {

struct Tick {
    enum class Kind { Minor, Half, Major };

    TraceTime time;
    Kind kind = Kind::Minor;
    QString label; ///< of minor ticks empty; of half ticks short, and empty where there is no short way to say it
};

/// How far apart ticks must be, in pixels.
struct TickSpacing {
    double major = 120;
    double half = 60;
    double minor = 14;
};

/// The marks of a time axis, in order of time: 1-2-5 up to seconds, then 10 and 30 s; 1, 2, 5, 10 and 30 min; 1, 3, 6
/// and 12 h; then days. Serves ruler, grid and figures.
std::vector<Tick> ticksFor(const TimeScale& scale, const TickSpacing& spacing = {});

/// The distance of major ticks that are at least `pixels` apart.
Duration stepFor(const TimeScale& scale, double pixels);

/// A few labels for the whole of a run, the unit only at the last: "0", "1", "2 h"; "0", "0:30", "1:00".
std::vector<Tick> overviewTicks(const TimeScale& scale, TraceTime end, double spacing);

} // namespace simul
