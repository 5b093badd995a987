#pragma once

#include "app/command_line.h"
#include "ui/figures/figure.h"

namespace simul {

/// --image, --size, --dpi, --theme, --title, --subtitle and --caption: of every figure.
void addFigureOptions(CommandLine& line, const QString& imageText);
/// --colour, --arrows, --letter, --mark, --lane, --arrange, --fps and --duration: of a figure of timelines.
void addTimelineOptions(CommandLine& line);

/// --from and --to; `toText` says where a figure ends without the latter.
void addRangeOptions(CommandLine& line, const QString& toText);

/// Which part of the story's time a figure shows, as far as somebody said so.
struct RangeOptions {
    std::optional<Duration> from;
    std::optional<Duration> to;
};

// Each fails with one sentence that says what is wrong and what is allowed.

/// --image: its ending says the format, which must be one of `endings`.
Result<std::optional<QString>> readImage(const CommandLine& line, const QStringList& endings);
/// What addFigureOptions() has.
Result<FigureOptions> readFigure(const CommandLine& line);
/// What addTimelineOptions() has, into `options`.
Result<std::monostate> readTimelineOptions(const CommandLine& line, FigureOptions& options);
/// What addRangeOptions() has; all letters must lie in it.
Result<RangeOptions> readRange(const CommandLine& line, const std::vector<FigureLetter>& letters);
/// Whether --from and each --mark lie before the end of the runs; of letters the figure itself says it.
Result<std::monostate> checkBeforeEnd(const RangeOptions& range, const Marks& marks, TraceTime end);

} // namespace simul
