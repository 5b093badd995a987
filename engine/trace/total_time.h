#pragma once

#include "engine/trace/time.h"

#include <cassert>
#include <concepts>
#include <limits>

namespace simul {

/// Times of several tasks, workers or waits, added up exactly. A Duration ends at 292 years, which ten thousand tasks
/// reach in eleven days. A Duration becomes a total by itself; a total becomes one only where somebody says so.
class TotalTime {
public:
    constexpr TotalTime() = default;
    template <class Rep, class Period>
        requires std::convertible_to<std::chrono::duration<Rep, Period>, Duration>
    constexpr TotalTime(std::chrono::duration<Rep, Period> time) : m_exact(time) {}

    constexpr TotalTime& operator+=(TotalTime other) {
        m_exact += other.m_exact;
        return *this;
    }
    constexpr TotalTime& operator-=(TotalTime other) {
        m_exact -= other.m_exact;
        return *this;
    }
    friend constexpr TotalTime operator+(TotalTime a, TotalTime b) { return a += b; }
    friend constexpr TotalTime operator-(TotalTime a, TotalTime b) { return a -= b; }
    friend constexpr TotalTime operator*(TotalTime time, std::uint64_t count) {
        time.m_exact *= static_cast<Count>(count);
        return time;
    }
    friend constexpr auto operator<=>(const TotalTime& a, const TotalTime& b) = default;

    /// Of what is known to fit: the time of one, after all.
    explicit constexpr operator Duration() const {
        assert(m_exact >= Exact(Duration::min()) && m_exact <= Exact(Duration::max()));
        return Duration(static_cast<Duration::rep>(m_exact.count()));
    }
    /// Of so many, at least one.
    constexpr Duration mean(std::uint64_t count) const {
        TotalTime each = *this;
        each.m_exact /= static_cast<Count>(count);
        return Duration(each);
    }
    /// In whole seconds or milliseconds, which have room for every sum, as std::chrono::floor and round do it.
    template <class Unit>
    constexpr Unit floor() const {
        return std::chrono::floor<Unit>(m_exact);
    }
    template <class Unit>
    constexpr Unit round() const {
        return std::chrono::round<Unit>(m_exact);
    }
    /// How many times `unit`.
    constexpr double in(Duration unit) const {
        return static_cast<double>(m_exact.count()) / static_cast<double>(unit.count());
    }
    friend constexpr double toSeconds(TotalTime total) { return std::chrono::duration<double>(total.m_exact).count(); }

private:
    __extension__ typedef __int128 Count;
    using Exact = std::chrono::duration<Count, Duration::period>;

    Exact m_exact{};
};

} // namespace simul
