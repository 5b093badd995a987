#pragma once

#include "ui/figures/figure.h"

namespace simul::test {

inline Result<std::monostate> writeFigure(const Comparison& comparison, const FigureOptions& options, const QString& path,
                                          const FigureProgress& progress = {}) {
    const Result<RenderedFigure> figure = renderFigureFor(path, comparison, options);
    return figure ? saveFigure(*figure, path, progress) : Error{figure.error()};
}

} // namespace simul::test
