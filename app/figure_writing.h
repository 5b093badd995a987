#pragma once

#include "app/interruption.h"
#include "ui/figures/figure.h"

namespace simul {

/// saveFigure(), which Ctrl+C stops; says on the terminal how far an animation is.
Result<std::monostate> saveFigureUnlessStopped(const RenderedFigure& figure, const QString& path,
                                               const Interruption& interruption);

} // namespace simul
