// What TimelineLayout knows about resources: their lanes, the ways of items, and the ring of a deadlock.

#include "ui/theme.h"
#include "ui/timeline/layout.h"
#include "ui/timeline/resource_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace simul {

namespace {

QString tr(const char* text, int n = -1) {
    return QCoreApplication::translate("Timeline", text, nullptr, n);
}

/// The edge of a lane that faces a height.
int edgeTowards(const QRect& lane, int y) {
    return lane.top() < y ? lane.bottom() + 1 : lane.top();
}

} // namespace

void TimelineLayout::fillResource(const ModeRun& run, LaneLayout& lane) {
    const ResourceUse* use = useOf(run.resources, lane.row.resource);
    if (use == nullptr)
        return;
    layoutResource(*use, run.trace->syncEvents(), drawnEnd(*run.trace), m_scale, lane.rect, lane.resource, lane.boxes);
    lane.labelHeight = lane.resource.line.height();
    labelResource(*run.trace, *use, lane);
}

void TimelineLayout::labelResource(const Trace& trace, const ResourceUse& use, LaneLayout& lane) {
    const auto inLine = [&](const SliceBox& box, QStringList& out) {
        const LineLevel& level = use.line[box.index];
        const QString first = QString::fromStdString(trace.nameOf(use.waits[level.first].task));
        if (level.count == 1)
            out << tr("%1 waits").arg(first) << first;
        else
            out << tr("%1 and %n more wait", static_cast<int>(level.count) - 1).arg(first);
        out << tr("%n wait", static_cast<int>(level.count)) << QString::number(level.count);
    };
    m_labels.place(lane.boxes, lane.labelHeight, inLine, lane.labels);

    const QFont& font = m_labels.font(lane.resource.track.height());
    const QFontMetricsF metrics(font);
    const double pad = 6 * m_uiScale;
    if (lane.resource.track.height() < m_labels.leastHeight())
        return;
    const int end = lane.row.inRing ? ringLeft(trace).value_or(lane.rect.right()) : lane.rect.right();
    for (const HoldBox& box : lane.resource.holds) {
        const int right = std::min(box.rect.right(), end);
        if (box.index == HoldBox::manyHoldings || right - box.rect.left() < 2 * pad)
            continue;
        const Holding& holding = use.holdings[box.index];
        const QString name = QString::fromStdString(trace.nameOf(holding.task));
        for (const QString& text : {tr("held by %1").arg(holderText(trace, holding)), tr("held by %1").arg(name), name,
                                    trailingNumber(name)}) {
            if (text.isEmpty() || metrics.horizontalAdvance(text) + 2 * pad > right + 1 - box.rect.left())
                continue;
            lane.texts.push_back(
                {QPointF(box.rect.left() + pad, box.rect.top() + (box.rect.height() + metrics.capHeight()) / 2), text});
            break;
        }
    }
}

bool TimelineLayout::hasQueues(std::size_t run) const {
    return std::ranges::any_of(
        m_lanes, [&](const LaneLayout& lane) { return lane.run == run && !lane.resource.level.isEmpty(); });
}

ItemPath TimelineLayout::pathOf(const LaneLayout& queue, const QueuedItem& item, std::size_t index) const {
    const QRect& track = queue.resource.track;
    const int putX = std::clamp(m_scale.pixel(item.putAt), track.left() - 1, track.right() + 1);
    const int gotX = std::clamp(m_scale.pixel(item.gotAt), track.left() - 1, track.right() + 1);
    ItemPath path{index, {}, QLine(putX, track.top(), gotX, track.bottom() + 1), {}};
    const auto laneOf = [&](std::optional<TaskId> task, int x) -> std::optional<QPoint> {
        const LaneLayout* lane = task && track.left() <= x && x <= track.right() ? find(queue.run, *task) : nullptr;
        return lane ? std::optional(QPoint(x, edgeTowards(lane->rect, track.top()))) : std::nullopt;
    };
    path.put = laneOf(item.putBy, putX);
    path.got = laneOf(item.gotBy, gotX);
    if (path.put && path.put->y() > track.top()) // it comes from below
        path.inside = QLine(putX, track.bottom() + 1, gotX, track.top());
    return path;
}

