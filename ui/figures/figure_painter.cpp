#include "ui/figures/figure_painter.h"

#include "ui/timeline/mode_text.h"
#include "ui/timeline/resource_painting.h"
#include "ui/timeline/slice_text.h"
#include "ui/timeline/time_text.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace simul {

namespace {

constexpr int gutter = 190;
constexpr int rulerHeight = 62;
constexpr int footerHeight = 44;

struct FigureText {
    Q_DECLARE_TR_FUNCTIONS(Figure)
};

TimeRange rangeOf(const Comparison& comparison, const FigureOptions& options) {
    const TraceTime end = std::max(comparison.end(), TraceTime(Duration(1)));
    if (!options.range)
        return {TraceTime{}, end + end.time_since_epoch() / 50};
    const TraceTime begin = std::clamp(options.range->begin, TraceTime{}, end);
    return {begin, std::max(options.range->end, begin + Duration(1))};
}

} // namespace

QString defaultTitle(const Comparison& comparison) {
    return comparison.scenario ? translated(comparison.scenario, comparison.scenario->title)
                               : FigureText::tr("Timeline");
}

FigurePainter::FigurePainter(const Comparison& comparison, const FigureOptions& options, Medium medium)
    : m_comparison(comparison), m_options(options), m_medium(medium), m_frame(options.size, options.theme),
      m_theme(m_frame.theme()), m_scale(m_frame.scale()), m_range(rangeOf(comparison, options)) {}

void FigurePainter::paint(QPainter& painter) {
    painter.setRenderHint(QPainter::TextAntialiasing);
    m_frame.paintBackground(painter);
    const QString title = m_options.title.isEmpty() ? defaultTitle(m_comparison) : m_options.title;
    const int titleBottom = m_frame.paintTitle(painter, title, m_options.subtitle);
    m_lanesTop = titleBottom + px(46);
    const int footer = m_options.footer.isEmpty() ? px(20) : px(footerHeight);
    layoutLanes(m_lanesTop, m_options.size.height() - footer - px(rulerHeight));
    paintLegend(painter, titleBottom);
    paintPanels(painter);
    paintRuler(painter, m_lanesTop + m_layout.height());
    if (!m_options.footer.isEmpty())
        m_frame.paintFooter(painter, m_options.footer);
}

/// As large as fits, but rather all lanes than large ones. A figure has no scroll bar: what does not fit is folded, and
/// at last cut at the bottom.
void FigurePainter::layoutLanes(int top, int bottom) {
    LayoutRequest request;
    request.rows.comparison = &m_comparison;
    request.rows.range = m_range;
    request.rows.height = bottom - top;
    request.gutter = px(gutter);
    request.width = m_options.size.width();
    request.rightMargin = px(56);
    const auto build = [&](double larger) {
        request.rows.metrics = {};
        request.rows.metrics.scale = m_scale * larger;
        request.rows.metrics.panelPadding = 8;
        m_layout = TimelineLayout(m_scale * larger);
        m_layout.build(request);
        return m_layout.height() <= request.rows.height;
    };
    const auto isDense = [](const PanelPlan& panel) { return panel.density > Density::Normal; };
    const auto isFolded = [&](const LaneLayout& lane) {
        return lane.row.kind == Row::Kind::Folded && m_comparison.runs[lane.run].mode != Mode::Sync;
    };
    const auto largest = [&](std::initializer_list<double> sizes, bool mayBeDense, bool mayFold) {
        return std::ranges::any_of(sizes, [&](double larger) {
            return build(larger) && (mayBeDense || std::ranges::none_of(m_layout.panels(), isDense)) &&
                   (mayFold || std::ranges::none_of(m_layout.lanes(), isFolded));
        });
    };
    if (!largest({1.6, 1.4, 1.25, 1.1, 1.0}, false, false) && !largest({1.25, 1.1, 1.0, 0.9, 0.8}, true, false))
        largest({1.0, 0.85, 0.7, 0.6, 0.5}, true, true);
    m_ticks = ticksFor(m_layout.scale(), {120 * m_scale, 60 * m_scale, 14 * m_scale});
}

