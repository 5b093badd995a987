#pragma once

#include "ui/theme.h"
#include "ui/timeline/mark.h"

#include <QRect>

#include <optional>
#include <span>

class QPainter;

namespace simul {

/// The band over the ruler in which marks stand as flags: with its whole note where there is room before the next one,
/// else as a pennant.
struct MarkBand {
    const Theme& theme;
    double uiScale;
    const TimeScale& scale;
    QRect rect; ///< including the gutter
    std::span<const Mark> marks;
    std::optional<TraceTime> playhead = {}; ///< the mark that begins there is the one that keys move; none: there are no keys

    struct Flag {
        std::size_t mark = 0; ///< its index
        QRect rect;
        int pole = 0; ///< x of the moment
        bool hasText = false;
    };

    /// No marks, no band.
    static int heightFor(std::size_t marks, double uiScale);

    /// Of the marks in view, from left to right.
    std::vector<Flag> flags() const;
    /// The mark whose flag lies there; of those that overlap, the one on top.
    std::optional<std::size_t> at(QPoint position) const;
    /// The first mark that begins at the playhead.
    std::optional<std::size_t> current() const;
    void paint(QPainter& painter, std::optional<std::size_t> hovered) const;
    /// Lines through the lanes, from `top` to before `bottom`.
    void paintLines(QPainter& painter, int top, int bottom) const;

private:
    bool isInView(const Mark& mark) const;
    int px(double pixels) const { return static_cast<int>(std::lround(pixels * uiScale)); }
};

/// The range that is measured: a veil over the lanes between two lines, and its length on the ruler.
struct MeasureOverlay {
    const Theme& theme;
    double uiScale;
    const TimeScale& scale;
    TimeRange range;

    void paintVeil(QPainter& painter, int top, int bottom) const;
    void paintLength(QPainter& painter, const QRect& ruler) const;
    /// Where paintLength() leaves nothing to be seen of what is beneath; null: nowhere.
    QRect covered(const QRect& ruler) const;

private:
    QString text() const;
    QRect barRect(const QRect& ruler) const;
    QRect tagRect(const QRect& bar) const;
    /// Left and right edge within what is shown; none: it is out of view.
    std::optional<std::pair<int, int>> edges() const;
    int px(double pixels) const { return static_cast<int>(std::lround(pixels * uiScale)); }
};

} // namespace simul
