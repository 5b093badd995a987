#include "ui/figures/sweep_figure.h"

#include "ui/figures/figure_frame.h"
#include "ui/figures/sweep_text.h"

#include <QCoreApplication>
#include <QDir>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QPainter>

#include <algorithm>
#include <cassert>

namespace simul {

namespace {

/// Labels on paper are read from further away than those in a window: figures have larger ones.
constexpr double larger = 1.25;
constexpr double leastScale = 0.85; ///< smaller ones cannot be read

void paintChart(QPainter& painter, std::shared_ptr<const Sweep> sweep, const FigureFrame& frame, AxisScale scale,
                const QRectF& target) {
    QGraphicsScene scene;
    auto* chart = new SweepChart; // the scene's
    scene.addItem(chart);
    chart->setTheme(frame.theme().kind, std::max(frame.scale() * larger, leastScale));
    chart->setAxisScale(scale);
    chart->setSweep(std::move(sweep));
    chart->resize(target.size());
    chart->layout()->activate(); // no event loop does it here
    scene.setSceneRect(QRectF(QPointF(), target.size()));
    painter.setRenderHint(QPainter::Antialiasing);
    scene.render(&painter, target, scene.sceneRect());
}

} // namespace

Result<FigureFormat> chartFormatFor(const QString& path) {
    if (const Result<FigureFormat> format = formatFor(path); format && *format != FigureFormat::Webp)
        return format;
    return Error{QCoreApplication::translate("Figure", "“%1” must end with .png, .svg or .pdf.")
                     .arg(QDir::toNativeSeparators(path))
                     .toStdString()};
}

Result<RenderedFigure> renderSweep(std::shared_ptr<const Sweep> sweep, const FigureOptions& options, AxisScale scale,
                                   FigureFormat format) {
    assert(format != FigureFormat::Webp);
    const SweepRequest& request = sweep->request();
    const QString title = options.title.isEmpty() ? sweepTitle(request) : options.title;
    const QString subtitle = options.subtitle.isEmpty() ? sweepSubtitle(request) : options.subtitle;
    const QString footer = options.footer.isEmpty() ? sweepCommand(request) : options.footer;
    const auto paint = [&](QPainter& painter, Medium) {
        painter.setRenderHint(QPainter::TextAntialiasing);
        const FigureFrame frame(options.size, options.theme);
        frame.paintBackground(painter);
        const int top = frame.paintTitle(painter, title, subtitle) + frame.px(8);
        const int bottom = frame.size().height() - frame.bottomHeight(options.caption, footer);
        paintChart(painter, sweep, frame, scale,
                   QRectF(frame.left() - frame.px(8), top, frame.right() - frame.left() + frame.px(16), bottom - top));
        frame.paintCaption(painter, bottom + frame.px(4), options.caption);
        frame.paintFooter(painter, footer);
    };
    return renderPage({options.size, title, subtitle, paint}, format);
}

} // namespace simul
