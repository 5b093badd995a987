#pragma once

#include "ui/comparison.h"
#include "ui/timeline/view_state.h"

#include <QStringList>

namespace simul {

/// A file of resources/icons.
QString resourceIcon(ResourceKind kind);
/// "Lock".
QString resourceKindName(const ResourceUse& use);

/// What a deed says of itself in a line: "Parent A puts item 3 into queue".
QString deedText(const Trace& trace, const SyncEvent& event);

/// How things stand with a resource at `time`: who has it and since when, what is in it, who waits; then what happened
/// there at the latest moment. A line each.
QStringList resourceLines(const Trace& trace, const ResourceUse& use, TraceTime time);

/// "Parent B since 0:35:00", "Parent B and 2 others wait".
QString holderText(const Trace& trace, const Holding& holding);
QString lineText(const Trace& trace, const LineAt& line);

/// Selects a resource of a run at a time, with the task that has most to do with it then: who holds it, who waits, who
/// did something there last.
Selection selectionOf(const Comparison& comparison, std::size_t run, const ResourceUse& use, TraceTime time);

/// Index into ResourceUse::moments of the latest one at `time`; none before the first.
std::optional<std::size_t> momentAt(const ResourceUse& use, TraceTime time);

/// As long as things stand as they do at `time`: the holding of a lock, else from one moment to the next.
TimeRange stretchAt(const Trace& trace, const ResourceUse& use, TraceTime time);

} // namespace simul
