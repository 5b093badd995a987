#pragma once

#include "app/interruption.h"
#include "ui/figures/figure.h"

namespace simul {

/// renderFigure() in the format that the path's ending says. What can be wrong with a figure is found here; nothing is
/// written yet.
Result<RenderedFigure> renderFigureFor(const QString& path, const Comparison& comparison, const FigureOptions& options);

/// saveFigure(), which Ctrl+C stops; says on the terminal how far an animation is.
Result<std::monostate> saveFigureUnlessStopped(const RenderedFigure& figure, const QString& path,
                                               const Interruption& interruption);

} // namespace simul
