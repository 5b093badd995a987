#pragma once

#include "ui/theme.h"

#include <QImage>
#include <QRect>

#include <cmath>
#include <optional>

class QPainter;

namespace simul {

/// What the states look like, above the lanes, and three buttons for the view.
class Legend {
public:
    enum class Button { ZoomOut, ZoomIn, Fit };

    void setGeometry(const QRect& rect, double uiScale);
    /// Once painted, a picture until something is another.
    void paint(QPainter& painter, const Theme& theme, std::optional<Button> hovered, double pixelRatio);
    std::optional<Button> buttonAt(QPoint position) const;
    static QString text(Button button);
    const QRect& rect() const { return m_rect; }

private:
    void paintAll(QPainter& painter, const Theme& theme, std::optional<Button> hovered) const;
    QRect buttonRect(Button button) const;
    int px(double pixels) const { return static_cast<int>(std::lround(pixels * m_uiScale)); }

    QRect m_rect;
    double m_uiScale = 1;
    QImage m_image; ///< null: to be painted anew
    ThemeKind m_kind = ThemeKind::Light;
    std::optional<Button> m_hovered;
};

} // namespace simul
