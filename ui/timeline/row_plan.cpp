#include "ui/timeline/row_plan.h"

#include "ui/timeline/panel_fitter.h"
#include "ui/timeline/panel_rows.h"
#include "ui/timeline/selection_match.h"

#include <algorithm>

namespace simul {

std::optional<LaneRef> refOf(const Row& row) {
    if (row.kind == Row::Kind::Folded)
        return std::nullopt;
    return row.kind == Row::Kind::Resource ? LaneRef(row.resource) : LaneRef(row.lane);
}

QString trailingNumber(const QString& name) {
    qsizetype start = name.size();
    while (start > 0 && name[start - 1].isDigit())
        --start;
    return start == 0 || name[start - 1].isSpace() ? name.mid(start) : QString();
}

std::vector<PanelPlan> planRows(const RowRequest& request) {
    static const RunLanes untouched;
    std::vector<PanelShape> panels;
    for (std::size_t run = 0; run < request.comparison->runs.size(); ++run) {
        const RunLanes& lanes = run < request.lanes.size() ? request.lanes[run] : untouched;
        panels.push_back(shapeOf(request.comparison->runs[run], run, lanes));
    }
    fitPanels(panels, request.metrics, request.height);
    for (PanelShape& panel : panels) { // only now: a click must not change the density of all lanes, rather one scrolls a little
        panel.selected = selectedTaskIn(*request.comparison, panel.run, request.selection);
        panel.selectedResource = selectedResourceIn(*request.comparison, panel.run, request.selection);
    }

    std::vector<PanelPlan> plans;
    int y = 0;
    for (const PanelShape& panel : panels) {
        PanelPlan& plan = plans.emplace_back();
        plan.run = panel.run;
        plan.top = plan.headerTop = y;
        plan.headerHeight = request.metrics.px(request.metrics.header);
        plan.collapsed = panel.choice().collapsed;
        plan.density = densityOf(panel.level);
        plan.ownCores = panel.ownCores;
        y += plan.headerHeight;
        if (!plan.collapsed)
            y = stackRows(plan, panel, request, y);
        plan.foldsForRoom =
            panel.level == RowLevel::Folded && std::ranges::find(plan.rows, Row::Kind::Folded, &Row::kind) != plan.rows.end();
        plan.bottom = y;
    }
    return plans;
}

} // namespace simul
