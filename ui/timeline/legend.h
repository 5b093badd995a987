#pragma once

#include "ui/timeline/task_colours.h"

#include <QImage>
#include <QRect>

#include <cmath>
#include <optional>

class QPainter;

namespace simul {

/// What the states look like, above the lanes, what their colours say, and buttons for the view.
class Legend {
public:
    enum class Button { ByState, ByTask, Colours, Arrows, ZoomOut, ZoomIn, Fit };

    /// What is switched on.
    struct Looks {
        ColourBy colourBy = ColourBy::State;
        bool allArrows = false;
        friend bool operator==(const Looks&, const Looks&) = default;
    };

    void setGeometry(const QRect& rect, double uiScale);
    /// Once painted, a picture until something is another.
    void paint(QPainter& painter, const Theme& theme, Looks looks, std::optional<Button> hovered, double pixelRatio);
    std::optional<Button> buttonAt(QPoint position) const;
    static QString text(Button button);
    const QRect& rect() const { return m_rect; }
    QRect buttonRect(Button button) const; ///< empty: there is no room for it

private:
    /// What decides how it looks, but for its place.
    struct Painted {
        ThemeKind theme;
        Looks looks;
        std::optional<Button> hovered;
        double pixelRatio;
        friend bool operator==(const Painted&, const Painted&) = default;
    };

    /// Both segments side by side; else one button that changes from one to the other.
    bool hasSwitch() const { return m_rect.width() >= px(820); }
    void paintAll(QPainter& painter, const Theme& theme, Looks looks, std::optional<Button> hovered) const;
    /// How the states stand side by side.
    struct Row {
        int swatch;
        int gap;
        bool named; ///< else only the letter that stands for it in the lanes
    };
    static QString stateText(const Theme& theme, State state, const Row& row);
    int widthOf(const Theme& theme, const Row& row) const;
    int paintStates(QPainter& painter, const Theme& theme, ColourBy colourBy, int end) const;
    void paintTaskColours(QPainter& painter, const Theme& theme, int left, int end) const;
    void paintSwitch(QPainter& painter, const Theme& theme, Looks looks, std::optional<Button> hovered) const;
    void paintToggle(QPainter& painter, const Theme& theme, Looks looks, bool isHovered) const;
    int px(double pixels) const { return static_cast<int>(std::lround(pixels * m_uiScale)); }

    QRect m_rect;
    double m_uiScale = 1;
    QImage m_image; ///< null: to be painted anew
    std::optional<Painted> m_painted;
};

} // namespace simul
