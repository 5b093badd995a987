#pragma once

#include "engine/analysis/range_statistics.h"
#include "ui/background_job.h"
#include "ui/timeline/time_scale.h"

#include <QTimer>

#include <memory>

namespace simul {

/// What was measured of a range of a run.
struct MeasuredRange {
    std::shared_ptr<const Trace> trace;
    RangeStatistics range;
    std::optional<LaneId> lane; ///< this one was asked for by itself
    StateUses ofLane{};
};

/// Measures a range of a run beside the GUI thread: times at once, from the lanes' trees; everything as soon as the
/// range has come to rest. A trace that grows has only times. GUI thread only.
class RangeMeter : public QObject {
    Q_OBJECT

public:
    explicit RangeMeter(QObject* parent = nullptr);

    void start(std::shared_ptr<const Trace> trace, TimeRange range, std::optional<LaneId> lane);
    /// The same range, exactly, with another lane.
    void askFor(std::optional<LaneId> lane);
    void stop();

signals:
    void measured(const simul::MeasuredRange& measured); ///< first what is not exact

private:
    void measureExactly();

    std::shared_ptr<const Trace> m_trace;
    TimeRange m_range;
    std::optional<LaneId> m_lane;
    QTimer m_rest; ///< until the range has come to rest
    BackgroundJob<MeasuredRange> m_estimate;
    BackgroundJob<MeasuredRange> m_exact;
};

} // namespace simul
