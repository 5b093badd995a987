#include "engine/analysis/range_csv.h"

#include "engine/trace/slices_csv.h"

#include <fmt/format.h>

namespace simul {

namespace {

std::string useText(State state, const StateUse& use) {
    const LengthSpread& whole = use.whole;
    const std::string lengths =
        whole.count == 0
            ? std::string(",,,,,")
            : fmt::format("{},{},{},{},{},{}", toSeconds(whole.least), toSeconds(whole.mean()), toSeconds(whole.median),
                          toSeconds(whole.p90), toSeconds(whole.p99), toSeconds(whole.most));
    return fmt::format("{},{},{},{},{}\r\n", nameOf(state), toSeconds(use.time), use.slices, use.cut, lengths);
}

} // namespace

std::string rangeCsv(const Trace& trace, const RangeStatistics& range) {
    std::string text = "task,state,time,slices,cut,min,mean,median,p90,p99,max\r\n";
    for (std::size_t index = 0; index < StateCount; ++index) {
        if (range.states[index].slices > 0)
            text += ',' + useText(static_cast<State>(index), range.states[index]);
    }
    for (const RangeStatistics::OfTask& task : range.tasks) {
        const std::string name = csvText(trace.info(task.task).name);
        for (std::size_t index = 0; index < StateCount; ++index) {
            const auto state = static_cast<State>(index);
            const StateUse* use = task.use(state);
            if (task.times[index] > Duration::zero())
                text += use ? fmt::format("{},{}", name, useText(state, *use))
                            : fmt::format("{},{},{},,,,,,,,\r\n", name, nameOf(state), toSeconds(task.times[index]));
        }
    }
    return text;
}

} // namespace simul
