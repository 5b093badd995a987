#include "ui/figures/figure.h"

#include "ui/figures/figure_painter.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace simul {

namespace {

constexpr int dotsPerInch = 96;
constexpr QSize smallest(240, 160);
constexpr QSize largest(16384, 16384);

QString tr(const char* text) {
    return QCoreApplication::translate("Figure", text);
}

Error error(const QString& sentence) {
    return {sentence.toStdString()};
}

QString titleOf(const Comparison& comparison, const FigureOptions& options) {
    return options.title.isEmpty() ? defaultTitle(comparison) : options.title;
}

/// Qt writes the size in millimetres, which readers turn back into pixels with their own idea of an inch.
QByteArray inPixels(QByteArray svg, QSize size) {
    const qsizetype start = svg.indexOf("<svg");
    const qsizetype viewBox = svg.indexOf("viewBox", start);
    const QByteArray head = "<svg width=\"" + QByteArray::number(size.width()) + "\" height=\"" +
                            QByteArray::number(size.height()) + "\"\n ";
    return start < 0 || viewBox < 0 ? svg : svg.replace(start, viewBox - start, head);
}

QByteArray paintSvg(const Comparison& comparison, const FigureOptions& options) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(dotsPerInch); // else browsers scale it by 4/3
    generator.setSize(options.size);
    generator.setViewBox(QRect(QPoint(), options.size));
    generator.setTitle(titleOf(comparison, options).toHtmlEscaped()); // Qt writes them as they are
    generator.setDescription(options.subtitle.toHtmlEscaped());
    QPainter painter(&generator);
    FigurePainter(comparison, options, Medium::Vector).paint(painter);
    painter.end();
    return inPixels(buffer.data(), options.size);
}

QByteArray paintPdf(const Comparison& comparison, const FigureOptions& options) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(dotsPerInch);
    const QSizeF points = QSizeF(options.size) * 72 / dotsPerInch;
    writer.setPageSize(QPageSize(points, QPageSize::Point, QString(), QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    writer.setTitle(titleOf(comparison, options));
    writer.setCreator(QStringLiteral("Simul"));
    QPainter painter(&writer);
    FigurePainter(comparison, options, Medium::Vector).paint(painter);
    painter.end();
    return buffer.data();
}

} // namespace

Result<FigureFormat> formatFor(const QString& path) {
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == QLatin1String("png"))
        return FigureFormat::Png;
    if (ending == QLatin1String("svg"))
        return FigureFormat::Svg;
    if (ending == QLatin1String("pdf"))
        return FigureFormat::Pdf;
    return error(tr("“%1” must end with .png, .svg or .pdf.").arg(QDir::toNativeSeparators(path)));
}

Result<RenderedFigure> renderFigure(const Comparison& comparison, const FigureOptions& options, FigureFormat format) {
    if (options.size.width() < smallest.width() || options.size.height() < smallest.height() ||
        options.size.width() > largest.width() || options.size.height() > largest.height())
        return error(tr("A figure must be between %1x%2 and %3x%4 pixels large.")
                         .arg(smallest.width())
                         .arg(smallest.height())
                         .arg(largest.width())
                         .arg(largest.height()));
    RenderedFigure figure;
    figure.format = format;
    switch (format) {
    case FigureFormat::Png: {
        figure.image = QImage(options.size, QImage::Format_RGB32);
        if (figure.image.isNull())
            return error(tr("There is not enough memory for a picture of this size."));
        figure.image.setDotsPerMeterX(3780); // 96 to the inch
        figure.image.setDotsPerMeterY(3780);
        figure.image.setText(QStringLiteral("Title"), titleOf(comparison, options));
        QPainter painter(&figure.image);
        FigurePainter(comparison, options, Medium::Raster).paint(painter);
        break;
    }
    case FigureFormat::Svg:
        figure.bytes = paintSvg(comparison, options);
        break;
    case FigureFormat::Pdf:
        figure.bytes = paintPdf(comparison, options);
        break;
    }
    return figure;
}

Result<std::monostate> saveFigure(const RenderedFigure& figure, const QString& path) {
    const auto failed = [&](const QString& why) {
        return error(tr("Cannot write “%1”: %2.").arg(QDir::toNativeSeparators(path), why));
    };
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return failed(file.errorString());
    const bool isWritten = figure.format == FigureFormat::Png ? figure.image.save(&file, "PNG")
                                                              : file.write(figure.bytes) == figure.bytes.size();
    if (!isWritten || !file.commit()) {
        const QString why = file.errorString();
        file.cancelWriting();
        return failed(why);
    }
    return std::monostate{};
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
