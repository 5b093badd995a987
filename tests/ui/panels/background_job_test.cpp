#include "ui/background_queue.h"

#include <QTest>
#include <QThread>

#include <atomic>
#include <condition_variable>

using namespace simul;

namespace {

/// Lets a test say when a worker may go on.
class Gate {
public:
    void open() {
        const std::lock_guard lock(m_mutex);
        m_isOpen = true;
        m_condition.notify_all();
    }
    void wait() {
        std::unique_lock lock(m_mutex);
        m_condition.wait(lock, [this] { return m_isOpen; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_condition;
    bool m_isOpen = false;
};

} // namespace

class BackgroundJobTest : public QObject {
    Q_OBJECT

private slots:
    void deliversOnTheGuiThread() {
        std::optional<int> result;
        QThread* deliveredIn = nullptr;
        QThread* workedIn = nullptr;
        BackgroundJob<int> job([&](int value) {
            result = value;
            deliveredIn = QThread::currentThread();
        });
        job.start([&](std::stop_token) {
            workedIn = QThread::currentThread();
            return 7;
        });
        QVERIFY(job.isRunning());
        QTRY_COMPARE(result, std::optional(7));
        QCOMPARE(deliveredIn, QThread::currentThread());
        QVERIFY(workedIn != deliveredIn);
        QVERIFY(!job.isRunning());
    }

    void newestWins() {
        Gate gate;
        std::vector<int> results;
        std::atomic<int> started = 0;
        std::atomic<bool> firstWasStopped = false;
        BackgroundJob<int> job([&](int value) { results.push_back(value); });
        job.start([&](const std::stop_token& stop) {
            ++started;
            gate.wait();
            firstWasStopped = stop.stop_requested();
            return 1;
        });
        QTRY_COMPARE(started.load(), 1);
        for (const int value : {2, 3, 4})
            job.start([&started, value](std::stop_token) {
                ++started;
                return value;
            });
        gate.open();
        QTRY_COMPARE(results, std::vector{4});
        QVERIFY(firstWasStopped);
        QCOMPARE(started.load(), 2); // those in between were never begun
    }

    void cancelledIsNotDelivered() {
        Gate gate;
        std::atomic<bool> ended = false;
        int delivered = 0;
        BackgroundJob<int> job([&](int) { ++delivered; });
        job.start([&](std::stop_token) {
            gate.wait();
            ended = true;
            return 1;
        });
        job.cancel();
        QVERIFY(!job.isRunning());
        gate.open();
        QTRY_VERIFY(ended);
        job.start([](std::stop_token) { return 2; });
        QTRY_COMPARE(delivered, 1);
    }

    void ownerMayGoWhileWorking() {
        std::atomic<bool> sawStop = false;
        int delivered = 0;
        {
            BackgroundJob<int> job([&](int) { ++delivered; });
            job.start([&](const std::stop_token& stop) {
                while (!stop.stop_requested())
                    std::this_thread::yield();
                sawStop = true;
                return 1;
            });
        }
        QVERIFY(sawStop);
        QCoreApplication::processEvents();
        QCOMPARE(delivered, 0);
    }

    void aQueueLosesNone() {
        Gate gate;
        std::vector<int> results;
        std::atomic<int> stopped = 0;
        BackgroundQueue<int> queue([&](int value) { results.push_back(value); });
        for (const int value : {1, 2, 3})
            queue.add([&, value](const std::stop_token& stop) {
                gate.wait();
                stopped += stop.stop_requested() ? 1 : 0;
                return value;
            });
        QVERIFY(queue.isRunning());
        gate.open();
        QTRY_VERIFY(!queue.isRunning());
        QCOMPARE(results, (std::vector{1, 2, 3}));
        QCOMPARE(stopped.load(), 0);
    }

    void aQueueThatIsCancelledGoesOnWithWhatComesThen() {
        Gate gate;
        std::vector<int> results;
        BackgroundQueue<int> queue([&](int value) { results.push_back(value); });
        for (const int value : {1, 2})
            queue.add([&gate, value](std::stop_token) {
                gate.wait();
                return value;
            });
        queue.cancel();
        QVERIFY(!queue.isRunning());
        for (const int value : {3, 4})
            queue.add([value](std::stop_token) { return value; });
        gate.open();
        QTRY_VERIFY(!queue.isRunning());
        QCOMPARE(results, (std::vector{3, 4}));
    }
};

QTEST_GUILESS_MAIN(BackgroundJobTest)
#include "background_job_test.moc"
