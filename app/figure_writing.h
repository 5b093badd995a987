#pragma once

#include "app/interruption.h"
#include "ui/figures/figure.h"

namespace simul {

/// writeFigure(), which Ctrl+C stops; says on the terminal how far an animation is.
Result<std::monostate> writeFigureUnlessStopped(const Comparison& comparison, const FigureOptions& options, const QString& path,
                                                const Interruption& interruption);

} // namespace simul
