#pragma once

#include "ui/comparison.h"
#include "ui/figures/figure_animation.h"
#include "ui/theme.h"
#include "ui/timeline/lane_choices.h"
#include "ui/timeline/mark.h"
#include "ui/timeline/task_colours.h"
#include "ui/timeline/time_scale.h"

#include <QStringList>

#include <optional>

namespace simul {

/// A moment that stands marked in a figure, for the caption to speak of.
struct FigureLetter {
    QChar letter;
    TraceTime time;
    friend bool operator==(const FigureLetter&, const FigureLetter&) = default;
};

/// What a figure shows beside the runs.
struct FigureOptions {
    PageSize size;
    ThemeKind theme = ThemeKind::Print;
    ColourBy colourBy = ColourBy::State;
    std::optional<TimeRange> range; ///< none: everything
    QStringList lanes;              ///< by name, * and ? stand for any characters and for one; none: all
    LaneChoices arrangement;        ///< order, pins, heights and folds of the lanes, as arrangementOf() has them
    std::vector<FigureLetter> letters;
    Marks marks;                    ///< sorted; those out of the range are left out
    bool hasArrows = false;         ///< from whoever wakes or takes up a task, where there is room for them
    QString title;    ///< empty: the scenario's
    QString subtitle; ///< what ran: clock, seed, parameters
    QString caption;  ///< below the lanes; bold is what stands **so**, and letters as (a)
    QString footer;   ///< how to make it again, in the font for code
    AnimationOptions animation;
};

/// The title that a figure has if nobody gives it one.
QString defaultTitle(const Comparison& comparison);
/// What is shown, with a little room behind the end where that is everything.
TimeRange shownRange(const Comparison& comparison, const std::optional<TimeRange>& range);

/// Without those that lie behind the end of the runs: they could not be seen, and the command line refuses them.
Marks marksWithin(const Comparison& comparison, Marks marks);

/// Fails for sizes that cannot be painted, letters out of sight and lanes that there are not. Reads the traces: call from
/// the thread that owns them. Quick, but for what packFigure() does.
Result<RenderedFigure> renderFigure(const Comparison& comparison, const FigureOptions& options, FigureFormat format);
/// In the format that the path's ending says.
Result<RenderedFigure> renderFigureFor(const QString& path, const Comparison& comparison, const FigureOptions& options);

/// As a PNG would be, in fewer pixels: no side has more than `most`.
Result<QImage> previewFigure(const Comparison& comparison, const FigureOptions& options, int most);

} // namespace simul
