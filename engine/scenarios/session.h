#pragma once

#include "engine/scenarios/scenario.h"
#include "engine/trace/read_control.h"

#include <array>
#include <functional>
#include <istream>
#include <memory>

namespace simul {

/// A run of a session. Foreign traces have a name and the mode of threads.
struct SessionRun {
    std::string name; ///< empty: the mode's
    Mode mode = Mode::Sync;
    ClockKind clock = ClockKind::Simulated;
    std::shared_ptr<const Trace> trace;
};

/// What somebody looked at.
struct SessionView {
    struct Selection {
        std::uint32_t run = 0; ///< index into Session::runs
        LaneId lane;
        TraceTime time;
        std::optional<ResourceId> resource = {};
        friend bool operator==(const Selection&, const Selection&) = default;
    };
    struct Range {
        TraceTime from;
        TraceTime to; ///< after `from`
        friend bool operator==(const Range&, const Range&) = default;
    };
    /// A run that is held against another.
    struct Side {
        std::uint32_t run = 0;    ///< index into Session::runs
        bool isSimulated = false; ///< not that run, but what it would have been on the simulated clock
        friend bool operator==(const Side&, const Side&) = default;
    };
    struct Looks {
        bool coloursByTask = false; ///< and not by state
        bool allArrows = false;     ///< and not only those of the selection
        friend bool operator==(const Looks&, const Looks&) = default;
    };
    TraceTime from;
    TraceTime to;
    TraceTime playhead;
    std::optional<Selection> selection;
    std::string lanes = {}; ///< what was done to the lanes, in the words of whoever shows them
    std::optional<Range> measured = {};
    std::optional<std::array<Side, 2>> compared = {};
    std::optional<Looks> looks = {}; ///< none: whatever they are
};

/// A moment or a range with a note.
struct SessionMark {
    TraceTime start;
    TraceTime end; ///< equals start: a moment
    std::string text;
    friend bool operator==(const SessionMark&, const SessionMark&) = default;
};

/// Everything that a window shows of some runs, and what made them.
struct Session {
    std::string scenario; ///< in the catalogue; empty: somebody else's trace
    std::vector<std::pair<std::string, std::string>> parameters; ///< names and values, as the command line has them
    ClockKind clock = ClockKind::Simulated;
    std::uint64_t seed = 1;
    double scale = 1;
    std::vector<SessionRun> runs;
    std::optional<SessionView> view;
    std::vector<SessionMark> marks;
};

/// The names and values of all parameters.
std::vector<std::pair<std::string, std::string>> parameterTexts(const Parameters& parameters);

/// Which versions of the format this program reads: those up to this one. It writes this one.
/// Version 2 has what was measured and compared, version 3 what colours say and which arrows there are,
/// version 4 selections of CPUs and of what the kernel did, and how long arrows are under way.
inline constexpr std::uint64_t sessionVersion = 4;

/// Writes a session without loss, as JSON: {"simul":"session","version":4,"parts":[...]}, a part a line: `setup`, `view`,
/// `marks`, then for each run `run` and its trace (engine/trace/trace_json.h). The same session gives the same bytes. Hands
/// the text to `sink` in parts.
void writeSession(const Session& session, const std::function<void(std::string_view)>& sink);

/// Reads what writeSession() wrote; refuses what a newer version wrote, and a file that ends early. Fails with one sentence
/// that names the byte. Any thread.
Result<Session> readSession(std::istream& in, const ReadControl& control = {});

/// Whether a file that begins so is a session.
bool isSession(std::string_view beginning);

} // namespace simul
