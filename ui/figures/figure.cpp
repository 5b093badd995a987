#include "ui/figures/figure.h"

#include "ui/figures/figure_painter.h"

namespace simul {

Result<RenderedFigure> renderFigure(const Comparison& comparison, const FigureOptions& options, FigureFormat format) {
    const QString title = options.title.isEmpty() ? defaultTitle(comparison) : options.title;
    return renderPage({options.size, title, options.subtitle,
                       [&](QPainter& painter, Medium medium) {
                           FigurePainter(comparison, options, medium).paint(painter);
                       }},
                      format);
}

Result<std::monostate> writeFigure(const Comparison& comparison, const FigureOptions& options, const QString& path) {
    const Result<FigureFormat> format = formatFor(path);
    if (!format)
        return Error{format.error()};
    const Result<RenderedFigure> figure = renderFigure(comparison, options, *format);
    if (!figure)
        return Error{figure.error()};
    return saveFigure(*figure, path);
}

} // namespace simul
