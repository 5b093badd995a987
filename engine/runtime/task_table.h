#pragma once

#include "engine/runtime/task.h"

namespace simul {

/// The tasks of a run in order of creation, each at one place in memory to the end. std::deque would hold two of them a
/// block, and look for each with a division.
class TaskTable {
public:
    std::size_t size() const { return m_size; }
    Task& operator[](std::size_t index) { return m_blocks[index / BlockSize][index % BlockSize]; }
    const Task& operator[](std::size_t index) const { return m_blocks[index / BlockSize][index % BlockSize]; }

    Task& add() {
        if (m_size % BlockSize == 0)
            m_blocks.emplace_back().reserve(BlockSize);
        ++m_size;
        return m_blocks.back().emplace_back();
    }
    void clear() {
        m_size = 0;
        m_blocks.clear();
    }

    template <class Table>
    class Iterator {
    public:
        using value_type = Task;
        using difference_type = std::ptrdiff_t;

        Iterator() = default;
        Iterator(Table& table, std::size_t index) : m_table(&table), m_index(index) {}
        auto& operator*() const { return (*m_table)[m_index]; }
        Iterator& operator++() {
            ++m_index;
            return *this;
        }
        Iterator operator++(int) { return {*m_table, m_index++}; }
        friend bool operator==(const Iterator&, const Iterator&) = default;

    private:
        Table* m_table = nullptr;
        std::size_t m_index = 0;
    };
    auto begin() { return Iterator(*this, 0); }
    auto end() { return Iterator(*this, m_size); }
    auto begin() const { return Iterator(*this, 0); }
    auto end() const { return Iterator(*this, m_size); }

private:
    static constexpr std::size_t BlockSize = 64;
    std::vector<std::vector<Task>> m_blocks; ///< each with room for BlockSize from the start
    std::size_t m_size = 0;
};

} // namespace simul
