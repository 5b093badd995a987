#include "ui/timeline/timeline_canvas.h"

#include "ui/timeline/overlay.h"

#include <QPainter>

#include <algorithm>
#include <functional>
#include <utility>

namespace simul {

void TimelineCanvas::setComparison(const Comparison* comparison) {
    m_comparison = comparison;
    m_scroll = 0;
    m_found.reset();
    invalidate();
}

void TimelineCanvas::setGhosts(GhostLanes::Traces traces) {
    m_ghosts.setTraces(std::move(traces));
    invalidateLanes(); // they leave room for them
}

void TimelineCanvas::invalidate() {
    m_lanesAreStale = true;
    m_minimap.invalidate();
    resize(m_size); // the minimap's height depends on the number of runs
}

void TimelineCanvas::setScale(double scale) {
    m_scale = scale;
    m_layout = TimelineLayout(scale);
    resize(m_size);
}

void TimelineCanvas::setScroll(int scroll) {
    m_scroll = scroll;
    invalidateLanes(); // other lanes are in view
}

void TimelineCanvas::setTheme(ThemeKind kind) {
    m_theme = &themeFor(kind);
    m_ground.invalidate();
}

void TimelineCanvas::setDetail(SumDetail detail) {
    if (m_detail != detail)
        invalidateLanes();
    m_detail = detail;
}

void TimelineCanvas::invalidate(Stale what) {
    m_stale = std::max(m_stale, what);
    m_plan.reset();
}

bool TimelineCanvas::moveLanes() {
    invalidate(Stale::Range);
    return timeScale().shiftFrom(m_layout.scale()).has_value();
}

RowRequest TimelineCanvas::rows() {
    if (std::exchange(m_lanesAreStale, false)) {
        m_lanes.clear();
        for (const ModeRun& run : m_comparison->runs)
            m_lanes.emplace_back(m_state.lanes(), run);
    }
    RowRequest rows;
    rows.comparison = m_comparison;
    rows.lanes = m_lanes;
    rows.selection = m_state.selection();
    rows.range = m_state.range();
    rows.height = m_fitHeight;
    rows.metrics.scale = m_scale;
    return rows;
}

int TimelineCanvas::lanesHeight() {
    if (isEmpty())
        return 0;
    if (m_stale == Stale::Nothing)
        return m_layout.height();
    if (!m_plan)
        m_plan = planRows(rows());
    return m_plan->back().bottom;
}

const TimelineLayout& TimelineCanvas::layout() {
    if (m_stale == Stale::Nothing)
        return m_layout;
    const Stale stale = std::exchange(m_stale, Stale::Nothing);
    if (isEmpty()) {
        m_layout.clear();
        m_ground.invalidate();
        return m_layout;
    }
    LayoutRequest request;
    request.rows = rows();
    request.gutter = axisLeft();
    request.width = m_size.width();
    request.rightMargin = px(4);
    request.visibleTop = m_scroll;
    request.visibleBottom = m_scroll + m_bodyRect.height();
    request.headersStick = true;
    request.detail = m_detail;
    for (std::size_t run = 0; run < m_comparison->runs.size(); ++run)
        request.strips.push_back(m_ghosts.has(run));
    request.colourBy = m_state.colourBy();
    request.anchored = true;
    request.onlyMoved = stale == Stale::Range && std::ranges::none_of(request.strips, std::identity()); // those are not moved
    std::optional<std::vector<PanelPlan>> plan = std::exchange(m_plan, std::nullopt);
    m_layout.build(request, plan ? *std::move(plan) : planRows(request.rows));
    if (m_layout.shift())
        m_ground.moveBy(*m_layout.shift());
    else
        m_ground.invalidate(m_layout.hasSameRows() ? ScrolledPicture::Part::Moving : ScrolledPicture::Part::Still);
    m_ticks = ticksFor(m_layout.scale(), {120 * m_scale, 60 * m_scale, 14 * m_scale});
    return m_layout;
}

PanelHeader TimelineCanvas::header(const PanelPlan& panel) const {
    const ModeRun& run = m_comparison->runs[panel.run];
    PanelHeader header{.theme = *m_theme,
                       .uiScale = m_scale,
                       .rect = headerRect(panel),
                       .scenario = m_comparison->scenario,
                       .run = run,
                       .speedUp = std::nullopt,
                       .collapsed = panel.collapsed,
                       .hasGhost = m_ghosts.has(panel.run)};
    if (m_comparison->runs.size() > 1 && run.trace->outcome() == Outcome::Completed &&
        run.metrics.makespan > Duration::zero() && !run.trace->workers().empty()) // a file of others may name none
        header.speedUp = toSeconds(m_comparison->yardstick()) / toSeconds(run.metrics.makespan);
    return header;
}

void TimelineCanvas::paint(QPainter& painter, const Pointer& pointer, double pixelRatio) {
    m_painter.setStyle(*m_theme, Medium::Raster, m_scale);
    if (pixelRatio != std::round(pixelRatio)) // the parts may leave a line of pixels free between them
        painter.fillRect(QRect(QPoint(), m_size), m_theme->panel);
    m_legend.paint(painter, *m_theme, {m_state.colourBy(), m_state.showsAllArrows()}, pointer.button, pixelRatio);
    if (isEmpty()) {
        empty().paint(painter, pointer.overRun);
        return;
    }
    layout();
    m_minimap.paint(painter, *m_theme, *m_comparison, m_state.range(), pixelRatio);
    const TimeScale scale = timeScale();
    const Ruler ruler{*m_theme, m_scale, scale, m_rulerRect, m_comparison->end()};
    const std::optional<TimeRange>& measured = m_state.measured();
    const QRect covered = measured ? MeasureOverlay{*m_theme, m_scale, scale, *measured}.covered(m_rulerRect) : QRect();
    ruler.paint(painter, m_ticks, m_state.playhead(), covered);
    painter.save();
    painter.setClipRect(m_bodyRect);
    painter.translate(0, m_bodyRect.top() - m_scroll);
    paintLanes(painter, pointer, pixelRatio);
    painter.restore();
    paintThroughLanes(painter, scale);
    if (m_state.measured())
        MeasureOverlay{*m_theme, m_scale, scale, *m_state.measured()}.paintLength(painter, m_rulerRect);
    markBand(scale).paint(painter, pointer.mark);
    ruler.paintTag(painter, m_state.playhead());
}

/// Playhead, marks and what is measured: through all lanes, but not through the words of the panels' headers.
void TimelineCanvas::paintThroughLanes(QPainter& painter, const TimeScale& scale) const {
    const int x = scale.pixel(m_state.playhead());
    const bool hasPlayhead = x >= axisLeft() && x <= static_cast<int>(scale.right());
    const int lanesTop = m_bodyRect.top() - m_scroll;
    const MarkBand band = markBand(scale);
    const auto paint = [&](int top, int bottom) {
        top = std::max(top, m_rulerRect.bottom());
        bottom = std::min(bottom, m_bodyRect.bottom() + 1);
        if (top >= bottom)
            return;
        if (m_state.measured())
            MeasureOverlay{*m_theme, m_scale, scale, *m_state.measured()}.paintVeil(painter, top, bottom);
        band.paintLines(painter, top, bottom);
        if (hasPlayhead)
            painter.fillRect(QRect(x, top, 1, bottom - top), m_theme->playhead);
    };
    paint(m_rulerRect.bottom(), m_rulerRect.bottom() + 1);
    for (const PanelPlan& panel : m_layout.panels())
        paint(lanesTop + panel.headerTop + panel.headerHeight, lanesTop + panel.bottom);
}

/// The ground is scrolled or painted anew where something has changed. Where nothing has, as when the pointer or the
/// playhead moves, it is a picture.
void TimelineCanvas::paintLanes(QPainter& painter, const Pointer& pointer, double pixelRatio) {
    const QSize size = m_bodyRect.size();
    const QPoint corner(0, m_scroll);
    if (!m_ground.isCurrent(size, pixelRatio))
        m_uncovered.find(m_layout, QRect(corner, size), m_ground.moved());
    const auto paint = [this](QPainter& on, ScrolledPicture::Part part) { paintGround(on, part); };
    const bool isEven = pixelRatio == std::round(pixelRatio); // else nothing would be at the same pixels
    if (m_detail == SumDetail::Quick && m_ground.isNew() && isEven) { // while one zooms it is not worth to be kept
        m_ground.paintThrough(painter, corner, size, pixelRatio, m_uncovered.moving(), paint);
    } else {
        m_ground.update(size, pixelRatio, m_uncovered.moving(), m_uncovered.region(), paint);
        m_ground.draw(painter, corner);
    }
    if (m_state.dimsAfterPlayhead())
        paintDim(painter);
    const Overlay overlay{*m_theme, m_scale, m_layout, *m_comparison};
    if (m_state.showsAllArrows())
        overlay.paintAllArrows(painter);
    if (m_found)
        overlay.paintFound(painter, *m_found);
    if (m_state.selection() && m_state.selection()->run < m_comparison->runs.size())
        overlay.paintSelection(painter, *m_state.selection());
    if (pointer.slice)
        overlay.paintHover(painter, *pointer.slice);
    if (pointer.held) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_theme->accent, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(*pointer.held).adjusted(px(4), 0.5, -px(4), -0.5), px(4), px(4));
    }
    if (pointer.dropLine)
        painter.fillRect(QRect(0, *pointer.dropLine - px(1), m_size.width(), px(2)), m_theme->accent);
    for (const PanelPlan& panel : m_layout.panels()) { // over what reaches into them
        const QRect rect = headerRect(panel) & QRect(corner, size);
        m_ground.drawStill(painter, corner, rect.translated(-corner));
        if (panel.headerTop > panel.top) // what is below goes on beneath
            painter.fillRect(QRect(0, m_layout.coveredTo(panel.run) - 1, m_size.width(), 1), m_theme->lineStrong);
    }
}

