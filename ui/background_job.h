#pragma once

#include <QObject>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace simul {

/// Work beside the GUI thread, one job at a time: a new job cancels the one that runs and takes its place when that one
/// has let go; of several that come meanwhile only the newest is done. Results arrive on the GUI thread, by value.
/// The worker knows the work, its stop token and a mailbox, and no QObject. GUI thread only.
template <class Value>
class BackgroundJob {
public:
    using Work = std::function<Value(std::stop_token)>;
    using Deliver = std::function<void(Value)>;

    explicit BackgroundJob(Deliver deliver) : m_deliver(std::move(deliver)) { m_mailbox->receiver = &m_receiver; }
    /// Cancels and waits for the worker to let go.
    ~BackgroundJob() {
        m_next.reset();
        cancel();
        {
            const std::lock_guard lock(m_mailbox->mutex);
            m_mailbox->receiver = nullptr;
        }
        m_thread = {};
    }
    BackgroundJob(const BackgroundJob&) = delete;
    BackgroundJob& operator=(const BackgroundJob&) = delete;

    void start(Work work) {
        cancel();
        m_next = std::move(work);
        if (!m_isBusy)
            startNext();
    }
    /// What runs will not be delivered.
    void cancel() {
        m_next.reset();
        m_isWanted = false;
        if (m_isBusy)
            m_thread.request_stop();
    }
    /// Whether a result is still to come.
    bool isRunning() const { return (m_isBusy && m_isWanted) || m_next.has_value(); }

private:
    struct Mailbox {
        std::mutex mutex;
        QObject* receiver = nullptr; ///< guarded by mutex; null once the owner is gone
        std::optional<Value> value;  ///< guarded by mutex
    };

    void startNext() {
        m_isBusy = true;
        m_isWanted = true;
        m_thread = std::jthread(
            [this, mailbox = m_mailbox, work = *std::exchange(m_next, std::nullopt)](std::stop_token stop) {
                Value value = work(std::move(stop));
                const std::lock_guard lock(mailbox->mutex);
                if (mailbox->receiver == nullptr)
                    return;
                mailbox->value = std::move(value);
                // `this` is only used on the GUI thread, and the call dies with the receiver, which is part of `this`.
                QMetaObject::invokeMethod(
                    mailbox->receiver, [this] { finish(); }, Qt::QueuedConnection);
            });
    }

    void finish() {
        std::optional<Value> value;
        {
            const std::lock_guard lock(m_mailbox->mutex);
            value = std::exchange(m_mailbox->value, std::nullopt);
        }
        m_thread = {};
        m_isBusy = false;
        const bool isWanted = std::exchange(m_isWanted, false);
        if (m_next)
            startNext();
        else if (isWanted && value)
            m_deliver(*std::move(value));
    }

    Deliver m_deliver;
    QObject m_receiver;
    std::shared_ptr<Mailbox> m_mailbox = std::make_shared<Mailbox>();
    std::optional<Work> m_next;
    std::jthread m_thread;
    bool m_isBusy = false;
    bool m_isWanted = false;
};

} // namespace simul
