#include "ui/timeline/slice_painting.h"

#include <QHash>
#include <QImage>
#include <QMutex>
#include <QPainter>
#include <QVarLengthArray>

#include <algorithm>
#include <cmath>

namespace simul {

namespace {

struct PatternShape {
    int tile;     ///< pixels after which it repeats
    double width; ///< of its lines
};

PatternShape shapeOf(Pattern pattern) {
    switch (pattern) {
    case Pattern::Dots:
        return {6, 2};
    case Pattern::CrossHatch:
        return {7, 1.5};
    case Pattern::Horizontal:
        return {4, 1.3};
    default:
        return {8, 1.3};
    }
}

bool isPlain(const StateLook& look) {
    return look.pattern == Pattern::Solid || look.pattern == Pattern::Rail || look.pattern == Pattern::EndCap;
}

/// The lines of a pattern within the square from 0 to `size`, which may reach beyond it.
void addTileLines(QVarLengthArray<QLineF, 64>& lines, Pattern pattern, int tile, int size) {
    if (pattern == Pattern::Horizontal) {
        for (int y = 0; y < size; y += tile)
            lines.append(QLineF(-1, y + 1.5, size + 1, y + 1.5));
        return;
    }
    for (int c = 0; c <= 2 * size; c += tile)
        lines.append(QLineF(-1, c + 1, c + 1, -1));
    if (pattern == Pattern::CrossHatch) {
        for (int c = -size; c <= size; c += tile)
            lines.append(QLineF(c - 1, -1, c + size + 1, size + 1));
    }
}

/// Pixels of a tile: as many periods as make a whole number of device pixels.
int tileSize(const PatternShape& shape, double scale) {
    int periods = 1;
    while (periods < 8 && std::abs(shape.tile * periods * scale - std::round(shape.tile * periods * scale)) > 0.01)
        ++periods;
    return shape.tile * periods;
}

QImage makeTile(Pattern pattern, const QColor& ink, double scale) {
    const PatternShape shape = shapeOf(pattern);
    const int size = tileSize(shape, scale);
    const int pixels = static_cast<int>(std::lround(size * scale));
    QImage image(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.scale(pixels / static_cast<double>(size), pixels / static_cast<double>(size));
    if (pattern == Pattern::Dots) {
        for (int y = 0; y < size; y += shape.tile) {
            for (int x = 0; x < size; x += shape.tile) {
                painter.fillRect(QRect(x, y, 2, 2), ink);
                painter.fillRect(QRect(x + 3, y + 3, 2, 2), ink);
            }
        }
        return image;
    }
    painter.setRenderHint(QPainter::Antialiasing, pattern != Pattern::Horizontal);
    QVarLengthArray<QLineF, 64> lines;
    addTileLines(lines, pattern, shape.tile, size);
    painter.setPen(QPen(ink, shape.width, Qt::SolidLine, Qt::FlatCap));
    painter.drawLines(lines.constData(), static_cast<int>(lines.size()));
    return image;
}

QBrush tileBrush(Pattern pattern, const QColor& ink, double scale) {
    static QMutex mutex; // figures are painted beside the window
    static QHash<quint64, QImage> tiles;
    const quint64 key = (static_cast<quint64>(ink.rgb()) << 32) | (static_cast<quint64>(pattern) << 24) |
                        static_cast<quint64>(std::lround(scale * 256));
    const QMutexLocker lock(&mutex);
    QImage& tile = tiles[key];
    if (tile.isNull())
        tile = makeTile(pattern, ink, scale);
    QBrush brush(tile);
    brush.setTransform(QTransform::fromScale(1 / scale, 1 / scale));
    return brush;
}

/// The part of a falling or rising diagonal through (c, 0) or (0, c) that lies within `r`.
void addDiagonals(QVector<QLineF>& lines, const QRectF& r, int tile, bool rising) {
    const double low = rising ? r.left() + r.top() : r.left() - r.bottom();
    const double high = rising ? r.right() + r.bottom() : r.right() - r.top();
    for (double c = std::ceil(low / tile) * tile; c < high; c += tile) {
        // rising: x + y = c; falling: x - y = c
        const double top = rising ? c - r.top() : c + r.top();          // x where it meets the upper edge
        const double bottom = rising ? c - r.bottom() : c + r.bottom(); // and the lower one
        const double left = std::max(std::min(top, bottom), r.left());
        const double right = std::min(std::max(top, bottom), r.right());
        if (right > left)
            lines.append(rising ? QLineF(left, c - left, right, c - right) : QLineF(left, left - c, right, right - c));
    }
}

void fillWithLines(QPainter& painter, const StateLook& look, std::span<const QRect> bodies, bool bordered) {
    const PatternShape shape = shapeOf(look.pattern);
    if (look.pattern == Pattern::Dots) {
        QVector<QRectF> dots;
        for (const QRect& body : bodies) {
            const int border = bordered ? 1 : 0;
            const QRectF inner = QRectF(body).adjusted(border, border, -border, -border);
            const int firstY = static_cast<int>(std::floor(inner.top() / 3)) * 3;
            for (int y = firstY; y < inner.bottom(); y += 3) {
                const int shift = y / 3 % 2 == 0 ? 0 : 3;
                const int firstX = static_cast<int>(std::floor((inner.left() - shift) / 6)) * 6 + shift;
                for (int x = firstX; x < inner.right(); x += 6) {
                    if (const QRectF dot = QRectF(x, y, 2, 2) & inner; !dot.isEmpty())
                        dots.append(dot);
                }
            }
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(look.ink);
        painter.drawRects(dots);
        return;
    }
    QVector<QLineF> lines;
    for (const QRect& body : bodies) {
        const double half = bordered ? shape.width / 2 : 0; // so that the ends stay within the border
        const QRectF inner = QRectF(body).adjusted(half, half, -half, -half);
        if (look.pattern == Pattern::Horizontal) {
            for (double y = std::ceil(inner.top() / shape.tile) * shape.tile; y <= inner.bottom(); y += shape.tile)
                lines.append(QLineF(inner.left(), y, inner.right(), y));
            continue;
        }
        addDiagonals(lines, inner, shape.tile, true);
        if (look.pattern == Pattern::CrossHatch)
            addDiagonals(lines, inner, shape.tile, false);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(look.ink, shape.width, Qt::SolidLine, Qt::FlatCap));
    painter.drawLines(lines);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void drawBorders(QPainter& painter, const StateLook& look, std::span<const QRect> bodies, Medium medium) {
    QPen pen(look.ink, 1);
    if (look.pattern == Pattern::Horizontal)
        pen.setDashPattern({3, 2});
    pen.setJoinStyle(Qt::MiterJoin);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    if (medium == Medium::Vector) { // there is no pixel that a line would be moved onto
        for (const QRect& body : bodies)
            painter.drawRect(QRectF(body).adjusted(0.5, 0.5, -0.5, -0.5));
        return;
    }
    for (const QRect& body : bodies)
        painter.drawRect(body.adjusted(0, 0, -1, -1));
}

void drawTick(QPainter& painter, const QColor& colour, QPointF at, double size) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const std::array<QPointF, 3> points = {at + QPointF(0, size * 0.1), at + QPointF(size * 0.35, size * 0.45),
                                           at + QPointF(size, -size * 0.4)};
    painter.drawPolyline(points.data(), static_cast<int>(points.size()));
    painter.restore();
}

} // namespace

QRect bodyOf(State state, const QRect& lane) {
    int height = lane.height();
    switch (state) {
    case State::Idle:
    case State::Created:
    case State::Done:
        height = 0;
        break;
    case State::Ready:
        height = height >= 16 ? height - 4 : (height * 6 + 5) / 10;
        break;
    case State::Waiting:
        height = std::min(height, height >= 14 ? 3 : 2);
        break;
    default:
        return lane;
    }
    return QRect(lane.x(), lane.y() + (lane.height() - height) / 2, lane.width(), height);
}

void fillBodies(QPainter& painter, const Theme& theme, State state, std::span<const QRect> bodies, bool bordered,
                Medium medium) {
    const StateLook& look = theme.look(state);
    if (bodies.empty() || look.pattern == Pattern::None)
        return;
    const auto count = static_cast<int>(bodies.size());
    painter.setPen(Qt::NoPen);
    painter.setBrush(isPlain(look) ? look.ink : look.tint);
    painter.drawRects(bodies.data(), count);
    if (isPlain(look))
        return;
    if (medium == Medium::Vector) {
        fillWithLines(painter, look, bodies, bordered);
    } else {
        painter.setBrush(tileBrush(look.pattern, look.ink, std::max(1.0, painter.deviceTransform().m11())));
        painter.drawRects(bodies.data(), count);
    }
    if (bordered)
        drawBorders(painter, look, bodies, medium);
}

int patternPeriod(const Theme& theme, State state, double scale) {
    const StateLook& look = theme.look(state);
    if (look.pattern == Pattern::None || isPlain(look))
        return 1;
    return static_cast<int>(std::lround(tileSize(shapeOf(look.pattern), scale) * scale));
}

int endMarkWidth(State state, int laneHeight) {
    if (state == State::Done)
        return laneHeight >= 10 ? 14 : 2;
    return isFinal(state) ? std::min(14, laneHeight) : 0;
}

QRect drawEndMark(QPainter& painter, const Theme& theme, State state, const QRect& lane, Medium medium) {
    const StateLook& look = theme.look(state);
    QRect mark(lane.x(), lane.y(), endMarkWidth(state, lane.height()), lane.height());
    if (state != State::Done) {
        fillBodies(painter, theme, state, {&mark, 1}, lane.height() > 6, medium);
        return mark;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.ink);
    painter.drawRect(QRect(lane.x(), lane.y(), 2, lane.height()));
    if (mark.width() > 2) {
        const double size = std::min(8.0, lane.height() * 0.6);
        drawTick(painter, look.ink, QPointF(lane.x() + 5, lane.y() + lane.height() / 2.0), size);
    }
    return mark;
}

void drawSliceSample(QPainter& painter, const Theme& theme, State state, const QRect& rect, Medium medium) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (state == State::Done) {
        drawEndMark(painter, theme, state, QRect(rect.x() + 4, rect.y(), rect.width(), rect.height()), medium);
    } else {
        QRect body = bodyOf(state, rect);
        if (state == State::Ready)
            body = rect.adjusted(0, 2, 0, -2);
        fillBodies(painter, theme, state, {&body, 1}, true, medium);
    }
    painter.restore();
}

} // namespace simul
