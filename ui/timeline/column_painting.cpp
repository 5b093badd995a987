#include "ui/timeline/column_painting.h"

#include <QPainter>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace simul {

namespace {

/// A document of vectors holds no more rectangles than this: beyond it, columns become wider there.
constexpr std::size_t mostRects = 12'000;

constexpr std::size_t blockSize = 16; ///< pixels
using Block [[gnu::vector_size(blockSize)]] = std::uint8_t;

constexpr std::size_t wholeBlocks(int pixels) {
    return (static_cast<std::size_t>(pixels) + blockSize - 1) / blockSize * blockSize;
}

bool isOpaque(const QImage& image) {
    for (int y = 0; y < image.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        if (!std::all_of(line, line + image.width(), [](QRgb pixel) { return qAlpha(pixel) == 255; }))
            return false;
    }
    return true;
}

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
    const QSize size(device(x1) - device(x0), device(lane.height()));
    const QPoint pattern(device(x0) - device(m_origin), device(lane.top()));
    makeTextures(size.width(), scale);
    findTops(columns, x0, size, scale);
    if (m_areOpaque) {
        const Pixels pixels = pixelsUnder(painter, QRect(x0, lane.top(), x1 - x0, lane.height()));
        if (pixels.first != nullptr) {
            fillStrip(pixels, size, pattern, Gaps::StayAsTheyAre);
            return;
        }
    }
    if (m_strip.width() < size.width() || m_strip.height() < size.height())
        m_strip = QImage(m_strip.size().expandedTo(size), QImage::Format_ARGB32_Premultiplied);
    fillStrip({reinterpret_cast<QRgb*>(m_strip.bits()), m_strip.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb))},
              size, pattern, Gaps::AreClear);
    painter.drawImage(QRectF(x0, lane.top(), size.width() / scale, size.height() / scale), m_strip,
                      QRectF(QPointF(), size));
}

/// Of `rect` in the scene, if all that drawing opaque pixels there does is to write them; else none.
ColumnPainter::Pixels ColumnPainter::pixelsUnder(const QPainter& painter, const QRect& rect) {
    const QTransform& transform = painter.deviceTransform();
    if (painter.device()->devType() != QInternal::Image || transform.type() > QTransform::TxScale ||
        painter.opacity() < 1 || painter.compositionMode() != QPainter::CompositionMode_SourceOver)
        return {};
    auto* image = static_cast<QImage*>(painter.device());
    const bool is32Bit =
        image->format() == QImage::Format_RGB32 || image->format() == QImage::Format_ARGB32_Premultiplied;
    const QRectF exact = transform.mapRect(QRectF(rect));
    const QRect inImage = exact.toRect();
    if (!is32Bit || QRectF(inImage) != exact || !image->rect().contains(inImage))
        return {};
    if (painter.hasClipping() && !(QRegion(rect) - painter.clipRegion()).isEmpty())
        return {};
    return {reinterpret_cast<QRgb*>(image->scanLine(inImage.top())) + inImage.left(),
            image->bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb))};
}

/// So that `width` device pixels from any place of the pattern can be taken.
void ColumnPainter::makeTextures(int width, double scale) {
    const bool isFresh = m_scale == scale && m_nothing.size() >= static_cast<std::size_t>(width);
    if (isFresh)
        return;
    m_scale = scale;
    m_areOpaque = true;
    width = std::max(width, 2048);
    for (std::size_t part = 0; part < stackParts; ++part) {
        QImage& texture = m_textures[part];
        const int period = std::max(1, patternPeriod(*m_theme, stackOrder[part], scale));
        texture = QImage(width + period, period, QImage::Format_ARGB32_Premultiplied);
        texture.fill(Qt::transparent);
        QPainter painter(&texture);
        painter.scale(scale, scale);
        const QRect all(0, 0, static_cast<int>(std::ceil(texture.width() / scale)),
                        static_cast<int>(std::ceil(period / scale)));
        fillShare(painter, stackOrder[part], {&all, 1});
        m_areOpaque = m_areOpaque && isOpaque(texture);
    }
    m_nothing.assign(static_cast<std::size_t>(width), 0);
}

