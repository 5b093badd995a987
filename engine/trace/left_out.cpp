#include "engine/trace/left_out.h"

#include <fmt/format.h>

namespace simul {

void LeftOut::add(const LeftOut& others) {
    if (others.count > 0 && (count == 0 || others.first < first)) {
        first = others.first;
        why = others.why;
    }
    count += others.count;
}

std::string LeftOut::sentence() const {
    return count == 1 ? fmt::format("One event was left out, at byte {}: {}.", first, why)
                      : fmt::format("{} events were left out, the first at byte {}: {}.", count, first, why);
}

} // namespace simul
