#include "app/sweep_report.h"

#include "app/report.h"
#include "engine/analysis/knee.h"

#include <fmt/core.h>

namespace simul {

namespace {

constexpr std::size_t mostRows = 60;
constexpr std::size_t rowsOfMany = 40;

std::string cellText(const std::optional<SweepPoint>& point) {
    if (!point)
        return "-";
    const std::string makespan = clockText(point->makespan);
    return point->outcome == Outcome::Completed ? makespan : fmt::format("{} {}", nameOf(point->outcome), makespan);
}

void printRow(const Sweep& sweep, std::size_t value, std::size_t nameWidth, bool isKnee) {
    fmt::print("{:<{}}", formatValue(sweep.values()[value]), nameWidth);
    for (std::size_t mode = 0; mode < sweep.modes().size(); ++mode)
        fmt::print(" {:>18}", cellText(sweep.at(value, mode)));
    fmt::print("{}\n", isKnee ? "  *" : "");
}

void printKnee(const Sweep& sweep, std::size_t mode, std::size_t value) {
    const std::vector<Duration> curve = sweep.makespans(mode);
    fmt::print("* {}: knee at {}={}; the step before it adds {}, the step after it {}\n", nameOf(sweep.modes()[mode]),
               sweep.request().over.parameter.name, formatValue(sweep.values()[value]),
               clockText(curve[value] - curve[value - 1]), clockText(curve[value + 1] - curve[value]));
}

} // namespace

void printSweep(const Sweep& sweep) {
    const SweepRequest& request = sweep.request();
    const std::string& name = request.over.parameter.name;
    fmt::print("{}, simulated clock, seed {}: makespan over {}\n\n", request.scenario->title, request.seed, name);
    const std::size_t width = std::max<std::size_t>(name.size(), 10);
    fmt::print("{:<{}}", name, width);
    for (const Mode mode : sweep.modes())
        fmt::print(" {:>18}", nameOf(mode));
    fmt::print("\n");

    std::vector<std::optional<std::size_t>> knees;
    for (std::size_t mode = 0; mode < sweep.modes().size(); ++mode)
        knees.push_back(kneeOf(sweep.makespans(mode)));
    const std::size_t count = sweep.values().size();
    const std::size_t stride = count <= mostRows ? 1 : (count + rowsOfMany - 1) / rowsOfMany;
    for (std::size_t value = 0; value < count; ++value) {
        const bool isKnee = std::ranges::find(knees, std::optional(value)) != knees.end();
        if (value % stride == 0 || value + 1 == count || isKnee)
            printRow(sweep, value, width, isKnee);
    }
    if (stride > 1)
        fmt::print("(some of {} values; --csv has them all)\n", count);
    for (std::size_t mode = 0; mode < knees.size(); ++mode) {
        if (knees[mode])
            printKnee(sweep, mode, *knees[mode]);
    }
}

} // namespace simul
