#pragma once

#include "engine/trace/chrome_writer.h"

namespace simul {

/// A text as a field of CSV: in quotes where RFC 4180 wants them.
std::string csvText(std::string_view text);

/// Writes every slice of some runs as RFC 4180, a row each: run,lane,kind,start,end,state,label,cause,of,at. `kind` is worker
/// or task, times are in seconds with nine digits, `of` names the task or resource that the cause is about, `at` is file:line.
/// Hands the text to `sink` in parts.
void writeSlicesCsv(std::span<const NamedTrace> runs, const std::function<void(std::string_view)>& sink);

} // namespace simul
