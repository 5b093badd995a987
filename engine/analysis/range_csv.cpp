#include "engine/analysis/range_csv.h"

#include "engine/trace/slices_csv.h"

#include <fmt/format.h>

namespace simul {

std::string rangeCsv(const Trace& trace, const RangeStatistics& range) {
    std::string text = "task,state,time,slices,cut,min,mean,median,p90,p99,max\r\n";
    for (std::size_t state = 0; state < StateCount; ++state) {
        const StateUse& use = range.states[state];
        if (use.slices == 0)
            continue;
        text += fmt::format(",{},{},{},{},", nameOf(static_cast<State>(state)), toSeconds(use.time), use.slices, use.cut);
        const LengthSpread& whole = use.whole;
        text += whole.count == 0 ? std::string(",,,,,\r\n")
                                 : fmt::format("{},{},{},{},{},{}\r\n", toSeconds(whole.least), toSeconds(whole.mean()),
                                               toSeconds(whole.median), toSeconds(whole.p90), toSeconds(whole.p99),
                                               toSeconds(whole.most));
    }
    for (const RangeStatistics::OfTask& task : range.tasks) {
        for (std::size_t state = 0; state < StateCount; ++state) {
            if (task.times[state] > Duration::zero())
                text += fmt::format("{},{},{},,,,,,,,\r\n", csvText(trace.info(task.task).name),
                                    nameOf(static_cast<State>(state)), toSeconds(task.times[state]));
        }
    }
    return text;
}

} // namespace simul
