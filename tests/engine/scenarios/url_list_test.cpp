#include "engine/scenarios/url_list.h"

#include <QTemporaryFile>
#include <QTest>

#include <cstdint>

using namespace simul;

namespace {

std::string manyOf(const std::string& host, int count) {
    std::string content;
    for (int page = 1; page <= count; ++page)
        content += "http://" + host + "/" + std::to_string(page) + "\n";
    return content;
}

} // namespace

/// A user's own list: taken as it is meant, or refused with one sentence.
class UrlListTest : public QObject {
    Q_OBJECT

private slots:
    void takesAddresses() {
        const auto urls = parseUrlList("\xEF\xBB\xBF# mine\r\n\n http://A.test \r\nhttps://b.test:8443/c?d=e#f\n"
                                       "\thttp://a.test/\nHTTP://c.test/x",
                                       "list");
        QVERIFY2(bool(urls), urls ? "" : urls.error().c_str());
        QCOMPARE(*urls, (std::vector<std::string>{"http://a.test/", "https://b.test:8443/c?d=e", "http://c.test/x"}));
    }

    void refuses_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* name, const QByteArray& content, const char* sentence) {
            QTest::newRow(name) << content << sentence;
        };
        row("nothing", "", "'list' has no address in it");
        row("only comments", "# http://a.test/\n\n", "'list' has no address in it");
        row("ftp", "http://a.test/\n\nftp://b.test/\n",
            "line 3 of 'list', 'ftp://b.test/', is no http or https address");
        row("file", "file:///etc/passwd", "line 1 of 'list', 'file:///etc/passwd', is no http or https address");
        row("no scheme", "a.test", "line 1 of 'list', 'a.test', is no http or https address");
        row("words", "hello, world", "line 1 of 'list', 'hello, world', is no http or https address");
        row("two in a line", "http://a.test/ http://b.test/", "is no http or https address");
        row("no host", "http://", "line 1 of 'list', 'http://', is no http or https address");
        row("bad port", "http://a.test:123456/", "is no http or https address");
        row("bytes",
            QByteArray("\x7F"
                       "ELF\0\x01\xFF",
                       7),
            "line 1 of 'list', '.ELF...', is no http or https address");
        row("long line", QByteArray(1000, 'x'), "xxx...', is no http or https address");
        row("rude", QByteArray::fromStdString(manyOf("a.test", 11)), "more than 10 addresses of 'a.test'");
        row("too many", QByteArray::fromStdString(manyOf("127.0.0.1", 1001)), "'list' has more than 1000 addresses");
    }
    void refuses() {
        QFETCH(QByteArray, content);
        QFETCH(QString, sentence);
        const auto urls = parseUrlList(content.toStdString(), "list");
        QVERIFY(!urls);
        QVERIFY2(urls.error().find(sentence.toStdString()) != std::string::npos, urls.error().c_str());
        QVERIFY(urls.error().find('\n') == std::string::npos);
        QVERIFY(urls.error().size() < 150);
    }

    void isPoliteToOthersOnly() {
        QVERIFY(bool(parseUrlList(manyOf("a.test", 10) + manyOf("b.test", 10), "list")));
        for (const char* own : {"127.0.0.1:8080", "localhost", "docs.localhost", "[::1]:80"})
            QVERIFY2(bool(parseUrlList(manyOf(own, 300), "list")), own);
        QVERIFY(!parseUrlList(manyOf("127.evil.test", 11), "list"));
    }

    void refusesWhatIsNoFile() {
        const auto missing = readUrlList("/nowhere/at/all");
        QVERIFY(!missing);
        QCOMPARE(missing.error(), std::string("'/nowhere/at/all' cannot be read: No such file or directory"));
        for (const std::string path : {"/", "/dev/zero"}) {
            const auto list = readUrlList(path);
            QVERIFY(!list);
            QCOMPARE(list.error(), "'" + path + "' cannot be read: it is no ordinary file");
        }
        QTemporaryFile large;
        QVERIFY(large.open() && large.resize(2 << 20));
        const auto list = readUrlList(large.fileName().toStdString());
        QVERIFY(!list && list.error().ends_with("is larger than a list of addresses can be"));
    }
};

QTEST_GUILESS_MAIN(UrlListTest)
#include "url_list_test.moc"
