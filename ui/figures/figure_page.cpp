#include "ui/figures/figure_page.h"

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

/// Qt writes the size in millimetres, which readers turn back into pixels with their own idea of an inch.
QByteArray inPixels(QByteArray svg, QSize size) {
    const qsizetype start = svg.indexOf("<svg");
    const qsizetype viewBox = svg.indexOf("viewBox", start);
    const QByteArray head = "<svg width=\"" + QByteArray::number(size.width()) + "\" height=\"" +
                            QByteArray::number(size.height()) + "\"\n ";
    return start < 0 || viewBox < 0 ? svg : svg.replace(start, viewBox - start, head);
}

QByteArray paintSvg(const FigurePage& page) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(dotsPerInch); // else browsers scale it by 4/3
    generator.setSize(page.size);
    generator.setViewBox(QRect(QPoint(), page.size));
    generator.setTitle(page.title.toHtmlEscaped()); // Qt writes them as they are
    generator.setDescription(page.description.toHtmlEscaped());
    QPainter painter(&generator);
    page.paint(painter, Medium::Vector);
    painter.end();
    return inPixels(buffer.data(), page.size);
}

QByteArray paintPdf(const FigurePage& page) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(dotsPerInch);
    const QSizeF points = QSizeF(page.size) * 72 / dotsPerInch;
    writer.setPageSize(QPageSize(points, QPageSize::Point, QString(), QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    writer.setTitle(page.title);
    writer.setCreator(QStringLiteral("Simul"));
    QPainter painter(&writer);
    page.paint(painter, Medium::Vector);
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

Result<RenderedFigure> renderPage(const FigurePage& page, FigureFormat format) {
    if (page.size.width() < smallest.width() || page.size.height() < smallest.height() ||
        page.size.width() > largest.width() || page.size.height() > largest.height())
        return error(tr("A figure must be between %1x%2 and %3x%4 pixels large.")
                         .arg(smallest.width())
                         .arg(smallest.height())
                         .arg(largest.width())
                         .arg(largest.height()));
    RenderedFigure figure;
    figure.format = format;
    switch (format) {
    case FigureFormat::Png: {
        figure.image = QImage(page.size, QImage::Format_RGB32);
        if (figure.image.isNull())
            return error(tr("There is not enough memory for a picture of this size."));
        figure.image.setDotsPerMeterX(3780); // 96 to the inch
        figure.image.setDotsPerMeterY(3780);
        figure.image.setText(QStringLiteral("Title"), page.title);
        QPainter painter(&figure.image);
        page.paint(painter, Medium::Raster);
        break;
    }
    case FigureFormat::Svg:
        figure.bytes = paintSvg(page);
        break;
    case FigureFormat::Pdf:
        figure.bytes = paintPdf(page);
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

} // namespace simul
