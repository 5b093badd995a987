#include "ui/panels/difference_text.h"

#include "ui/timeline/time_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace simul {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Difference)
};

} // namespace

QString summaryOf(const RunDifference& difference, const QString& a, const QString& b) {
    QString text = difference.tasks.size() == 1
                       ? Text::tr("1 task in both")
                       : Text::tr("%n tasks in both", nullptr, static_cast<int>(difference.tasks.size()));
    if (!difference.matches.onlyA.empty())
        text += Text::tr(", %1 only in %2").arg(difference.matches.onlyA.size()).arg(a);
    if (!difference.matches.onlyB.empty())
        text += Text::tr(", %1 only in %2").arg(difference.matches.onlyB.size()).arg(b);
    TotalTime differing;
    TotalTime lived;
    for (const TaskDifference& task : difference.tasks) {
        differing += task.differing;
        lived += task.lived;
    }
    if (lived == TotalTime())
        return text;
    const double share = toSeconds(differing) / toSeconds(lived);
    return Text::tr("%1; they differ for %2 of the time").arg(text, shareText(share));
}

} // namespace simul
