#pragma once

#include "engine/trace/result.h"
#include "ui/timeline/slice_painting.h"

#include <QByteArray>
#include <QImage>
#include <QSize>
#include <QString>

#include <functional>

class QPainter;

namespace simul {

enum class FigureFormat { Png, Svg, Pdf };

/// By the ending of the path; the error says which endings there are.
Result<FigureFormat> formatFor(const QString& path);

/// Something to be painted on a page of its own, the same in every format.
struct FigurePage {
    QSize size;          ///< in pixels; of documents at 96 to the inch
    QString title;       ///< in the file's properties
    QString description; ///< likewise
    std::function<void(QPainter&, Medium)> paint;
};

/// A figure that is painted and only has to be written.
struct RenderedFigure {
    FigureFormat format = FigureFormat::Png;
    QImage image;     ///< of PNG
    QByteArray bytes; ///< of the others: the whole file
};

/// Fails for sizes that cannot be painted. Quick, but for writing a PNG, which saveFigure() does.
Result<RenderedFigure> renderPage(const FigurePage& page, FigureFormat format);

/// Writes the whole file or nothing; says in one sentence why it could not. Any thread.
Result<std::monostate> saveFigure(const RenderedFigure& figure, const QString& path);

} // namespace simul
