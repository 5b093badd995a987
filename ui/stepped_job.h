#pragma once

#include "ui/background_job.h"

#include <QTimer>

namespace simul {

/// A search through traces that goes on step by step: beside the GUI thread, or between its frames while a run is live,
/// for then the traces grow on this thread. One at a time; a new one takes the place of the one that goes on. `Search` has
/// `bool step(std::size_t slices)`, which looks at about so many slices and is false when all is done, and `take()`, which
/// says what was found. GUI thread only.
template <class Search>
class SteppedJob {
public:
    using Found = decltype(std::declval<Search&>().take());
    using Deliver = std::function<void(Found)>;

    explicit SteppedJob(Deliver deliver) : m_deliver(deliver), m_beside(std::move(deliver)) {
        m_frame.setInterval(0);
        QObject::connect(&m_frame, &QTimer::timeout, &m_frame, [this] { stepBetweenFrames(); });
    }

    void start(std::shared_ptr<Search> search, bool isLive) {
        cancel();
        if (isLive) {
            m_live = std::move(search);
            m_frame.start();
            return;
        }
        m_beside.start([search = std::move(search)](const std::stop_token& stop) {
            while (!stop.stop_requested() && search->step(slicesAtOnce)) {
            }
            return search->take();
        });
    }
    /// What goes on will not be delivered.
    void cancel() {
        m_frame.stop();
        m_live.reset();
        m_beside.cancel();
    }
    bool isRunning() const { return m_live != nullptr || m_beside.isRunning(); }

private:
    static constexpr std::size_t slicesAtOnce = 65'536;  ///< until one looks whether to stop
    static constexpr std::size_t slicesAFrame = 200'000; ///< a millisecond or two

    void stepBetweenFrames() {
        if (m_live->step(slicesAFrame))
            return;
        m_frame.stop();
        m_deliver(std::exchange(m_live, nullptr)->take());
    }

    Deliver m_deliver;
    std::shared_ptr<Search> m_live; ///< of runs that still grow
    QTimer m_frame;
    BackgroundJob<Found> m_beside;
};

} // namespace simul
