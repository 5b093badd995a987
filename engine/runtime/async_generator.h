#pragma once

#include "engine/runtime/activity.h"

namespace simul {

/// An asynchronous iterator: a coroutine that gives values one by one with co_yield and may await between them.
/// `for (std::optional<T> value = co_await it.next(); value; value = co_await it.next())`. Owns its frame; parameters are
/// taken by value. Its awaits are those of the task that calls next().
template <class T>
class [[nodiscard]] AsyncGenerator {
public:
    class promise_type {
    public:
        /// Goes back to whoever awaits next().
        struct ToConsumer {
            bool await_ready() const noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> own) const noexcept {
                return own.promise().m_consumer;
            }
            void await_resume() const noexcept {}
        };

        AsyncGenerator get_return_object() {
            return AsyncGenerator(std::coroutine_handle<promise_type>::from_promise(*this));
        }
        std::suspend_always initial_suspend() const noexcept { return {}; }
        ToConsumer final_suspend() const noexcept { return {}; }
        ToConsumer yield_value(T value) {
            m_value = std::move(value);
            return {};
        }
        void return_void() { m_value.reset(); }
        void unhandled_exception() noexcept { m_error = std::current_exception(); }

    private:
        friend class AsyncGenerator;
        std::coroutine_handle<> m_consumer;
        std::optional<T> m_value;
        std::exception_ptr m_error;
    };

    class Next {
    public:
        explicit Next(std::coroutine_handle<promise_type> generator) noexcept : m_generator(generator) {}
        bool await_ready() const noexcept { return m_generator.done(); }
        std::coroutine_handle<> await_suspend(std::coroutine_handle<> consumer) const noexcept {
            m_generator.promise().m_value.reset();
            m_generator.promise().m_consumer = consumer;
            return m_generator;
        }
        std::optional<T> await_resume() const {
            promise_type& promise = m_generator.promise();
            if (promise.m_error)
                std::rethrow_exception(std::exchange(promise.m_error, nullptr));
            return std::exchange(promise.m_value, std::nullopt);
        }

    private:
        std::coroutine_handle<promise_type> m_generator;
    };

    explicit AsyncGenerator(std::coroutine_handle<promise_type> handle) noexcept : m_handle(handle) {}
    AsyncGenerator(AsyncGenerator&& other) noexcept : m_handle(std::exchange(other.m_handle, nullptr)) {}
    AsyncGenerator& operator=(AsyncGenerator&& other) noexcept {
        std::swap(m_handle, other.m_handle);
        return *this;
    }
    ~AsyncGenerator() {
        if (m_handle)
            m_handle.destroy();
    }

    /// The next value; none when there are no more. Throws what ended the generator.
    Next next() const noexcept { return Next(m_handle); }

private:
    std::coroutine_handle<promise_type> m_handle;
};

} // namespace simul
