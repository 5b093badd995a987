#pragma once

#include "ui/theme.h"

#include <QString>

namespace simul {

/// What the colours of slices say. Pattern, shape and letter always say the state.
enum class ColourBy : std::uint8_t { State, Task };

/// Index of a palette: the states' own, one for lanes that several tasks share, or one of a task's. Tasks with the same
/// colour are as far apart as can be.
using Palette = std::uint8_t;
inline constexpr Palette statePalette = 0;
inline constexpr Palette sharedPalette = 1;
inline constexpr std::size_t taskPalettes = 8;
inline constexpr std::size_t PaletteCount = 2 + taskPalettes;

/// Of a task with this name, the `index`th of its run: by the number that its name ends with, so that it is the same in
/// every run.
Palette paletteOf(const QString& number, std::size_t index);

/// The theme with the states' looks in one palette; the ends of tasks keep theirs. Any thread.
const Theme& themeFor(ThemeKind kind, Palette palette);

} // namespace simul
