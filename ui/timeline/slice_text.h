#pragma once

#include "engine/scenarios/scenario.h"
#include "engine/trace/trace.h"

#include <QString>

namespace simul {

/// What a slice says about itself: "opponent 7 thinks", "in line for Judit"; on a worker's lane that runs a task, the
/// task's name. Empty if there is nothing to say. `scenario` (may be nullptr) knows the words.
QString sliceText(const Trace& trace, const Scenario* scenario, LaneId lane, const Slice& slice);

/// What the slice waits for, if it does: "in line for Judit", "waits for washer".
QString causeText(const Trace& trace, const Scenario* scenario, const Slice& slice);
/// What the source says about itself there, as `task` would say it; empty if it says nothing.
QString placeText(const Trace& trace, const Scenario* scenario, PlaceId place, std::string_view task);

/// A text of the engine in the user's language.
QString translated(const Scenario* scenario, const std::string& text);

} // namespace simul
