#include "ui/panels/measure_text.h"

#include "ui/timeline/time_text.h"
#include "ui/timeline/slice_text.h"

namespace simul {

QString measureName(const Scenario* scenario, const Measure& measure) {
    const QString name = translated(scenario, measure.name);
    return name.left(1).toUpper() + name.mid(1);
}

QString measureText(const Measure& measure, Duration whole) {
    switch (measure.kind) {
    case Measure::Kind::Count:
        return QString::number(measure.count);
    case Measure::Kind::Share:
        return shareText(measure.share());
    case Measure::Kind::Longest:
    case Measure::Kind::Total:
        break;
    }
    return spanText(rounded(measure.duration, whole), whole);
}

const Measure* measureNamed(const Trace& trace, const std::string& name) {
    const auto found = std::ranges::find(trace.measures(), name, &Measure::name);
    return found == trace.measures().end() ? nullptr : &*found;
}

std::vector<std::string> measureNames(const Comparison& comparison) {
    std::vector<std::string> names;
    for (const ModeRun& run : comparison.runs) {
        for (const Measure& measure : run.trace->measures()) {
            if (std::ranges::find(names, measure.name) == names.end())
                names.push_back(measure.name);
        }
    }
    return names;
}

} // namespace simul
