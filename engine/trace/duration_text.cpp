#include "engine/trace/duration_text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace simul {

using namespace std::chrono_literals;

namespace {

struct Unit {
    std::string_view name;
    Duration length;
};
constexpr std::array<Unit, 6> units = {{{"h", 1h}, {"min", 1min}, {"s", 1s}, {"ms", 1ms}, {"us", 1us}, {"ns", 1ns}}};

const Unit* unitNamed(std::string_view name) {
    for (const Unit& unit : units) {
        if (unit.name == name)
            return &unit;
    }
    return nullptr;
}

} // namespace

Result<Duration> parseDuration(std::string_view text) {
    const Error wrong{fmt::format("'{}' is not a duration; write it like 5s, 250ms, 15min or 1h30min", text)};
    if (text == "0")
        return Duration::zero();
    double total = 0;
    std::string_view rest = text;
    if (rest.empty())
        return wrong;
    while (!rest.empty()) {
        double amount = 0;
        const auto [end, error] =
            std::from_chars(rest.data(), rest.data() + rest.size(), amount, std::chars_format::fixed);
        if (error != std::errc{} || !(amount >= 0))
            return wrong;
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
        const std::string_view name = rest.substr(0, rest.find_first_of("0123456789."));
        const Unit* unit = unitNamed(name);
        if (unit == nullptr)
            return wrong;
        rest.remove_prefix(name.size());
        total += amount * static_cast<double>(unit->length.count());
    }
    constexpr auto most = static_cast<double>(std::numeric_limits<Duration::rep>::max());
    if (!(total < most))
        return Error{fmt::format("'{}' is longer than this program can count (292 years)", text)};
    return Duration(static_cast<Duration::rep>(std::llround(total)));
}

std::string formatDuration(Duration duration) {
    if (duration == Duration::zero())
        return "0s";
    std::string text;
    for (const Unit& unit : {units[0], units[1]}) {
        const auto count = duration / unit.length;
        if (count > 0)
            text += fmt::format("{}{}", count, unit.name);
        duration -= count * unit.length;
    }
    if (duration == Duration::zero())
        return text;
    for (const Unit& unit : {units[2], units[3], units[4], units[5]}) {
        if (duration >= unit.length || unit.length == 1ns) {
            const double amount = static_cast<double>(duration.count()) / static_cast<double>(unit.length.count());
            return text + fmt::format("{}{}", amount, unit.name);
        }
    }
    return text;
}

} // namespace simul
