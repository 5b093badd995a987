#pragma once

#include "app/command_line.h"
#include "ui/figures/figure.h"

namespace simul {

/// --image, --size, --dpi, --theme, --title, --subtitle and --caption: of every figure.
void addFigureOptions(CommandLine& line, const QString& imageText);
/// --colour, --letter, --lane, --fps and --duration: of a figure of timelines.
void addTimelineOptions(CommandLine& line);

// Each fails with one sentence that says what is wrong and what is allowed.

/// --image: its ending says the format, which must be one of `endings`.
Result<std::optional<QString>> readImage(const CommandLine& line, const QStringList& endings);
/// What addFigureOptions() has.
Result<FigureOptions> readFigure(const CommandLine& line);
/// What addTimelineOptions() has, into `options`.
Result<std::monostate> readTimelineOptions(const CommandLine& line, FigureOptions& options);

} // namespace simul
