#include "tests/bench/bench_frame.h"

#include <QPainter>

namespace simul::bench {

Frame::Frame(const BenchTrace& trace, QSize size) : m_image(size, QImage::Format_RGB32), m_canvas(m_view) {
    m_comparison.runs.push_back({.mode = Mode::Threads, .trace = trace.trace()});
    LaneChoices lanes;
    lanes.panels[panelKey(m_comparison.runs.front())].unfolded = true;
    m_view.restoreLanes(lanes);
    m_canvas.setComparison(&m_comparison);
    m_canvas.resize(size);
    m_view.setAnimated(false);
    m_view.reset(m_comparison.end(), {TraceTime{}, m_comparison.end()});
}

void Frame::show(double zoom) {
    const TraceTime end = m_comparison.end();
    const auto span = std::chrono::duration_cast<Duration>(end.time_since_epoch() / zoom);
    const TraceTime begin = zoom > 1 ? TraceTime(end.time_since_epoch() / 2) : TraceTime{};
    m_view.setRange({begin, begin + span});
    m_canvas.invalidateLanes();
}

void Frame::paint(SumDetail detail) {
    m_canvas.setDetail(detail);
    m_step = -m_step;
    m_view.setRange({m_view.range().begin, m_view.range().end + m_step});
    m_canvas.moveLanes();
    repaint();
}

void Frame::panBy(int pixels) {
    m_view.panBy(m_canvas.timeScale().duration(pixels));
    m_canvas.moveLanes();
    repaint();
}

void Frame::repaint() {
    QImage pixel(1, 1, m_image.format());
    QPainter painter(m_isShown ? &m_image : &pixel);
    m_canvas.paint(painter, {}, 1);
}

} // namespace simul::bench
