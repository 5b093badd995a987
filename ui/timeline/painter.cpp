#include "ui/timeline/painter.h"

#include "ui/timeline/resource_painting.h"

#include <QPainter>

#include <algorithm>

namespace simul {

namespace {

bool isIn(const LaneSpans* spans, const Label& label) {
    return spans == nullptr || touches(*spans, label.slice.left, label.slice.right - 1);
}

/// The part of `columns` that lies in `span`.
void cutColumns(const std::vector<Column>& columns, PixelSpan span, std::vector<Column>& out) {
    out.clear();
    auto column = std::ranges::upper_bound(columns, span.left, {}, [](const Column& one) { return one.x + one.width; });
    for (; column != columns.end() && column->x < span.right; ++column) {
        Column cut = *column;
        cut.x = std::max(column->x, span.left);
        cut.width = std::min(column->x + column->width, span.right) - cut.x;
        out.push_back(cut);
    }
}

} // namespace

int patternOrigin(const TimeScale& scale) {
    constexpr std::int64_t period = 840 * 168; // all patterns repeat after so many pixels, at any scale of the screen
    return -static_cast<int>(scale.pixelsBefore() % period);
}

void TimelinePainter::setStyle(const Theme& theme, Medium medium, double scale) {
    m_theme = &theme;
    m_medium = medium;
    m_scale = scale;
    m_leastBordered = px(8);
    for (std::size_t palette = 0; palette < PaletteCount; ++palette) {
        const Theme& own = themeOf(static_cast<Palette>(palette));
        m_columns[palette].setStyle(own, medium,
                                    theme.kind == ThemeKind::Print ? theme.chosen : own.look(State::Waiting).tint);
        m_fillers[palette].setStyle(own);
    }
}

void TimelinePainter::paintSlices(QPainter& painter, const TimelineLayout& layout) {
    paintBodies(painter, layout);
    paintWords(painter, layout);
}

void TimelinePainter::paintBodies(QPainter& painter, const TimelineLayout& layout) {
    const int origin = patternOrigin(layout.scale());
    for (Bodies* bodies : {&m_bordered, &m_plain}) {
        for (auto& states : *bodies)
            std::ranges::for_each(states, &std::vector<QRect>::clear);
    }
    m_polls.clear();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrushOrigin(origin, 0);
    for (ColumnPainter& columns : m_columns)
        columns.setPatternOrigin(origin);
    for (BodyFiller& bodies : m_fillers)
        bodies.setPatternOrigin(origin);
    for (const LaneLayout& lane : layout.lanes()) {
        const LaneSpans* spans = spansOf(layout, lane);
        paintWhiskers(painter, lane, origin);
        if (lane.isResource())
            ResourcePainter{*m_theme, m_medium, m_scale}.paintTrack(painter, lane);
        paintColumns(painter, lane, spans);
        const bool mayFill = m_medium == Medium::Raster && !hasBorder(lane) && !lane.boxes.boxes.empty();
        collect(lane, spans, mayFill ? LanePixels::under(painter, lane.rect) : std::nullopt);
    }
    for (std::size_t palette = 0; palette < PaletteCount; ++palette) {
        m_columns[palette].finish(painter);
        const Theme& theme = themeOf(static_cast<Palette>(palette));
        for (std::size_t index = 0; index < StateCount; ++index) {
            const auto state = static_cast<State>(index);
            fillBodies(painter, theme, state, m_plain[palette][index], false, m_medium);
            fillBodies(painter, theme, state, m_bordered[palette][index], true, m_medium);
        }
    }
    paintPolls(painter);
    paintItems(painter, layout);
    paintEndMarks(painter, layout);
    painter.restore();
}

void TimelinePainter::paintWords(QPainter& painter, const TimelineLayout& layout) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    paintLabels(painter, layout);
    paintResourceTexts(painter, layout);
    ResourcePainter{*m_theme, m_medium, m_scale}.paintRing(painter, layout.ring());
    painter.restore();
}

/// nullptr: everything of the lane is painted.
const LaneSpans* TimelinePainter::spansOf(const TimelineLayout& layout, const LaneLayout& lane) const {
    return m_spans.empty() ? nullptr : &m_spans[static_cast<std::size_t>(&lane - layout.lanes().data())];
}

void TimelinePainter::paintColumns(QPainter& painter, const LaneLayout& lane, const LaneSpans* spans) {
    if (spans == nullptr) {
        m_columns[lane.palette].paint(painter, lane.boxes.columns, lane.rect);
        return;
    }
    for (const PixelSpan& span : *spans) {
        cutColumns(lane.boxes.columns, span, m_cut);
        m_columns[lane.palette].paint(painter, m_cut, lane.rect);
    }
}

void TimelinePainter::paintEndMarks(QPainter& painter, const TimelineLayout& layout) {
    for (const LaneLayout& lane : layout.lanes()) {
        if (!lane.boxes.end)
            continue;
        QRect place = lane.rect;
        place.setLeft(lane.boxes.end->x);
        const int width = endMarkWidth(lane.boxes.end->state, place.height());
        if (place.left() >= lane.rect.left() && place.left() + std::min(width, 3) <= lane.rect.right() + width)
            drawEndMark(painter, *m_theme, lane.boxes.end->state, place, m_medium);
    }
}

