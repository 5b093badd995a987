#include "ui/timeline/column_painting.h"

#include <QPaintEngine>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace simul {

namespace {

/// A document of vectors holds no more rectangles than this: beyond it, columns become wider there.
constexpr std::size_t mostRects = 12'000;

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
    m_stacks.stack(columns, x0, size, scale);
    if (m_areOpaque) {
        const StackFiller::Pixels pixels = pixelsUnder(painter, QRect(x0, lane.top(), x1 - x0, lane.height()));
        if (pixels.first != nullptr) {
            m_stacks.fill(pixels, m_textures, pattern, StackFiller::Gaps::StayAsTheyAre);
            return;
        }
    }
    if (m_strip.width() < size.width() || m_strip.height() < size.height())
        m_strip = QImage(m_strip.size().expandedTo(size), QImage::Format_ARGB32_Premultiplied);
    m_stacks.fill({reinterpret_cast<QRgb*>(m_strip.bits()), perLine(m_strip)}, m_textures, pattern,
                  StackFiller::Gaps::AreClear);
    painter.drawImage(QRectF(x0, lane.top(), size.width() / scale, size.height() / scale), m_strip,
                      QRectF(QPointF(), size));
}

/// Of `rect` in the scene, if all that drawing opaque pixels there does is to write them; else none. A widget's pixels are
/// an image too.
StackFiller::Pixels ColumnPainter::pixelsUnder(const QPainter& painter, const QRect& rect) {
    const QTransform& transform = painter.deviceTransform();
    const QPaintEngine* engine = painter.paintEngine();
    if (engine->paintDevice()->devType() != QInternal::Image || transform.type() > QTransform::TxScale ||
        painter.opacity() < 1 || painter.compositionMode() != QPainter::CompositionMode_SourceOver)
        return {};
    auto* image = static_cast<QImage*>(engine->paintDevice());
    const bool is32Bit =
        image->format() == QImage::Format_RGB32 || image->format() == QImage::Format_ARGB32_Premultiplied;
    const QRectF exact = transform.mapRect(QRectF(rect));
    const QRect inImage = exact.toRect();
    if (!is32Bit || QRectF(inImage) != exact || !image->rect().contains(inImage))
        return {};
    const auto isCut = [](const QRegion& clip, const QRect& whole) { return !(QRegion(whole) - clip).isEmpty(); };
    if ((painter.hasClipping() && isCut(painter.clipRegion(), rect)) ||
        (!engine->systemClip().isEmpty() && isCut(engine->systemClip(), inImage)))
        return {};
    return {reinterpret_cast<QRgb*>(image->scanLine(inImage.top())) + inImage.left(), perLine(*image)};
}

/// So that `width` device pixels from any place of the pattern can be taken.
void ColumnPainter::makeTextures(int width, double scale) {
    const bool isFresh = m_scale == scale && m_textures.front().width() - m_textures.front().height() >= width;
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
}

} // namespace simul
