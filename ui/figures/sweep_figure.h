#pragma once

#include "ui/figures/figure.h"
#include "ui/figures/sweep_chart.h"

namespace simul {

/// As formatFor(), without animations: a chart does not move.
Result<FigureFormat> chartFormatFor(const QString& path);

/// The chart of a sweep as a figure, with title, what ran and the command that makes it again. Texts that `options` leaves
/// empty are the sweep's own; its range, lanes and letters mean nothing here. GUI thread, needs a QApplication.
Result<RenderedFigure> renderSweep(std::shared_ptr<const Sweep> sweep, const FigureOptions& options, AxisScale scale,
                                   FigureFormat format);

} // namespace simul
