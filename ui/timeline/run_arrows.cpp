#include "ui/timeline/run_arrows.h"

#include <algorithm>

namespace simul {

namespace {

constexpr int mostWithin = 8; ///< pixels
constexpr std::size_t mostLinks = 100'000; ///< in view: a frame has to look at each

std::optional<TaskId> taskOf(const Slice& slice) {
    const Cause cause = slice.info.cause();
    return cause.kind == CauseKind::Task ? std::optional(TaskId(cause.id)) : std::nullopt;
}

} // namespace

std::vector<RunArrows::Arrow> RunArrows::find(std::optional<TaskId> only, std::size_t most) const {
    Found found;
    if (!findLinks(only, most, found))
        return {};
    for (const LaneLayout& lane : m_layout.lanes()) {
        if (lane.run == m_run && (lane.row.kind == Row::Kind::Worker || lane.row.kind == Row::Kind::Cpu))
            findTurns(lane, only, found);
    }
    return found.size() > most ? Found() : found;
}

/// Between two lanes that are in the layout; what is not seen takes no room.
void RunArrows::addIfSeen(Found& found, const Arrow& arrow) {
    if (arrow.from != nullptr && arrow.to != nullptr && arrow.from != arrow.to)
        found.push_back(arrow);
}

void RunArrows::addTo(Arrows& arrows, std::optional<TaskId> only, std::size_t most) const {
    const auto left = static_cast<int>(m_layout.scale().left());
    const auto right = static_cast<int>(m_layout.scale().right());
    for (const Arrow& arrow : find(only, most)) {
        const QRect& from = arrow.from->rect;
        const QRect& to = arrow.to->rect;
        const bool up = from.top() > to.top();
        Arrows::Way way{.fromX = arrow.departs,
                        .toX = arrow.x,
                        .fromY = up ? from.top() - 1 : from.bottom() + 1,
                        .toY = up ? to.bottom() + 1 : to.top(),
                        .up = up};
        if (way.fromX < way.toX) { // only what is under way can be cut off
            way.departs = way.fromX >= left;
            way.arrives = way.toX <= right;
            way.fromX = std::max(way.fromX, left);
            way.toX = std::min(way.toX, right);
        }
        arrows.add(way);
    }
}

/// False: there are too many even to look at.
bool RunArrows::findLinks(std::optional<TaskId> only, std::size_t most, Found& found) const {
    const TimeRange range = m_layout.scale().range();
    const TimeScale& scale = m_layout.scale();
    std::size_t inView = 0;
    for (const Link& link : m_trace.linksAround(range.begin, range.end)) {
        if (link.departure() > range.end)
            continue;
        if (!only && ++inView > mostLinks)
            return false;
        if (found.size() > most)
            break;
        if (link.kind == LinkKind::Item && m_layout.hasQueues(m_run))
            continue; // goes through the queue's lane
        if (!only || link.from == *only || link.to == *only)
            addIfSeen(found, {scale.pixel(link.departure()), scale.pixel(link.time), m_layout.find(m_run, link.from),
                              m_layout.find(m_run, link.to)});
    }
    return true;
}

/// Where its slices can be seen one by one; a little within them, so that the head meets the task's slice.
void RunArrows::findTurns(const LaneLayout& worker, std::optional<TaskId> only, Found& found) const {
    const Lane& slices = m_trace.lane(worker.row.lane);
    for (const SliceBox& box : worker.boxes.boxes) {
        if (box.index >= slices.size() || slices[box.index].start < m_layout.scale().range().begin)
            continue;
        const std::optional<TaskId> task = taskOf(slices[box.index]);
        const int x = box.rect.left() + std::min(box.rect.width() / 2, mostWithin);
        const bool goesOn = box.index > 0 && taskOf(slices[box.index - 1]) == task;
        if (task && !goesOn && (!only || task == only))
            addIfSeen(found, {x, x, &worker, m_layout.find(m_run, LaneId(*task))});
    }
}

} // namespace simul
