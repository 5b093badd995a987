#include "engine/net/http.h"

#include <QtTest/QtTest>

using namespace simul;
using namespace std::chrono_literals;

class HttpTest : public QObject {
    Q_OBJECT

private slots:
    void findsTheHost() {
        QCOMPARE(hostOf("http://Google.com/a?b=c"), std::string("google.com"));
        QCOMPARE(hostOf("google.com"), std::string("google.com"));
        QCOMPARE(hostOf("https://user@ft.com:8080/"), std::string("ft.com"));
        QCOMPARE(hostOf("http://54356456456456/"), std::string("54356456456456"));
        QCOMPARE(hostOf("file:///etc/passwd"), std::string("file:///etc/passwd"));
        QCOMPARE(hostOf("http://"), std::string("http://"));
        QCOMPARE(hostOf(""), std::string(""));
    }

    void findsThePath() {
        QCOMPARE(pathOf("http://google.com"), std::string("/"));
        QCOMPARE(pathOf("http://google.com/robots.txt?x=1#y"), std::string("/robots.txt"));
    }

    void resolvesLinks() {
        QCOMPARE(resolveUrl("http://a.test/b/c?d", "e"), std::string("http://a.test/b/e"));
        QCOMPARE(resolveUrl("http://a.test/b/c", "/e"), std::string("http://a.test/e"));
        QCOMPARE(resolveUrl("http://a.test/", "https://b.test/x"), std::string("https://b.test/x"));
        QCOMPARE(resolveUrl("not a url", "e"), std::string());
    }

    void knowsSchemesOfTheWeb() {
        QVERIFY(hasWebScheme("http://a.test"));
        QVERIFY(hasWebScheme("HTTPS://a.test"));
        QVERIFY(hasWebScheme("a.test/b"));
        QVERIFY(!hasWebScheme("ftp://a.test"));
        QVERIFY(!hasWebScheme("file:///a"));
        QVERIFY(!hasWebScheme(""));
    }

    void writesSentences() {
        QCOMPARE(statusText(503), std::string("503 Service Unavailable"));
        QCOMPARE(statusText(799), std::string("799"));
        QCOMPARE(statusSentence("http://amazon.com/", 503), std::string("amazon.com: HTTP 503 Service Unavailable"));
        QCOMPARE(noAnswerWithin("http://overstock.com/", 5s).message,
                 std::string("overstock.com: no answer within 5 s"));
        QCOMPARE(noAnswerWithin("http://a.test/", 90min).message, std::string("a.test: no answer within 1 h 30 min"));
        QCOMPARE(noAnswerWithin("http://a.test/", 2500us).message, std::string("a.test: no answer within 2.5 ms"));
        QCOMPARE(doesNotResolve("http://google.com/").message, std::string("google.com: the name does not resolve"));
    }
};

QTEST_GUILESS_MAIN(HttpTest)
#include "http_test.moc"
