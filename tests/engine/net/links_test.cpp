#include "engine/net/links.h"

#include <QtTest/QtTest>

#include <chrono>

using namespace simul;
using namespace std::chrono_literals;

namespace {

using Links = std::vector<std::string>;

const std::string page = "http://a.test/b/c?d";

QString shown(const Links& links) {
    QStringList list;
    for (const std::string& link : links)
        list << QString::fromStdString(link);
    return list.join(' ');
}

std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int index = 0; index < times; ++index)
        all += text;
    return all;
}

} // namespace

class LinksTest : public QObject {
    Q_OBJECT

private slots:
    void targets_data() {
        QTest::addColumn<QString>("href");
        QTest::addColumn<QString>("link");
        QTest::newRow("absolute") << "https://b.test/x"
                                  << "https://b.test/x";
        QTest::newRow("file") << "e.html"
                              << "http://a.test/b/e.html";
        QTest::newRow("top") << "/e"
                             << "http://a.test/e";
        QTest::newRow("up") << "../../e/./f"
                            << "http://a.test/e/f";
        QTest::newRow("same scheme") << "//b.test"
                                     << "http://b.test/";
        QTest::newRow("query") << "?q=1&amp;r=2"
                               << "http://a.test/b/c?q=1&r=2";
        QTest::newRow("empty") << ""
                               << "http://a.test/b/c?d";
        QTest::newRow("fragment") << "#there"
                                  << "http://a.test/b/c?d";
        QTest::newRow("fragment elsewhere") << "/e#there"
                                            << "http://a.test/e";
        QTest::newRow("capitals") << "HTTP://B.Test/X"
                                  << "http://b.test/X";
        QTest::newRow("default port") << "http://b.test:80/"
                                      << "http://b.test/";
        QTest::newRow("port") << "http://b.test:8080/"
                              << "http://b.test:8080/";
        QTest::newRow("spaces around") << " \t\n/e "
                                       << "http://a.test/e";
        QTest::newRow("line break within") << "/e\n  "
                                           << "http://a.test/e";
        QTest::newRow("space within") << "/e f"
                                      << "http://a.test/e%20f";
        QTest::newRow("unicode") << "/\u00FC"
                                 << "http://a.test/%c3%bc";
        QTest::newRow("mail") << "mailto:x@a.test"
                              << "";
        QTest::newRow("javascript") << "javascript:alert(1)"
                                    << "";
        QTest::newRow("javascript as address") << "javascript://a.test/%0aalert(1)"
                                               << "";
        QTest::newRow("data") << "data:text/html,x"
                              << "";
        QTest::newRow("ftp") << "ftp://a.test/"
                             << "";
        QTest::newRow("local file") << "file:///etc/passwd"
                                    << "";
        QTest::newRow("telephone") << "tel:+123"
                                   << "";
        QTest::newRow("no host") << "http://"
                                 << "";
        QTest::newRow("broken address") << "http://[::1"
                                        << "";
        QTest::newRow("broken port") << "http://b.test:99999/"
                                     << "";
        QTest::newRow("space in host") << "http://b test/"
                                       << "";
    }
    void targets() {
        QFETCH(QString, href);
        QFETCH(QString, link);
        const std::string html = "<p><a href=\"" + href.toStdString() + "\">text</a>";
        QCOMPARE(shown(linksOf(html, page)), link);
    }

