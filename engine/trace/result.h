#pragma once

#include <string>
#include <utility>
#include <variant>

namespace simul {

/// Why something that may well fail did fail: one clear sentence for a person.
struct Error {
    std::string message;
};

/// A value, or the reason why there is none. For failures that are to be expected; broken invariants assert.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_content(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_content(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return m_content.index() == 0; }
    const T& operator*() const& { return std::get<0>(m_content); }
    T& operator*() & { return std::get<0>(m_content); }
    T&& operator*() && { return std::get<0>(std::move(m_content)); }
    const T* operator->() const { return &std::get<0>(m_content); }
    const std::string& error() const { return std::get<1>(m_content).message; }

private:
    std::variant<T, Error> m_content;
};

} // namespace simul
