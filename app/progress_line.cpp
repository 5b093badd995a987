#include "app/progress_line.h"

#include <cstdio>
#include <fmt/core.h>
#include <unistd.h>

namespace simul {

ProgressLine::ProgressLine() : m_isShown(isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() { show(""); }

void ProgressLine::show(const std::string& text) {
    if (!m_isShown || (text.empty() && !m_hasText))
        return;
    fmt::print(stderr, "\r\033[K{}", text);
    std::fflush(stderr);
    m_hasText = !text.empty();
}

} // namespace simul
