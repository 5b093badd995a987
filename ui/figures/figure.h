#pragma once

#include "ui/comparison.h"
#include "ui/figures/figure_page.h"
#include "ui/theme.h"
#include "ui/timeline/time_scale.h"

#include <optional>

namespace simul {

/// What a figure shows beside the runs.
struct FigureOptions {
    QSize size = {1600, 900}; ///< in pixels; of documents at 96 to the inch
    ThemeKind theme = ThemeKind::Print;
    std::optional<TimeRange> range; ///< none: everything
    QString title;                  ///< empty: the scenario's
    QString subtitle;               ///< what ran: clock, seed, parameters
    QString footer;                 ///< how to make it again, in the font for code
};

/// Fails for sizes that cannot be painted. Reads the traces: call from the thread that owns them. Quick, but for
/// writing a PNG, which saveFigure() does.
Result<RenderedFigure> renderFigure(const Comparison& comparison, const FigureOptions& options, FigureFormat format);

/// Paints it and writes the whole file or nothing, as .png, .svg or .pdf.
Result<std::monostate> writeFigure(const Comparison& comparison, const FigureOptions& options, const QString& path);

} // namespace simul
