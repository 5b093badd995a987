#pragma once

#include "tests/engine/net/network_fixture.h"

#include <QtTest/QtTest>

namespace simul {

/// The rows of a data-driven test, one for each of exchangeCases().
inline void addExchangeRows() {
    QTest::addColumn<int>("index");
    int index = 0;
    for (const ExchangeCase& row : exchangeCases())
        QTest::newRow(row.name) << index++;
}
inline ExchangeCase currentExchangeCase() {
    QFETCH(int, index);
    return exchangeCases()[static_cast<std::size_t>(index)];
}

inline void checkExchange(const ExchangeCase& expected, const Result<HttpResponse>& actual) {
    if (expected.status == 0) {
        QVERIFY(!actual);
        QCOMPARE(actual.error(), expected.error);
        return;
    }
    QVERIFY2(static_cast<bool>(actual), actual ? "" : actual.error().c_str());
    QCOMPARE(actual->status, expected.status);
    QCOMPARE(actual->statusLine, "HTTP/1.1 " + statusText(expected.status));
    QCOMPARE(actual->bodySize, expected.size);
    QCOMPARE(actual->effectiveUrl, expected.effectiveUrl.empty() ? expected.request.url : expected.effectiveUrl);
}

} // namespace simul
