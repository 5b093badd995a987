#include "ui/stepped_job.h"

#include <QTest>
#include <QThread>

using namespace simul;

namespace {

/// Takes so many steps, and tells on which thread.
class Steps {
public:
    explicit Steps(int count) : m_left(count) {}
    bool step(std::size_t) {
        m_thread = QThread::currentThread();
        return --m_left > 0;
    }
    QThread* take() const { return m_thread; }
    int left() const { return m_left; }

private:
    int m_left;
    QThread* m_thread = nullptr;
};

constexpr int forEver = 1'000'000'000;

} // namespace

class SteppedJobTest : public QObject {
    Q_OBJECT

    std::vector<QThread*> m_found;
    SteppedJob<Steps> m_job{[this](QThread* thread) { m_found.push_back(thread); }};

private slots:
    void init() { m_found.clear(); }
    void cleanup() { m_job.cancel(); }

    void worksBesideTheGuiThread() {
        m_job.start(std::make_shared<Steps>(1000), false);
        QVERIFY(m_job.isRunning());
        QTRY_COMPARE(m_found.size(), std::size_t{1});
        QVERIFY(m_found[0] != QThread::currentThread());
        QVERIFY(!m_job.isRunning());
    }

    void ofALiveRunOneStepAFrame() {
        const auto steps = std::make_shared<Steps>(100);
        int frames = 0;
        QTimer other;
        connect(&other, &QTimer::timeout, this, [&] { ++frames; });
        other.start(0);
        m_job.start(steps, true);
        QCOMPARE(steps->left(), 100); // nothing is done while one waits
        QVERIFY(m_job.isRunning());
        QTRY_COMPARE(m_found, std::vector{QThread::currentThread()});
        QVERIFY(!m_job.isRunning());
        QVERIFY2(frames >= 50, qPrintable(QString::number(frames))); // others had their turns between
    }

    void whatIsCancelledIsNotDelivered() {
        for (const bool isLive : {false, true}) {
            m_job.start(std::make_shared<Steps>(isLive ? 2 : forEver), isLive);
            m_job.cancel();
            QVERIFY(!m_job.isRunning());
            QTest::qWait(20);
            QVERIFY(m_found.empty());
        }
    }

    void aNewOneTakesItsPlace() {
        m_job.start(std::make_shared<Steps>(forEver), true);
        m_job.start(std::make_shared<Steps>(forEver), false);
        m_job.start(std::make_shared<Steps>(1), true);
        QTRY_COMPARE(m_found, std::vector{QThread::currentThread()});
        QVERIFY(!m_job.isRunning());
    }
};

QTEST_GUILESS_MAIN(SteppedJobTest)
#include "stepped_job_test.moc"
