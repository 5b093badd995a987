#pragma once

#include "engine/analysis/explanation.h"
#include "ui/panels/slice_report.h"

namespace simul {

/// What statements about a lane at one moment are made of: what it does there, and how lanes and times are named.
class SliceStatements {
public:
    /// The lane has a slice at `time`.
    SliceStatements(const ModeRun& run, const Scenario& scenario, LaneId lane, TraceTime time, Duration whole)
        : m_trace(*run.trace), m_resources(run.resources), m_scenario(scenario), m_lane(lane), m_time(time), m_whole(whole),
          m_context(*contextAt(m_trace, lane, time)) {}

protected:
    QString name(LaneId lane) const;
    QString at(TraceTime time) const;
    QString label(LaneId lane, const Slice& slice) const;
    void say(State state, const QString& html) { m_lines.push_back({state, html}); }

    /// A deadlock, or a run that goes on: nobody knows when the slice ends.
    bool isOpen() const { return m_context.end >= m_trace.end() && !m_context.after; }

    const Trace& m_trace;
    const std::vector<ResourceUse>& m_resources;
    const Scenario& m_scenario;
    LaneId m_lane;
    TraceTime m_time;
    Duration m_whole;
    SliceContext m_context;
    std::vector<ReportLine> m_lines;
};

} // namespace simul
