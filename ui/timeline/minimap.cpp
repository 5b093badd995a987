#include "ui/timeline/minimap.h"

#include "ui/timeline/digit_text.h"
#include "ui/timeline/mode_text.h"
#include "ui/timeline/ticks.h"
#include "ui/timeline/time_text.h"

#include <QCoreApplication>
#include <QPainter>

namespace simul {

namespace {

constexpr std::size_t mostLanes = 64; ///< of a run with more workers, a sample is added up

} // namespace

int Minimap::heightFor(std::size_t runs, double uiScale) {
    const int extra = runs > 3 ? static_cast<int>(runs - 3) * 12 : 0;
    return static_cast<int>(std::lround((62 + extra) * uiScale));
}

void Minimap::setGeometry(const QRect& rect, int gutter, double uiScale) {
    if (rect == m_rect && gutter == m_gutter && uiScale == m_uiScale)
        return;
    m_rect = rect;
    m_gutter = gutter;
    m_uiScale = uiScale;
    m_dirty = true;
}

QRect Minimap::bar(std::size_t run) const {
    const int pitch = px(12);
    return QRect(m_rect.left() + m_gutter, m_rect.top() + px(6) + static_cast<int>(run) * pitch,
                 m_rect.width() - m_gutter, px(9));
}

QRect Minimap::frame(TimeRange shown) const {
    const int left = m_scale.pixel(shown.begin);
    const int right = std::max(std::min(m_scale.pixel(shown.end), static_cast<int>(m_scale.right()) + 2), left + px(6));
    const int top = bar(0).top() - px(3);
    return QRect(left, top, right - left, bar(m_runs == 0 ? 0 : m_runs - 1).bottom() + px(4) - top);
}

void Minimap::paint(QPainter& painter, const Theme& theme, const Comparison& comparison, TimeRange shown,
                    double pixelRatio) {
    const QSize size = m_rect.size() * pixelRatio;
    if (m_dirty || m_image.size() != size || m_kind != theme.kind) {
        m_runs = comparison.runs.size();
        m_scale =
            TimeScale({TraceTime{}, comparison.end()}, m_rect.left() + m_gutter, m_rect.width() - m_gutter - px(72));
        m_image = QImage(size, QImage::Format_RGB32);
        m_image.setDevicePixelRatio(pixelRatio);
        QPainter imagePainter(&m_image);
        imagePainter.translate(-m_rect.topLeft());
        paintRuns(imagePainter, theme, comparison);
        m_dirty = false;
        m_kind = theme.kind;
    }
    painter.drawImage(m_rect.topLeft(), m_image);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.text, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(frame(shown)), 1.5, 1.5);
    painter.restore();
}

void Minimap::paintRuns(QPainter& painter, const Theme& theme, const Comparison& comparison) {
    painter.fillRect(m_rect, theme.raised);
    paintAxis(painter, theme, comparison.end());
    const QFont font = uiFont(11 * m_uiScale);
    const QFontMetricsF metrics(font);
    const DigitText ends(uiFont(11 * m_uiScale, QFont::DemiBold));
    for (std::size_t i = 0; i < comparison.runs.size(); ++i) {
        const ModeRun& run = comparison.runs[i];
        QRect rect = bar(i);
        const QString name = metrics.elidedText(runName(run), Qt::ElideMiddle, m_gutter - px(16));
        painter.setFont(font);
        painter.setPen(theme.text2);
        painter.drawText(QPointF(rect.left() - px(8) - metrics.horizontalAdvance(name), rect.top() + px(8.5)), name);
        rect.setRight(std::max(m_scale.pixel(run.trace->end()), rect.left() + 1) - 1);
        paintBar(painter, theme, run, rect);
        QString end = makespanText(run.trace->end().time_since_epoch());
        int x = rect.right() + px(7);
        const bool isBad = run.trace->outcome() > Outcome::Completed;
        if (isBad)
            end = outcomeText(run.trace->outcome());
        painter.setPen(isBad ? theme.look(State::Blocked).letterColor : theme.text);
        if (x + ends.width(end) > m_rect.right()) // inside, at the end of the bar, on a ground of its own
            continue;
        ends.draw(painter, QPointF(x, rect.top() + px(8.5)), end);
    }
    painter.setPen(QPen(theme.line, 1));
    painter.drawLine(m_rect.left(), m_rect.top(), m_rect.right(), m_rect.top());
    painter.drawLine(m_rect.left(), m_rect.bottom(), m_rect.right(), m_rect.bottom());
}

void Minimap::paintBar(QPainter& painter, const Theme& theme, const ModeRun& run, const QRect& rect) {
    const Trace& trace = *run.trace;
    const bool ownCores = trace.workers().size() >= trace.tasks().size() && !trace.tasks().empty() &&
                          (run.mode == Mode::Threads || run.mode == Mode::Processes);
    const bool showsTasks = ownCores || trace.workers().empty();
    const std::size_t lanes = showsTasks ? trace.tasks().size() : trace.workers().size();
    m_sums.start(m_scale, rect.left(), rect.right() + 1);
    for (std::size_t i = 0; i < lanes; i += std::max<std::size_t>(1, lanes / mostLanes))
        m_sums.add(trace.lane(showsTasks ? LaneId(TaskId(i)) : LaneId(WorkerId(i))), trace.end());
    m_columns.clear();
    m_sums.take(m_columns);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.lineStrong); // also where all are idle
    m_painter.setStyle(theme, Medium::Raster, theme.look(State::Waiting).ink);
    m_painter.paint(painter, m_columns, rect);
    m_painter.finish(painter);
}

void Minimap::paintAxis(QPainter& painter, const Theme& theme, TraceTime end) const {
    const DigitText face(uiFont(11 * m_uiScale));
    const double baseline = m_rect.bottom() - px(6);
    const int gridBottom = m_rect.bottom() - px(16);
    double free = m_scale.left() - px(30);
    for (const Tick& tick : overviewTicks(m_scale, end, 56 * m_uiScale)) {
        const int x = m_scale.pixel(tick.time);
        painter.setPen(QPen(theme.grid, 1));
        painter.drawLine(x, m_rect.top() + px(4), x, gridBottom);
        const double width = face.width(tick.label);
        if (x - width / 2 < free)
            continue;
        painter.setPen(theme.text3);
        face.draw(painter, QPointF(x - width / 2, baseline), tick.label);
        free = x + width / 2 + px(6);
    }
    painter.setPen(theme.text3);
    painter.setFont(uiFont(11 * m_uiScale));
    painter.drawText(QPointF(m_rect.left() + px(12), baseline), QCoreApplication::translate("Timeline", "Whole run"));
}

} // namespace simul
