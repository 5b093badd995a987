#pragma once

namespace simul {

/// Lets screen readers see a TimelineView as a list of lanes, each with its name and what it does at the time that is
/// looked at. Call it once or often.
void installTimelineAccessibility();

} // namespace simul
