#include "engine/net/hostile_site.h"

#include "engine/net/fetch.h"
#include "tests/engine/net/network_fixture.h"
#include "tests/engine/net/play_fixture.h"
#include "tests/engine/net/tls_site.h"
#include "tests/support/soak.h"

#include <fmt/format.h>
#include <fstream>

using namespace simul;
using namespace std::chrono_literals;

namespace {

/// A page of the hostile site and what has to come of it. `{host}` stands for the host, `{limit}` for the timeout.
struct Trouble {
    const char* path;
    std::string error;         ///< empty: it is an answer
    int status = 200;
    std::uint64_t size = 0;
    Duration timeout = 10s;    ///< no more than needed where it is what ends the exchange
};

std::vector<Trouble> troubles() {
    constexpr auto broken = "{host}: the connection broke off before the answer was whole";
    constexpr auto noHttp = "{host}: what it answers is no HTTP";
    constexpr auto notWhole = "{host}: the answer was not whole within {limit}";
    constexpr auto tooLarge = "{host}: the answer is larger than 1000000 bytes";
    constexpr auto headers = "{host}: its headers are larger than 262144 bytes";
    return {
        {"/ok", "", 200, 2},
        {"/silent", "{host}: no answer within {limit}", 0, 0, 150ms},
        {"/slow-headers", notWhole, 0, 0, 150ms},
        {"/slow-body", notWhole, 0, 0, 150ms},
        {"/stall", notWhole, 0, 0, 150ms},
        {"/reset", broken},
        {"/reset-in-the-middle", broken},
        {"/closed", broken},
        {"/length-too-long", broken},
        {"/length-too-short", "", 200, 10}, // the rest is no part of the answer, by the protocol
        {"/length-nonsense", noHttp},
        {"/length-negative", noHttp},
        {"/no-length", "", 200, 500}, // its end is that of the connection, by the protocol
        {"/no-length-no-end", notWhole, 0, 0, 150ms},
        {"/broken-chunks", broken},
        {"/endless-body", tooLarge},
        {"/endless-redirects", "{host}: more than 5 redirects"},
        {"/redirect-loop", "{host}: more than 5 redirects"},
        {"/garbage", noHttp},
        {"/zip-bomb", tooLarge},
        {"/broken-zip", "{host}: the answer cannot be unpacked"},
        {"/many-headers", headers},
        {"/long-header", headers},
        {"/no-utf8", "", 404, 3},
        {"/no-utf8-redirect", "ftp://\uFFFD\uFFFD/\uFFFD: only http and https addresses can be fetched"},
    };
}

HttpRequest requestOf(const std::string& site, const Trouble& trouble) {
    HttpRequest request = requestFor(site + trouble.path, trouble.timeout);
    request.maxBodyBytes = 1'000'000;
    request.keepBody = true;
    return request;
}

using Answers = std::vector<std::optional<Result<HttpResponse>>>;

Activity<> ask(Stage stage, HttpRequest request, Answers* answers, std::size_t index) {
    Result<HttpResponse> response = co_await fetch(stage, request);
    answers->at(index) = std::move(response);
}

std::string answerOf(int status, std::uint64_t size) { return fmt::format("{} with {} bytes", status, size); }

/// What has to come of it, in a sentence.
std::string expectedOf(const Trouble& trouble) {
    if (trouble.error.empty())
        return answerOf(trouble.status, trouble.size);
    QString sentence = QString::fromStdString(trouble.error);
    sentence.replace("{host}", "127.0.0.1").replace("{limit}", QString("%1 ms").arg(trouble.timeout / 1ms));
    return sentence.toStdString();
}

/// Empty if that has come of it, else what has.
std::string wrong(const Trouble& trouble, const std::optional<Result<HttpResponse>>& answer) {
    if (!answer)
        return fmt::format("{}: no end", trouble.path);
    if (*answer && (**answer).statusLine != validUtf8((**answer).statusLine))
        return fmt::format("{}: its status line is no text", trouble.path);
    const std::string actual = *answer ? answerOf((**answer).status, (**answer).bodySize) : (*answer).error();
    const std::string expected = expectedOf(trouble);
    return actual == expected ? "" : fmt::format("{}: {} instead of {}", trouble.path, actual, expected);
}

/// In KiB, as the system counts it.
long memory(const char* what) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(what))
            return std::stol(line.substr(line.find(':') + 1));
    }
    return 0;
}

