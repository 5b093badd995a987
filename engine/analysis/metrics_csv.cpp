#include "engine/analysis/metrics_csv.h"

#include "engine/trace/slices_csv.h"

#include <fmt/format.h>

namespace simul {

namespace {

/// From "running" on: nothing of those that there are not.
std::string workersCsv(const RunMetrics& metrics) {
    if (metrics.workers == 0)
        return ",,,,,,,";
    return fmt::format("{},,,{},{},{},{},{}", toSeconds(metrics.busy), toSeconds(metrics.blocked), toSeconds(metrics.idle),
                       metrics.switches, metrics.preemptions, metrics.utilization);
}

} // namespace

std::string metricsCsv(std::span<const NamedTrace> runs) {
    std::string text = "run,task,outcome,start,end,running,ready,waiting,blocked,idle,switches,preemptions,utilization\r\n";
    for (const NamedTrace& run : runs) {
        const RunMetrics metrics = measure(run.trace);
        const std::string name = csvText(run.name);
        text += fmt::format("{},,{},0,{},{}\r\n", name, nameOf(run.trace.outcome()), toSeconds(metrics.makespan),
                            workersCsv(metrics));
        for (std::size_t index = 0; index < metrics.tasks.size(); ++index) {
            const TaskMetrics& task = metrics.tasks[index];
            text += fmt::format("{},{},{},{},{},{},{},{},{},,,,\r\n", name, csvText(run.trace.tasks()[index].name), nameOf(task.state),
                                toSeconds(task.start), toSeconds(task.end), toSeconds(task.running), toSeconds(task.ready),
                                toSeconds(task.waiting), toSeconds(task.blocked));
        }
    }
    return text;
}

} // namespace simul
