#include "engine/runtime/event_loop.h"

#include <QtTest/QtTest>
#include <array>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace simul;
using namespace std::chrono_literals;

namespace {

/// Two ends of a connection within this process.
class Pair {
public:
    Pair() { opened = socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, m_ends.data()) == 0; }
    ~Pair() {
        closeNear();
        close(m_ends[1]);
    }
    Pair(const Pair&) = delete;
    Pair& operator=(const Pair&) = delete;

    int near() const { return m_ends[0]; }
    void sendFromFar() const { QCOMPARE(write(m_ends[1], "x", 1), ssize_t{1}); }
    void takeNear() const {
        std::array<char, 8> buffer{};
        QVERIFY(read(m_ends[0], buffer.data(), buffer.size()) > 0);
    }
    void shutDownFar() const { QCOMPARE(shutdown(m_ends[1], SHUT_RDWR), 0); }
    void closeNear() {
        if (m_ends[0] >= 0)
            close(std::exchange(m_ends[0], -1));
    }
    bool opened = false;

private:
    std::array<int, 2> m_ends = {-1, -1};
};

EventLoop::Clock::time_point longAgo() {
    return EventLoop::Clock::now() - 1h;
}

} // namespace

class EventLoopTest : public QObject {
    Q_OBJECT

private slots:
    void callsEqualDeadlinesInOrderOfAsking() {
        EventLoop loop;
        std::string calls;
        const auto deadline = longAgo();
        for (const char name : {'a', 'b', 'c'})
            loop.callAt(deadline, [&calls, name] { calls += name; });
        loop.callAt(deadline - 1ns, [&] { calls += '0'; });
        loop.runOnce(true);
        QCOMPARE(calls, std::string("0abc"));
        QVERIFY(!loop.hasWork());
    }

    void neverCallsEarly() {
        EventLoop loop;
        bool called = false;
        const EventLoop::TimerId late = loop.callAt(EventLoop::Clock::now() + 1h, [&] { called = true; });
        loop.runOnce(false);
        QVERIFY(!called);
        loop.cancel(late);
        const auto deadline = EventLoop::Clock::now() + 1500us;
        loop.callAt(deadline, [&] {
            called = true;
            QVERIFY(EventLoop::Clock::now() >= deadline);
        });
        while (!called)
            loop.runOnce(true);
    }

    void cancelledTimersAreNotCalled() {
        EventLoop loop;
        std::string calls;
        EventLoop::TimerId last;
        const auto deadline = longAgo();
        const auto first = loop.callAt(deadline, [&] { calls += 'a'; });
        loop.callAt(deadline, [&] {
            calls += 'b';
            loop.cancel(last); // due in the same round
            loop.cancel(last); // unknown by now
        });
        last = loop.callAt(deadline, [&] { calls += 'c'; });
        loop.cancel(first);
        loop.runOnce(true);
        QCOMPARE(calls, std::string("b"));
    }

    void timersOfCallbacksWaitForTheNextRound() {
        EventLoop loop;
        int calls = 0;
        std::function<void()> again = [&] {
            ++calls;
            loop.callAt(longAgo() - 1h, again); // before everything else that is due
        };
        loop.callAt(longAgo(), again);
        loop.callAt(longAgo(), [&] { calls += 10; });
        loop.runOnce(true);
        QCOMPARE(calls, 11);
        loop.runOnce(true);
        QCOMPARE(calls, 12);
    }

    void wakeUpFromAnotherThreadEndsTheWait() {
        EventLoop loop;
        std::thread other([&] { loop.wakeUp(); });
        loop.runOnce(true); // would wait for ever
        other.join();
    }

    void wakeUpBeforeTheWaitIsNotLost() {
        EventLoop loop;
        loop.wakeUp();
        loop.wakeUp();
        loop.runOnce(true);
        bool called = false;
        loop.callAt(EventLoop::Clock::now() + 1ms, [&] { called = true; });
        loop.runOnce(true);
        QVERIFY(called); // one round was enough: both wake-ups were used up by the first
    }

