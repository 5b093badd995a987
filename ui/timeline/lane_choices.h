#pragma once

#include "engine/trace/trace.h"
#include "ui/comparison.h"

#include <map>
#include <variant>

namespace simul {

/// What a row stands for: a lane of the trace, or a resource.
using LaneRef = std::variant<LaneId, ResourceId>;

/// A lane of a story: the same in each of its runs, whatever its number is there.
struct LaneKey {
    enum class Kind : std::uint8_t { Task, Worker, Cpu, Resource };

    Kind kind = Kind::Task;
    std::string name;
    std::uint32_t which = 0; ///< of several with this name, from 0 on
    friend auto operator<=>(const LaneKey&, const LaneKey&) = default;
};

/// `lane` may be of the kernel: that stands with its worker or task.
LaneKey keyOf(const Trace& trace, LaneRef lane);

/// What the user did to a panel.
struct PanelChoice {
    bool collapsed = false;
    bool unfolded = false; ///< show every task, even if one has to scroll
    bool foldsWorkers = false;
    bool foldsTasks = false;
    bool foldsResources = false;
    friend bool operator==(const PanelChoice&, const PanelChoice&) = default;
};

/// Which runs share a choice: those of one mode, and of a file those of one name.
std::string panelKey(const ModeRun& run);

/// What the user did to the lanes of a story, in all of its panels.
struct LaneChoices {
    /// A lane now stands below `after`; without that it is the first of its kind.
    struct Move {
        LaneKey lane;
        std::optional<LaneKey> after;
        friend bool operator==(const Move&, const Move&) = default;
    };

    std::vector<LaneKey> pinned; ///< at the top of the panels, in this order
    std::vector<LaneKey> hidden; ///< among those that are drawn as one
    std::vector<Move> moves;     ///< one after the other
    std::map<LaneKey, int> heights; ///< pixels at 100 %; others are as high as there is room
    std::map<std::string, PanelChoice> panels;

    PanelChoice panel(const ModeRun& run) const;
    bool isPinned(const LaneKey& lane) const;
    bool isHidden(const LaneKey& lane) const;

    void pin(const LaneKey& lane, bool pinned);
    void hide(const LaneKey& lane, bool hidden);
    void move(const LaneKey& lane, std::optional<LaneKey> after);
    void setHeight(const LaneKey& lane, std::optional<int> height);

    friend bool operator==(const LaneChoices&, const LaneChoices&) = default;
};

inline constexpr int leastLaneHeight = 5;
inline constexpr int mostLaneHeight = 160;

} // namespace simul
