#include "ui/timeline/task_colours.h"

namespace simul {

namespace {

using Inks = std::array<const char*, taskPalettes>;

// White, or in the dark theme black, is legible on all of them (4.5:1), and they are on their tints.
constexpr Inks onLight = {"#1E5FC8", "#A3470B", "#0A7568", "#A3136F", "#4B7014", "#6A3FC4", "#8A5F00", "#B3261E"};
constexpr Inks onDark = {"#5EA0FA", "#F5A35C", "#35C9B9", "#F26BC0", "#9BCB4E", "#B79BFF", "#E0C341", "#FF7F70"};

QColor mixed(const QColor& ink, const QColor& ground, double part) {
    const auto mix = [part](int a, int b) { return static_cast<int>(std::lround(a * part + b * (1 - part))); };
    return QColor(mix(ink.red(), ground.red()), mix(ink.green(), ground.green()), mix(ink.blue(), ground.blue()));
}

QColor tintOf(const Theme& theme, const QColor& ink) {
    switch (theme.kind) {
    case ThemeKind::Print:
        return theme.lane;
    case ThemeKind::Dark:
        return mixed(ink, theme.lane, 0.18);
    default:
        return mixed(ink, theme.panel, 0.14);
    }
}

Theme makeTheme(ThemeKind kind, Palette palette) {
    Theme theme = themeFor(kind);
    if (palette == statePalette)
        return theme;
    const Inks& inks = kind == ThemeKind::Dark ? onDark : onLight;
    const QColor ink = palette == sharedPalette ? theme.text3 : QColor(inks[palette - 2U]);
    for (const State state : {State::Ready, State::Running, State::Waiting, State::Blocked}) {
        StateLook& look = theme.states[static_cast<std::size_t>(state)];
        look.ink = ink;
        look.letterColor = palette == sharedPalette ? theme.text2 : ink;
        look.tint = tintOf(theme, ink);
    }
    return theme;
}

} // namespace

Palette paletteOf(const QString& number, std::size_t index) {
    bool isNumber = false;
    const unsigned last = number.toUInt(&isNumber);
    const std::size_t place = isNumber ? last + taskPalettes - 1 : index; // the first is 1
    return static_cast<Palette>(2 + place % taskPalettes);
}

const Theme& themeFor(ThemeKind kind, Palette palette) {
    static const auto themes = [] {
        std::array<std::array<Theme, PaletteCount>, 3> made;
        for (const ThemeKind each : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::Print}) {
            for (std::size_t index = 0; index < PaletteCount; ++index)
                made[static_cast<std::size_t>(each)][index] = makeTheme(each, static_cast<Palette>(index));
        }
        return made;
    }();
    return palette == statePalette ? themeFor(kind) : themes[static_cast<std::size_t>(kind)][palette];
}

} // namespace simul
