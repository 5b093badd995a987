#pragma once

#include "engine/trace/lane_tree.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

namespace simul {

/// The slices of one lane, sorted by start, append-only. Memory comes in blocks of 16, the first one smaller and those of a
/// long lane many at once: a hundred thousand short lanes waste little, and a long one lies together, where a walk finds it
/// sooner, and never moves what it holds. One thread at a time.
class Lane {
public:
    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    const Slice& operator[](std::size_t index) const { return m_blocks[index / blockSize][index % blockSize]; }
    const Slice& front() const { return (*this)[0]; }
    const Slice& back() const { return (*this)[m_size - 1]; }

    /// `slice.start` is not before the last one's.
    void append(const Slice& slice) {
        assert(empty() || back().start <= slice.start);
        if (m_size % blockSize == 0 || m_size == firstBlockSize) [[unlikely]]
            makeRoom(slice.start);
        m_blocks.back()[m_size % blockSize] = slice;
        ++m_size;
    }

    /// Index of the slice that holds at `time` (the last one that starts at or before it), none before the first.
    std::optional<std::size_t> find(TraceTime time) const;
    /// Start of the next slice; of the last one: `end` (the end of the trace), or its own start if it is final.
    TraceTime endOf(std::size_t index, TraceTime end) const;

    /// Leaf `index` of the tree is block `index`; nullptr: the lane is so short that it is as well walked.
    const LaneTree* tree() const { return m_tree.get(); }
    /// 16 neighbouring slices, starting with the one of index 16 * `index`; fewer in the last one.
    std::span<const Slice> block(std::size_t index) const {
        return {m_blocks[index], std::min(blockSize, m_size - index * blockSize)};
    }
    static constexpr std::size_t blockSize = LaneTree::leafSize;

private:
    static constexpr std::size_t firstBlockSize = 4;
    static constexpr std::size_t leastForTree = 8 * blockSize;
    static constexpr std::size_t mostAtOnce = 64; ///< blocks
    /// For one more slice, which starts at `start`.
    void makeRoom(TraceTime start);
    void addBlock();

    std::vector<Slice*> m_blocks; ///< within m_memory
    std::vector<std::unique_ptr<Slice[]>> m_memory;
    std::size_t m_blocksFree = 0; ///< at the end of the last piece of memory
    std::size_t m_size = 0;
    std::unique_ptr<LaneTree> m_tree;
};

/// How often a worker's lane took up another task than the one it ran last; also for the last resume that only ends one.
std::uint64_t switchesOn(const Lane& worker);

} // namespace simul
