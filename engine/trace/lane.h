#pragma once

#include "engine/trace/slice.h"

#include <memory>
#include <optional>
#include <vector>

namespace simul {

/// The slices of one lane, sorted by start, append-only. Memory comes in blocks of 16, so that a hundred thousand short
/// lanes waste little and a long one never moves what it holds. One thread at a time.
class Lane {
public:
    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    const Slice& operator[](std::size_t index) const { return m_blocks[index / BlockSize][index % BlockSize]; }
    const Slice& front() const { return (*this)[0]; }
    const Slice& back() const { return (*this)[m_size - 1]; }

    /// `slice.start` is not before the last one's.
    void append(const Slice& slice);

    /// Index of the slice that holds at `time` (the last one that starts at or before it), none before the first.
    std::optional<std::size_t> find(TraceTime time) const;
    /// Start of the next slice; of the last one: `end` (the end of the trace), or its own start if it is final.
    TraceTime endOf(std::size_t index, TraceTime end) const;

private:
    static constexpr std::size_t BlockSize = 16;
    std::vector<std::unique_ptr<Slice[]>> m_blocks;
    std::size_t m_size = 0;
};

/// How often a worker's lane took up another task than the one it ran last; also for the last resume that only ends one.
std::uint64_t switchesOn(const Lane& worker);

} // namespace simul
