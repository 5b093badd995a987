#pragma once

#include "engine/trace/trace.h"

namespace simul {

/// Two accesses to a shared variable that get in each other's way.
struct Race {
    enum class Kind : std::uint8_t {
        Unordered,  ///< nothing says which comes first, and one writes
        LostUpdate, ///< what one wrote was overwritten by who had read before and did not know of it
    };
    Kind kind = Kind::Unordered;
    ResourceId variable;
    SyncEvent first;  ///< of a lost update: the write that is lost
    SyncEvent second; ///< and the one that overwrote it
    std::string text; ///< one sentence
};
std::string_view nameOf(Race::Kind kind);

/// The races of a finished run, one for each pair of places. What orders tasks is spawning and joining, locks and
/// semaphores, items of queues, events (happens-before, Lamport 1978, by vector clocks). With threads any two accesses
/// without such an order are a race, whether or not it did harm this time. Where tasks switch only at awaits, an update
/// that was really lost is one; what runs between two awaits is safe there.
std::vector<Race> findRaces(const Trace& trace);

} // namespace simul
