#pragma once

#include "engine/trace/result.h"
#include "ui/timeline/slice_painting.h"

#include <QByteArray>
#include <QImage>
#include <QSizeF>
#include <QString>

#include <functional>
#include <memory>

class QPainter;

namespace simul {

struct PlayheadWay;

enum class FigureFormat { Png, Svg, Pdf, Webp };

/// By the ending of the path; the error says which endings there are.
Result<FigureFormat> formatFor(const QString& path);
QString endingOf(FigureFormat format); ///< without the dot

/// How large a figure is: so many pixels, or millimetres of paper, with so many dots to the inch. What is painted is the same
/// in every format; documents say how large that is on paper, pictures how close their pixels are. On so much paper a
/// figure shows the same however close its dots are.
struct PageSize {
    enum class Unit { Pixels, Millimetres };
    static constexpr int screenDots = 96; ///< to the inch
    static constexpr int paperDots = 300; ///< likewise, of what is painted for paper

    PageSize() = default;
    PageSize(int pixelsWide, int pixelsHigh) : extent(pixelsWide, pixelsHigh) {}
    PageSize(QSize pixels) : extent(pixels) {}
    PageSize(QSizeF size, Unit ofSize, int dots) : extent(size), unit(ofSize), dotsPerInch(dots) {}

    QSizeF extent = {1600, 1000};
    Unit unit = Unit::Pixels;
    int dotsPerInch = screenDots;

    QSize painted() const; ///< what a painter has, in pixels of its own
    int paintedPerInch() const { return unit == Unit::Pixels ? dotsPerInch : paperDots; }
    QSize dots() const; ///< of a picture: those pixels, or paper's in another density
    QSizeF millimetres() const;
    /// Nobody said how large it is on paper.
    bool isForScreens() const { return unit == Unit::Pixels && dotsPerInch == screenDots; }
};

/// Something to be painted on a page of its own, the same in every format.
struct FigurePage {
    PageSize size;
    QString title;       ///< in the file's properties
    QString description; ///< likewise
    std::function<void(QPainter&, Medium)> paint;
};

/// A figure that is painted and only has to be packed and written.
struct RenderedFigure {
    FigureFormat format = FigureFormat::Png;
    QImage image;     ///< of pictures
    QByteArray bytes; ///< of documents: the whole file
    std::shared_ptr<const PlayheadWay> way; ///< of animations
};

/// Called now and then while a figure is packed, on that thread, with the part that is done if that is known (0 to 1);
/// false stops it.
using FigureProgress = std::function<bool(double done)>;

/// Fails for sizes that cannot be painted. Quick, but for what packFigure() does.
Result<RenderedFigure> renderPage(const FigurePage& page, FigureFormat format);
/// The same in fewer pixels, for a preview: no side has more than `most`.
Result<QImage> previewPage(const FigurePage& page, int most);

/// The whole file. Takes long for large pictures, very long for animations. Any thread.
Result<QByteArray> packFigure(const RenderedFigure& figure, const FigureProgress& progress = {});
/// packFigure() and writes the whole file or nothing; says in one sentence why it could not. Any thread.
Result<std::monostate> saveFigure(const RenderedFigure& figure, const QString& path, const FigureProgress& progress = {});

} // namespace simul
