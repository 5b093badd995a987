#include "ui/timeline/column_painting.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace simul {

namespace {

/// A document of vectors holds no more rectangles than this: beyond it, columns become wider there.
constexpr std::size_t mostRects = 12'000;
constexpr int highestStrip = 255; ///< device pixels

static_assert(stackOrder.size() == 6);

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
    if (m_theme != &theme || m_waiting != waiting)
        m_scale = 0; // the textures are another theme's
    m_theme = &theme;
    m_medium = medium;
    m_waiting = waiting;
}

void ColumnPainter::paint(QPainter& painter, std::span<const Column> columns, const QRect& lane) {
    if (columns.empty() || lane.isEmpty())
        return;
    const double scale = std::max(1.0, painter.deviceTransform().m11());
    if (m_medium == Medium::Raster && lane.height() * scale <= highestStrip)
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
        fillShare(painter, static_cast<State>(state), m_rects[state]);
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

void ColumnPainter::fillShare(QPainter& painter, State state, std::span<const QRect> rects) const {
    if (state != State::Waiting) {
        fillBodies(painter, *m_theme, state, rects, false, m_medium);
        return;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_waiting);
    painter.drawRects(rects.data(), static_cast<int>(rects.size()));
}

void ColumnPainter::paintStrip(QPainter& painter, std::span<const Column> columns, const QRect& lane, double scale) {
    const auto device = [&](int pixels) { return static_cast<int>(std::lround(pixels * scale)); };
    const int x0 = columns.front().x;
    const int x1 = columns.back().x + columns.back().width;
    const int width = device(x1) - device(x0);
    const int height = device(lane.height());
    makeTextures(width, scale);
    if (m_strip.width() < width || m_strip.height() < height)
        m_strip = QImage(std::max(width, m_strip.width()), std::max(height, m_strip.height()),
                         QImage::Format_ARGB32_Premultiplied);
    findBoundaries(columns, x0, width, height, scale);
    fillStrip(device(x0) - device(m_origin), device(lane.top()), width, height);
    const QRectF source(0, 0, width, height);
    painter.drawImage(QRectF(x0, lane.top(), width / scale, height / scale), m_strip, source);
}

/// So that `width` device pixels from any place of the pattern can be taken.
void ColumnPainter::makeTextures(int width, double scale) {
    const bool isFresh = m_scale == scale && m_nothing.size() >= static_cast<std::size_t>(width);
    if (isFresh)
        return;
    m_scale = scale;
    width = std::max(width, 2048);
    for (std::size_t part = 0; part < mostParts; ++part) {
        Texture& texture = m_textures[part];
        const int period = std::max(1, patternPeriod(*m_theme, stackOrder[part], scale));
        texture.rows = QImage(width + period, period, QImage::Format_ARGB32_Premultiplied);
        QPainter painter(&texture.rows);
        painter.scale(scale, scale);
        const QRect all(0, 0, static_cast<int>(std::ceil(texture.rows.width() / scale)), static_cast<int>(std::ceil(period / scale)));
        fillShare(painter, stackOrder[part], {&all, 1});
    }
    m_nothing.assign(static_cast<std::size_t>(width), 0);
}

/// Where there is no column, all parts end at 0.
void ColumnPainter::findBoundaries(std::span<const Column> columns, int x0, int width, int height, double scale) {
    for (std::vector<std::uint8_t>& boundaries : m_boundaries)
        boundaries.assign(static_cast<std::size_t>(width), 0);
    m_isBoundary = {};
    std::array<std::uint8_t*, mostParts> ends{};
    for (std::size_t part = 0; part < mostParts; ++part)
        ends[part] = m_boundaries[part].data();
    const auto device = [scale](int pixel) { return scale == 1 ? pixel : static_cast<int>(std::lround(pixel * scale)); };
    const int left = device(x0);
    for (const Column& column : columns) {
        const std::array<int, mostParts> tops = stackTops(column, height);
        const auto from = static_cast<std::size_t>(device(column.x) - left);
        const auto to = static_cast<std::size_t>(device(column.x + column.width) - left);
        for (std::size_t part = 0; part < mostParts; ++part) {
            m_isBoundary[static_cast<std::size_t>(tops[part])] = true;
            for (std::size_t x = from; x < to; ++x)
                ends[part][x] = static_cast<std::uint8_t>(tops[part]);
        }
    }
}

/// Line by line: where in its stack a pixel is says which state's texture it takes. `patternX`, `patternY`: from where
/// patterns begin.
void ColumnPainter::fillStrip(int patternX, int patternY, int width, int height) {
    const auto count = static_cast<std::size_t>(width);
    m_parts.resize(count);
    for (int y = height - 1; y >= 0; --y) {
        const auto above = static_cast<std::uint8_t>(height - 1 - y); // the pixel's distance from the ground
        if (y == height - 1 || m_isBoundary[above]) {
            std::uint8_t* parts = m_parts.data();
            std::array<const std::uint8_t*, mostParts> ends{};
            for (std::size_t part = 0; part < mostParts; ++part)
                ends[part] = m_boundaries[part].data();
            for (std::size_t x = 0; x < count; ++x) {
                unsigned part = 0;
                for (std::size_t i = 0; i < mostParts; ++i)
                    part += ends[i][x] <= above;
                parts[x] = static_cast<std::uint8_t>(part);
            }
        }
        std::array<const QRgb*, mostParts + 1> rows{};
        for (std::size_t part = 0; part < mostParts; ++part) {
            const QImage& texture = m_textures[part].rows;
            const int period = texture.height(); // both ways
            const int first = (patternX % period + period) % period;
            rows[part] = reinterpret_cast<const QRgb*>(texture.constScanLine((patternY + y) % period)) + first;
        }
        rows[mostParts] = m_nothing.data();
        auto* line = reinterpret_cast<QRgb*>(m_strip.scanLine(y));
        for (std::size_t x = 0; x < count; ++x)
            line[x] = rows[m_parts[x]][x];
    }
}

} // namespace simul
