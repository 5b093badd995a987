#include "engine/net/site_model.h"

#include "tests/engine/net/exchange_check.h"

#include <algorithm>
#include <set>

using namespace simul;
using namespace std::chrono_literals;

class SiteModelTest : public QObject {
    Q_OBJECT

private slots:
    void answersAsTheRealNetworkDoes_data() { addExchangeRows(); }
    void answersAsTheRealNetworkDoes() {
        const ExchangeCase row = currentExchangeCase();
        checkExchange(row, SiteModel(troublesomeSites()).answer(row.request).response);
    }

    void hasTheSitesOfTheArticle() {
        const std::vector<Site> sites = articleSites();
        QCOMPARE(sites.size(), std::size_t{12});
        std::set<Duration> latencies;
        std::uint64_t bytes = 0;
        for (const Site& site : sites) {
            if (site.behaviour == SiteBehaviour::NeverAnswers)
                continue;
            QVERIFY(site.latency >= 100ms && site.latency <= 1200ms);
            QVERIFY2(latencies.insert(site.latency).second, site.name.c_str());
            bytes += site.status == 200 ? site.size : 0;
        }
        QCOMPARE(bytes, std::uint64_t{13'828 + 5'722 + 1'514'405 + 190'189 + 768'291 + 90'577 + 64'042 + 197'103});
        const SiteModel model(sites);
        const auto fetched = [&](const char* name) { return model.answer(requestFor(std::string("http://") + name)); };
        QCOMPARE(fetched("amazon.com").response->status, 503);
        QCOMPARE(fetched("overstock.com").response.error(), std::string("overstock.com: no answer within 5 s"));
        for (const char* name : {"54356456456456", "abfdgdfsegfdgfdfsd"})
            QCOMPARE(fetched(name).response.error(), std::string(name) + ": the name does not resolve");
    }

    void failuresOfTheArticleComeFirst() {
        std::vector<Site> sites = articleSites();
        std::erase_if(sites, [](const Site& site) { return site.behaviour == SiteBehaviour::NeverAnswers; });
        std::ranges::sort(sites, {}, &Site::latency);
        std::string order;
        for (const Site& site : sites)
            order += site.behaviour == SiteBehaviour::DoesNotResolve ? 'r' : site.status == 200 ? '.' : 's';
        QCOMPARE(order, std::string("rrs........"));
    }

    void takesTheLatencyOrTheTimeout() {
        const SiteModel model({{.name = "a.test", .latency = 300ms, .size = 1},
                               {.name = "never.test", .behaviour = SiteBehaviour::NeverAnswers},
                               {.name = "unknown.test", .latency = 100ms, .behaviour = SiteBehaviour::DoesNotResolve},
                               {.name = "moved.test",
                                .latency = 50ms,
                                .pages = {{.path = "/", .body = "", .status = 302, .location = "http://a.test/"}}}});
        const auto duration = [&](const char* url, Duration timeout) {
            return model.answer(requestFor(url, timeout)).phases.total();
        };
        QCOMPARE(duration("http://a.test/", 5s), Duration(300ms));
        QCOMPARE(duration("http://a.test/", 200ms), Duration(200ms));
        QCOMPARE(duration("http://never.test/", 5s), Duration(5s));
        QCOMPARE(duration("http://unknown.test/", 5s), Duration(100ms));
        QCOMPARE(duration("http://moved.test/", 5s), Duration(350ms));
        QCOMPARE(duration("http://moved.test/", 200ms), Duration(200ms));
        QCOMPARE(model.answer(requestFor("http://unknown.test/")).phases.nameLookup, Duration(100ms));
    }

    void keepsBodiesOnlyIfAskedTo() {
        const SiteModel model({{.name = "a.test", .size = 77},
                               {.name = "b.test", .pages = {{.path = "/robots.txt", .body = "Disallow: /lite"}}}});
        HttpRequest request = requestFor("http://a.test/");
        QVERIFY(model.answer(request).response->body.empty());
        request.keepBody = true;
        const HttpExchange filler = model.answer(request);
        QCOMPARE(filler.response->body.size(), std::size_t{77});
        request.url = "http://b.test/robots.txt";
        const HttpExchange page = model.answer(request);
        QCOMPARE(page.response->body, std::string("Disallow: /lite"));
    }

    void fillerHasExactlyTheSize() {
        const Site site{.name = "a.test"};
        for (const std::uint64_t size : {0U, 1U, 50U, 51U, 13'828U})
            QCOMPARE(fillerBody(site, size).size(), size);
    }
};

QTEST_GUILESS_MAIN(SiteModelTest)
#include "site_model_test.moc"
