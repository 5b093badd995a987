#include "engine/trace/trace.h"

#include <array>

namespace simul {

std::string_view nameOf(Outcome outcome) {
    constexpr std::array<std::string_view, 6> names = {"unfinished", "completed", "deadlock",
                                                       "failed",     "cancelled", "timeout"};
    return names[static_cast<std::size_t>(outcome)];
}

std::string labelFor(const Place& place, std::string_view taskName) {
    constexpr std::string_view mark = "{n}";
    std::string label = place.label;
    const std::size_t at = label.find(mark);
    if (at == std::string::npos)
        return label;
    const std::size_t beforeDigits = taskName.find_last_not_of("0123456789");
    const std::size_t digits = beforeDigits == std::string_view::npos ? 0 : beforeDigits + 1;
    const std::string_view number = digits < taskName.size() ? taskName.substr(digits) : taskName;
    return label.replace(at, mark.size(), number);
}

} // namespace simul
