#pragma once

#include "engine/trace/ids.h"
#include "engine/trace/state.h"
#include "engine/trace/time.h"

#include <cassert>

namespace simul {

/// State, cause, place and worker of a slice in eight bytes. Limits: 16.7 million tasks or resources as a cause, 65 535
/// places and workers; the makers of ids keep them.
class SliceInfo {
public:
    constexpr SliceInfo() = default;
    constexpr SliceInfo(State state, Cause cause, PlaceId place, WorkerId worker)
        : m_bits(static_cast<std::uint64_t>(state) | static_cast<std::uint64_t>(cause.kind) << 4 |
                 static_cast<std::uint64_t>(place.value) << 8 | static_cast<std::uint64_t>(worker.value) << 24 |
                 static_cast<std::uint64_t>(cause.id) << 40) {
        assert(place.value <= 0xffff && worker.value <= 0xffff && cause.id <= 0xffffff);
    }

    constexpr State state() const { return static_cast<State>(m_bits & 0xf); }
    constexpr Cause cause() const {
        return {static_cast<CauseKind>(m_bits >> 4 & 0xf), static_cast<std::uint32_t>(m_bits >> 40)};
    }
    constexpr PlaceId place() const { return PlaceId(static_cast<std::uint32_t>(m_bits >> 8 & 0xffff)); }
    constexpr WorkerId worker() const { return WorkerId(static_cast<std::uint32_t>(m_bits >> 24 & 0xffff)); }
    friend constexpr bool operator==(SliceInfo, SliceInfo) = default;

private:
    std::uint64_t m_bits = 0;
};

/// A lane is in one state from `start` until the start of its next slice: 16 bytes.
struct Slice {
    TraceTime start;
    SliceInfo info;

    constexpr State state() const { return info.state(); }
    friend constexpr bool operator==(const Slice&, const Slice&) = default;
};
static_assert(sizeof(Slice) == 16);

} // namespace simul
