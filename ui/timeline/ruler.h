#pragma once

#include "ui/theme.h"
#include "ui/timeline/ticks.h"

#include <QRect>

#include <optional>

class QPainter;

namespace simul {

/// Marks and times along the upper edge of the lanes, the length of what is shown in the gutter, and the playhead's
/// tag, which hides what is beneath. The tag is drawn at the end, over everything.
struct Ruler {
    const Theme& theme;
    double uiScale;
    const TimeScale& scale;
    QRect rect;    ///< including the gutter
    TraceTime end; ///< of all runs: what is shown beyond does not count

    /// `covered`: by what is painted over it later, null: nothing; times beneath are left out.
    void paint(QPainter& painter, const std::vector<Tick>& ticks, std::optional<TraceTime> playhead, QRect covered = {}) const;
    /// Nothing if the playhead is out of view.
    std::optional<QRect> tagRect(TraceTime playhead) const;
    void paintTag(QPainter& painter, TraceTime playhead) const;

private:
    QString tagText(TraceTime playhead) const;
    void paintShown(QPainter& painter, int right, double baseline) const;
    int px(double pixels) const { return static_cast<int>(std::lround(pixels * uiScale)); }
};

} // namespace simul
