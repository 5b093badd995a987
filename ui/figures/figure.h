#pragma once

#include "engine/trace/result.h"
#include "ui/comparison.h"
#include "ui/theme.h"
#include "ui/timeline/time_scale.h"

#include <QByteArray>
#include <QImage>
#include <QSize>
#include <QString>

#include <optional>

namespace simul {

enum class FigureFormat { Png, Svg, Pdf };

/// What a figure shows beside the runs.
struct FigureOptions {
    QSize size = {1600, 900}; ///< in pixels; of documents at 96 to the inch
    ThemeKind theme = ThemeKind::Print;
    std::optional<TimeRange> range; ///< none: everything
    QString title;                  ///< empty: the scenario's
    QString subtitle;               ///< what ran: clock, seed, parameters
    QString footer;                 ///< how to make it again, in the font for code
};

/// By the ending of the path; the error says which endings there are.
Result<FigureFormat> formatFor(const QString& path);

/// A figure that is painted and only has to be written.
struct RenderedFigure {
    FigureFormat format = FigureFormat::Png;
    QImage image;     ///< of PNG
    QByteArray bytes; ///< of the others: the whole file
};

/// Fails for sizes that cannot be painted. Reads the traces: call from the thread that owns them. Quick, but for
/// writing a PNG, which saveFigure() does.
Result<RenderedFigure> renderFigure(const Comparison& comparison, const FigureOptions& options, FigureFormat format);

/// Writes the whole file or nothing; says in one sentence why it could not. Any thread.
Result<std::monostate> saveFigure(const RenderedFigure& figure, const QString& path);

/// Both, as .png, .svg or .pdf.
Result<std::monostate> writeFigure(const Comparison& comparison, const FigureOptions& options, const QString& path);

} // namespace simul
