#pragma once

#include "tests/support/trace_from_text.h"
#include "ui/comparison.h"

namespace simul::test {

/// A run as the window would have it.
inline ModeRun runFromText(Mode mode, std::string_view text, Outcome outcome = Outcome::Completed) {
    ModeRun run;
    run.mode = mode;
    run.trace = sharedTrace(text, outcome);
    run.renew();
    return run;
}

constexpr TraceTime at(Duration sinceStart) {
    return TraceTime(sinceStart);
}

} // namespace simul::test
