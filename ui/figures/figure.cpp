#include "ui/figures/figure.h"

#include "ui/figures/figure_painter.h"
#include "ui/timeline/slice_text.h"
#include "ui/timeline/time_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace simul {

namespace {

struct FigureText {
    Q_DECLARE_TR_FUNCTIONS(Figure)
};

/// Whether everything that was asked for can be seen.
Result<std::monostate> check(const Comparison& comparison, const FigureOptions& options) {
    const TimeRange range = shownRange(comparison, options.range);
    for (const FigureLetter& letter : options.letters) {
        if (letter.time >= range.begin && letter.time <= range.end)
            continue;
        const Duration whole = comparison.end().time_since_epoch();
        return Error{FigureText::tr("The letter (%1) stands at %2, but the figure goes from %3 to %4.")
                         .arg(letter.letter)
                         .arg(momentText(letter.time, whole), momentText(range.begin, whole), momentText(range.end, whole))
                         .toStdString()};
    }
    if (const std::optional<QString> unknown = LaneFilter(options.lanes).unknownIn(comparison))
        return Error{FigureText::tr("There is no lane “%1”.").arg(*unknown).toStdString()};
    return std::monostate{};
}

FigurePage pageOf(const Comparison& comparison, const FigureOptions& options,
                  std::function<void(QPainter&, Medium)> paint) {
    return {options.size, options.title.isEmpty() ? defaultTitle(comparison) : options.title, options.subtitle,
            std::move(paint)};
}

} // namespace

QString defaultTitle(const Comparison& comparison) {
    return comparison.scenario ? translated(comparison.scenario, comparison.scenario->title)
                               : FigureText::tr("Timeline");
}

TimeRange shownRange(const Comparison& comparison, const std::optional<TimeRange>& range) {
    const TraceTime end = std::max(comparison.end(), TraceTime(Duration(1)));
    if (!range)
        return {TraceTime{}, end + end.time_since_epoch() / 50};
    const TraceTime begin = std::clamp(range->begin, TraceTime{}, end);
    return {begin, std::max(range->end, begin + Duration(1))};
}

Marks marksWithin(const Comparison& comparison, Marks marks) {
    std::erase_if(marks, [end = comparison.end()](const Mark& mark) { return mark.time.begin > end; });
    return marks;
}

Result<RenderedFigure> renderFigure(const Comparison& comparison, const FigureOptions& options, FigureFormat format) {
    if (const auto fine = check(comparison, options); !fine)
        return Error{fine.error()};
    PlayheadWay way;
    const auto paint = [&](QPainter& painter, Medium medium) {
        FigurePainter figure(comparison, options, medium);
        figure.paint(painter);
        way = figure.playheadWay();
    };
    Result<RenderedFigure> figure = renderPage(pageOf(comparison, options, paint), format);
    way.dots = static_cast<double>(options.size.dots().width()) / options.size.painted().width();
    if (figure && format == FigureFormat::Webp)
        (*figure).way = std::make_shared<const PlayheadWay>(std::move(way));
    return figure;
}

Result<RenderedFigure> renderFigureFor(const QString& path, const Comparison& comparison, const FigureOptions& options) {
    const Result<FigureFormat> format = formatFor(path);
    if (!format)
        return Error{format.error()};
    return renderFigure(comparison, options, *format);
}

Result<QImage> previewFigure(const Comparison& comparison, const FigureOptions& options, int most) {
    if (const auto fine = check(comparison, options); !fine)
        return Error{fine.error()};
    const auto paint = [&](QPainter& painter, Medium medium) { FigurePainter(comparison, options, medium).paint(painter); };
    return previewPage(pageOf(comparison, options, paint), most);
}

} // namespace simul
