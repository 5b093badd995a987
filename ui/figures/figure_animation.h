#pragma once

#include "engine/trace/result.h"
#include "ui/figures/figure_page.h"
#include "ui/timeline/time_scale.h"

#include <QByteArray>

#include <utility>
#include <vector>

namespace simul {

/// How fast an animation goes.
struct AnimationOptions {
    int framesPerSecond = 20;
    Duration length = std::chrono::seconds(10); ///< of the way from one end of the figure to the other
};

/// A playhead's way through a picture: what lies after it is dimmed, as in the window.
struct PlayheadWay {
    AnimationOptions animation;
    ThemeKind theme = ThemeKind::Print;
    double uiScale = 1;
    double dots = 1; ///< of the picture, a pixel of what follows
    TimeScale scale;
    TraceTime end;                          ///< where it arrives
    std::vector<std::pair<int, int>> bands; ///< of lanes, from y to y
    int axisTop = 0;

    /// Paints it where it is at `time`, over a figure that is a dot a pixel.
    void paint(QPainter& painter, TraceTime time) const;
    int frames() const; ///< at least two
    TraceTime timeOf(int frame) const;

private:
    void paintTag(QPainter& painter, TraceTime time) const;
};

/// The picture with the playhead going through it, as an animated WebP: without loss, over and over, with a rest at the
/// end. Any thread.
Result<QByteArray> encodeWebp(const QImage& picture, const PlayheadWay& way, const FigureProgress& progress);

} // namespace simul