std::vector<State> FigurePainter::statesShown() const {
    std::array<bool, StateCount> shown{};
    for (const LaneLayout& lane : m_layout.lanes()) {
        for (const SliceBox& box : lane.boxes.boxes)
            shown[static_cast<std::size_t>(box.state)] = true;
        for (const Column& column : lane.boxes.columns) {
            for (const State state : stackOrder)
                shown[static_cast<std::size_t>(state)] |= column.shares[static_cast<std::size_t>(state)] > 0;
        }
        if (lane.boxes.end)
            shown[static_cast<std::size_t>(lane.boxes.end->state)] = true;
    }
    std::vector<State> states;
    for (const State state :
         {State::Running, State::Ready, State::Waiting, State::Blocked, State::Done, State::Failed, State::Cancelled}) {
        if (shown[static_cast<std::size_t>(state)])
            states.push_back(state);
    }
    return states;
}

int FigurePainter::paintLegend(QPainter& painter, int top) const {
    const QFont textFont = font(15);
    const QFont letterFont = font(12, QFont::Bold);
    const QFontMetricsF metrics(textFont);
    const QFontMetricsF letterMetrics(letterFont);
    int x = left();
    const QRect row(0, top + px(10), 0, px(18));
    for (const State state : statesShown()) {
        const StateLook& look = m_theme.look(state);
        const bool isMark = state == State::Done;
        const QRect sample(isMark ? x - px(4) : x, row.top(), isMark ? px(14) : px(40), row.height());
        drawSliceSample(painter, m_theme, state, sample, m_medium);
        if (!isMark && state != State::Waiting) {
            const QString letter(look.letter);
            const double width = letterMetrics.horizontalAdvance(letter);
            const double at = sample.left() + (sample.width() - width) / 2;
            if (state != State::Running)
                painter.fillRect(QRectF(at - px(3), sample.top() + px(3), width + px(6), sample.height() - px(6)),
                                 look.tint);
            painter.setFont(letterFont);
            painter.setPen(state == State::Running ? m_theme.onRunning : look.letterColor);
            painter.drawText(QPointF(at, sample.top() + (sample.height() + letterMetrics.capHeight()) / 2), letter);
        }
        x = (isMark ? x + px(18) : sample.right()) + px(9);
        painter.setFont(textFont);
        painter.setPen(m_theme.text);
        const QString name = stateName(state);
        painter.drawText(QPointF(x, row.top() + (row.height() + metrics.capHeight()) / 2), name);
        x += static_cast<int>(std::ceil(metrics.horizontalAdvance(name))) + px(30);
    }
    paintResourceLegend(painter, x, row);
    return row.bottom();
}

