#pragma once

#include "engine/runtime/resource.h"

namespace simul {

/// The state of an EventFlag.
class EventFlagState final : public Resource {
public:
    EventFlagState(Runtime& runtime, std::string name) : Resource(runtime, ResourceKind::Event, std::move(name)) {}

    /// True: the event is set. False: the task waits. The sync mutex is held.
    bool pass(const Waiter& waiter);
    void set(Stage stage, PlaceId place);
    void clear(Stage stage, PlaceId place);
    bool isSet() const;
    PlaceId place(Stage stage, const char* label, std::source_location where) const { return placeOf(stage, label, where); }

    void forget(Task& task) override;

private:
    bool m_isSet = false;
    TraceTime m_setAt;
    std::vector<Waiter> m_waiters;
};

class [[nodiscard]] PassOperation : public ParkOperation {
public:
    PassOperation(Stage stage, EventFlagState& state, const Step& step) : ParkOperation(stage, step), m_state(state) {}

    bool await_suspend(std::coroutine_handle<> caller) {
        return park(caller, m_state, false, [this](const Waiter& waiter) { return m_state.pass(waiter); });
    }
    void await_resume() const { throwIfCancelled(); }

private:
    EventFlagState& m_state;
};

/// Something that happens: tasks wait until it has. A handle: copies are the same event.
class EventFlag {
public:
    using Where = std::source_location;

    EventFlag(Stage stage, std::string name)
        : m_state(&stage.runtime().own<EventFlagState>(stage.runtime(), std::move(name))) {}

    /// Until it is set; at once if it is. A cancel ends the wait.
    PassOperation wait(Stage stage, const char* label = "", Where where = Where::current()) const {
        return {stage, *m_state, m_state->waitStep(label, where)};
    }
    /// All who wait go on, in the order in which they came.
    void set(Stage stage, Where where = Where::current()) const { m_state->set(stage, m_state->place(stage, "", where)); }
    void clear(Stage stage, Where where = Where::current()) const { m_state->clear(stage, m_state->place(stage, "", where)); }
    bool isSet() const { return m_state->isSet(); }

private:
    EventFlagState* m_state;
};

} // namespace simul
