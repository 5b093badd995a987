#include "engine/trace/state_guess.h"

#include <QTest>

using namespace simul;

/// What names of foreign traces are taken for.
class StateGuessTest : public QObject {
    Q_OBJECT

private slots:
    void aStateIsWhatItIsCalled() {
        QCOMPARE(guessState("anything", "waiting"), State::Waiting);
        QCOMPARE(guessState("blocked", "cat"), State::Blocked);
        QCOMPARE(guessState("Runnable (Preempted)", ""), State::Ready);
        QCOMPARE(guessState("Uninterruptible Sleep", ""), State::Blocked);
        QCOMPARE(guessState("Sleeping", ""), State::Waiting);
    }
    void aFunctionThatWaitsIsBlocked() {
        for (const char* name : {"time.sleep", "mutex_lock", "Thread.join", "threading.Condition.wait (threading.py:270)",
                                 "std::mutex::lock()", "base::WaitableEvent::Wait", "_thread.lock.acquire", "select.poll.poll",
                                 "Wait for 1.5 s", "socket.recv", "Thread._wait_for_tstate_lock (threading.py:1102)", "lock",
                                 "(anonymous namespace)::wait"})
            QVERIFY2(guessState(name, "") == State::Blocked, name);
    }
    /// What stands in the name of a module, a class or a file says nothing about what the function does.
    void anotherFunctionRuns() {
        for (const char* name : {"lock.release", "lock.__exit__", "lock.locked", "select.poll.register", "posixpath.join",
                                 "_path_join (<frozen importlib._bootstrap_external>:128)", "str.join", "main (wait.py:3)",
                                 "wait.cpp::run", "sleeper", "unlock", "", ".", "::", "a.", "fib (a.py:1)"})
            QVERIFY2(guessState(name, "FEE") == State::Running, name);
    }
};

QTEST_GUILESS_MAIN(StateGuessTest)
#include "state_guess_test.moc"
