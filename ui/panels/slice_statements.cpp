#include "ui/panels/slice_statements.h"

#include "ui/panels/event_text.h"
#include "ui/panels/scenario_list.h"
#include "ui/timeline/time_text.h"

#include <QCoreApplication>

namespace simul {

namespace {

struct ReportText {
    Q_DECLARE_TR_FUNCTIONS(ReportText)
};

} // namespace

QString SliceStatements::name(LaneId lane) const {
    const bool isUnknown = lane.isWorker() && lane.worker().value >= m_trace.workers().size(); // a file may name none
    return isUnknown ? ReportText::tr("one of the %1").arg(scenarioText(m_scenario, m_scenario.workers).toHtmlEscaped())
                     : strong(nameText(m_trace, lane));
}

QString SliceStatements::at(TraceTime time) const {
    return momentText(time, m_whole);
}

QString SliceStatements::label(LaneId lane, const Slice& slice) const {
    return labelText(m_trace, lane, slice).toHtmlEscaped();
}

} // namespace simul
