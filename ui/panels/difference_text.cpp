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
    double differing = 0;
    double lived = 0;
    for (const TaskDifference& task : difference.tasks) {
        differing += toSeconds(task.differing);
        lived += toSeconds(std::max(task.a.end, task.b.end) - std::min(task.a.start, task.b.start));
    }
    return lived > 0 ? Text::tr("%1; they differ for %2 of the time").arg(text, shareText(differing / lived)) : text;
}

} // namespace simul