/// All items that are in view, or none: half of them would tell a wrong story.
void TimelineLayout::findItems(const Comparison& comparison) {
    const double leastApart = 14 * m_uiScale;
    const double leastHeight = 24 * m_uiScale;
    for (LaneLayout& lane : m_lanes) {
        const ResourceUse* use =
            lane.isResource() ? useOf(comparison.runs[lane.run].resources, lane.row.resource) : nullptr;
        if (use == nullptr || use->items.empty() || lane.resource.track.height() < leastHeight)
            continue;
        const auto most = static_cast<std::size_t>(std::max(0.0, lane.rect.width() / leastApart));
        const TimeRange range = m_scale.range();
        // Items leave in the order in which they came.
        const auto first = std::ranges::partition_point(
            use->items, [&](const QueuedItem& item) { return item.gotBy && item.gotAt < range.begin; });
        for (auto item = first; item != use->items.end() && item->putAt < range.end; ++item) {
            if (lane.resource.items.size() == most) {
                lane.resource.items.clear();
                break;
            }
            if (item->putBy || item->gotBy)
                lane.resource.items.push_back(pathOf(lane, *item, static_cast<std::size_t>(item - use->items.begin())));
        }
        for (const ItemPath& path : lane.resource.items) {
            if (path.put)
                clearWay(QRect(*path.put, path.inside.p1()).normalized().adjusted(-3, 1, 3, -1));
            if (path.got)
                clearWay(QRect(*path.got, path.inside.p2()).normalized().adjusted(-3, 1, 3, -1));
        }
    }
}

void TimelineLayout::clearWay(QRect way) {
    for (LaneLayout& lane : m_lanes) {
        if (lane.labels.empty() || !(lane.rect.top() <= way.bottom() && way.top() <= lane.rect.bottom()))
            continue;
        const QFontMetricsF metrics(m_labels.font(lane.labelHeight));
        std::erase_if(lane.labels, [&](const Label& label) {
            const double left = label.withLetter ? label.letterAt.x() : label.textAt.x();
            const double right =
                label.text.isEmpty() ? label.patch.right() : label.textAt.x() + metrics.horizontalAdvance(label.text);
            return left <= way.right() && way.left() <= right;
        });
    }
}

std::optional<int> TimelineLayout::ringLeft(const Trace& trace) const {
    const std::optional<Deadlock>& deadlock = trace.deadlock();
    if (!deadlock || !deadlock->isCycle || deadlock->waits.size() < 2)
        return std::nullopt;
    const int width = ringStep() * 2 * static_cast<int>(deadlock->waits.size());
    const int left = static_cast<int>(m_scale.left());
    const int right = static_cast<int>(m_scale.right());
    const int end = std::max(m_scale.pixel(trace.end()), left); // it goes on
    if (end > right + 2)
        return std::nullopt;
    if (end + width <= right) // beside the words of those that wait
        return std::min(end + static_cast<int>(260 * m_uiScale), right - width);
    return end - width >= left ? std::optional(end - width) : std::nullopt;
}

/// Arrows from lane to lane where all wait for ever, else shortly before that; the last one outermost.
void TimelineLayout::findRing(const Comparison& comparison) {
    m_ring.clear();
    for (std::size_t run = 0; run < comparison.runs.size(); ++run) {
        const Trace& trace = *comparison.runs[run].trace;
        const std::optional<int> left = ringLeft(trace);
        int number = 0;
        for (const Deadlock::Wait& wait : left ? trace.deadlock()->waits : std::vector<Deadlock::Wait>()) {
            const LaneLayout* task = find(run, wait.task);
            const LaneLayout* wanted =
                wait.wants.kind == CauseKind::Resource ? find(run, ResourceId(wait.wants.id)) : nullptr;
            const LaneLayout* holder = wait.heldBy ? find(run, *wait.heldBy) : nullptr;
            const auto add = [&](const LaneLayout* from, const LaneLayout* to) {
                ++number;
                if (from == nullptr || to == nullptr)
                    return;
                const int x = *left + ringStep() * number - ringStep() / 3;
                m_ring.push_back(
                    {number, from == task, QPoint(x, from->rect.center().y()), QPoint(x, to->rect.center().y())});
                clearWay(QRect(m_ring.back().from, m_ring.back().to).normalized().adjusted(-ringStep(), 0, 4, 0));
            };
            const bool isResource = wait.wants.kind == CauseKind::Resource;
            add(task, isResource ? wanted : holder);
            if (isResource)
                add(wanted, holder);
        }
    }
}

} // namespace simul
