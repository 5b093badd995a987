#include "ui/figures/figure_painter.h"

#include "ui/figures/figure_axis.h"
#include "ui/figures/figure_letters.h"
#include "ui/figures/moment_line.h"
#include "ui/timeline/mark_band.h"
#include "ui/timeline/mode_text.h"
#include "ui/timeline/time_text.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace simul {

namespace {

constexpr int gutter = 190;
constexpr int toLegend = 10; ///< from the title
constexpr int toLanes = 36;  ///< from the top of the legend's last row

struct FigureText {
    Q_DECLARE_TR_FUNCTIONS(Figure)
};

std::vector<FigureLetter> byTime(std::vector<FigureLetter> letters) {
    std::ranges::stable_sort(letters, {}, &FigureLetter::time);
    return letters;
}

Marks inRange(Marks marks, TimeRange range) {
    std::erase_if(marks, [range](const Mark& mark) { return mark.time.end < range.begin || mark.time.begin > range.end; });
    return marks;
}

} // namespace

FigurePainter::FigurePainter(const Comparison& comparison, const FigureOptions& options, Medium medium)
    : m_comparison(comparison), m_options(options), m_medium(medium), m_frame(options.size, options.theme),
      m_theme(m_frame.theme()), m_range(shownRange(comparison, options.range)),
      m_lanes(options.lanes), m_runLanes(figureLanes(comparison, options.arrangement, m_lanes)),
      m_letters(byTime(options.letters)), m_marks(inRange(options.marks, m_range)) {}

void FigurePainter::paint(QPainter& painter) {
    painter.setRenderHint(QPainter::TextAntialiasing);
    m_frame.paintBackground(painter);
    const QString title = m_options.title.isEmpty() ? defaultTitle(m_comparison) : m_options.title;
    layOut(title);
    const int titleBottom = m_frame.paintTitle(painter, title, m_options.subtitle);
    legend().paint(painter, titleBottom + px(toLegend), m_legendRows);
    paintPanels(painter);
    FigureAxis{m_frame, m_layout.scale(), m_ticks}.paint(painter, axisTop());
    QString letters;
    for (const FigureLetter& letter : m_letters)
        letters += letter.letter;
    m_frame.paintCaption(painter, axisTop() + FigureAxis::height(m_frame), m_options.caption, letters);
    if (!m_options.footer.isEmpty())
        m_frame.paintFooter(painter, m_options.footer);
}

/// A figure has no scroll bar: what does not fit is folded, then everything gets smaller, and at last it is cut at the bottom.
void FigurePainter::layOut(const QString& title) {
    for (const double part : {1.0, 0.85, 0.7, 0.6, 0.5}) {
        m_frame = FigureFrame(m_options.size, m_options.theme, part);
        if (layOutBelow(m_frame.titleHeight(title, m_options.subtitle)))
            return;
    }
}

/// How high the legend is depends on what occurs in the lanes, and how many of those there are on the room that it leaves.
bool FigurePainter::layOutBelow(int titleBottom) {
    constexpr int mostTries = 3;
    const int height = m_frame.size().height();
    const int bottom = height - m_frame.bottomHeight(m_options.caption, m_options.footer) - FigureAxis::height(m_frame);
    const int mostRows = std::max(1, height / 6 / FigureLegend::pitch(m_frame));
    bool fits = false;
    m_legendRows = 1;
    for (int tries = 0; tries < mostTries; ++tries) {
        m_lanesTop = titleBottom + px(toLegend + toLanes) + (m_legendRows - 1) * FigureLegend::pitch(m_frame) +
                     FigureLetters::heightOf(m_frame, m_letters) + MarkBand::heightFor(m_marks.size(), markScale());
        fits = layoutLanes(bottom - m_lanesTop);
        const int needed = std::min(legend().rows(), mostRows);
        if (needed <= m_legendRows)
            break;
        m_legendRows = needed;
    }
    return fits;
}

