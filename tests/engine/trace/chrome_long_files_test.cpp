#include "tests/support/chrome_text.h"

#include <QTest>
#include <fmt/format.h>

using namespace simul;
using namespace simul::test;

/// Files longer than what the reader looks at at once.
class ChromeLongFilesTest : public QObject {
    Q_OBJECT

private slots:
    void oneElementIsLongerToo() {
        std::string text = "[";
        constexpr int count = 40'000;
        for (int number = 0; number < count; ++number) {
            text += fmt::format("{}{{\"ph\":\"X\",\"name\":\"work {}\",\"ts\":{},\"dur\":5,\"args\":{{\"[\\\"\":\"]}}\"}}}}",
                                number == 0 ? "" : ",\n", number % 10, number * 10);
            if (number == count / 2)
                text += ",{\"ph\":\"M\",\"name\":\"" + std::string(3'000'000, 'x') + "\"}";
        }
        text += "]";
        std::uint64_t reported = 0;
        std::istringstream in(text);
        const auto read = readChromeTrace(in, {{}, [&](std::uint64_t bytes) {
                                                   QVERIFY(bytes >= reported);
                                                   reported = bytes;
                                               }});
        QVERIFY2(bool(read), read ? "" : read.error().c_str());
        QCOMPARE(reported, std::uint64_t{text.size()});
        QCOMPARE(read->front().trace.lane(TaskId(0U)).size(), std::size_t{2 * count});
        const std::size_t at = text.find("work 7\",\"ts\":300070");
        QVERIFY(at != std::string::npos);
        text[text.find(':', at)] = ';';
        const std::string expected = fmt::format("byte {}: ", text.rfind('{', at));
        QVERIFY2(errorOf(text).starts_with(expected), errorOf(text).c_str());
    }

    /// Whatever they end in.
    void nothingIsLostBetweenWindows_data() {
        QTest::addColumn<QString>("args");
        QTest::newRow("short") << "{}";
        QTest::newRow("objects in arrays") << "{'a':[{'b':1},{'b':2} , {'b':3}],'c':[{},{}]}";
        QTest::newRow("texts") << "{'a':'},{','b':'},  {','c':' } , { '}";
        QTest::newRow("mostly arrays of objects") << "{'a':[" + QStringLiteral("{'b':1},").repeated(200) + "{}]}";
        QTest::newRow("mostly texts") << "{'a':'" + QStringLiteral("},{").repeated(500) + "'}";
        QTest::newRow("almost no other commas") << "[[" + QStringLiteral("{},").repeated(5000) + "{}]]";
    }
    void nothingIsLostBetweenWindows() {
        QFETCH(const QString, args);
        constexpr int bytes = 5 << 20;
        const int count = bytes / static_cast<int>(args.size() + 40);
        for (const char* between : {",", " ,\n"}) {
            std::string text = "[";
            for (int number = 0; number < count; ++number)
                text += fmt::format("{}{{\"ph\":\"X\",\"name\":\"a\",\"ts\":{},\"dur\":5,\"args\":{}}}", number == 0 ? "" : between,
                                    number * 10, json(args.toStdString()));
            const auto read = readText(text + "]");
            QVERIFY2(bool(read), read ? "" : read.error().c_str());
            QCOMPARE(read->front().trace.lane(TaskId(0U)).size(), static_cast<std::size_t>(2 * count));
            QVERIFY(read->front().trace.warnings().empty());
            text[text.rfind("\"name\"") - 1] = ';';
            QCOMPARE(errorOf(text + "]").substr(0, 40), fmt::format("byte {}: what begins here is not well-formed JSON", text.rfind("{\"ph\"")).substr(0, 40));
        }
    }

    void stopsWhenAsked() {
        std::string text = "[";
        for (int number = 0; number < 50'000; ++number)
            text += json("{'ph':'X','name':'a','ts':1,'dur':2},");
        std::istringstream in(text);
        std::stop_source stop;
        int windows = 0;
        const auto read = readChromeTrace(in, {stop.get_token(), [&](std::uint64_t) {
                                                   if (++windows == 2)
                                                       stop.request_stop();
                                               }});
        QVERIFY(!read);
        QCOMPARE(windows, 2);
    }
};

QTEST_GUILESS_MAIN(ChromeLongFilesTest)
#include "chrome_long_files_test.moc"
