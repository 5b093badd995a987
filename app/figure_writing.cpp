#include "app/figure_writing.h"

#include "app/progress_line.h"

#include <fmt/core.h>

#include <chrono>

namespace simul {

using namespace std::chrono_literals;

Result<std::monostate> saveFigureUnlessStopped(const RenderedFigure& figure, const QString& path,
                                               const Interruption& interruption) {
    ProgressLine line;
    const auto progress = [&, next = std::chrono::steady_clock::now() + 300ms](double done) mutable {
        if (const auto now = std::chrono::steady_clock::now(); done > 0 && now >= next) {
            next = now + 100ms;
            line.show(fmt::format("{:.0f} % of the animation (Ctrl+C stops)", 100 * done));
        }
        return !interruption.requested();
    };
    return saveFigure(figure, path, progress);
}

} // namespace simul