/// As large as fits, but rather all lanes than large ones. False if they do not fit even folded and small.
bool FigurePainter::layoutLanes(int height) {
    const auto isDense = [](const PanelPlan& panel) { return !panel.collapsed && panel.density > Density::Normal; };
    const auto folds = [&](const PanelPlan& panel) {
        return panel.foldsForRoom && m_comparison.runs[panel.run].mode != Mode::Sync;
    };
    const auto largest = [&](std::initializer_list<double> sizes, bool mayBeDense, bool mayFold) {
        return std::ranges::any_of(sizes, [&](double larger) {
            return buildLayout(larger, height) && (mayBeDense || std::ranges::none_of(m_layout.panels(), isDense)) &&
                   (mayFold || std::ranges::none_of(m_layout.panels(), folds));
        });
    };
    const bool fits = largest({1.6, 1.4, 1.25, 1.1, 1.0}, false, false) || largest({1.25, 1.1, 1.0, 0.9, 0.8}, true, false) ||
                      largest({1.0, 0.85, 0.7}, true, true);
    m_ticks = ticksFor(m_layout.scale(), {120 * m_frame.scale(), 60 * m_frame.scale(), 14 * m_frame.scale()});
    return fits;
}

/// True if it fits into the height. Panels' headers keep the room for their words.
bool FigurePainter::buildLayout(double larger, int height) {
    constexpr double leastHeader = 30;
    LayoutRequest request;
    request.rows.comparison = &m_comparison;
    request.rows.lanes = m_runLanes;
    request.rows.range = m_range;
    request.rows.height = height;
    RowMetrics& metrics = request.rows.metrics;
    metrics.scale = m_frame.scale() * larger;
    metrics.panelPadding = 8;
    metrics.header = std::max(metrics.header, static_cast<int>(std::lround(leastHeader / larger)));
    request.colourBy = m_options.colourBy;
    request.gutter = px(gutter);
    request.width = m_frame.size().width();
    request.rightMargin = px(56);
    m_layout = TimelineLayout(metrics.scale);
    if (m_lanes.isEverything()) {
        m_layout.build(request);
        return m_layout.height() <= height;
    }
    std::vector<PanelPlan> plan;
    for (const Density density : {Density::Roomy, Density::Normal, Density::Compact, Density::Micro}) {
        plan = planChosenRows(request.rows, m_lanes, density);
        if (plan.empty() || plan.back().bottom <= height)
            break;
    }
    m_layout.build(request, std::move(plan));
    return m_layout.height() <= height;
}

Arrows FigurePainter::allArrows() const {
    return m_options.hasArrows ? Overlay{m_theme, m_frame.scale(), m_layout, m_comparison}.allArrows() : Arrows(m_frame.scale(), 1);
}

FigureLegend FigurePainter::legend() const {
    const Arrows arrows = allArrows();
    const QString meaning = arrows.isEmpty()    ? QString()
                            : arrows.takeTime() ? FigureText::tr("Leads to")
                                                : FigureText::tr("Wakes, or takes up");
    return {m_frame, m_layout, m_medium, m_options.colourBy, meaning};
}

PlayheadWay FigurePainter::playheadWay() const {
    PlayheadWay way{.animation = m_options.animation,
                    .theme = m_options.theme,
                    .uiScale = m_frame.scale(),
                    .scale = m_layout.scale(),
                    .end = m_comparison.end(),
                    .bands = {},
                    .axisTop = axisTop()};
    for (const PanelPlan& panel : m_layout.panels())
        way.bands.emplace_back(m_lanesTop + panel.top + panel.headerHeight, m_lanesTop + panel.bottom);
    return way;
}

void FigurePainter::paintPanels(QPainter& painter) {
    m_painter.setStyle(m_theme, m_medium, m_frame.scale());
    painter.save();
    painter.translate(0, m_lanesTop);
    m_painter.paintBackground(painter, m_layout, m_ticks);
    m_painter.paintBodies(painter, m_layout);
    const Arrows arrows = allArrows(); // words stay readable, and one sees where an arrow leads
    arrows.paintShafts(painter, m_theme.text3, m_medium);
    m_painter.paintWords(painter, m_layout);
    arrows.paintHeads(painter, m_theme.text3, m_medium);
    paintNames(painter);
    m_painter.paintNumbers(painter, m_layout, 0);
    for (const PanelPlan& panel : m_layout.panels())
        paintHeader(painter, panel);
    paintMarks(painter);
    FigureLetters{m_frame, m_layout, m_letters}.paint(painter);
    painter.restore();
}

