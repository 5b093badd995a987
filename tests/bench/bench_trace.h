#pragma once

#include "engine/trace/trace_builder.h"
#include "ui/timeline/time_scale.h"

#include <map>
#include <memory>

namespace simul::bench {

enum class Spread {
    Bursty,   ///< fifty phases a lane, with rates from a tenth to ten times the mean
    Squeezed, ///< nine tenths of all slices in a hundredth of the time
};

/// The part of `count` slices that lane `lane` of so many has; lanes differ by up to seven times. A minute in all.
std::vector<Slice> benchSlices(std::size_t count, std::size_t lane, std::size_t lanes, Spread spread);

/// A run of `lanes` threads, each on a core of its own, with `count` slices in all.
class BenchTrace {
public:
    /// `arrows`: spread over the run, in equal parts from threads 0, 4, 8, 12 and 16 to the ninth below.
    BenchTrace(std::size_t count, int lanes, Spread spread, std::size_t arrows = 0);

    const std::shared_ptr<const Trace>& trace() const { return m_trace; }

private:
    std::shared_ptr<const Trace> m_trace;
};

struct Exactness {
    double meanError = 0;     ///< of a state's share of a column
    double dominantRight = 0; ///< share of columns whose largest state is that of the slices
    double worstWalked = 0;   ///< the largest error of a share in lanes with few slices a column
};

/// The columns of all tasks' lanes as a view would have them, against sums over all slices.
Exactness compareWithSlices(const Trace& trace, const TimeScale& scale, int width);

} // namespace simul::bench
