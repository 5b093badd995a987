#include "ui/panels/range_meter.h"

#include "engine/analysis/for_ever.h"

namespace simul {

namespace {

constexpr int restMs = 60;

} // namespace

RangeMeter::RangeMeter(QObject* parent)
    : QObject(parent), m_estimate([this](const MeasuredRange& range) { emit measured(range); }),
      m_exact([this](const MeasuredRange& range) { emit measured(range); }) {
    m_rest.setSingleShot(true);
    m_rest.setInterval(restMs);
    connect(&m_rest, &QTimer::timeout, this, &RangeMeter::measureExactly);
}

/// A trace that grows is only asked here, on the thread that makes it grow.
void RangeMeter::start(std::shared_ptr<const Trace> trace, TimeRange range, std::optional<LaneId> lane) {
    m_exact.cancel();
    m_rest.stop();
    m_trace = std::move(trace);
    m_range = range;
    m_lane = lane;
    if (m_trace->outcome() == Outcome::Unfinished) {
        m_estimate.cancel();
        emit measured({m_trace, estimateRange(*m_trace, range.begin, range.end), std::nullopt, {}});
        return;
    }
    m_estimate.start([trace = m_trace, range](const std::stop_token&) {
        return MeasuredRange{trace, estimateRange(*trace, range.begin, range.end), std::nullopt, {}};
    });
    m_rest.start();
}

void RangeMeter::askFor(std::optional<LaneId> lane) {
    m_lane = lane;
    if (m_trace != nullptr && m_trace->outcome() != Outcome::Unfinished)
        m_rest.start();
}

void RangeMeter::stop() {
    m_estimate.cancel();
    m_exact.cancel();
    m_rest.stop();
    m_trace.reset();
}

void RangeMeter::measureExactly() {
    m_exact.start([trace = m_trace, range = m_range, lane = m_lane](const std::stop_token& stop) {
        MeasuredRange measured{trace, measureRange(*trace, range.begin, range.end, stop), lane, {}};
        if (lane && trace->has(*lane)) {
            const Lane& own = trace->lane(*lane);
            measured.ofLane = measureRange(own, drawnEnd(*trace, own), range.begin, range.end);
        }
        return measured;
    });
}

} // namespace simul
