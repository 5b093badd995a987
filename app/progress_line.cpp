#include "app/progress_line.h"

#include <chrono>
#include <cstdio>
#include <fmt/core.h>
#include <unistd.h>

using namespace std::chrono_literals;

namespace simul {

ProgressLine::ProgressLine() : m_isShown(isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() {
    show("");
}

void ProgressLine::show(const std::string& text) {
    if (!m_isShown || (text.empty() && !m_hasText))
        return;
    fmt::print(stderr, "\r\033[K{}", text);
    std::fflush(stderr);
    m_hasText = !text.empty();
}

void showProgress(const std::function<bool()>& isOver, const Interruption& interruption, std::stop_source& stop,
                  const std::function<std::string()>& text) {
    ProgressLine line;
    auto next = std::chrono::steady_clock::now() + 300ms;
    while (!isOver()) {
        if (interruption.requested())
            stop.request_stop();
        if (std::chrono::steady_clock::now() < next)
            continue;
        next += 100ms;
        line.show(text());
    }
}

} // namespace simul
