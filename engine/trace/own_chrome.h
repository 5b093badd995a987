#pragma once

#include "engine/trace/chrome_tracks.h"

namespace simul {

// What Simul writes into Chrome traces so that it can read them back, and others pass over: the arguments of events.

/// Of the counter that tells how many items a queue holds.
inline constexpr std::string_view ownSeries = "items";

/// How the run ended, and what the kernel said. Returns the end of the run, if it is told.
std::optional<Duration> readOwnProcess(simdjson::dom::object args, TraceParts& parts);
/// What a track is: a task with its parent and result, a worker, or a lane of the kernel.
void readOwnThread(simdjson::dom::object args, ChromeTrack& track);
void addOwnPlaces(simdjson::dom::object args, TraceParts& parts);
void addOwnResources(simdjson::dom::object args, TraceParts& parts);
/// State, cause, place and worker of a slice. `places`: so many are known.
SliceInfo ownSliceInfo(const ChromeEvent& event, State state, std::size_t places);
/// What the slices of a lane name has to exist; what does not is left out.
void keepCauses(std::vector<Span>& spans, LaneId lane, const TraceParts& parts);

} // namespace simul