void forgetPeak() { std::ofstream("/proc/self/clear_refs") << "5"; }

void addBlockingAndEventDriven() {
    QTest::addColumn<MakeRuntime>("make");
    QTest::newRow("blocking") << &makeReal<RealThreadsRuntime, Mode::Threads>;
    QTest::newRow("event-driven") << &makeReal<RealLoopRuntime>;
}

} // namespace

class HostileSiteTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        auto started = HostileSite::start(hostilePages());
        QVERIFY2(static_cast<bool>(started), started ? "" : started.error().c_str());
        m_site = *std::move(started);
    }

    void everyPageIsInTheList() {
        QCOMPARE(troubles().size(), hostilePages().size());
        for (std::size_t index = 0; index < troubles().size(); ++index)
            QCOMPARE(std::string(troubles()[index].path), hostilePages()[index].path);
    }

    void eachIsOneTaskWithAReason_data() {
        QTest::addColumn<std::size_t>("index");
        QTest::addColumn<MakeRuntime>("make");
        for (std::size_t index = 0; index < troubles().size(); ++index) {
            const auto row = [&](const char* way) { return fmt::format("{} {}", troubles()[index].path, way); };
            QTest::newRow(row("blocking").c_str()) << index << MakeRuntime(&makeReal<RealThreadsRuntime, Mode::Threads>);
            QTest::newRow(row("event-driven").c_str()) << index << MakeRuntime(&makeReal<RealLoopRuntime>);
        }
    }
    void eachIsOneTaskWithAReason() {
        QFETCH(std::size_t, index);
        QFETCH(MakeRuntime, make);
        Trouble trouble = troubles()[index];
        std::string what = wrongBetweenTwoGoodOnes(make, trouble);
        if (!what.empty() && trouble.timeout < 1s) { // a busy machine has not come as far as the trouble by then
            trouble.timeout = 900ms;
            what = wrongBetweenTwoGoodOnes(make, trouble);
        }
        QCOMPARE(what, std::string());
    }

    void allAtOnceTakeLittleMemoryAndLeaveNothing_data() { addBlockingAndEventDriven(); }
    void allAtOnceTakeLittleMemoryAndLeaveNothing() {
        QFETCH(MakeRuntime, make);
        const int before = descriptorCount();
        forgetPeak();
        const long memoryBefore = memory("VmHWM");
        {
            Play play(make, {});
            const std::vector<Trouble> list = troubles();
            constexpr std::size_t rounds = 4;
            Answers answers(rounds * list.size());
            for (std::size_t index = 0; index < answers.size(); ++index) {
                Trouble trouble = list[index % list.size()];
                if (trouble.timeout > 1s)
                    trouble.timeout = 60s; // sanitizers on a busy computer take their time
                play.stage().spawn("task", ask, requestOf(m_site->address(), trouble), &answers, index);
            }
            QCOMPARE(play.run().outcome, Outcome::Completed);
            for (std::size_t index = 0; index < answers.size(); ++index) {
                // What is late on a busy computer is late by its timeout; all else has to be as it should be.
                if (list[index % list.size()].timeout > 1s)
                    QCOMPARE(wrong(list[index % list.size()], answers[index]), std::string());
                else
                    QVERIFY(answers[index].has_value() && !*answers[index]);
            }
        }
        const long grown = memory("VmHWM") - memoryBefore;
        // Four bombs of 4 GB, four answers without end, eight times 1 MB of headers.
        QVERIFY2(grown < 200 << 10, fmt::format("{} KiB more", grown).c_str());
        QCOMPARE(descriptorsLeft(before), 0);
    }

    /// SIMUL_SOAK=100000 in the environment makes it a long one.
    void everyRequestOfASoakIsAccountedFor() {
        const int before = descriptorCount();
        const std::size_t count = qEnvironmentVariableIsSet("SIMUL_SOAK") ? qEnvironmentVariable("SIMUL_SOAK").toUInt() : 2000;
        const test::SoakCount soaked = test::soak(m_site->address(), count, 50);
        QCOMPARE(soaked.ending.outcome, Outcome::Completed);
        QCOMPARE(soaked.inAll, count);
        std::size_t sum = 0;
        for (const auto* counts : {&soaked.answers, &soaked.failures}) {
            for (const auto& [path, times] : *counts)
                sum += times;
        }
        QCOMPARE(sum, count);
        // What is always an answer never fails, and the other way round.
        for (const auto& trouble : troubles()) {
            const auto& wrong = trouble.error.empty() ? soaked.failures : soaked.answers;
            QVERIFY2(!wrong.contains(trouble.path), trouble.path);
        }
        QCOMPARE(descriptorsLeft(before), 0);
    }

    void anAddressOfTheOtherFamilyOnly_data() { addBlockingAndEventDriven(); }
    void anAddressOfTheOtherFamilyOnly() {
        QFETCH(MakeRuntime, make);
        const auto six = HostileSite::start(hostilePages(), HostileSite::Family::IPv6);
        if (!six)
            QSKIP("this computer has no IPv6");
        Play play(make, {});
        Answers answers(3);
        play.stage().spawn("by number", ask, requestFor((*six)->address() + "/ok"), &answers, std::size_t{0});
        play.stage().spawn("by name", ask, requestFor(fmt::format("http://localhost:{}/ok", (*six)->port())), &answers,
                           std::size_t{1});
        play.stage().spawn("by the wrong number", ask, requestFor(fmt::format("http://127.0.0.1:{}/ok", (*six)->port())),
                           &answers, std::size_t{2});
        play.run();
        QVERIFY(*answers[0] && (**answers[0]).status == 200);
        QVERIFY(*answers[1] && (**answers[1]).status == 200);
        QCOMPARE((*answers[2]).error(), std::string("127.0.0.1: no connection (Connection refused)"));
    }

    void aRefusedPort_data() { addBlockingAndEventDriven(); }
    void aRefusedPort() {
        QFETCH(MakeRuntime, make);
        std::string address;
        {
            const auto gone = HostileSite::start(hostilePages());
            QVERIFY(static_cast<bool>(gone));
            address = (*gone)->address();
        }
        Play play(make, {});
        Answers answers(1);
        play.stage().spawn("task", ask, requestFor(address + "/ok"), &answers, std::size_t{0});
        play.run();
        QCOMPARE((*answers[0]).error(), std::string("127.0.0.1: no connection (Connection refused)"));
    }

    void aCertificateThatNobodySigned_data() { addBlockingAndEventDriven(); }
    void aCertificateThatNobodySigned() {
        QFETCH(MakeRuntime, make);
        const TlsSite site;
        QVERIFY2(site.isUp(), "nghttpd (Debian's nghttp2-server) and openssl are needed");
        Play play(make, {});
        Answers answers(2);
        play.stage().spawn("untrusted", ask, requestFor(site.address()), &answers, std::size_t{0});
        play.stage().spawn("no TLS", ask, requestFor("https" + m_site->address().substr(4) + "/ok", 200ms), &answers,
                           std::size_t{1});
        play.run();
        QCOMPARE((*answers[0]).error(), std::string("127.0.0.1: its certificate is not to be trusted"));
        QVERIFY(!*answers[1]);
    }

private:
    /// What comes of three tasks, of which the second one meets the trouble.
    std::string wrongBetweenTwoGoodOnes(MakeRuntime make, const Trouble& trouble) const {
        Play play(make, {});
        Answers answers(3);
        const Trouble ok{"/ok", "", 200, 2};
        play.stage().spawn("before", ask, requestOf(m_site->address(), ok), &answers, std::size_t{0});
        play.stage().spawn("trouble", ask, requestOf(m_site->address(), trouble), &answers, std::size_t{1});
        play.stage().spawn("after", ask, requestOf(m_site->address(), ok), &answers, std::size_t{2});
        [&] { QCOMPARE(play.run().outcome, Outcome::Completed); }();
        return wrong(ok, answers[0]) + wrong(trouble, answers[1]) + wrong(ok, answers[2]);
    }

    std::unique_ptr<HostileSite> m_site;
};

QTEST_GUILESS_MAIN(HostileSiteTest)
#include "hostile_site_test.moc"
