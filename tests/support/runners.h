#pragma once

#include "tests/support/story.h"

#include <QTest>

namespace simul::test {

/// A row for each runner, in the column "runner".
inline void addRows(const std::vector<Runner>& runners) {
    QTest::addColumn<Runner>("runner");
    for (const Runner& runner : runners)
        QTest::newRow(runner.name().c_str()) << runner;
}

} // namespace simul::test