void FigurePainter::paintResourceLegend(QPainter& painter, int x, const QRect& row) const {
    const auto occurs = [&](auto part) {
        return std::ranges::any_of(m_layout.lanes(), [&](const LaneLayout& lane) { return !(lane.resource.*part).empty(); });
    };
    const QFontMetricsF metrics(font(15));
    const auto add = [&](const QString& text, auto paintSample) {
        const QRect sample(x, row.top(), px(40), row.height());
        if (sample.right() + px(9) + metrics.horizontalAdvance(text) > right())
            return;
        painter.save();
        paintSample(sample);
        painter.restore();
        painter.setFont(font(15));
        painter.setPen(m_theme.text);
        painter.drawText(QPointF(sample.right() + px(9), row.top() + (row.height() + metrics.capHeight()) / 2), text);
        x = sample.right() + px(39) + static_cast<int>(std::ceil(metrics.horizontalAdvance(text)));
    };
    const ResourcePainter resources{m_theme, m_medium, m_scale};
    LaneLayout lane;
    if (occurs(&ResourceBoxes::holds))
        add(FigureText::tr("Held"), [&](const QRect& sample) {
            lane.resource.holds = {{.rect = sample, .startsHere = true}};
            resources.paintTrack(painter, lane);
        });
    if (std::ranges::any_of(m_layout.lanes(), [](const LaneLayout& each) { return !each.resource.level.isEmpty(); }))
        add(FigureText::tr("How many"), [&](const QRect& sample) {
            lane.resource.clear();
            lane.resource.track = sample;
            const int middle = sample.center().x();
            lane.resource.level << QPoint(sample.left(), sample.bottom() - px(4)) << QPoint(middle, sample.bottom() - px(4))
                                << QPoint(middle, sample.top()) << QPoint(sample.right(), sample.top());
            resources.paintTrack(painter, lane);
        });
    if (occurs(&ResourceBoxes::items))
        add(FigureText::tr("Item: put → get"), [&](const QRect& sample) {
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(QPen(m_theme.text2, 1.1 * m_scale));
            painter.drawLine(sample.topLeft() + QPoint(0, px(3)), sample.bottomRight() - QPoint(0, px(3)));
        });
}

void FigurePainter::paintPanels(QPainter& painter) {
    m_painter.setStyle(m_theme, m_medium, m_scale);
    painter.save();
    painter.translate(0, m_lanesTop);
    m_painter.paintBackground(painter, m_layout, m_ticks);
    m_painter.paintSlices(painter, m_layout);
    paintNames(painter);
    m_painter.paintNumbers(painter, m_layout, 0);
    for (const PanelPlan& panel : m_layout.panels())
        paintHeader(painter, panel);
    painter.restore();
}

void FigurePainter::paintHeader(QPainter& painter, const PanelPlan& panel) const {
    const ModeRun& run = m_comparison.runs[panel.run];
    const QFont nameFont = font(17, QFont::DemiBold);
    const QFont lineFont = font(14);
    const QFontMetricsF nameMetrics(nameFont);
    const QFontMetricsF lineMetrics(lineFont);
    const double baseline = panel.top + (panel.headerHeight + nameMetrics.capHeight()) / 2 + px(2);
    const QString name = runName(run);
    painter.setFont(nameFont);
    painter.setPen(m_theme.text);
    painter.drawText(QPointF(left(), baseline), name);

    QString result = makespanText(run.metrics.makespan);
    if (run.trace->outcome() > Outcome::Completed)
        result = FigureText::tr("%1 at %2")
                     .arg(outcomeText(run.trace->outcome()), makespanText(run.trace->end().time_since_epoch()));
    const QFont resultFont = font(18, QFont::DemiBold);
    const double resultLeft = right() - QFontMetricsF(resultFont).horizontalAdvance(result);
    painter.setFont(resultFont);
    painter.drawText(QPointF(resultLeft, baseline), result);

    painter.setFont(lineFont);
    painter.setPen(m_theme.text3);
    const QString busy = FigureText::tr("%1 busy").arg(shareText(run.metrics.utilization));
    const double busyLeft = resultLeft - px(18) - lineMetrics.horizontalAdvance(busy);
    const double lineLeft = std::max<double>(px(gutter), left() + nameMetrics.horizontalAdvance(name) + px(14));
    const QString line = modeLine(m_comparison.scenario, run);
    if (busyLeft > lineLeft)
        painter.drawText(QPointF(busyLeft, baseline), busy);
    if (lineLeft + lineMetrics.horizontalAdvance(line) < busyLeft - px(12))
        painter.drawText(QPointF(lineLeft, baseline), line);
}

