#include "ui/panels/difference_strip.h"

#include "engine/analysis/for_ever.h"
#include "ui/appearance.h"
#include "ui/timeline/mark_band.h"
#include "ui/timeline/time_text.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace simul {

namespace {

constexpr double gutter = 116; ///< as wide as the timeline's
constexpr double rightMargin = 4;
constexpr double barHeight = 26;

constexpr std::array shownStates = {State::Running, State::Ready, State::Waiting, State::Blocked};

} // namespace

DifferenceStrip::DifferenceStrip(Appearance& appearance, ViewState& view, QWidget* parent)
    : QWidget(parent), m_appearance(appearance), m_view(view), m_job([this](Sums sums) {
          m_sums = std::move(sums);
          m_isStale = true;
          update();
          emit renewed();
      }) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&view, &ViewState::rangeChanged, this, &DifferenceStrip::renew);
    connect(&view, &ViewState::playheadChanged, this, qOverload<>(&QWidget::update));
    connect(&view, &ViewState::measuredChanged, this, qOverload<>(&QWidget::update));
    appearance.follow(this, [this](const Look&) {
        m_isStale = true;
        updateGeometry();
        update();
    });
}

void DifferenceStrip::setRuns(ComparedRuns runs, const QStringList& names) {
    m_runs = std::move(runs);
    m_names = names;
    m_sums = {};
    setAccessibleName(tr("Where %1 and %2 differ").arg(names.value(0), names.value(1)));
    renew();
}

QSize DifferenceStrip::sizeHint() const {
    return {m_appearance.look().px(400), m_appearance.look().px(2 * barHeight + 14)};
}

TimeScale DifferenceStrip::scale() const {
    const Look& look = m_appearance.look();
    return TimeScale::anchored(m_view.range(), look.px(gutter), std::max(0, width() - look.px(gutter) - look.px(rightMargin)));
}

QRect DifferenceStrip::bar(int run) const {
    const Look& look = m_appearance.look();
    const int height = look.px(barHeight);
    return QRect(look.px(gutter), look.px(4) + run * (height + look.px(6)),
                 std::max(0, width() - look.px(gutter) - look.px(rightMargin)), height);
}

void DifferenceStrip::renew() {
    update();
    const TimeScale axis = scale();
    const auto count = static_cast<std::size_t>(axis.right() - axis.left());
    if (!m_runs.difference || m_runs.difference->tasks.empty() || count == 0) {
        m_job.cancel();
        m_sums = {};
        emit renewed();
        return;
    }
    m_job.start([runs = m_runs, axis, count](const std::stop_token& stop) {
        std::vector<TraceTime> edges;
        for (std::size_t i = 0; i <= count; ++i)
            edges.push_back(axis.time(axis.left() + static_cast<double>(i)));
        DifferenceSums sums;
        sums.start(edges);
        for (const TaskPair& pair : runs.difference->matches.pairs) {
            if (stop.stop_requested())
                break;
            const Lane& a = runs.a->lane(pair.a);
            const Lane& b = runs.b->lane(pair.b);
            sums.add(a, drawnEnd(*runs.a, a), b, drawnEnd(*runs.b, b));
        }
        return Sums{axis.range(), {sums.intervals().begin(), sums.intervals().end()}};
    });
}

/// Shares of all tasks that are in both runs.
std::vector<Column> DifferenceStrip::columns(int run) const {
    const double all = static_cast<double>(m_sums.range.span().count()) / static_cast<double>(m_sums.intervals.size()) *
                       static_cast<double>(m_runs.difference->tasks.size());
    std::vector<Column> columns;
    for (std::size_t i = 0; i < m_sums.intervals.size(); ++i) {
        const IntervalSums::Sums& sums = run == 0 ? m_sums.intervals[i].a : m_sums.intervals[i].b;
        Column column{.x = static_cast<int>(i)};
        for (const State state : shownStates) {
            const double share = std::clamp(sums[StateShares::placeOf(state)] / all, 0.0, 1.0) * Column::whole;
            column.shares[static_cast<std::size_t>(state)] =
                static_cast<std::uint16_t>(share > 0 && share < 1 ? 1 : share + 0.5); // what occurs at all must not vanish
        }
        if (!columns.empty() && columns.back().shares == column.shares)
            ++columns.back().width;
        else
            columns.push_back(column);
    }
    return columns;
}

