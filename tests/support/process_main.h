#pragma once

#include "engine/net/process_fetch.h"

#include <QTest>

/// As QTEST_GUILESS_MAIN, for tests whose program is started once more by what it tests.
#define SIMUL_PROCESS_TEST_MAIN(TestObject)                                                                            \
    int main(int argc, char** argv) {                                                                                  \
        if (const auto code = simul::serveAsFetchProcess(argc, argv))                                                  \
            return *code;                                                                                              \
        QCoreApplication application(argc, argv);                                                                      \
        TestObject test;                                                                                               \
        QTEST_SET_MAIN_SOURCE_PATH                                                                                     \
        return QTest::qExec(&test, argc, argv);                                                                        \
    }
