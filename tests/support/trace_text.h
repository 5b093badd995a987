#pragma once

#include "engine/trace/trace.h"

#include <fmt/format.h>

namespace simul::test {

/// A lane as a line that reads like its picture: "ready 0-2, running 2-4, done 4", times in seconds; what lasted no
/// time is left out, as a picture would, but for the last slice.
inline std::string toText(const Trace& trace, LaneId id) {
    const Lane& lane = trace.lane(id);
    std::string text;
    for (std::size_t index = 0; index < lane.size(); ++index) {
        const TraceTime start = lane[index].start;
        const TraceTime end = lane.endOf(index, trace.end());
        const bool isLast = index + 1 == lane.size();
        if (start == end && !isLast)
            continue;
        text += fmt::format("{}{} {:g}", text.empty() ? "" : ", ", nameOf(lane[index].state()), toSeconds(start));
        if (start != end)
            text += fmt::format("-{:g}", toSeconds(end));
    }
    return text;
}

} // namespace simul::test
