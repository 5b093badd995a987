#pragma once

#include "tests/bench/bench_trace.h"
#include "ui/timeline/timeline_canvas.h"

#include <QImage>

namespace simul::bench {

inline constexpr QSize hd(1920, 1080);
inline constexpr QSize uhd(3840, 2160);

/// A whole frame of the timeline, painted as the widget does.
class Frame {
public:
    Frame(const BenchTrace& trace, QSize size);

    /// 1 / `zoom` of the whole, from the middle on.
    void show(double zoom);
    /// All lanes anew, as where the view is zoomed. Quick: while the range moves; Fine: once it rests.
    void paint(SumDetail detail = SumDetail::Quick);
    void panBy(int pixels);
    /// Nothing but pointer and playhead has moved.
    void repaint();
    /// If not, what is kept of the lanes is painted as ever, but nothing comes into image().
    void setShown(bool shown) { m_isShown = shown; }

    TimelineCanvas& canvas() { return m_canvas; }
    ViewState& view() { return m_view; }
    const Comparison& comparison() const { return m_comparison; }
    QImage& image() { return m_image; }

private:
    Comparison m_comparison;
    ViewState m_view;
    QImage m_image;
    TimelineCanvas m_canvas;
    bool m_isShown = true;
    Duration m_step{1}; ///< by which a zoom differs from the one before: so little that it is the same picture
};

} // namespace simul::bench
