#pragma once

#include <string>

namespace simul {

/// A line on the terminal that is written over and over while something takes long; nothing where nobody looks. Gone when
/// it is destroyed.
class ProgressLine {
public:
    ProgressLine();
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void show(const std::string& text);

private:
    bool m_isShown;
    bool m_hasText = false;
};

} // namespace simul
