#include "engine/trace/trace.h"

#include <array>

namespace simul {

std::string_view nameOf(Outcome outcome) {
    constexpr std::array<std::string_view, 6> names = {"unfinished", "completed", "deadlock",
                                                       "failed",     "cancelled", "timeout"};
    return names[static_cast<std::size_t>(outcome)];
}

const Lane& Trace::lane(LaneId id) const {
    static const Lane none;
    if (id.isCpu())
        return m_cpuLanes[id.cpu().value];
    if (!id.isOfKernel())
        return id.isWorker() ? m_workerLanes[id.worker().value] : m_taskLanes[id.task().value];
    if (m_cpus.empty())
        return none;
    return id.isWorker() ? m_workerThreadLanes[id.worker().value] : m_taskThreadLanes[id.task().value];
}

std::span<const Link> Trace::linksAround(TraceTime begin, TraceTime end) const {
    const auto first = std::ranges::lower_bound(m_links, begin, {}, &Link::time);
    const TraceTime latest = end > TraceTime::max() - m_longestTravel ? TraceTime::max() : end + m_longestTravel;
    const auto last = std::ranges::upper_bound(first, m_links.end(), latest, {}, &Link::time);
    return {first, last};
}

bool Trace::has(LaneId id) const {
    const bool exists = id.isWorker() ? id.worker().value < m_workers.size()
                        : id.isCpu()  ? id.cpu().value < m_cpus.size()
                                      : id.task().value < m_tasks.size();
    return exists && (!id.isOfKernel() || !lane(id).empty());
}

std::string labelFor(const Place& place, std::string_view taskName) {
    constexpr std::string_view mark = "{n}";
    std::string label = place.label;
    const std::size_t at = label.find(mark);
    if (at == std::string::npos)
        return label;
    const std::size_t beforeDigits = taskName.find_last_not_of("0123456789");
    const std::size_t digits = beforeDigits == std::string_view::npos ? 0 : beforeDigits + 1;
    const std::string_view number = digits < taskName.size() ? taskName.substr(digits) : taskName;
    return label.replace(at, mark.size(), number);
}

} // namespace simul
