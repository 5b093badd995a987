#include "ui/panels/run_summary.h"

#include "ui/panels/event_text.h"
#include "ui/panels/labels.h"
#include "ui/panels/measure_text.h"
#include "ui/panels/report_widgets.h"
#include "ui/timeline/mode_text.h"

#include <QVBoxLayout>

#include <algorithm>

namespace simul {

RunSummary::RunSummary(Appearance& appearance, RunController& controller, ViewState& view, QWidget* parent)
    : QWidget(parent), m_controller(controller), m_view(view),
      m_title(new ElidedLabel(appearance, TextRole::Section, this)), m_measures(new FactGrid(appearance, this)),
      m_warnings(new ReportLines(appearance, this)) {
    m_warnings->setObjectName(QStringLiteral("warnings"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeLine(Qt::Horizontal, this));
    auto* part = new QVBoxLayout;
    part->addWidget(m_title);
    part->addWidget(m_measures);
    part->addWidget(m_warnings);
    appearance.follow(this, [part](const Look& look) {
        part->setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(14));
        part->setSpacing(look.px(8));
    });
    layout->addLayout(part);
}

void RunSummary::renew() {
    const auto index = runWorthShowing(m_controller.comparison(), m_view.selection(), [](const ModeRun& run) {
        return !run.trace->measures().empty() || !run.trace->warnings().empty();
    });
    setVisible(index.has_value());
    if (!index)
        return;
    const Comparison& comparison = *m_controller.comparison();
    const Trace& trace = *comparison.runs[*index].trace;
    m_title->setText(tr("The whole run, %1").arg(runName(comparison.runs[*index])));
    std::vector<ReportFact> facts;
    for (const Measure& measure : trace.measures())
        facts.push_back(
            {measureName(comparison.scenario, measure), measureText(measure, comparison.end().time_since_epoch())});
    m_measures->setFacts(facts);
    m_measures->setVisible(!facts.empty());
    std::vector<ReportLine> warnings;
    for (const std::string& warning : trace.warnings())
        warnings.push_back({State::Ready, textOf(warning).toHtmlEscaped()});
    m_warnings->setLines(warnings);
    m_warnings->setVisible(!warnings.empty());
}

std::optional<std::size_t> runWorthShowing(const Comparison* comparison, const std::optional<Selection>& selection,
                                           bool (*isWorthIt)(const ModeRun&)) {
    if (comparison == nullptr)
        return std::nullopt;
    const std::vector<ModeRun>& runs = comparison->runs;
    if (selection && selection->run < runs.size())
        return isWorthIt(runs[selection->run]) ? std::optional(selection->run) : std::nullopt;
    const auto found = std::ranges::find_if(runs, isWorthIt);
    return found == runs.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - runs.begin()));
}

} // namespace simul
