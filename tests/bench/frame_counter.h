#pragma once

#include <QElapsedTimer>
#include <QEvent>
#include <QWidget>

#include <algorithm>
#include <vector>

namespace simul::bench {

/// Counts the frames that a widget paints, and how far they are apart.
class FrameCounter : public QObject {
public:
    explicit FrameCounter(QWidget& widget) : QObject(&widget) { widget.installEventFilter(this); }

    void start() {
        m_gaps.clear();
        m_clock.start();
        m_last = 0;
    }
    double perSecond() const { return 1e9 * static_cast<double>(m_gaps.size()) / static_cast<double>(std::max<qint64>(m_last, 1)); }
    /// Milliseconds from a frame to the next: no longer in this part of all cases.
    double gapMs(double part) const {
        std::vector<qint64> sorted = m_gaps;
        std::ranges::sort(sorted);
        const auto index = static_cast<std::size_t>(part * static_cast<double>(sorted.size()));
        return sorted.empty() ? 0 : 1e-6 * static_cast<double>(sorted[std::min(index, sorted.size() - 1)]);
    }
    bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() == QEvent::Paint && m_clock.isValid()) {
            const qint64 now = m_clock.nsecsElapsed();
            m_gaps.push_back(now - m_last);
            m_last = now;
        }
        return false;
    }

private:
    QElapsedTimer m_clock;
    qint64 m_last = 0;
    std::vector<qint64> m_gaps;
};

} // namespace simul::bench
