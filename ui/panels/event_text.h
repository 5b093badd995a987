#pragma once

#include "engine/trace/trace.h"

#include <QString>

namespace simul {

QString textOf(const std::string& text);
QString nameText(const Trace& trace, LaneId lane);
/// A text in bold, as rich text.
QString strong(const QString& text);

/// The label of a slice as its task says it; empty if it says nothing.
QString labelText(const Trace& trace, LaneId lane, const Slice& slice);

/// What a state change says in one line, without time: "Table 7: Ready, waits for Judit".
QString changeText(const Trace& trace, LaneId lane, std::size_t slice);

/// The latest thing that happened at or before `time`, told from the worker's side where that says more:
/// "Judit goes from Table 2 to Table 3". Empty before anything has happened.
struct LatestEvent {
    TraceTime time;
    QString text;
};
LatestEvent latestEvent(const Trace& trace, TraceTime time);

} // namespace simul