void TimelineCanvas::paintGround(QPainter& painter, ScrolledPicture::Part part) {
    const QRect seen(QPoint(0, m_scroll), m_bodyRect.size());
    painter.translate(0, -m_scroll);
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (part == ScrolledPicture::Part::Still) {
        painter.fillRect(seen, m_theme->panel);
        m_painter.paintGutter(painter, m_layout, 0);
        paintHeaders(painter);
        return;
    }
    m_painter.setSpans(part == ScrolledPicture::Part::Uncovered ? m_uncovered.lanes() : std::vector<LaneSpans>());
    m_painter.paintBetweenLanes(painter, m_layout, seen);
    m_painter.paintBackground(painter, m_layout, m_ticks);
    m_painter.paintSlices(painter, m_layout);
    m_ghosts.paint(painter, *m_theme, m_layout, *m_comparison, m_scroll, m_scroll + m_bodyRect.height());
}

void TimelineCanvas::paintHeaders(QPainter& painter) {
    for (const PanelPlan& panel : m_layout.panels()) {
        if (panel.bottom < m_scroll || panel.top > m_scroll + m_bodyRect.height())
            continue;
        header(panel).paint(painter);
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.fillRect(QRect(0, panel.bottom - 1, m_size.width(), 1), m_theme->line);
    }
}

void TimelineCanvas::paintDim(QPainter& painter) {
    const TimeScale& scale = m_layout.scale();
    const int left = std::clamp(scale.pixel(m_state.playhead()), axisLeft(), m_size.width());
    QColor veil = m_theme->panel;
    veil.setAlphaF(0.62F);
    for (const PanelPlan& panel : m_layout.panels()) {
        const int top = panel.headerTop + panel.headerHeight;
        painter.fillRect(QRect(left, top, m_size.width() - left, panel.bottom - 1 - top), veil);
    }
}

} // namespace simul
