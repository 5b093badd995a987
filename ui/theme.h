#pragma once

#include "engine/runtime/mode.h"
#include "engine/trace/state.h"

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QPixmap>
#include <QRectF>

#include <array>

class QPainter;

namespace simul {

enum class ThemeKind { Light, Dark, Print };

/// How the body of a slice is filled. Never colour alone: each state has its own shape and pattern.
enum class Pattern { None, Solid, Dots, Rail, Diagonal, EndCap, CrossHatch, Horizontal };

/// What a state looks like in a theme.
struct StateLook {
    QColor ink;         ///< patterns, borders, rails, solid bodies
    QColor tint;        ///< beneath a pattern
    QColor letterColor; ///< of the state's letter on the tint
    QChar letter;       ///< none of Idle and Created
    Pattern pattern = Pattern::None;
};

/// Every colour of the program by its role. Widgets, timeline and figures take colours from nowhere else.
struct Theme {
    ThemeKind kind = ThemeKind::Light;
    QColor window, panel, raised, lane, chosen;
    QColor line, lineStrong, grid, gridMajor;
    QColor text, text2, text3, playhead;
    QColor accent, accentTint;
    QColor primary, primaryText;
    QColor onRunning; ///< text on a solid Running slice
    QColor codeKeyword, codeType;
    std::array<StateLook, StateCount> states;
    std::array<QColor, allModes.size()> modes; ///< lines of charts; told apart by dashes and markers as well

    const QColor& ink(Mode mode) const { return modes[static_cast<std::size_t>(mode)]; }
    const StateLook& look(State state) const { return states[static_cast<std::size_t>(state)]; }
};

const Theme& themeFor(ThemeKind kind);

/// The state's name as a person reads it: "Running".
QString stateName(State state);

/// Text in Inter, or in the best installed sans serif. Rounded to whole pixels, so that it has the same size on
/// screens, in images and in documents.
QFont uiFont(double pixels, QFont::Weight weight = QFont::Normal);
/// Code in JetBrains Mono, or in the system's fixed font.
QFont codeFont(double pixels = 11.5);

/// An icon of resources/icons (name without its ending) in one colour. GUI thread only.
QPixmap themedPixmap(const QString& name, const QColor& colour, int size, double devicePixelRatio = 1);
/// As themedPixmap(), sharp on every screen; disabled at 55 %.
QIcon themedIcon(const QString& name, const QColor& colour, int size = 16);
/// The same as vectors, on any paint device and in any thread.
void drawIcon(QPainter& painter, const QString& name, const QColor& colour, const QRectF& rect);

/// The sample of a state that legends and chips show; best at 22 x 12.
void drawStateSwatch(QPainter& painter, const Theme& theme, State state, const QRect& rect);
QPixmap stateSwatch(const Theme& theme, State state, QSize size = {22, 12}, double devicePixelRatio = 1);

} // namespace simul
