#pragma once

#include "engine/trace/time.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <simdjson.h>
#include <string>
#include <type_traits>

namespace simul {

/// Takes numbers off an array, one after the other. The first that is missing, no whole number or out of its range makes
/// it fail; from then on it gives the least allowed.
class JsonNumbers {
public:
    explicit JsonNumbers(simdjson::dom::array array) : m_next(array.begin()), m_end(array.end()) {}

    bool isAtEnd() const { return !(m_next != m_end) || m_hasFailed; }
    bool hasFailed() const { return m_hasFailed; }

    std::int64_t take(std::int64_t least, std::int64_t most) {
        std::int64_t number = 0;
        if (isAtEnd() || (*m_next).get(number) || number < least || number > most) {
            m_hasFailed = true;
            return least;
        }
        ++m_next;
        return number;
    }
    /// Below `count`.
    std::uint32_t takeIndex(std::size_t count) {
        return static_cast<std::uint32_t>(take(0, static_cast<std::int64_t>(count) - 1));
    }
    std::uint32_t takeCount() { return static_cast<std::uint32_t>(take(0, std::numeric_limits<std::uint32_t>::max())); }
    template <class Enum>
    Enum takeEnum(std::size_t count) {
        return static_cast<Enum>(takeIndex(count));
    }
    TraceTime takeTime() { return TraceTime(Duration(take(-longest.count(), longest.count()))); }

    static constexpr Duration longest = std::chrono::hours(24 * 365 * 95); ///< sums of a few do not overflow

private:
    simdjson::dom::array::iterator m_next;
    simdjson::dom::array::iterator m_end;
    bool m_hasFailed = false;
};

/// Takes fields of an object by name, in any order. What is missing or of another kind makes it fail.
class JsonFields {
public:
    explicit JsonFields(simdjson::dom::object object) : m_object(object) {}

    bool hasFailed() const { return m_hasFailed; }
    bool has(std::string_view key) const { return !m_object.at_key(key).error(); }

    std::string text(std::string_view key) { return std::string(get<std::string_view>(key)); }
    bool flag(std::string_view key) { return get<bool>(key); }
    double real(std::string_view key) { return get<double>(key); }
    std::uint64_t natural(std::string_view key) { return get<std::uint64_t>(key); }
    simdjson::dom::array array(std::string_view key) { return get<simdjson::dom::array>(key); }
    simdjson::dom::object object(std::string_view key) { return get<simdjson::dom::object>(key); }
    std::int64_t number(std::string_view key, std::int64_t least, std::int64_t most) {
        const auto value = get<std::int64_t>(key);
        m_hasFailed = m_hasFailed || value < least || value > most;
        return m_hasFailed ? least : value;
    }
    std::uint32_t index(std::string_view key, std::size_t count) {
        return static_cast<std::uint32_t>(number(key, 0, static_cast<std::int64_t>(count) - 1));
    }
    Duration duration(std::string_view key) {
        return Duration(number(key, -JsonNumbers::longest.count(), JsonNumbers::longest.count()));
    }
    TraceTime time(std::string_view key) { return TraceTime(duration(key)); }

private:
    template <class T>
    T get(std::string_view key) {
        T value{};
        if (m_object.at_key(key).get(value)) {
            m_hasFailed = true;
            return none<T>();
        }
        return value;
    }
    /// An array or an object that was only declared has no document behind it, and may not even be asked for its size.
    template <class T>
    static T none() {
        if constexpr (std::is_same_v<T, simdjson::dom::array> || std::is_same_v<T, simdjson::dom::object>) {
            constexpr bool isArray = std::is_same_v<T, simdjson::dom::array>;
            static simdjson::dom::parser parser;
            static const T empty = simdjson::dom::element(parser.parse(std::string(isArray ? "[]" : "{}")));
            return empty;
        } else {
            return T{};
        }
    }

    simdjson::dom::object m_object;
    bool m_hasFailed = false;
};

} // namespace simul