/// A look whether something has ended is no task's work: as an outline, it cannot be taken for that.
void TimelinePainter::paintPolls(QPainter& painter) {
    const StateLook& look = m_theme->look(State::Running);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.tint);
    painter.drawRects(m_polls.data(), static_cast<int>(m_polls.size()));
    painter.setPen(QPen(look.ink, 1));
    painter.setBrush(Qt::NoBrush);
    for (const QRect& poll : m_polls)
        painter.drawRect(QRectF(poll).adjusted(0.5, 0.5, -0.5, -0.5));
}

/// Over the slices that they cross, under all words.
void TimelinePainter::paintItems(QPainter& painter, const TimelineLayout& layout) {
    for (const LaneLayout& lane : layout.lanes()) {
        for (const ItemPath& path : lane.resource.items)
            ResourcePainter{*m_theme, m_medium, m_scale}.paintItem(painter, path, m_theme->text2, 1.1 * m_scale);
    }
}

void TimelinePainter::paintResourceTexts(QPainter& painter, const TimelineLayout& layout) {
    for (const LaneLayout& lane : layout.lanes())
        ResourcePainter{*m_theme, m_medium, m_scale}.paintTexts(painter, layout, lane);
}

/// Boxes that are drawn by colour when all are known; but those of `pixels` at once.
void TimelinePainter::collect(const LaneLayout& lane, const LaneSpans* spans, const std::optional<LanePixels>& pixels) {
    Bodies& rects = hasBorder(lane) ? m_bordered : m_plain;
    for (const SliceBox& box : lane.boxes.boxes) {
        if (spans != nullptr && !touches(*spans, box.rect.left(), box.rect.right()))
            continue;
        if (box.isPoll)
            m_polls.push_back(box.painted());
        else if (const QRect body = bodyOf(box.state, box.painted());
                 !body.isEmpty() && !(pixels && m_fillers[box.palette].fill(*pixels, box.state, body)))
            rects[box.palette][static_cast<std::size_t>(box.state)].push_back(body);
    }
}

void TimelinePainter::paintWhiskers(QPainter& painter, const LaneLayout& lane, int origin) {
    if (!lane.boxes.bornAt)
        return;
    const int y = lane.rect.center().y();
    const int right = std::min(*lane.boxes.bornAt, lane.rect.right());
    QPen pen(m_theme->lineStrong, 1);
    pen.setDashPattern({1, 4});
    pen.setDashOffset(-origin % 5);
    pen.setCapStyle(Qt::FlatCap);
    painter.setPen(pen);
    painter.drawLine(lane.rect.left(), y, right, y);
    if (*lane.boxes.bornAt <= lane.rect.right()) {
        painter.setPen(QPen(m_theme->text3, 1));
        painter.drawLine(right - 1, lane.rect.top() + 1, right - 1, lane.rect.bottom() - 1);
    }
}

void TimelinePainter::paintLabels(QPainter& painter, const TimelineLayout& layout) {
    m_labels.clear();
    for (const LaneLayout& lane : layout.lanes()) {
        const LaneSpans* spans = spansOf(layout, lane);
        for (const Label& label : lane.labels) {
            if (isIn(spans, label))
                m_labels.push_back({&lane, &label});
        }
    }
    paintPatches(painter);
    painter.setRenderHint(QPainter::TextAntialiasing);
    for (const auto& [lane, label] : m_labels) {
        if (!label->withLetter)
            continue;
        painter.setPen(themeOf(label->palette).look(label->state).letterColor);
        layout.labels().drawLetter(painter, *label, lane->labelHeight);
    }
    for (const auto& [lane, label] : m_labels) {
        if (label->text.isEmpty())
            continue;
        painter.setPen(label->isPoll                    ? m_theme->text
                       : label->state == State::Running ? m_theme->onRunning
                       : label->state == State::Waiting ? m_theme->text2
                                                        : m_theme->text);
        layout.labels().drawText(painter, *label, lane->labelHeight);
    }
}

/// The ground that words stand on, by state: each change of colour makes a picture of vectors larger.
void TimelinePainter::paintPatches(QPainter& painter) {
    painter.setPen(Qt::NoPen);
    for (std::size_t index = 0; index < StateCount; ++index) {
        const auto state = static_cast<State>(index);
        if (state == State::Running)
            continue;
        for (const auto& [lane, label] : m_labels) {
            if (label->state != state)
                continue;
            const QColor ground = state != State::Waiting ? themeOf(label->palette).look(state).tint
                                  : lane->row.selected    ? m_theme->accentTint
                                                          : m_theme->lane;
            if (painter.brush().color() != ground || painter.brush().style() == Qt::NoBrush)
                painter.setBrush(ground);
            painter.drawRect(label->patch);
        }
    }
}

} // namespace simul
