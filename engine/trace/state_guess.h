#pragma once

#include "engine/trace/state.h"

#include <optional>
#include <string_view>

namespace simul {

/// The state that is called so, as nameOf() writes it.
std::optional<State> stateNamed(std::string_view name);

/// What a slice of a foreign trace most likely is. In this order:
///  1. its category, then its name, is one of our states' names but idle: that state;
///  2. its name is a scheduler's word, in any case: Running; Runnable, Queued (also with an addition, as in "Runnable
///     (Preempted)") Ready; Sleeping, Interruptible sleep, Suspended, Idle: Waiting; Uninterruptible sleep, Parked: Blocked;
///  3. a word of its name says that it waits and holds its thread (sleep, wait, acquire, lock, mutex, futex, join, poll,
///     epoll, recv, as in `time.sleep` or `mutex_lock`): Blocked. Of a function's name what belongs to itself:
///     `lock.release (a.py:3)` waits for nothing, nor does joining of paths and texts;
///  4. anything else: Running.
State guessState(std::string_view name, std::string_view category);

} // namespace simul
