#pragma once

#include "app/interruption.h"

#include <functional>
#include <stop_token>
#include <string>

namespace simul {

/// A line on the terminal that is written over and over while something takes long; nothing where nobody looks. Gone
/// when it is destroyed.
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

/// Says how far something is that takes longer than a moment, until `isOver`, which itself waits a little; Ctrl+C asks
/// it to stop.
void showProgress(const std::function<bool()>& isOver, const Interruption& interruption, std::stop_source& stop,
                  const std::function<std::string()>& text);

} // namespace simul