void FigurePainter::paintNames(QPainter& painter) const {
    const int nameRight = px(gutter) - px(14);
    for (const LaneLayout& lane : m_layout.lanes()) {
        const bool isWorker = lane.row.kind == Row::Kind::Worker;
        if (!m_painter.hasName(lane)) {
            if (!lane.row.group.isEmpty() && !lane.row.number.isEmpty()) {
                painter.setFont(font(14, QFont::Medium));
                painter.setPen(m_theme.text);
                painter.drawText(QPointF(left(), lane.rect.top() + px(12)), lane.row.group);
            }
            continue;
        }
        const bool isLow = lane.rect.height() < px(24);
        const QFont nameFont = font(isLow ? 13 : 15.5, isWorker ? QFont::DemiBold : QFont::Medium);
        const QFontMetricsF metrics(nameFont);
        QString name = lane.row.name;
        if (metrics.horizontalAdvance(name) > nameRight - px(8))
            name = lane.row.number.isEmpty() ? metrics.elidedText(name, Qt::ElideMiddle, nameRight - px(8))
                                             : lane.row.number;
        painter.setFont(nameFont);
        painter.setPen(m_theme.text);
        painter.drawText(QPointF(nameRight - metrics.horizontalAdvance(name),
                                 lane.rect.top() + (lane.rect.height() + metrics.capHeight()) / 2),
                         name);
    }
}

void FigurePainter::paintRuler(QPainter& painter, int top) const {
    const TimeScale& scale = m_layout.scale();
    const QFont labelFont = font(14);
    const QFontMetricsF metrics(labelFont);
    const int axisRight = static_cast<int>(scale.right());
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(m_theme.text, 1));
    painter.drawLine(static_cast<int>(scale.left()), top, axisRight, top);
    painter.setFont(labelFont);
    double free = 0;
    for (const Tick& tick : m_ticks) {
        const int x = scale.pixel(tick.time);
        const bool isMajor = tick.kind == Tick::Kind::Major;
        painter.setPen(QPen(m_theme.text, 1));
        painter.drawLine(x, top, x, top + (isMajor ? px(7) : px(4)));
        const double width = metrics.horizontalAdvance(tick.label);
        const double labelLeft = std::clamp(x - width / 2, 0.0, m_options.size.width() - width - px(4));
        if (tick.label.isEmpty() || labelLeft < free)
            continue;
        painter.setPen(isMajor ? m_theme.text : m_theme.text3);
        painter.drawText(QPointF(labelLeft, top + px(24)), tick.label);
        free = labelLeft + width + px(8);
    }
    paintScaleBar(painter, top + px(34));
}

void FigurePainter::paintScaleBar(QPainter& painter, int top) const {
    const TimeScale& scale = m_layout.scale();
    const Duration length = stepFor(scale, 70 * m_scale);
    const int barRight = static_cast<int>(scale.right());
    const QFont labelFont = font(13);
    const QFontMetricsF metrics(labelFont);
    const QString text = shortSpan(length);
    const double textLeft = barRight - metrics.horizontalAdvance(text);
    const int lineRight = static_cast<int>(textLeft) - px(8);
    const int lineLeft = lineRight - static_cast<int>(std::lround(scale.width(length)));
    painter.setPen(QPen(m_theme.text, 1));
    painter.drawLine(lineLeft, top + px(6), lineRight, top + px(6));
    painter.drawLine(lineLeft, top + px(2), lineLeft, top + px(10));
    painter.drawLine(lineRight, top + px(2), lineRight, top + px(10));
    painter.setFont(labelFont);
    painter.drawText(QPointF(textLeft, top + px(6) + metrics.capHeight() / 2), text);
    const QString caption = FigureText::tr("time since start");
    const QFontMetricsF captionMetrics(labelFont);
    const double captionLeft = lineLeft - px(16) - captionMetrics.horizontalAdvance(caption);
    if (captionLeft < scale.left())
        return;
    painter.setPen(m_theme.text3);
    painter.drawText(QPointF(captionLeft, top + px(6) + metrics.capHeight() / 2), caption);
}

} // namespace simul