/// Where there is no column, all parts end at 0.
void ColumnPainter::findTops(std::span<const Column> columns, int x0, QSize size, double scale) {
    std::array<std::uint16_t*, stackParts> shares{};
    for (std::size_t part = 0; part < stackParts; ++part) {
        m_shares[part].assign(wholeBlocks(size.width()), 0);
        shares[part] = m_shares[part].data();
    }
    const auto device = [scale](int pixel) {
        return scale == 1 ? pixel : static_cast<int>(std::lround(pixel * scale));
    };
    const int left = device(x0);
    for (const Column& column : columns) {
        const auto from = static_cast<std::size_t>(device(column.x) - left);
        const auto to = static_cast<std::size_t>(device(column.x + column.width) - left);
        for (std::size_t x = from; x < to; ++x) {
            for (std::size_t part = 0; part < stackParts; ++part)
                shares[part][x] = column.shares[static_cast<std::size_t>(stackOrder[part])];
        }
    }
    stackTops(m_shares, size.height(), m_tops);
}

/// Line by line: where in its stack a pixel is says which state's texture it takes. `pattern`: the strip's corner, from
/// where patterns begin.
void ColumnPainter::fillStrip(const Pixels& pixels, QSize size, QPoint pattern, Gaps gaps) const {
    for (int y = 0; y < size.height(); ++y) {
        QRgb* line = pixels.first + y * pixels.perLine;
        std::array<const QRgb*, stackParts + 1> rows{};
        for (std::size_t part = 0; part < stackParts; ++part) {
            const QImage& texture = m_textures[part];
            const int period = texture.height(); // both ways
            const int first = (pattern.x() % period + period) % period;
            rows[part] = reinterpret_cast<const QRgb*>(texture.constScanLine((pattern.y() + y) % period)) + first;
        }
        rows[stackParts] = gaps == Gaps::AreClear ? m_nothing.data() : line;
        fillLine(line, static_cast<std::size_t>(size.width()), static_cast<std::uint8_t>(size.height() - 1 - y), rows);
    }
}

/// `above`: how far the line is from the ground. In blocks of a register; most lie in one part of their stacks.
void ColumnPainter::fillLine(QRgb* line, std::size_t count, std::uint8_t above,
                             const std::array<const QRgb*, stackParts + 1>& rows) const {
    std::array<const std::uint8_t*, stackParts> tops{};
    for (std::size_t part = 0; part < stackParts; ++part)
        tops[part] = m_tops[part].data();
    for (std::size_t x = 0; x < count; x += blockSize) {
        Block parts{}; // how many parts have ended below
        for (const std::uint8_t* top : tops) {
            Block ends;
            std::memcpy(&ends, top + x, sizeof(ends));
            parts -= static_cast<Block>(ends <= above); // all ones where that is so
        }
        const std::size_t number = std::min(blockSize, count - x);
        const auto part = std::bit_cast<std::array<std::uint8_t, blockSize>>(parts);
        const auto halves = std::bit_cast<std::array<std::uint64_t, 2>>(parts);
        if (halves[0] == halves[1] && halves[0] == part[0] * 0x0101'0101'0101'0101U) {
            if (rows[part[0]] != line)
                std::memcpy(line + x, rows[part[0]] + x, number * sizeof(QRgb));
        } else if (number == blockSize) { // so that the compiler need not count
            for (std::size_t i = 0; i < blockSize; ++i)
                line[x + i] = rows[part[i]][x + i];
        } else {
            for (std::size_t i = 0; i < number; ++i)
                line[x + i] = rows[part[i]][x + i];
        }
    }
}

} // namespace simul
