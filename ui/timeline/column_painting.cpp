#include "ui/timeline/column_painting.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace simul {

namespace {

/// A document of vectors holds no more rectangles than this: beyond it, columns become wider there.
constexpr std::size_t mostRects = 12'000;

/// `columns` in cells of `width` pixels: the same time in each state, at fewer places.
std::vector<Column> coarsened(std::span<const Column> columns, int width) {
    std::vector<Column> out;
    std::array<std::uint32_t, StateCount> sums{};
    Column cell{.x = 0, .width = 0};
    const auto close = [&] {
        if (cell.width == 0)
            return;
        for (std::size_t state = 0; state < StateCount; ++state)
            cell.shares[state] = static_cast<std::uint16_t>(sums[state] / static_cast<std::uint32_t>(cell.width));
        out.push_back(cell);
        sums = {};
        cell.width = 0;
    };
    for (const Column& column : columns) {
        for (int x = column.x; x < column.x + column.width;) {
            if (cell.width == 0 || cell.x + cell.width != x || x % width == 0) {
                close();
                cell.x = x;
            }
            const int until = std::min(column.x + column.width, (x / width + 1) * width);
            for (std::size_t state = 0; state < StateCount; ++state)
                sums[state] += static_cast<std::uint32_t>(column.shares[state]) * static_cast<std::uint32_t>(until - x);
            cell.width += until - x;
            x = until;
        }
    }
    close();
    return out;
}

} // namespace

void ColumnPainter::setStyle(const Theme& theme, Medium medium, const QColor& waiting) {
    m_theme = &theme;
    m_medium = medium;
    m_waiting = waiting;
    m_textures.setStyle(theme, waiting);
}

void ColumnPainter::paint(QPainter& painter, std::span<const Column> columns, const QRect& lane) {
    if (columns.empty() || lane.isEmpty())
        return;
    const double scale = std::max(1.0, painter.deviceTransform().m11());
    if (m_medium == Medium::Raster && lane.height() * scale <= highestStack)
        paintStrip(painter, columns, lane, scale);
    else
        m_lanes.push_back({{columns.begin(), columns.end()}, lane});
}

void ColumnPainter::finish(QPainter& painter) {
    if (m_lanes.empty())
        return;
    for (int width = 1; width <= 64; width *= 2) {
        for (auto& rects : m_rects)
            rects.clear();
        std::size_t count = 0;
        for (const LaneColumns& lane : m_lanes)
            count += collect(width == 1 ? lane.columns : coarsened(lane.columns, width), lane.lane);
        if (count <= mostRects || m_medium == Medium::Raster)
            break;
    }
    for (std::size_t state = 0; state < StateCount; ++state)
        fillShares(painter, *m_theme, m_waiting, static_cast<State>(state), m_rects[state], m_medium);
    m_lanes.clear();
}

/// Returns how many rectangles that are.
std::size_t ColumnPainter::collect(std::span<const Column> columns, const QRect& lane) {
    std::size_t added = 0;
    for (const Column& column : columns) {
        const std::array<int, StateCount> heights = stackHeights(column, lane.height());
        int bottom = lane.bottom() + 1;
        for (const State state : stackOrder) {
            const auto index = static_cast<std::size_t>(state);
            if (heights[index] == 0)
                continue;
            bottom -= heights[index];
            const QRect part = QRect(column.x, bottom, column.width, heights[index]) & lane;
            if (part.isEmpty()) // a very low lane has not a pixel for each state
                break;
            std::vector<QRect>& rects = m_rects[index];
            if (!rects.empty() && rects.back().right() + 1 == part.left() && rects.back().top() == part.top() &&
                rects.back().height() == part.height()) {
                rects.back().setRight(part.right());
            } else {
                rects.push_back(part);
                ++added;
            }
        }
    }
    return added;
}

void ColumnPainter::paintStrip(QPainter& painter, std::span<const Column> columns, const QRect& lane, double scale) {
    const auto device = [&](int pixels) { return static_cast<int>(std::lround(pixels * scale)); };
    const int x0 = columns.front().x;
    const int x1 = columns.back().x + columns.back().width;
    const QSize size(device(x1) - device(x0), device(lane.height()));
    const QPoint pattern(device(x0) - device(m_origin), device(lane.top()));
    m_textures.make(size.width(), scale);
    m_stacks.stack(columns, x0, size, scale);
    if (m_textures.areOpaque()) {
        const DevicePixels pixels = pixelsUnder(painter, QRect(x0, lane.top(), x1 - x0, lane.height()));
        if (pixels.first != nullptr) {
            m_stacks.fill(pixels, m_textures.all(), pattern, StackFiller::Gaps::StayAsTheyAre);
            return;
        }
    }
    if (m_strip.width() < size.width() || m_strip.height() < size.height())
        m_strip = QImage(m_strip.size().expandedTo(size), QImage::Format_ARGB32_Premultiplied);
    m_stacks.fill({reinterpret_cast<QRgb*>(m_strip.bits()), perLine(m_strip)}, m_textures.all(), pattern,
                  StackFiller::Gaps::AreClear);
    painter.drawImage(QRectF(x0, lane.top(), size.width() / scale, size.height() / scale), m_strip,
                      QRectF(QPointF(), size));
}

} // namespace simul
