#pragma once

#include "engine/runtime/resource.h"

#include <deque>
#include <optional>

namespace simul {

/// A queue that tasks share, in any mode. First come, first served, at both ends; every item that was put is got once. A
/// handle: copies are the same queue.
template <class T>
class Queue {
public:
    using Where = std::source_location;

    /// `capacity` 0: there is no limit. `items` are in it from the start.
    Queue(Stage stage, std::string name, std::size_t capacity = 0, std::vector<T> items = {})
        : m_state(&stage.runtime().own<State>(stage.runtime(), std::move(name), capacity, std::move(items))) {}

    /// Waits while the queue is full. A cancel ends the wait, and nothing was put. The queue must not be closed.
    Activity<> put(Stage stage, T item, const char* label = "", Where where = Where::current()) const {
        return putInto(m_state, stage, std::move(item), label, where);
    }
    /// As put() into a queue without limit or with room; false if it is full.
    bool tryPut(Stage stage, T item, Where where = Where::current()) const {
        return m_state->tryPut(stage, std::move(item), where);
    }
    /// Waits for an item; none if the queue is closed and empty. A cancel ends the wait, and nothing was got.
    Activity<std::optional<T>> get(Stage stage, const char* label = "", Where where = Where::current()) const {
        return getFrom(m_state, stage, label, where);
    }
    /// An item if there is one at this moment.
    std::optional<T> tryGet(Stage stage, Where where = Where::current()) const { return m_state->tryGet(stage, where); }
    /// Who got an item says that it is through with it.
    void taskDone(Stage stage, Where where = Where::current()) const { m_state->taskDone(stage, where); }
    /// Waits until there has been a taskDone() for every item that was put.
    Activity<> join(Stage stage, const char* label = "", Where where = Where::current()) const {
        return joinQueue(m_state, stage, label, where);
    }
    /// Nothing more comes: who waits for an item gets what is left, then none.
    void close(Stage stage, Where where = Where::current()) const { m_state->close(stage, where); }
    std::size_t size() const { return m_state->size(); }

private:
    class State;
    class PutOperation;
    class GetOperation;
    class JoinQueueOperation;

    // Coroutines, because the operations hold an item: what has a destructor must have a name across an await (g++ 12).
    static Activity<> putInto(State* state, Stage stage, T item, const char* label, Where where) {
        PutOperation operation(stage, *state, std::move(item), state->waitStep(label, where));
        co_await operation;
    }
    static Activity<std::optional<T>> getFrom(State* state, Stage stage, const char* label, Where where) {
        GetOperation operation(stage, *state, state->waitStep(label, where));
        co_await operation;
        co_return std::move(operation.item);
    }
    static Activity<> joinQueue(State* state, Stage stage, const char* label, Where where) {
        co_await JoinQueueOperation(stage, *state, state->waitStep(label, where));
    }

    State* m_state;
};

/// Guarded by the sync mutex; public functions but `enter...` lock it.
template <class T>
class Queue<T>::State final : public Resource {
public:
    State(Runtime& runtime, std::string name, std::size_t capacity, std::vector<T> items)
        : Resource(runtime, ResourceKind::Queue, std::move(name)), m_capacity(capacity), m_uncompleted(items.size()) {
        for (T& item : items)
            m_items.push_back({std::move(item), m_nextNumber++, {}});
    }

    bool enterPut(const Waiter& waiter, T& item) {
        assert(!m_isClosed);
        if (isFull() || !m_putters.empty()) {
            m_putters.push_back({waiter, &item});
            return false;
        }
        store(waiter, std::move(item));
        return true;
    }
    bool enterGet(const Waiter& waiter, std::optional<T>& item) {
        if (!m_items.empty()) {
            goOnFrom(m_items.front().since, *waiter.task);
            item = take(waiter);
            return true;
        }
        if (m_isClosed) {
            record(*waiter.task, SyncKind::Passed, waiter.place);
            return true;
        }
        m_getters.push_back({waiter, &item});
        return false;
    }
    bool enterJoin(const Waiter& waiter) {
        if (m_uncompleted > 0) {
            m_joiners.push_back(waiter);
            return false;
        }
        record(*waiter.task, SyncKind::Passed, waiter.place);
        return true;
    }
    bool tryPut(Stage stage, T item, Where where) {
        const Waiter waiter{&stage.task(), placeOf(stage, "", where)};
        const std::lock_guard lock(runtime().syncMutex());
        if (isFull() || !m_putters.empty())
            return false;
        store(waiter, std::move(item));
        return true;
    }
    std::optional<T> tryGet(Stage stage, Where where) {
        const Waiter waiter{&stage.task(), placeOf(stage, "", where)};
        const std::lock_guard lock(runtime().syncMutex());
        if (m_items.empty())
            return std::nullopt;
        goOnFrom(m_items.front().since, *waiter.task);
        return take(waiter);
    }
    void taskDone(Stage stage, Where where) {
        const PlaceId place = placeOf(stage, "", where);
        const std::lock_guard lock(runtime().syncMutex());
        assert(m_uncompleted > 0);
        record(stage.task(), SyncKind::Completed, place, --m_uncompleted);
        if (m_uncompleted > 0)
            return;
        for (const Waiter& joiner : std::exchange(m_joiners, {})) {
            record(*joiner.task, SyncKind::Passed, joiner.place);
            letGoOn(*joiner.task, stage.task(), LinkKind::Wake);
        }
    }
    void close(Stage stage, Where where) {
        const PlaceId place = placeOf(stage, "", where);
        const std::lock_guard lock(runtime().syncMutex());
        m_isClosed = true;
        record(stage.task(), SyncKind::Closed, place, m_items.size());
        for (const Getter& getter : std::exchange(m_getters, {})) { // there is nothing left, or they would not wait
            record(*getter.waiter.task, SyncKind::Passed, getter.waiter.place);
            letGoOn(*getter.waiter.task, stage.task(), LinkKind::Wake);
        }
    }
    std::size_t size() const {
        const std::lock_guard lock(runtime().syncMutex());
        return m_items.size();
    }

