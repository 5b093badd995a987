#pragma once

#include "engine/analysis/metrics.h"
#include "engine/analysis/resources.h"
#include "engine/trace/chrome_writer.h"

#include <cstdlib>

namespace simul::test {

/// Does with a trace what the window does: whoever reads a file vouches for what comes of it.
inline void lookThrough(const Trace& trace) {
    const RunMetrics metrics = measure(trace);
    const std::vector<ResourceUse> uses = resourceUses(trace);
    std::size_t bytes = metrics.tasks.size() + uses.size();
    const NamedTrace named{"run", trace};
    writeChromeTrace(std::span(&named, 1), [&](std::string_view text) { bytes += text.size(); });
    if (bytes == 0)
        std::abort();
}

} // namespace simul::test
