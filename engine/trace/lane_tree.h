#pragma once

#include "engine/trace/slice.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

namespace simul {

/// How a stretch of a lane divides among what it does: of `whole`. A state that has any time at all keeps at least one
/// part. A stretch of no length has none.
struct StateShares {
    static constexpr std::size_t places = 8;
    static constexpr std::uint8_t whole = 255;

    std::array<std::uint8_t, places> parts{};

    /// Idle and Created share the first place: nothing is done.
    static constexpr std::size_t placeOf(State state) {
        return std::max<std::size_t>(static_cast<std::size_t>(state), 1) - 1;
    }
    /// `times`: by place, in any unit.
    static StateShares of(const std::array<float, places>& times);
    friend constexpr bool operator==(const StateShares&, const StateShares&) = default;
};

/// Level of detail of a lane: a tree over its slices, so that a view may take many narrow slices as one. 16 slices make
/// a leaf, 4 nodes a node of the next level; by number and not by time, so that bursts cost no more than what is evenly
/// spread. Grows with the lane, 1.33 bytes a slice. One thread at a time.
class LaneTree {
public:
    static constexpr std::size_t leafSize = 16;
    static constexpr std::size_t fanOut = 4;

    struct Node {
        TraceTime start; ///< it ends where the next one of its level starts
        StateShares shares;
        friend constexpr bool operator==(const Node&, const Node&) = default;
    };
    static_assert(sizeof(Node) == 16);

    /// `leaf`: the lane's next slices; `end`: of the last one.
    void append(std::span<const Slice, leafSize> leaf, TraceTime end);

    std::size_t height() const { return m_levels.size(); }
    /// The nodes of a level, 0 is the leaves'. The last one is still being filled: only its start is known.
    std::span<const Node> level(std::size_t level) const { return m_levels[level]; }
    /// The last leaf that starts at or before `time`, else the first.
    std::size_t leafAt(TraceTime time) const;

private:
    void close(std::size_t level, TraceTime start, const StateShares& shares, TraceTime end);

    std::vector<std::vector<Node>> m_levels;
};

} // namespace simul
