#pragma once

#include "ui/timeline/row_plan.h"

#include <QRegularExpression>
#include <QSet>
#include <QStringList>

namespace simul {

/// Which lanes a figure shows, by their names; * and ? stand for any characters and for one. None: all.
class LaneFilter {
public:
    explicit LaneFilter(const QStringList& patterns);

    bool isEverything() const { return m_texts.isEmpty(); }
    /// Upper and lower case are the same.
    bool has(const QString& name) const;
    /// The first pattern that fits no task, worker, resource or CPU of any run.
    std::optional<QString> unknownIn(const Comparison& comparison) const;

private:
    QStringList m_texts;
    QSet<QString> m_names; ///< folded; of ten thousand lanes all but one may have been chosen
    std::vector<QRegularExpression> m_wildcards;
};

/// What a figure takes over of what the user did to lanes: everything but that all are to be shown, even if one has to scroll.
LaneChoices arrangementOf(const LaneChoices& choices);

/// By run: the lanes as `arrangement` has them; if only some are chosen, these in sight and the others not, whatever was
/// folded away. Of a collapsed panel there is only its header either way.
std::vector<RunLanes> figureLanes(const Comparison& comparison, const LaneChoices& arrangement, const LaneFilter& choice);

/// As planRows(), with the chosen lanes only, all of the same density; runs that have none of them are left out, unless their
/// panels are collapsed. The request's lanes are those of figureLanes().
std::vector<PanelPlan> planChosenRows(const RowRequest& request, const LaneFilter& choice, Density density);

} // namespace simul
