#pragma once

#include "ui/timeline/lane_boxes.h"

namespace simul {

/// From the bottom up.
inline constexpr std::array stackOrder = {State::Running, State::Blocked,   State::Failed,
                                          State::Ready,   State::Cancelled, State::Waiting};
inline constexpr std::size_t stackParts = stackOrder.size();

/// By part in the order of a stack, then by pixel: of Column::whole.
using StackShares = std::array<std::vector<std::uint16_t>, stackParts>;
/// Likewise: the height, in pixels from the ground, at which the part ends.
using StackTops = std::array<std::vector<std::uint8_t>, stackParts>;

inline constexpr std::size_t stacksAtOnce = 16;
inline constexpr int highestStack = 240; ///< pixels, of many stacks at once

/// How many pixels of a lane's `height` each state of a column gets. A state that occurs gets at least one, and where
/// there is a gap, a pixel stays free.
std::array<int, StateCount> stackHeights(const Column& column, int height);
/// The same of many neighbours, in multiples of stacksAtOnce, up to highestStack.
void stackTops(const StackShares& shares, int height, StackTops& tops);

} // namespace simul
