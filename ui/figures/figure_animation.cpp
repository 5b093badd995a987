#include "ui/figures/figure_animation.h"

#include "ui/theme.h"
#include "ui/timeline/digit_text.h"
#include "ui/timeline/ticks.h"
#include "ui/timeline/time_text.h"

#include <QCoreApplication>
#include <QPainter>

#include <webp/encode.h>
#include <webp/mux.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace simul {

namespace {

constexpr float veilOpacity = 0.62F; // as in the window
constexpr int restMs = 2000;         ///< at the end, before it begins again
constexpr int effort = 2;            ///< 0 to 9; more takes much longer for a few per cent

struct FigureText {
    Q_DECLARE_TR_FUNCTIONS(Figure)
};

Error failed() {
    return {FigureText::tr("The animation could not be encoded: there may not be enough memory.").toStdString()};
}

Error stopped() { return {FigureText::tr("It was stopped.").toStdString()}; }

/// libwebp's encoder with one picture that every frame goes through.
class WebpWriter {
public:
    explicit WebpWriter(QSize size) {
        WebPAnimEncoderOptions options;
        m_fine = WebPPictureInit(&m_picture) != 0 && WebPConfigInit(&m_config) != 0 &&
                 WebPConfigLosslessPreset(&m_config, effort) != 0 && WebPAnimEncoderOptionsInit(&options) != 0;
        m_picture.use_argb = 1;
        m_picture.width = size.width();
        m_picture.height = size.height();
        options.anim_params.loop_count = 0; // for ever
        if (m_fine)
            m_encoder.reset(WebPAnimEncoderNew(size.width(), size.height(), &options));
    }
    ~WebpWriter() { WebPPictureFree(&m_picture); }
    WebpWriter(const WebpWriter&) = delete;
    WebpWriter& operator=(const WebpWriter&) = delete;

    bool add(const QImage& frame, int ms) {
        return m_encoder && WebPPictureImportBGRX(&m_picture, frame.constBits(), static_cast<int>(frame.bytesPerLine())) != 0 &&
               WebPAnimEncoderAdd(m_encoder.get(), &m_picture, ms, &m_config) != 0;
    }
    /// Empty if it fails.
    QByteArray finish(int endMs) {
        WebPData data;
        WebPDataInit(&data);
        QByteArray bytes;
        if (WebPAnimEncoderAdd(m_encoder.get(), nullptr, endMs, nullptr) != 0 &&
            WebPAnimEncoderAssemble(m_encoder.get(), &data) != 0)
            bytes = QByteArray(reinterpret_cast<const char*>(data.bytes), static_cast<qsizetype>(data.size));
        WebPDataClear(&data);
        return bytes;
    }

private:
    struct Delete {
        void operator()(WebPAnimEncoder* encoder) const { WebPAnimEncoderDelete(encoder); }
    };

    WebPPicture m_picture;
    WebPConfig m_config;
    std::unique_ptr<WebPAnimEncoder, Delete> m_encoder;
    bool m_fine = false;
};

} // namespace

int PlayheadWay::frames() const {
    const double seconds = std::chrono::duration<double>(animation.length).count();
    return std::max(1, static_cast<int>(std::lround(seconds * animation.framesPerSecond))) + 1;
}

TraceTime PlayheadWay::timeOf(int frame) const {
    const Duration way = std::min(end, scale.range().end) - scale.range().begin;
    const double part = static_cast<double>(frame) / (frames() - 1);
    return scale.range().begin + Duration(std::llround(static_cast<double>(way.count()) * part));
}

void PlayheadWay::paint(QPainter& painter, TraceTime time) const {
    const Theme& look = themeFor(theme);
    const int x = scale.pixel(time);
    const int width = std::max(1, static_cast<int>(std::lround(1.5 * uiScale)));
    const int right = static_cast<int>(std::ceil(scale.right())) + 1;
    QColor veil = look.panel;
    veil.setAlphaF(veilOpacity);
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const auto& [top, bottom] : bands) {
        painter.fillRect(QRect(QPoint(x, top), QPoint(right, bottom - 1)), veil);
        painter.fillRect(QRect(x, top, width, bottom - top), look.playhead);
    }
    paintTag(painter, time);
}

/// On the axis, over its labels: they say nothing that it does not say.
void PlayheadWay::paintTag(QPainter& painter, TraceTime time) const {
    const Theme& look = themeFor(theme);
    const TimeRange range = scale.range();
    const Duration resolution = range.span() >= std::chrono::minutes(1) ? Duration(std::chrono::seconds(1)) : stepFor(scale, 8);
    const QString text = axisTime(time, range, resolution);
    const DigitText digits(uiFont(14 * uiScale, QFont::DemiBold));
    const double width = digits.width(text) + 16 * uiScale;
    const double x = scale.pixel(time) + 0.5;
    const QRectF tag(x - width / 2, axisTop + 9 * uiScale, width, 22 * uiScale);
    const std::array point = {QPointF(x - 5 * uiScale, tag.top()), QPointF(x + 5 * uiScale, tag.top()),
                              QPointF(x, tag.top() - 6 * uiScale)};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.playhead);
    painter.drawRoundedRect(tag, 3 * uiScale, 3 * uiScale);
    painter.drawPolygon(point.data(), static_cast<int>(point.size()));
    painter.setPen(look.panel);
    digits.draw(painter, QPointF(tag.left() + 8 * uiScale, tag.top() + digits.baselineIn(tag.height())), text);
}

Result<QByteArray> encodeWebp(const QImage& picture, const PlayheadWay& way, const FigureProgress& progress) {
    WebpWriter writer(picture.size());
    const auto msOf = [&](int frame) { return frame * 1000 / way.animation.framesPerSecond; };
    const int frames = way.frames();
    QImage image(picture.size(), QImage::Format_RGB32);
    if (image.isNull())
        return failed();
    for (int frame = 0; frame < frames; ++frame) {
        if (progress && !progress(static_cast<double>(frame) / frames))
            return stopped();
        QPainter painter(&image);
        painter.drawImage(0, 0, picture);
        painter.scale(way.dots, way.dots);
        way.paint(painter, way.timeOf(frame));
        painter.end();
        if (!writer.add(image, msOf(frame)))
            return failed();
    }
    QByteArray bytes = writer.finish(msOf(frames - 1) + restMs);
    return bytes.isEmpty() ? Result<QByteArray>(failed()) : Result<QByteArray>(std::move(bytes));
}

} // namespace simul
