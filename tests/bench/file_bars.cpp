// How large figures become and how long they take.

#include "tests/bench/bars.h"
#include "tests/bench/bench_trace.h"
#include "tests/bench/measuring.h"
#include "ui/figures/figure.h"

#include <fmt/format.h>

namespace simul::bench {

void measureFiles(std::size_t count) {
    for (const std::size_t slices : {std::size_t{100'000}, count}) {
        const BenchTrace trace(slices, 24, Spread::Bursty);
        Comparison comparison;
        comparison.runs.push_back({.mode = Mode::Threads, .trace = trace.trace()});
        for (const FigureFormat format : {FigureFormat::Svg, FigureFormat::Pdf}) {
            const char* name = format == FigureFormat::Svg ? "SVG" : "PDF";
            double size = 0;
            const double ms = medianMs(
                [&] {
                    if (const auto figure = renderFigure(comparison, {}, format))
                        size = static_cast<double>(figure->bytes.size()) / (1 << 20);
                },
                3);
            const double most = slices == 100'000 && format == FigureFormat::Svg ? 3 : 1;
            report(12, fmt::format("{} of {} slices", name, countText(slices)), size, "<=", most, "MiB");
            report(12, fmt::format("{} of {} slices", name, countText(slices)), ms, "<=", 500, "ms");
        }
    }
}

} // namespace simul::bench
