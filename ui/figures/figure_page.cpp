#include "ui/figures/figure_page.h"

#include "ui/figures/document_packing.h"
#include "ui/figures/figure_animation.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QHashSeed>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

#include <algorithm>

namespace simul {

namespace {

constexpr double millimetresPerInch = 25.4;
constexpr QSize smallest(240, 160);
constexpr QSize largest(16384, 16384);

QString tr(const char* text) {
    return QCoreApplication::translate("Figure", text);
}

Error error(const QString& sentence) {
    return {sentence.toStdString()};
}

/// The window has another font to begin with than a command has, and documents say which one that is.
void paint(QPainter& painter, const FigurePage& page, Medium medium) {
    painter.setFont(uiFont(12));
    page.paint(painter, medium);
}

QByteArray paintSvg(const FigurePage& page) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(page.size.paintedPerInch()); // else browsers scale it by 4/3
    generator.setSize(page.size.painted());
    generator.setViewBox(QRect(QPoint(), page.size.painted()));
    generator.setTitle(page.title.toHtmlEscaped()); // Qt writes them as they are
    generator.setDescription(page.description.toHtmlEscaped());
    QPainter painter(&generator);
    paint(painter, page, Medium::Vector);
    painter.end();
    return packSvg(buffer.data(), page.size);
}

/// Qt keeps a document's fonts in a hash and writes them in its order, which is another one in each process.
class SameHashes {
public:
    SameHashes() { QHashSeed::setDeterministicGlobalSeed(); }
    ~SameHashes() { QHashSeed::resetRandomGlobalSeed(); }
    SameHashes(const SameHashes&) = delete;
    SameHashes& operator=(const SameHashes&) = delete;
};

QByteArray paintPdf(const FigurePage& page) {
    const SameHashes same;
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(page.size.paintedPerInch());
    writer.setPageSize(QPageSize(page.size.millimetres(), QPageSize::Millimeter, QString(), QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    writer.setTitle(page.title);
    writer.setCreator(QStringLiteral("Simul"));
    QPainter painter(&writer);
    paint(painter, page, Medium::Vector);
    painter.end();
    return packPdf(buffer.data(), page.size);
}

/// In whole dots for each of its pixels, so that lines stay sharp, but in no more than the largest picture has; then in as
/// many as are wanted.
QImage paintDots(const FigurePage& page) {
    const QSize painted = page.size.painted();
    const int most = std::min(largest.width() / painted.width(), largest.height() / painted.height());
    const int dots = std::clamp((page.size.dotsPerInch - 1) / page.size.paintedPerInch() + 1, 1, std::max(most, 1));
    QImage image(painted * dots, QImage::Format_RGB32);
    if (image.isNull())
        return image;
    QPainter painter(&image);
    painter.scale(dots, dots);
    paint(painter, page, Medium::Raster);
    painter.end();
    return image.size() == page.size.dots()
               ? image
               : image.scaled(page.size.dots(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

QImage paintImage(const FigurePage& page) {
    QImage image = paintDots(page);
    const int dotsPerMetre = qRound(page.size.dotsPerInch * 1000 / millimetresPerInch);
    image.setDotsPerMeterX(dotsPerMetre);
    image.setDotsPerMeterY(dotsPerMetre);
    image.setText(QStringLiteral("Title"), page.title);
    return image;
}

/// Gathers what is written until somebody says stop: Qt's own writers cannot be asked to.
class StoppableBuffer : public QBuffer {
public:
    explicit StoppableBuffer(const FigureProgress& progress) : m_progress(progress) {}

protected:
    qint64 writeData(const char* data, qint64 size) override {
        constexpr double unknown = 0;
        return m_progress && !m_progress(unknown) ? -1 : QBuffer::writeData(data, size);
    }

private:
    const FigureProgress& m_progress;
};

Result<QByteArray> packPng(const QImage& image, const FigureProgress& progress) {
    StoppableBuffer buffer(progress);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG"))
        return error(tr("The picture could not be packed, or was not to be."));
    return buffer.data();
}

Result<std::monostate> checkSize(QSize size) {
    if (size.width() >= smallest.width() && size.height() >= smallest.height() && size.width() <= largest.width() &&
        size.height() <= largest.height())
        return std::monostate{};
    return error(tr("A figure must be between %1x%2 and %3x%4 pixels large.")
                     .arg(smallest.width())
                     .arg(smallest.height())
                     .arg(largest.width())
                     .arg(largest.height()));
}

} // namespace

QSize PageSize::painted() const {
    return (unit == Unit::Pixels ? extent : extent * (paperDots / millimetresPerInch)).toSize();
}

QSize PageSize::dots() const {
    return (QSizeF(painted()) * dotsPerInch / paintedPerInch()).toSize();
}

QSizeF PageSize::millimetres() const {
    return unit == Unit::Millimetres ? extent : extent * (millimetresPerInch / dotsPerInch);
}

QString endingOf(FigureFormat format) {
    switch (format) {
    case FigureFormat::Png:
        return QStringLiteral("png");
    case FigureFormat::Svg:
        return QStringLiteral("svg");
    case FigureFormat::Pdf:
        return QStringLiteral("pdf");
    case FigureFormat::Webp:
        break;
    }
    return QStringLiteral("webp");
}

Result<FigureFormat> formatFor(const QString& path) {
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == QLatin1String("png"))
        return FigureFormat::Png;
    if (ending == QLatin1String("svg"))
        return FigureFormat::Svg;
    if (ending == QLatin1String("pdf"))
        return FigureFormat::Pdf;
    if (ending == QLatin1String("webp"))
        return FigureFormat::Webp;
    return error(tr("“%1” must end with .png, .svg, .pdf or .webp.").arg(QDir::toNativeSeparators(path)));
}

Result<RenderedFigure> renderPage(const FigurePage& page, FigureFormat format) {
    if (const auto fine = checkSize(page.size.dots()); !fine)
        return Error{fine.error()};
    RenderedFigure figure;
    figure.format = format;
    switch (format) {
    case FigureFormat::Png:
    case FigureFormat::Webp:
        figure.image = paintImage(page);
        if (figure.image.isNull())
            return error(tr("There is not enough memory for a picture of this size."));
        break;
    case FigureFormat::Svg:
        figure.bytes = paintSvg(page);
        break;
    case FigureFormat::Pdf:
        figure.bytes = paintPdf(page);
        break;
    }
    return figure;
}

Result<QImage> previewPage(const FigurePage& page, int most) {
    if (const auto fine = checkSize(page.size.dots()); !fine)
        return Error{fine.error()};
    const QSize size = page.size.painted();
    QImage image(size.boundedTo(size.scaled(most, most, Qt::KeepAspectRatio)), QImage::Format_RGB32);
    QPainter painter(&image);
    painter.scale(static_cast<double>(image.width()) / size.width(), static_cast<double>(image.height()) / size.height());
    page.paint(painter, Medium::Raster);
    return image;
}

Result<QByteArray> packFigure(const RenderedFigure& figure, const FigureProgress& progress) {
    switch (figure.format) {
    case FigureFormat::Png:
        return packPng(figure.image, progress);
    case FigureFormat::Webp:
        return encodeWebp(figure.image, *figure.way, progress);
    default:
        return figure.bytes;
    }
}

Result<std::monostate> saveFigure(const RenderedFigure& figure, const QString& path, const FigureProgress& progress) {
    const auto failed = [&](const QString& why) {
        return error(tr("Cannot write “%1”: %2.").arg(QDir::toNativeSeparators(path), why));
    };
    if (const QFileInfo info(path); info.exists() && !info.isFile() && !info.isDir())
        return failed(tr("it is no ordinary file, and would be replaced by one"));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) // before it takes long
        return failed(file.errorString());
    const Result<QByteArray> bytes = packFigure(figure, progress);
    if (!bytes)
        return Error{bytes.error()};
    if (file.write(*bytes) != bytes->size() || !file.commit()) {
        const QString why = file.errorString();
        file.cancelWriting();
        return failed(why);
    }
    return std::monostate{};
}

} // namespace simul
