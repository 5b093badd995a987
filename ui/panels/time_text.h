#pragma once

#include "engine/trace/time.h"

#include <QString>

namespace simul {

/// A moment of a run as a clock shows it. `whole` is the length of the run: runs of a minute or more say h:mm:ss (with
/// a fraction only where there is one), shorter ones a number with its unit.
QString momentText(TraceTime time, Duration whole);

/// A length of time as one says it: "5 s", "250 ms", "1 h 30 min".
QString lengthText(Duration length);

/// Without its fraction of a second where that says nothing: in runs of ten minutes and more.
Duration rounded(Duration length, Duration whole);

/// As momentText(), for lengths: "0:01:30" in a long run, "1.5 s" in a short one.
QString spanText(Duration length, Duration whole);

} // namespace simul
