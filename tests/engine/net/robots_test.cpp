#include "engine/net/robots.h"
#include "engine/net/site_model.h"

#include <QtTest/QtTest>

#include <fmt/format.h>

using namespace simul;

namespace {

/// A robots.txt, who asks for what, and the answer.
struct Case {
    const char* name;
    std::string robots;
    const char* agent;
    const char* path;
    bool allowed;
};

/// Section 5.1 of the RFC.
const char* const simpleExample = "User-Agent: *\n"
                                  "Disallow: *.gif$\n"
                                  "Disallow: /example/\n"
                                  "Allow: /publications/\n"
                                  "\n"
                                  "User-Agent: foobot\n"
                                  "Disallow:/\n"
                                  "Allow:/example/page.html\n"
                                  "Allow:/example/allowed.gif\n"
                                  "\n"
                                  "User-Agent: barbot\n"
                                  "User-Agent: bazbot\n"
                                  "Disallow: /example/page.html\n"
                                  "\n"
                                  "User-Agent: quxbot\n";
/// Section 2.2.1: groups for one crawler are combined.
const char* const combinedExample = "user-agent: ExampleBot\ndisallow: /foo\ndisallow: /bar\n\n"
                                    "user-agent: BazBot\ndisallow: /qux\n\n"
                                    "user-agent: ExampleBot\ndisallow: /baz\n";
/// Section 5.2.
const char* const longestExample =
    "User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n";

/// The rules of one group for everybody.
std::string all(const std::string& rules) {
    return fmt::format("User-agent: *\n{}", rules);
}
std::string disallow(const std::string& pattern) {
    return all("Disallow: " + pattern + "\n");
}

std::vector<Case> casesOfTheRfc() {
    return {
        {"5.1 everybody", simpleExample, "other", "/", true},
        {"5.1 everybody, gif", simpleExample, "other", "/a/b.gif", false},
        {"5.1 everybody, gif goes on", simpleExample, "other", "/a/b.gif?c", true},
        {"5.1 everybody, example", simpleExample, "other", "/example/x", false},
        {"5.1 everybody, publications", simpleExample, "other", "/publications/x", true},
        {"5.1 foobot, nothing", simpleExample, "foobot", "/publications/x", false},
        {"5.1 foobot, page", simpleExample, "foobot", "/example/page.html", true},
        {"5.1 foobot, gif", simpleExample, "foobot", "/example/allowed.gif", true},
        {"5.1 barbot", simpleExample, "barbot", "/example/page.html", false},
        {"5.1 bazbot", simpleExample, "bazbot", "/example/page.html", false},
        {"5.1 bazbot, the rest", simpleExample, "bazbot", "/a.gif", true},
        {"5.1 quxbot, no rules", simpleExample, "quxbot", "/example/a.gif", true},
        {"5.2 longest allows", longestExample, "foobot", "/example/page/", true},
        {"5.2 longest forbids", longestExample, "foobot", "/example/page/disallowed.gif", false},
        {"2.2.1 first group", combinedExample, "ExampleBot", "/foo", false},
        {"2.2.1 later group", combinedExample, "ExampleBot", "/baz", false},
        {"2.2.1 not the other's", combinedExample, "ExampleBot", "/qux", true},
        {"2.2.1 no group", combinedExample, "OtherBot", "/foo", true},
        {"2.2.2 query", disallow("/foo/bar?baz=quz"), "x", "/foo/bar?baz=quz", false},
        {"2.2.2 reserved", disallow("/foo/bar?baz=https://foo.bar"), "x", "/foo/bar?baz=https%3A%2F%2Ffoo.bar", false},
        {"2.2.2 reserved, reversed", disallow("/foo/bar?baz=https%3A%2F%2Ffoo.bar"), "x",
         "/foo/bar?baz=https://foo.bar", false},
        {"2.2.2 raw", disallow("/foo/bar/\u30C4"), "x", "/foo/bar/%E3%83%84", false},
        {"2.2.2 encoded", disallow("/foo/bar/%E3%83%84"), "x", "/foo/bar/\u30C4", false},
        {"2.2.2 lower case digits", disallow("/foo/bar/%e3%83%84"), "x", "/foo/bar/%E3%83%84", false},
        {"2.2.2 needlessly encoded", disallow("/foo/bar/%62%61%7A"), "x", "/foo/bar/baz", false},
        {"2.2.3 comment", disallow("/foo # /bar"), "x", "/foo", false},
        {"2.2.3 end", disallow("/this/*/exactly"), "x", "/this/is/exactly/so", false},
        {"2.2.3 literal star", disallow("/path/file-with-a-%2A.html"), "x", "/path/file-with-a-*.html", false},
        {"2.2.3 literal star is none", disallow("/path/file-with-a-%2A.html"), "x", "/path/file-with-a-b.html", true},
        {"2.2.3 literal dollar", disallow("/path/foo-%24"), "x", "/path/foo-$", false},
    };
}

std::vector<Case> casesOfAgents() {
    const std::string group = "User-agent: Simul\nDisallow: /a\n\nUser-agent: *\nDisallow: /b\n";
    return {
        {"its own group", group, "Simul", "/a", false},
        {"only its own group", group, "Simul", "/b", true},
        {"any case", group, "sIMUL", "/a", false},
        {"with version", group, "Simul/0.1", "/a", false},
        {"no prefix", group, "Simulator", "/a", true},
        {"others", group, "Simulator", "/b", false},
        {"nobody", group, "", "/b", false},
        {"version in the file", "User-agent: simul/2.0\nDisallow: /a\n", "Simul", "/a", false},
        {"star comes first", "User-agent: *\nDisallow: /b\n\nUser-agent: Simul\nAllow: /\n", "Simul", "/b", true},
        {"two for everybody", all("Disallow: /a\n\n") + disallow("/b"), "x", "/a", false},
        {"named in a row with others", "User-agent: a\n\nUser-agent: b\n# c\nDisallow: /x\n", "A", "/x", false},
    };
}

std::vector<Case> casesOfRules() {
    return {
        {"nothing", "", "x", "/a", true},
        {"prefix", disallow("/a"), "x", "/abc", false},
        {"case matters", disallow("/A"), "x", "/a", true},
        {"no prefix", disallow("/a/"), "x", "/a", true},
        {"empty path", disallow("/"), "x", "", false},
        {"robots.txt itself", disallow("/"), "x", "/robots.txt", true},
        {"not another one", disallow("/"), "x", "/robots.txt.bak", false},
        {"fragments do not count", disallow("/a$"), "x", "/a#b", false},
        {"allow wins ties", all("Disallow: /page\nAllow: /page\n"), "x", "/page", true},
        {"in either order", all("Allow: /page\nDisallow: /page\n"), "x", "/page", true},
        {"longer allow", all("Disallow: /\nAllow: /lite\n"), "x", "/lite/1", true},
        {"order does not matter", all("Allow: /lite\nDisallow: /\n"), "x", "/lite/1", true},
        {"longer disallow", all("Allow: /\nDisallow: /lite\n"), "x", "/lite", false},
        {"star in the middle", disallow("/a*b"), "x", "/a/x/b/y", false},
        {"star for nothing", disallow("/a*b"), "x", "/ab", false},
        {"star in vain", disallow("/a*b"), "x", "/acd", true},
        {"two stars", disallow("/*a*b$"), "x", "/xxaxxbxb", false},
        {"two stars in vain", disallow("/*a*b$"), "x", "/xxbxxa", true},
        {"end", disallow("/*.php$"), "x", "/filename.php", false},
        {"not the end", disallow("/*.php$"), "x", "/filename.php/", true},
        {"only the end", disallow("/$"), "x", "/", false},
        {"only the end, elsewhere", disallow("/$"), "x", "/a", true},
        {"dollar in the middle", disallow("/a$b"), "x", "/a$bc", false},
        {"slash is no letter", disallow("/a%2Fb"), "x", "/a/b", true},
        {"encoded slash", disallow("/a%2fb"), "x", "/a%2Fb", false},
        {"percent sign", disallow("/100%"), "x", "/100%25", false},
    };
}

std::vector<Case> casesOfBadFiles() {
    return {
        {"byte order mark", "\xEF\xBB\xBFUser-agent: *\nDisallow: /\n", "x", "/a", false},
        {"carriage returns", "User-agent: *\r\nDisallow: /a\r\n", "x", "/a", false},
        {"only carriage returns", "User-agent: *\rDisallow: /a\rAllow: /b", "x", "/a", false},
        {"no end of line", "User-agent: *\nDisallow: /a", "x", "/a", false},
        {"spaces everywhere", " \tUSER-AGENT \t: *\t\n\tdisAllow\t:\t /a \n", "x", "/a", false},
        {"rules of nobody", "Disallow: /\n" + all("Allow: /a\n"), "x", "/b", true},
        {"empty rule", all("Disallow:\n"), "x", "/a", true},
        {"empty rule ends the agents", "User-agent: a\nDisallow:\nUser-agent: b\nDisallow: /\n", "a", "/x", true},
        {"no colon", all("Disallow /\n"), "x", "/a", true},
        {"unknown key", all("Forbid: /\nDisallowed: /\n"), "x", "/a", true},
        {"a sitemap ends no group", all("Sitemap: http://a.test/s\nDisallow: /a\n"), "x", "/a", false},
        {"a page instead", "<!DOCTYPE html><title>User-agent: *</title>\n<p>Disallow: /\n", "x", "/a", true},
        {"no path", disallow("a"), "x", "/a", true},
        {"no agent", "User-agent:\nDisallow: /\n", "x", "/a", true},
        {"nonsense agent", "User-agent: 17\nDisallow: /\n", "17", "/a", true},
        {"broken encoding", disallow("/%zz"), "x", "/%zz/a", false},
        {"cut encoding", disallow("/a%4"), "x", "/a%4", false},
        {"zero bytes", std::string("User-agent: *\nDisallow: /a\0b\n", 29), "x", "/a", true},
    };
}

std::vector<Case> allCases() {
    std::vector<Case> cases;
    for (const auto& part : {casesOfTheRfc(), casesOfAgents(), casesOfRules(), casesOfBadFiles()})
        cases.insert(cases.end(), part.begin(), part.end());
    return cases;
}

} // namespace