void DifferenceStrip::paintBars() {
    const Theme& theme = m_appearance.theme();
    const auto wide = static_cast<int>(m_sums.intervals.size());
    m_picture = QImage(QSize(wide, height()) * devicePixelRatioF(), QImage::Format_RGB32);
    m_picture.setDevicePixelRatio(devicePixelRatioF());
    m_picture.fill(theme.panel);
    QPainter painter(&m_picture);
    for (const int run : {0, 1}) {
        const QRect rect(0, bar(run).top(), wide, bar(run).height());
        painter.fillRect(rect, theme.lane);
        const std::vector<Column> parts = columns(run);
        m_painter.setStyle(theme, Medium::Raster, theme.look(State::Waiting).ink);
        m_painter.paint(painter, parts, rect);
        m_painter.finish(painter);
    }
}

void DifferenceStrip::paintEvent(QPaintEvent*) {
    const Look& look = m_appearance.look();
    const Theme& theme = look.theme();
    QPainter painter(this);
    painter.fillRect(rect(), theme.panel);
    const TimeScale axis = scale();
    if (!m_sums.intervals.empty()) {
        if (std::exchange(m_isStale, false) || m_picture.isNull())
            paintBars();
        const double left = axis.x(m_sums.range.begin);
        painter.setClipRect(QRectF(axis.left(), 0, axis.right() - axis.left(), height()));
        painter.drawImage(QRectF(left, 0, axis.x(m_sums.range.end) - left, height()), m_picture);
        painter.setClipping(false);
    }
    painter.setFont(look.font(11));
    painter.setPen(theme.text2);
    for (const int run : {0, 1}) {
        const QRect place(look.px(12), bar(run).top(), look.px(gutter - 16), bar(run).height());
        painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextWordWrap, m_names.value(run));
        painter.fillRect(QRect(bar(run).left(), bar(run).bottom(), bar(run).width(), 1), theme.lineStrong);
    }
    if (m_view.measured())
        MeasureOverlay{theme, look.scale, axis, *m_view.measured()}.paintVeil(painter, 0, height());
    const int x = axis.pixel(m_view.playhead());
    if (x >= static_cast<int>(axis.left()) && x <= static_cast<int>(axis.right()))
        painter.fillRect(QRect(x, 0, 1, height()), theme.playhead);
}

void DifferenceStrip::resizeEvent(QResizeEvent*) {
    renew();
}

void DifferenceStrip::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && event->position().x() >= scale().left())
        m_view.setPlayhead(scale().time(event->position().x()));
}

void DifferenceStrip::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() & Qt::LeftButton)
        m_view.setPlayhead(scale().time(event->position().x()));
}

QString DifferenceStrip::sideText(const IntervalSums::Sums& sums, double whole) const {
    QStringList parts;
    double rest = 0;
    for (const double each : sums)
        rest += each;
    for (const State state : shownStates) {
        const double time = sums[StateShares::placeOf(state)];
        rest -= time;
        if (time > 0)
            parts << tr("%1 %2").arg(stateName(state).toLower()).arg(QString::number(time / whole, 'g', 3));
    }
    if (rest > whole / 1000)
        parts << tr("not there %1").arg(QString::number(rest / whole, 'g', 3));
    return parts.join(QStringLiteral(", "));
}

QStringList DifferenceStrip::linesAt(TraceTime time) const {
    if (m_sums.intervals.empty() || !m_sums.range.contains(time))
        return {};
    const double part = toSeconds(time - m_sums.range.begin) / toSeconds(m_sums.range.span());
    const auto index = std::min(static_cast<std::size_t>(part * static_cast<double>(m_sums.intervals.size())),
                                m_sums.intervals.size() - 1);
    const double whole =
        static_cast<double>(m_sums.range.span().count()) / static_cast<double>(m_sums.intervals.size());
    const DifferenceSums::Interval& here = m_sums.intervals[index];
    double differing = 0;
    for (const double each : here.a)
        differing += each;
    const QString moment = momentText(time, m_view.end().time_since_epoch());
    if (differing <= whole / 1000)
        return {tr("%1: both do the same").arg(moment)};
    return {tr("%1: %2 of %3 tasks differ")
                .arg(moment, QString::number(differing / whole, 'g', 3))
                .arg(m_runs.difference->tasks.size()),
            QStringLiteral("%1: %2").arg(m_names.value(0), sideText(here.a, whole)),
            QStringLiteral("%1: %2").arg(m_names.value(1), sideText(here.b, whole))};
}

bool DifferenceStrip::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QStringList lines = help->pos().x() >= scale().left() ? linesAt(scale().time(help->pos().x())) : QStringList();
    if (lines.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), lines.join(u'\n'), this);
    return true;
}

} // namespace simul
