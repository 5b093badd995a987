#pragma once

#include "engine/runtime/resource.h"

#include <unordered_map>

namespace simul {

/// A variable that tasks share, and whose reads and writes the trace shows. Each is whole in itself; that nothing comes
/// between a read and the write that follows from it is the story's business: that is what locks are for. In processes
/// each task has a copy of its own, as it was when the run began. A handle: copies are the same variable.
template <class T>
class Shared {
public:
    using Where = std::source_location;

    Shared(Stage stage, std::string name, T value)
        : m_state(&stage.runtime().own<State>(stage.runtime(), std::move(name), std::move(value))) {}

    T read(Stage stage, const char* label = "", Where where = Where::current()) const {
        return m_state->read(stage, label, where);
    }
    void write(Stage stage, T value, const char* label = "", Where where = Where::current()) const {
        m_state->write(stage, std::move(value), label, where);
    }

private:
    class State final : public Resource {
    public:
        State(Runtime& runtime, std::string name, T value)
            : Resource(runtime, ResourceKind::Variable, std::move(name)), m_value(std::move(value)) {}

        T read(Stage stage, const char* label, Where where) {
            const PlaceId place = placeOf(stage, label, where);
            const std::lock_guard lock(runtime().syncMutex());
            record(stage.task(), SyncKind::Read, place);
            const auto own = m_copies.find(stage.task().id.value);
            return own == m_copies.end() ? m_value : own->second;
        }
        void write(Stage stage, T value, const char* label, Where where) {
            const PlaceId place = placeOf(stage, label, where);
            const std::lock_guard lock(runtime().syncMutex());
            record(stage.task(), SyncKind::Written, place);
            if (runtime().sharesMemory())
                m_value = std::move(value);
            else
                m_copies.insert_or_assign(stage.task().id.value, std::move(value));
        }

    private:
        T m_value;
        std::unordered_map<std::uint32_t, T> m_copies; ///< in processes: of the tasks that have written
    };

    State* m_state;
};

} // namespace simul
