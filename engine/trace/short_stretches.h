#pragma once

#include "engine/trace/lane.h"

namespace simul {

/// Neighbouring slices.
struct LaneStretch {
    TraceTime start;
    TraceTime end;
    std::size_t count = 0;
};

/// Lets a walk along a lane leap over stretches in which every slice is shorter than `least`. To be asked from left to
/// right: remembers how far the last leap went.
class ShortStretches {
public:
    ShortStretches(const Lane& lane, Duration least) : m_tree(lane.tree()), m_least(least) {}

    /// Short slices from `index` on, as many as whole nodes of the lane's tree hold, about up to `until`. None says
    /// nothing: then this one slice has to be looked at.
    LaneStretch from(std::size_t index, TraceTime until);

private:
    bool fits(std::size_t level, std::size_t leaf) const;

    const LaneTree* m_tree;
    Duration m_least;
    std::size_t m_level = 0;
};

} // namespace simul
