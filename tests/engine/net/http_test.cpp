#include "engine/net/http.h"

#include <QtTest/QtTest>
#include <curl/curl.h>

using namespace simul;
using namespace std::chrono_literals;

namespace {

/// As libcurl has it, in lower case; the URL itself if it is none.
std::string hostByCurl(const std::string& url, unsigned flags) {
    std::string host;
    CURLU* handle = curl_url();
    char* part = nullptr;
    const unsigned liberal = CURLU_DEFAULT_SCHEME | CURLU_NON_SUPPORT_SCHEME;
    if (curl_url_set(handle, CURLUPART_URL, url.c_str(), liberal) == CURLUE_OK &&
        curl_url_get(handle, CURLUPART_HOST, &part, flags) == CURLUE_OK)
        host = QByteArray(part).toLower().toStdString();
    curl_free(part);
    curl_url_cleanup(handle);
    return host.empty() ? url : host;
}

} // namespace

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

    /// Plain URLs are understood without libcurl: it has to come to the same.
    void findsTheHostAsCurlDoes() {
        const std::vector<std::string> schemes = {"http://", "https://", "HTTP://", "http:/", "http:///", "ftp://", ""};
        const std::vector<std::string> hosts = {
            "a.test", "example.com", "localhost", "a-b.c1", "1a.test", "xn--bcher-kva.example", "B\u00FCcher.example",
            "EXAMPLE.com", "example.com.", ".test", "a..b", "-", "a.-", "127.0.0.1", "127.1", "127.0.0.01", "0x7f.1", "0x7f000001",
            "a.0x7f", "0x7f.a", "1", "256.1.1.1", "1.2.3.4.5", "54356456456456", "[::1]", "user@a.test", "user:word@a.test", "a_b.test",
            "%61.test", "a b.test", "a\\b", "", std::string(300, 'a')};
        const std::vector<std::string> ports = {"", ":", ":80", ":0", ":00080", ":65535", ":65536", ":99999", ":8x", ":-1", ":+1"};
        const std::vector<std::string> rests = {"", "/", "/a?b=c#d", "?b", "#c", "/a b", "/a\tb", "/a\x7F", "/\u00FC", "/@b:1"};
        for (const std::string& scheme : schemes) {
            for (const std::string& host : hosts) {
                for (const std::string& port : ports) {
                    for (const std::string& rest : rests) {
                        const std::string url = scheme + host + port + rest;
                        QVERIFY2(hostOf(url) == hostByCurl(url, 0), url.c_str());
                        const bool isPlainAscii = std::ranges::all_of(url, [](char c) { return c > 0; });
                        if (isPlainAscii)
                            QVERIFY2(asciiHostOf(url) == hostByCurl(url, CURLU_PUNYCODE), url.c_str());
                    }
                }
            }
        }
    }

    void leavesValidTextAsItIs() {
        QCOMPARE(validUtf8(""), std::string());
        QCOMPARE(validUtf8("HTTP/1.1 200 OK"), std::string("HTTP/1.1 200 OK"));
        QCOMPARE(validUtf8("B\u00FCcher"), std::string("B\u00FCcher"));
        QCOMPARE(validUtf8("B\xFC" "cher"), std::string("B\uFFFD" "cher"));
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