/// Their flags stand above the letters.
void FigurePainter::paintMarks(QPainter& painter) {
    const int height = MarkBand::heightFor(m_marks.size(), markScale());
    const int top = -FigureLetters::heightOf(m_frame, m_letters) - height;
    if (height == 0)
        return;
    const int textInset = static_cast<int>(std::lround(12 * markScale())); // the band's own
    const QRect rect(left() - textInset, top, m_frame.size().width() - left() + textInset, height);
    MarkBand{m_theme, markScale(), m_layout.scale(), rect, m_marks}.paint(painter, {});
    QPen dashes(m_theme.text2, std::max(1, px(1)), Qt::CustomDashLine, Qt::FlatCap);
    dashes.setDashPattern({3, 3});
    const MomentLine line{m_layout, m_theme, dashes, 4 * m_frame.scale()};
    const auto paintLine = [&](TraceTime time) {
        if (time < m_range.begin || time > m_range.end)
            return;
        const int x = m_layout.scale().pixel(time);
        painter.setPen(dashes);
        painter.drawLine(QPointF(x, top + height), QPointF(x, 0)); // past the letters
        line.paint(painter, x);
    };
    for (const Mark& mark : m_marks) {
        paintLine(mark.time.begin);
        if (!mark.isMoment())
            paintLine(mark.time.end);
    }
}

void FigurePainter::paintHeader(QPainter& painter, const PanelPlan& panel) const {
    const ModeRun& run = m_comparison.runs[panel.run];
    const QFont nameFont = font(17, QFont::DemiBold);
    const QFont lineFont = font(14);
    const QFontMetricsF nameMetrics(nameFont);
    const QFontMetricsF lineMetrics(lineFont);
    const double baseline = panel.top + (panel.headerHeight + nameMetrics.capHeight()) / 2 + px(2);
    QString result = makespanText(run.metrics.makespan);
    if (run.trace->outcome() > Outcome::Completed)
        result = FigureText::tr("%1 at %2")
                     .arg(outcomeText(run.trace->outcome()), makespanText(run.trace->end().time_since_epoch()));
    const QFont resultFont = font(18, QFont::DemiBold);
    const double resultLeft = right() - QFontMetricsF(resultFont).horizontalAdvance(result);
    const QString name = nameMetrics.elidedText(runName(run), Qt::ElideMiddle, resultLeft - px(18) - left());
    painter.setPen(m_theme.text);
    painter.setFont(nameFont);
    painter.drawText(QPointF(left(), baseline), name);
    painter.setFont(resultFont);
    painter.drawText(QPointF(resultLeft, baseline), result);

    painter.setFont(lineFont);
    painter.setPen(m_theme.text3);
    const QString busy = busyText(run);
    const double busyLeft = busy.isEmpty() ? resultLeft : resultLeft - px(18) - lineMetrics.horizontalAdvance(busy);
    const double lineLeft = std::max<double>(px(gutter), left() + nameMetrics.horizontalAdvance(name) + px(14));
    const QString line = modeLine(m_comparison.scenario, run);
    if (!busy.isEmpty() && busyLeft > lineLeft)
        painter.drawText(QPointF(busyLeft, baseline), busy);
    if (lineLeft + lineMetrics.horizontalAdvance(line) < busyLeft - px(12))
        painter.drawText(QPointF(lineLeft, baseline), line);
}

void FigurePainter::paintNames(QPainter& painter) const {
    const int nameRight = px(gutter) - px(14);
    const double room = nameRight - px(8);
    const auto fontOf = [&](const LaneLayout& lane) {
        return font(lane.rect.height() < px(24) ? 13 : 15.5,
                    lane.row.kind == Row::Kind::Worker ? QFont::DemiBold : QFont::Medium);
    };
    NameCutter names;
    for (const LaneLayout& lane : m_layout.lanes()) {
        if (m_painter.hasName(lane))
            names.add(lane.row.name, lane.row.number, QFontMetricsF(fontOf(lane)), room);
    }
    for (const LaneLayout& lane : m_layout.lanes()) {
        if (!m_painter.hasName(lane)) {
            if (!lane.row.group.isEmpty() && !lane.row.number.isEmpty()) {
                painter.setFont(font(14, QFont::Medium));
                painter.setPen(m_theme.text);
                painter.drawText(QPointF(left(), lane.rect.top() + px(12)), lane.row.group);
            }
            continue;
        }
        const QFont nameFont = fontOf(lane);
        const QFontMetricsF metrics(nameFont);
        const QString name = names.cut(lane.row.name, lane.row.number, metrics, room);
        painter.setFont(nameFont);
        painter.setPen(m_theme.text);
        painter.drawText(QPointF(nameRight - metrics.horizontalAdvance(name),
                                 lane.rect.top() + (lane.rect.height() + metrics.capHeight()) / 2),
                         name);
    }
}

} // namespace simul
