#pragma once

#include "engine/trace/state.h"

#include <array>

namespace simul {

/// Which state of a task may follow which. Running may follow Running: the next step of work.
constexpr bool mayFollow(State before, State after) {
    using enum State;
    constexpr auto bit = [](State state) { return 1U << static_cast<unsigned>(state); };
    constexpr unsigned end = bit(Done) | bit(Failed) | bit(Cancelled);
    constexpr std::array<unsigned, StateCount> allowed = {
        /* Idle      */ 0,
        /* Created   */ bit(Ready) | bit(Cancelled),
        /* Ready     */ bit(Running) | bit(Cancelled),
        /* Running   */ bit(Running) | bit(Ready) | bit(Waiting) | bit(Blocked) | end,
        /* Waiting   */ bit(Ready) | bit(Cancelled),
        /* Blocked   */ bit(Running) | bit(Ready) | bit(Blocked) | bit(Cancelled),
        /* Done      */ 0,
        /* Failed    */ 0,
        /* Cancelled */ 0,
    };
    return (allowed[static_cast<std::size_t>(before)] & bit(after)) != 0;
}

} // namespace simul
