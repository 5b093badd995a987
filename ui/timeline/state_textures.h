#pragma once

#include "ui/timeline/slice_painting.h"
#include "ui/timeline/stacking.h"

#include <QColor>
#include <QImage>
#include <QPoint>

namespace simul {

/// How a state fills what is its own: it repeats both ways after so many pixels.
struct StateTexture {
    const QRgb* first = nullptr;
    qsizetype perLine = 0; ///< pixels
    int period = 1;
};
/// By part of a stack.
using StackTextures = std::array<StateTexture, stackParts>;

/// A texture line by line, downwards.
class TextureLines {
public:
    TextureLines() = default;
    /// `pattern`: the first pixel of the first line, from where patterns begin, in device pixels.
    TextureLines(const StateTexture& texture, QPoint pattern)
        : m_texture(texture), m_y(wrapped(pattern.y())), m_line(texture.first + wrapped(pattern.x())) {}

    const QRgb* next() {
        const QRgb* line = m_line + m_y * m_texture.perLine;
        m_y = m_y + 1 < m_texture.period ? m_y + 1 : 0;
        return line;
    }

private:
    int wrapped(int at) const { return (at % m_texture.period + m_texture.period) % m_texture.period; }

    StateTexture m_texture;
    int m_y = 0;
    const QRgb* m_line = nullptr;
};

/// What makes textures of a theme. Reusable: keeps them as long as they serve.
class StateTextures {
public:
    /// `waiting`: the colour of that state, which is a rail elsewhere.
    void setStyle(const Theme& theme, const QColor& waiting);
    /// `width`: so many device pixels are taken at once; `scale`: device pixels a pixel.
    void make(int width, double scale);

    const StackTextures& all() const { return m_textures; }
    bool areOpaque() const { return m_areOpaque; } ///< all of them

private:
    const Theme* m_theme = nullptr;
    QColor m_waiting;
    double m_scale = 0;
    int m_width = 0;
    bool m_areOpaque = false;
    StackTextures m_textures; ///< of m_images
    std::array<QImage, stackParts> m_images;
};

/// Areas that stand for a state's share of time: Waiting, whose rail would say nothing about that, is of colour
/// `waiting`.
void fillShares(QPainter& painter, const Theme& theme, const QColor& waiting, State state, std::span<const QRect> areas,
                Medium medium);

} // namespace simul
