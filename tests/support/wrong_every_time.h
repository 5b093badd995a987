#pragma once

#include "tests/support/resources.h"

#include <QTest>
#include <fmt/format.h>
#include <functional>
#include <string>

/// What QCOMPARE says of two texts that are not the same.
template <>
inline char* QTest::toString(const std::string& text) {
    return qstrdup(text.c_str());
}

namespace simul::test {

/// A machine that does something else for a moment changes what the real clock tells once; what is wrong with the program
/// is wrong every time. Calls `attempt`, which says what was wrong, until nothing is; what was wrong the last time.
inline std::string wrongEveryTime(const std::function<std::string()>& attempt) {
    constexpr int attempts = 20;
    std::string wrong = attempt();
    for (int more = 1; more < attempts && !wrong.empty(); ++more)
        wrong = attempt();
    return wrong;
}

/// Empty if a stop took effect as soon as it should, else when it did.
inline std::string tooLate(std::chrono::steady_clock::duration needed, std::chrono::milliseconds limit = limitForStop()) {
    return needed < limit ? std::string() : fmt::format("after {} ms", needed / std::chrono::milliseconds(1));
}

} // namespace simul::test
