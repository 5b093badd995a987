#pragma once

#include <coroutine>
#include <cstdlib>
#include <exception>
#include <optional>
#include <utility>

namespace simul {

template <class T = void>
class Activity;

namespace detail {

/// What the promises of Activity<T> and Activity<void> share: lazy start, and whoever awaits goes on at the end.
class ActivityPromise {
public:
    struct ResumeAwaiter {
        bool await_ready() const noexcept { return false; }
        template <class Promise>
        std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> ended) const noexcept {
            return ended.promise().m_awaiter;
        }
        void await_resume() const noexcept {}
    };

    std::suspend_always initial_suspend() const noexcept { return {}; }
    ResumeAwaiter final_suspend() const noexcept { return {}; }
    void unhandled_exception() noexcept { m_error = std::current_exception(); }

    void setAwaiter(std::coroutine_handle<> awaiter) noexcept { m_awaiter = awaiter; }
    const std::exception_ptr& error() const noexcept { return m_error; }

private:
    std::coroutine_handle<> m_awaiter = std::noop_coroutine();
    std::exception_ptr m_error;
};

template <class T>
class ValuePromise : public ActivityPromise {
public:
    Activity<T> get_return_object();
    template <class U>
    void return_value(U&& value) {
        m_value.emplace(std::forward<U>(value));
    }
    T take() { return std::move(*m_value); }

private:
    std::optional<T> m_value;
};

template <>
class ValuePromise<void> : public ActivityPromise {
public:
    Activity<void> get_return_object();
    void return_void() const noexcept {}
    void take() const noexcept {}
};

} // namespace detail

/// The body of a task, or a part of one: a coroutine that starts when it is awaited (or run as a task) and gives a T.
/// Owns its frame: destroying an Activity that has not ended destroys what it awaits too, innermost first.
/// Parameters of such coroutines are taken by value: references would dangle.
template <class T>
class [[nodiscard]] Activity {
public:
    using promise_type = detail::ValuePromise<T>;

    explicit Activity(std::coroutine_handle<promise_type> handle) noexcept : m_handle(handle) {}
    Activity(Activity&& other) noexcept : m_handle(std::exchange(other.m_handle, nullptr)) {}
    Activity& operator=(Activity&& other) noexcept {
        std::swap(m_handle, other.m_handle);
        return *this;
    }
    ~Activity() {
        if (m_handle)
            m_handle.destroy();
    }

    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiter) const noexcept {
        m_handle.promise().setAwaiter(awaiter);
        return m_handle;
    }
    T await_resume() const {
        if (m_handle.promise().error())
            std::rethrow_exception(m_handle.promise().error());
        return m_handle.promise().take();
    }

    std::coroutine_handle<> handle() const noexcept { return m_handle; }
    bool done() const noexcept { return m_handle.done(); }
    const std::exception_ptr& error() const noexcept { return m_handle.promise().error(); }

private:
    std::coroutine_handle<promise_type> m_handle;
};

namespace detail {
template <class T>
Activity<T> ValuePromise<T>::get_return_object() {
    return Activity<T>(std::coroutine_handle<ValuePromise>::from_promise(*this));
}
inline Activity<void> ValuePromise<void>::get_return_object() {
    return Activity<void>(std::coroutine_handle<ValuePromise>::from_promise(*this));
}
} // namespace detail

} // namespace simul
