#include "engine/net/blocking_fetch.h"
#include "engine/net/curl_multi.h"
#include "tests/engine/net/network_fixture.h"
#include "tests/engine/net/tls_site.h"

#include <QtTest/QtTest>
#include <deque>

using namespace simul;
using namespace std::chrono_literals;

/// A server that speaks HTTP/2, with a certificate that the user has said to trust.
class Http2Test : public QObject {
    Q_OBJECT

public:
    explicit Http2Test(const TlsSite& site) : m_site(site) {}

private slots:
    void initTestCase() { QVERIFY2(m_site.isUp(), "nghttpd (Debian's nghttp2-server) and openssl are needed"); }

    void blockingSpeaksIt() {
        BlockingFetcher fetcher;
        const HttpExchange exchange = fetcher.fetch(requestFor(m_site.address(), 20s), CurlRoute(), 1, {});
        QVERIFY2(static_cast<bool>(exchange.response), exchange.response ? "" : exchange.response.error().c_str());
        QCOMPARE(exchange.response->statusLine, std::string("HTTP/2 200"));
        QCOMPARE(exchange.response->bodySize, std::uint64_t{100});
        QVERIFY(exchange.phases.tls > Duration::zero());
    }

    void eventDrivenManyShareAConnection() {
        const CurlRoute internet;
        EventLoop loop;
        CurlMulti multi(loop, internet, 1);
        const int before = descriptorCount();
        constexpr std::size_t count = 50;
        std::deque<Transfer> transfers;
        std::vector<HttpExchange> results;
        for (std::size_t index = 0; index < count; ++index)
            transfers.emplace_back(multi, requestFor(m_site.address(), 20s),
                                   [&](HttpExchange exchange) { results.push_back(std::move(exchange)); });
        int most = 0;
        while (results.size() < count) {
            loop.runOnce(true);
            most = std::max(most, descriptorCount());
        }
        for (const HttpExchange& exchange : results) {
            QVERIFY2(static_cast<bool>(exchange.response), exchange.response ? "" : exchange.response.error().c_str());
            QCOMPARE(exchange.response->statusLine, std::string("HTTP/2 200"));
        }
        QVERIFY(most <= before + 2);
    }

private:
    const TlsSite& m_site;
};

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    const TlsSite site;
    // Before libcurl and QtTest's watchdog read the environment.
    setenv("SSL_CERT_FILE", qPrintable(site.certificate()), 1);
    Http2Test test(site);
    return QTest::qExec(&test, argc, argv);
}
#include "http2_test.moc"