    void tellsWhatIsReady() {
        EventLoop loop;
        const Pair pair;
        QVERIFY(pair.opened);
        std::uint32_t seen = 0;
        loop.watch(pair.near(), EventLoop::Readable, [&](std::uint32_t readiness) { seen = readiness; });
        loop.runOnce(false);
        QCOMPARE(seen, 0U);
        pair.sendFromFar();
        loop.runOnce(true);
        QCOMPARE(seen, std::uint32_t{EventLoop::Readable});
        loop.watch(pair.near(), EventLoop::Readable | EventLoop::Writable,
                   [&](std::uint32_t readiness) { seen = readiness; });
        loop.runOnce(true);
        QCOMPARE(seen, std::uint32_t{EventLoop::Readable | EventLoop::Writable});
        pair.takeNear();
        loop.runOnce(true);
        QCOMPARE(seen, std::uint32_t{EventLoop::Writable});
    }

    void aHangUpCountsAsEverythingThatWasAskedFor() {
        EventLoop loop;
        const Pair pair;
        std::uint32_t seen = 0;
        loop.watch(pair.near(), EventLoop::Writable, [&](std::uint32_t readiness) { seen = readiness; });
        pair.shutDownFar();
        loop.runOnce(true);
        QCOMPARE(seen, std::uint32_t{EventLoop::Writable});
    }

    void callbacksMayUnwatchThemselvesAndOthers() {
        EventLoop loop;
        const Pair one;
        const Pair two;
        int calls = 0;
        const auto both = [&](std::uint32_t) {
            ++calls;
            loop.unwatch(one.near());
            loop.unwatch(two.near());
        };
        loop.watch(one.near(), EventLoop::Readable, both);
        loop.watch(two.near(), EventLoop::Readable, both);
        one.sendFromFar();
        two.sendFromFar();
        loop.runOnce(true);
        QCOMPARE(calls, 1);
        QVERIFY(!loop.hasWork());
        loop.unwatch(one.near()); // unknown ones are ignored
    }

    void callbacksMayReplaceThemselves() {
        EventLoop loop;
        const Pair pair;
        std::string calls;
        loop.watch(pair.near(), EventLoop::Writable, [&, big = std::array<long, 8>{}](std::uint32_t) {
            calls += 'a';
            loop.watch(pair.near(), EventLoop::Writable, [&](std::uint32_t) { calls += 'b'; });
            calls += big[0] == 0 ? '+' : '-'; // its captures are still there
        });
        loop.runOnce(true);
        loop.runOnce(true);
        QCOMPARE(calls, std::string("a+b"));
    }

    void whoWatchedBeforeUnwatchesNobodyElse() {
        EventLoop loop;
        const Pair pair;
        int calls = 0;
        const std::uint32_t earlier = loop.watch(pair.near(), EventLoop::Writable, [](std::uint32_t) { QFAIL("is replaced"); });
        const std::uint32_t later = loop.watch(pair.near(), EventLoop::Writable, [&](std::uint32_t) { ++calls; });
        loop.unwatch(pair.near(), earlier);
        loop.runOnce(true);
        QCOMPARE(calls, 1);
        loop.unwatch(pair.near(), later);
        QVERIFY(!loop.hasWork());
    }

    void aDescriptorThatWasClosedMayComeAgain() {
        EventLoop loop;
        Pair first;
        loop.watch(first.near(), EventLoop::Writable, [](std::uint32_t) { QFAIL("was closed"); });
        const int number = first.near();
        first.closeNear();
        const Pair second;
        QCOMPARE(second.near(), number);
        bool called = false;
        loop.watch(second.near(), EventLoop::Writable, [&](std::uint32_t) { called = true; });
        loop.runOnce(true);
        QVERIFY(called);
    }

    void knowsWhenItIsGone() {
        auto loop = std::make_unique<EventLoop>();
        const std::weak_ptr<EventLoop> weak = loop->weak();
        QCOMPARE(weak.lock().get(), loop.get());
        loop.reset();
        QVERIFY(weak.expired());
    }
};

QTEST_GUILESS_MAIN(EventLoopTest)
#include "event_loop_test.moc"