    void forget(Task& task) override {
        std::erase_if(m_getters, [&](const Getter& getter) { return getter.waiter.task == &task; });
        std::erase_if(m_putters, [&](const Putter& putter) { return putter.waiter.task == &task; });
        std::erase_if(m_joiners, [&](const Waiter& waiter) { return waiter.task == &task; });
    }
    std::string wishOf(const Task& task) const override {
        for (const Putter& putter : m_putters) {
            if (putter.waiter.task == &task)
                return "room in " + name();
        }
        for (const Waiter& joiner : m_joiners) {
            if (joiner.task == &task)
                return "the last item of " + name() + " to be done";
        }
        return "an item in " + name();
    }

private:
    struct Item {
        T value;
        std::uint32_t number;
        TraceTime since; ///< when it was put
    };
    struct Getter {
        Waiter waiter;
        std::optional<T>* slot; ///< in its frame; stays while it waits
    };
    struct Putter {
        Waiter waiter;
        T* item;
    };
    bool isFull() const { return m_capacity > 0 && m_items.size() >= m_capacity; }

    /// Puts an item, and hands the first on if somebody waits for it.
    void store(const Waiter& putter, T item) {
        const std::uint32_t number = m_nextNumber++;
        ++m_uncompleted;
        m_items.push_back({std::move(item), number, storyTime(*putter.task)});
        record(*putter.task, SyncKind::Put, putter.place, m_items.size(), number);
        if (m_getters.empty())
            return;
        const Getter getter = m_getters.front();
        m_getters.pop_front();
        *getter.slot = take(getter.waiter);
        letGoOn(*getter.waiter.task, *putter.task, LinkKind::Item);
    }
    /// Takes the first item, and lets the next who waits for room put one.
    T take(const Waiter& getter) {
        Item item = std::move(m_items.front());
        m_items.pop_front();
        record(*getter.task, SyncKind::Got, getter.place, m_items.size(), item.number);
        if (!m_putters.empty() && !isFull()) {
            const Putter putter = m_putters.front();
            m_putters.pop_front();
            store(putter.waiter, std::move(*putter.item));
            letGoOn(*putter.waiter.task, *getter.task, LinkKind::Wake);
        }
        return std::move(item.value);
    }

    const std::size_t m_capacity;
    std::deque<Item> m_items;
    std::deque<Getter> m_getters;
    std::deque<Putter> m_putters;
    std::vector<Waiter> m_joiners;
    std::size_t m_uncompleted = 0;
    std::uint32_t m_nextNumber = 0;
    bool m_isClosed = false;
};

template <class T>
class Queue<T>::PutOperation : public ParkOperation {
public:
    PutOperation(Stage stage, State& state, T item, const Step& step)
        : ParkOperation(stage, step), m_state(state), m_item(std::move(item)) {}
    bool await_suspend(std::coroutine_handle<> caller) {
        return park(caller, m_state, false, [this](const Waiter& waiter) { return m_state.enterPut(waiter, m_item); });
    }
    void await_resume() const { throwIfCancelled(); }

private:
    State& m_state;
    T m_item;
};

template <class T>
class Queue<T>::GetOperation : public ParkOperation {
public:
    GetOperation(Stage stage, State& state, const Step& step) : ParkOperation(stage, step), m_state(state) {}
    bool await_suspend(std::coroutine_handle<> caller) {
        return park(caller, m_state, false, [this](const Waiter& waiter) { return m_state.enterGet(waiter, item); });
    }
    void await_resume() const { throwIfCancelled(); }

    std::optional<T> item;

private:
    State& m_state;
};

template <class T>
class Queue<T>::JoinQueueOperation : public ParkOperation {
public:
    JoinQueueOperation(Stage stage, State& state, const Step& step) : ParkOperation(stage, step), m_state(state) {}
    bool await_suspend(std::coroutine_handle<> caller) {
        return park(caller, m_state, false, [this](const Waiter& waiter) { return m_state.enterJoin(waiter); });
    }
    void await_resume() const { throwIfCancelled(); }

private:
    State& m_state;
};

} // namespace simul
