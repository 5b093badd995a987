#pragma once

#include "tests/support/story.h"

#include <QTest>
#include <fmt/format.h>

namespace simul::test {

/// A figure that the articles print: makespan in seconds of a scenario in a mode, on the simulated clock.
struct Figure {
    const char* scenario;
    Mode mode;
    Settings set;
    double makespan;

    std::string name() const {
        std::string name = fmt::format("{} {}", scenario, nameOf(mode));
        for (const auto& [parameter, value] : set)
            name += fmt::format(" {}={}", parameter, value);
        return name;
    }
    /// Empty if the scenario gives it.
    std::string wrong() const {
        const Told told = tell(scenario, {mode, ClockKind::Simulated}, {.set = set});
        if (told.trace.outcome() != Outcome::Completed)
            return told.ending();
        return told.seconds() == makespan ? std::string() : fmt::format("{} s", told.seconds());
    }
};

/// A row for each, in the column "index".
inline void addRows(const std::vector<Figure>& figures) {
    QTest::addColumn<std::size_t>("index");
    for (std::size_t index = 0; index < figures.size(); ++index)
        QTest::newRow(figures[index].name().c_str()) << index;
}

} // namespace simul::test
