#include "ui/figures/figure_legend.h"

#include "ui/timeline/arrows.h"
#include "ui/timeline/resource_painting.h"
#include "ui/timeline/stacking.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace simul {

namespace {

constexpr double textPixels = 15;
constexpr double sampleWidth = 40;
constexpr double sampleHeight = 18;
constexpr double markWidth = 18; ///< of an end mark, which is no slice

struct FigureText {
    Q_DECLARE_TR_FUNCTIONS(Figure)
};

std::vector<State> statesOf(const TimelineLayout& layout) {
    std::array<bool, StateCount> shown{};
    for (const LaneLayout& lane : layout.lanes()) {
        for (const SliceBox& box : lane.boxes.boxes)
            shown[static_cast<std::size_t>(box.state)] |= !box.isPoll;
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

} // namespace

FigureLegend::FigureLegend(const FigureFrame& frame, const TimelineLayout& layout, Medium medium, ColourBy colourBy,
                           const QString& arrows)
    : m_frame(frame), m_medium(medium),
      m_looks(colourBy == ColourBy::Task ? themeFor(frame.theme().kind, sharedPalette) : frame.theme()) {
    addStates(layout);
    if (colourBy == ColourBy::Task)
        addTaskColours();
    addLooks(layout);
    addResources(layout);
    addRing(layout);
    if (!arrows.isEmpty())
        addArrows(arrows);
}

void FigureLegend::addStates(const TimelineLayout& layout) {
    for (const State state : statesOf(layout)) {
        m_entries.push_back({m_frame.px(state == State::Done ? markWidth : sampleWidth), stateName(state),
                             [this, state](QPainter& painter, const QRect& sample) { paintState(painter, state, sample); }});
    }
}

void FigureLegend::paintState(QPainter& painter, State state, const QRect& sample) const {
    const Theme& theme = m_looks;
    const StateLook& look = theme.look(state);
    const int beside = m_frame.px(4);
    drawSliceSample(painter, theme, state, state == State::Done ? sample.adjusted(-beside, 0, -2 * beside, 0) : sample, m_medium);
    if (state == State::Done || state == State::Waiting)
        return;
    const QFont letterFont = m_frame.font(12, QFont::Bold);
    const QFontMetricsF metrics(letterFont);
    const QString letter(look.letter);
    const double width = metrics.horizontalAdvance(letter);
    const double at = sample.left() + (sample.width() - width) / 2;
    const int around = m_frame.px(3);
    if (state != State::Running)
        painter.fillRect(QRectF(at - around, sample.top() + around, width + 2 * around, sample.height() - 2 * around),
                         look.tint);
    painter.setFont(letterFont);
    painter.setPen(state == State::Running ? theme.onRunning : look.letterColor);
    painter.drawText(QPointF(at, sample.top() + (sample.height() + metrics.capHeight()) / 2), letter);
}

/// That each task has one, and that they come again.
void FigureLegend::addTaskColours() {
    const int each = m_frame.px(sampleWidth / taskPalettes * 2);
    m_entries.push_back({each * static_cast<int>(taskPalettes), FigureText::tr("A colour a task"),
                         [this, each](QPainter& painter, const QRect& sample) {
                             for (std::size_t index = 0; index < taskPalettes; ++index) {
                                 const Theme& own = themeFor(m_frame.theme().kind, static_cast<Palette>(2 + index));
                                 painter.fillRect(QRect(sample.left() + each * static_cast<int>(index), sample.top(),
                                                        each - m_frame.px(1), sample.height()),
                                                  own.look(State::Running).ink);
                             }
                         }});
}

void FigureLegend::addLooks(const TimelineLayout& layout) {
    const auto looks = [](const LaneLayout& lane) { return std::ranges::any_of(lane.boxes.boxes, &SliceBox::isPoll); };
    if (std::ranges::none_of(layout.lanes(), looks))
        return;
    m_entries.push_back({m_frame.px(sampleWidth), FigureText::tr("Looks whether something has ended"),
                         [this](QPainter& painter, const QRect& sample) {
                             const StateLook& look = m_looks.look(State::Running);
                             painter.setPen(QPen(look.ink, 1));
                             painter.setBrush(look.tint);
                             painter.drawRect(QRectF(sample).adjusted(0.5, 0.5, -0.5, -0.5));
                         }});
}

void FigureLegend::addResources(const TimelineLayout& layout) {
    const auto occurs = [&](auto part) {
        return std::ranges::any_of(layout.lanes(), [&](const LaneLayout& lane) { return !(lane.resource.*part).empty(); });
    };
    const auto add = [&](const QString& text, auto paintSample) {
        m_entries.push_back({m_frame.px(sampleWidth), text, paintSample});
    };
    const ResourcePainter resources{m_frame.theme(), m_medium, m_frame.scale()};
    if (occurs(&ResourceBoxes::holds))
        add(FigureText::tr("Held"), [resources](QPainter& painter, const QRect& sample) {
            LaneLayout lane;
            lane.resource.holds = {{.rect = sample, .startsHere = true}};
            resources.paintTrack(painter, lane);
        });
    if (std::ranges::any_of(layout.lanes(), [](const LaneLayout& lane) { return !lane.resource.level.isEmpty(); }))
        add(FigureText::tr("How many"), [resources, low = m_frame.px(4)](QPainter& painter, const QRect& sample) {
            LaneLayout lane;
            lane.resource.track = sample;
            const int middle = sample.center().x();
            lane.resource.level << QPoint(sample.left(), sample.bottom() - low) << QPoint(middle, sample.bottom() - low)
                                << QPoint(middle, sample.top()) << QPoint(sample.right(), sample.top());
            resources.paintTrack(painter, lane);
        });
    if (occurs(&ResourceBoxes::items))
        add(FigureText::tr("Item: put → get"), [this](QPainter& painter, const QRect& sample) {
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(QPen(m_frame.theme().text2, 1.1 * m_frame.scale()));
            painter.drawLine(sample.topLeft() + QPoint(0, m_frame.px(3)), sample.bottomRight() - QPoint(0, m_frame.px(3)));
        });
}

void FigureLegend::addRing(const TimelineLayout& layout) {
    if (layout.ring().empty())
        return;
    for (const bool wants : {true, false})
        m_entries.push_back({m_frame.px(sampleWidth), wants ? FigureText::tr("Wants") : FigureText::tr("Is held by"),
                             [this, wants](QPainter& painter, const QRect& sample) { paintRingArrow(painter, sample, wants); }});
}

void FigureLegend::addArrows(const QString& text) {
    m_entries.push_back({m_frame.px(markWidth), text, [this](QPainter& painter, const QRect& sample) {
                             Arrows arrow(m_frame.scale(), 1);
                             const int x = sample.center().x();
                             arrow.add({.fromX = x, .toX = x, .fromY = sample.top() + m_frame.px(2), .toY = sample.bottom() + 1});
                             arrow.paint(painter, m_frame.theme().text3, m_medium);
                         }});
}

void FigureLegend::paintRingArrow(QPainter& painter, const QRect& sample, bool wants) const {
    const double head = m_frame.px(7);
    const QPointF from(sample.left() + m_frame.px(3), sample.center().y() + 0.5);
    const QPointF to(sample.right(), from.y());
    QPen pen(m_frame.theme().text, 2 * m_frame.scale(), Qt::SolidLine, Qt::FlatCap);
    if (wants)
        pen.setDashPattern({2.5, 1.5});
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(pen);
    painter.drawLine(from, to - QPointF(head, 0));
    const std::array point = {to, to - QPointF(head, head / 2), to - QPointF(head, -head / 2)};
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_frame.theme().text);
    painter.drawEllipse(from, 3 * m_frame.scale(), 3 * m_frame.scale());
    painter.drawPolygon(point.data(), static_cast<int>(point.size()));
}

template <class Visit>
void FigureLegend::arrange(Visit visit) const {
    const QFontMetricsF metrics(m_frame.font(textPixels));
    int row = 0;
    int x = m_frame.left();
    for (const Entry& entry : m_entries) {
        const int width = entry.sampleWidth + m_frame.px(9) + static_cast<int>(std::ceil(metrics.horizontalAdvance(entry.text)));
        if (x > m_frame.left() && x + width > m_frame.right()) {
            ++row;
            x = m_frame.left();
        }
        visit(entry, row, x);
        x += width + m_frame.px(30);
    }
}

int FigureLegend::rows() const {
    int rows = 0;
    arrange([&](const Entry&, int row, int) { rows = row + 1; });
    return rows;
}

void FigureLegend::paint(QPainter& painter, int top, int mostRows) const {
    const QFont textFont = m_frame.font(textPixels);
    const double capHeight = QFontMetricsF(textFont).capHeight();
    arrange([&](const Entry& entry, int row, int x) {
        if (row >= mostRows)
            return;
        const QRect sample(x, top + row * pitch(m_frame), entry.sampleWidth, m_frame.px(sampleHeight));
        painter.save();
        entry.paintSample(painter, sample);
        painter.restore();
        painter.setFont(textFont);
        painter.setPen(m_frame.theme().text);
        painter.drawText(QPointF(sample.right() + m_frame.px(9), sample.top() + (sample.height() + capHeight) / 2),
                         entry.text);
    });
}

} // namespace simul
