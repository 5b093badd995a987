#pragma once

#include "ui/comparison.h"
#include "ui/timeline/view_state.h"

#include <QString>

#include <optional>
#include <vector>

namespace simul {

/// A statement with the colour of a state beside it. `html` is a line of rich text.
struct ReportLine {
    State state = State::Idle;
    QString html;
};

struct ReportFact {
    QString name;
    QString html;
};

/// The line of a scenario's source that a slice stands at.
struct CodeSpot {
    QString file; ///< its name, without folders
    int line = 0;
    State state = State::Idle;
};

/// What the inspector says about a slice: built from the trace and engine/analysis, free of widgets.
struct SliceReport {
    QString title; ///< of the lane: "Table 7"
    State state = State::Idle;
    TraceTime begin;
    TraceTime end;
    QString question; ///< "Why is it waiting?"
    std::vector<ReportLine> why;
    std::vector<ReportFact> facts;
    std::optional<CodeSpot> code;
};

/// None where the lane has no slice at that time.
std::optional<SliceReport> reportOn(const ModeRun& run, const Scenario& scenario, LaneId lane, TraceTime time,
                                    Duration whole);

/// Parts of a lane's life, those of no length left out. Of a task: from its start to its end; of a worker: the run.
struct Share {
    State state;
    Duration length;
    QString name = {}; ///< empty: the state's
};
std::vector<Share> sharesOf(const ModeRun& run, LaneId lane);

/// Every line that the lane has stood at, with the state it was in there.
std::vector<CodeSpot> spotsOf(const Trace& trace, LaneId lane);

/// "Tables 4, 5, 6": names that end with numbers are joined; `plural` is what they are called together.
QString namesText(const Trace& trace, const std::vector<TaskId>& tasks, const QString& plural);

} // namespace simul