class RobotsTest : public QObject {
    Q_OBJECT

private slots:
    void allows_data() {
        QTest::addColumn<std::size_t>("index");
        for (std::size_t index = 0; index < allCases().size(); ++index)
            QTest::newRow(allCases()[index].name) << index;
    }
    void allows() {
        QFETCH(std::size_t, index);
        const Case row = allCases()[index];
        QCOMPARE(parseRobots(row.robots).allows(row.agent, row.path), row.allowed);
    }

    void looksAtTheFirst500KiB() {
        const std::string filler = "# " + std::string(1021, 'x') + "\n";
        std::string text = all("");
        while (text.size() + filler.size() < 500 * 1024)
            text += filler;
        text += "Disallow: /a\n";
        QVERIFY(text.size() < 500 * 1024);
        text += fmt::format("#{:x>{}}\nDisallow: /b\n", "", 500 * 1024 - text.size() - 15); // ends exactly at the limit
        QCOMPARE(text.size(), std::size_t{500 * 1024});
        text += "Disallow: /c\n";
        const RobotsRules rules = parseRobots(text);
        QVERIFY(!rules.allows("x", "/a"));
        QVERIFY(!rules.allows("x", "/b"));
        QVERIFY(rules.allows("x", "/c"));
    }

    void halfALineAtTheLimitIsNoRule() {
        std::string text = all("");
        text += fmt::format("#{:x>{}}\nDisallow: /private\n", "", 500 * 1024 - text.size() - 13);
        QCOMPARE(text.substr(0, 500 * 1024).substr(500 * 1024 - 11), std::string("Disallow: /"));
        QVERIFY(parseRobots(text).allows("x", "/public"));
    }

