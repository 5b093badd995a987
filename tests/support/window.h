#pragma once

#include "ui/main_window.h"

#include <QTest>

namespace simul::test {

/// Whether the window comes to show so many runs, none of which goes on.
inline bool waitForRuns(MainWindow& window, std::size_t runs) {
    constexpr int longest = 60'000;
    return QTest::qWaitFor(
        [&] {
            const Comparison* shown = window.controller().comparison();
            return shown != nullptr && shown->runs.size() == runs && !window.controller().isRunning();
        },
        longest);
}

} // namespace simul::test