    void pages_data() {
        QTest::addColumn<QByteArray>("html");
        QTest::addColumn<QString>("links");
        const QString one = "http://a.test/1";
        const QString both = "http://a.test/1 http://a.test/2";
        QTest::newRow("nothing") << QByteArray() << "";
        QTest::newRow("text") << QByteArray("hello") << "";
        QTest::newRow("order") << QByteArray("<a href=/1><p><a href=/2></p><a href=/1>") << both;
        QTest::newRow("each once") << QByteArray("<a href=/1><a href='/1#x'><a href=\"http://A.test:80/1\">") << one;
        QTest::newRow("unquoted capitals") << QByteArray("<A HREF=/1>") << one;
        QTest::newRow("area") << QByteArray("<map><area href=/1></map>") << one;
        QTest::newRow("no href") << QByteArray("<a name=x>x</a><a href=/1>") << one;
        QTest::newRow("not a link") << QByteArray("<link href=/x><img src=/y><a href=/1>") << one;
        QTest::newRow("script") << QByteArray("<script>'<a href=/x>'</script><a href=/1>") << one;
        QTest::newRow("comment") << QByteArray("<!-- <a href=/x> --><a href=/1>") << one;
        QTest::newRow("base") << QByteArray("<base href=http://b.test/x/y><a href=z>") << "http://b.test/x/z";
        QTest::newRow("relative base") << QByteArray("<base href=/x/><a href=z>") << "http://a.test/x/z";
        QTest::newRow("first base") << QByteArray("<base href=/x/><base href=/y/><a href=z>") << "http://a.test/x/z";
        QTest::newRow("base for what is before") << QByteArray("<a href=z><base href=/x/>") << "http://a.test/x/z";
        QTest::newRow("base without href") << QByteArray("<base target=x><a href=/1>") << one;
        QTest::newRow("useless base") << QByteArray("<base href=javascript:x><a href=/1>") << one;
        QTest::newRow("cut tag") << QByteArray("<a href=/1><a href=\"/2") << one;
        QTest::newRow("ends with <") << QByteArray("<a href=/1><") << one;
        QTest::newRow("entities") << QByteArray("<a href=\"/&#49;\">") << one;
        QTest::newRow("wrongly nested") << QByteArray("<b><a href=/1></b><i></a></p></td><a href=/2>") << both;
        QTest::newRow("invalid UTF-8") << QByteArray("\xFF\xC3<a href=/1>\x80\xE2\x82<a href=/2>\xF0") << both;
        QTest::newRow("zero bytes") << QByteArray("\0<a\0 href=/0>\0<a href=/1>", 26) << one;
        QTest::newRow("frameset") << QByteArray("<frameset><frame src=/x></frameset>") << "";
        QTest::newRow("template") << QByteArray("<template><a href=/x></template><a href=/1>")
                                  << "http://a.test/x " + one;
    }
    void pages() {
        QFETCH(QByteArray, html);
        QFETCH(QString, links);
        QCOMPARE(shown(linksOf(html.toStdString(), page)), links);
    }

    /// Neither a stack overflow nor hours: a parser that looks through all that is open at each tag takes both.
    void deepNestingIsBorne_data() {
        QTest::addColumn<QString>("tag");
        for (const char* tag :
             {"<div>", "<b>", "<a href=/1>", "<table>", "<p><span>", "<svg>", "<ul><li>", "<div></x>"})
            QTest::newRow(tag) << tag;
    }
    void deepNestingIsBorne() {
        QFETCH(QString, tag);
        const std::string deep = repeated(tag.toStdString(), 9'000);
        const auto start = std::chrono::steady_clock::now();
        const Links links = linksOf("<a href=/1>" + deep + "<a href=/2>", page);
        QVERIFY(links == (Links{"http://a.test/1", "http://a.test/2"}));
        QVERIFY(std::chrono::steady_clock::now() - start < 10s);
    }

    void whatIsNestedTooDeepIsNotRead() {
        const auto start = std::chrono::steady_clock::now();
        const Links links = linksOf("<a href=/1>" + repeated("<div>", 1'000'000) + "<a href=/2>", page);
        QVERIFY(links == (Links{"http://a.test/1"}));
        QVERIFY(std::chrono::steady_clock::now() - start < 20s);
    }

    void longPagesAreReadToTheirEnd() {
        const std::string html = repeated("<p>text<br><a href=/1>x</a></p><ul><li>x<li>y</ul>\n", 50'000) +
                                 repeated("<script>if (i<n) i = 1;</script>", 5'000);
        QVERIFY(linksOf(html + "<a href=/2>", page) == (Links{"http://a.test/1", "http://a.test/2"}));
    }

    /// Any bytes at all give links that are links.
    void garbageGivesOnlyLinks() {
        std::uint32_t state = 1;
        const auto random = [&state] { return state = state * 1664525 + 1013904223, state >> 16; };
        const Links parts = {"<a href=", "<base href=", "\"", "'",    ">",    "</a>",    "<",    "&#", "http://",
                             "x",        "/",           ":",  "//",   "\xFF", "%",       "[",    "]",  "@",
                             "#",        "?",           " ",  "<!--", "-->",  "<table>", "<svg>"};
        std::size_t found = 0;
        for (int round = 0; round < 2000; ++round) {
            std::string html;
            for (int part = 0; part < 60; ++part)
                html += parts[random() % parts.size()];
            for (const std::string& link : linksOf(html, page)) {
                QVERIFY2(link.starts_with("http://") || link.starts_with("https://"), link.c_str());
                QVERIFY2(link.find_first_of(std::string("# \n\t\0", 5)) == std::string::npos, link.c_str());
                ++found;
            }
        }
        QVERIFY(found > 100);
    }

    void aPageWithoutAnAddressHasNone() { QVERIFY(linksOf("<a href=/1><a href=http://b.test/>", "").empty()); }
};

QTEST_GUILESS_MAIN(LinksTest)
#include "links_test.moc"