    void manyStarsTakeNoTime() {
        const RobotsRules rules = parseRobots(disallow("/" + std::string(1000, '*') + "a*a*a*a*a*a*a*a*b$"));
        QVERIFY(rules.allows("x", "/" + std::string(20'000, 'a')));
        QVERIFY(!rules.allows("x", "/" + std::string(20'000, 'a') + "b"));
    }

    void theAnswerDecides() {
        const auto answered = [](int status) {
            HttpResponse response;
            response.status = status;
            response.body = disallow("/lite");
            return robotsFrom(response);
        };
        QVERIFY(answered(200).allows("x", "/"));
        QVERIFY(!answered(200).allows("x", "/lite"));
        for (const int status : {400, 401, 403, 404, 410, 429, 499})
            QVERIFY2(answered(status).allows("x", "/lite"), std::to_string(status).c_str());
        for (const int status : {500, 503, 599, 302})
            QVERIFY2(!answered(status).allows("x", "/"), std::to_string(status).c_str());
        QVERIFY(!robotsFrom(doesNotResolve("http://a.test/")).allows("x", "/"));
        QVERIFY(RobotsRules::nothingAllowed().allows("x", "/robots.txt"));
    }

    /// `redirects` lead from /robots.txt to the rules.
    static RobotsRules rulesBehind(int redirects) {
        Site site{.name = "a.test"};
        for (int index = 0; index < redirects; ++index)
            site.pages.push_back({.path = index == 0 ? "/robots.txt" : fmt::format("/{}", index),
                                  .body = "",
                                  .status = 302,
                                  .location = fmt::format("/{}", index + 1)});
        site.pages.push_back({.path = fmt::format("/{}", redirects), .body = disallow("/lite")});
        return robotsFrom(SiteModel({site}).answer(robotsRequestFor("http://a.test/some/page?x")).response);
    }
    void fiveRedirectsAreFollowed() {
        QVERIFY(rulesBehind(5).allows("x", "/"));
        QVERIFY(!rulesBehind(5).allows("x", "/lite"));
        QVERIFY(!rulesBehind(6).allows("x", "/"));
    }

    void rulesAreAtTheTopOfTheSite() {
        QCOMPARE(robotsUrlFor("http://a.test:8080/b/c?d#e"), std::string("http://a.test:8080/robots.txt"));
        QCOMPARE(robotsUrlFor("no url"), std::string());
    }
};

QTEST_GUILESS_MAIN(RobotsTest)
#include "robots_test.moc"
