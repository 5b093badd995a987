#include "ui/timeline/resource_boxes.h"

#include <algorithm>

namespace simul {

namespace {

constexpr int narrow = 3; ///< pixels; what is below is not drawn one by one

/// The first entry that may reach into what is shown, of a list sorted by time.
template <class List>
std::size_t firstInView(const List& list, TraceTime begin) {
    const auto after = std::ranges::upper_bound(list, begin, {}, [](const auto& entry) { return entry.time; });
    return after == list.begin() ? 0 : static_cast<std::size_t>(after - list.begin()) - 1;
}

class ResourceLayout {
public:
    ResourceLayout(const ResourceUse& use, TraceTime end, const TimeScale& scale, const QRect& area, ResourceBoxes& out)
        : m_use(use), m_end(end), m_scale(scale), m_area(area), m_out(out) {}

    /// Holders have most of the room, those in line the rest.
    void divide() {
        m_out.track = m_area;
        m_out.line = {};
        if (m_use.waits.empty())
            return;
        const int gap = m_area.height() >= 28 ? 2 : m_area.height() >= 14 ? 1 : 0;
        const bool isCurve = m_use.kind == ResourceKind::Queue || m_use.capacity > 1;
        const int part = m_area.height() * (isCurve ? 22 : 38) / 100;
        m_out.line = QRect(m_area.left(), m_area.bottom() + 1 - part, m_area.width(), part);
        m_out.track.setBottom(m_out.line.top() - 1 - gap);
    }

    void placeHoldings() {
        // One holder at a time: their ends are as sorted as their starts.
        const auto first = std::ranges::partition_point(
            m_use.holdings, [&](const Holding& holding) { return !holding.isOpen && holding.end < m_scale.range().begin; });
        int freeFrom = m_area.left();
        for (auto holding = first; holding != m_use.holdings.end(); ++holding) {
            const TraceTime end = holding->isOpen ? std::max(m_end, holding->start) : holding->end;
            if (holding->start >= m_scale.range().end)
                break;
            const int start = m_scale.pixel(holding->start);
            const int left = std::max(start, freeFrom);
            const int right = std::min(m_scale.pixel(end), m_area.right() + 1);
            if (right - left < narrow) {
                addNarrow(holding->start, end);
                freeFrom = std::max(freeFrom, right);
                continue;
            }
            finishNarrow();
            HoldBox box{QRect(left, m_out.track.top(), right - left, m_out.track.height())};
            box.index = static_cast<std::size_t>(holding - m_use.holdings.begin());
            box.startsHere = start >= m_area.left();
            box.continues = m_scale.pixel(end) > m_area.right() + 1;
            m_out.holds.push_back(box);
            freeFrom = right;
        }
        finishNarrow();
    }

    void placeLevel() {
        const std::uint32_t full = std::max({m_use.most, m_use.capacity, 1U});
        m_out.full = full;
        const int bottom = m_out.track.bottom() + 1;
        const auto heightOf = [&](std::uint32_t amount) {
            return static_cast<int>(
                std::lround((m_out.track.height() - 1) * static_cast<double>(std::min(amount, full)) / full));
        };
        const int right = std::clamp(m_scale.pixel(m_end), m_area.left(), m_area.right() + 1);
        int y = bottom - heightOf(levelAt(m_use, m_scale.range().begin));
        m_out.level << QPoint(m_area.left(), y);
        for (std::size_t i = firstInView(m_use.levels, m_scale.range().begin); i < m_use.levels.size();) {
            if (m_use.levels[i].time >= m_scale.range().end)
                break;
            const int x = std::clamp(m_scale.pixel(m_use.levels[i].time), m_area.left(), m_area.right() + 1);
            std::uint32_t highest = 0;
            std::uint32_t last = 0;
            for (; i < m_use.levels.size() && m_scale.pixel(m_use.levels[i].time) <= x; ++i) {
                const bool lasts = i + 1 == m_use.levels.size() || m_use.levels[i + 1].time > m_use.levels[i].time;
                last = m_use.levels[i].amount;
                highest = lasts ? std::max(highest, last) : highest;
            }
            step(x, y, bottom - heightOf(highest));
            step(x, y, bottom - heightOf(last));
        }
        m_out.level << QPoint(std::max(right, m_out.level.back().x()), y);
    }

    void placeSet() {
        for (std::size_t i = firstInView(m_use.levels, m_scale.range().begin); i < m_use.levels.size(); ++i) {
            if (m_use.levels[i].time >= m_scale.range().end)
                break;
            const TraceTime until = i + 1 < m_use.levels.size() ? m_use.levels[i + 1].time : m_end;
            const int left = std::max(m_scale.pixel(m_use.levels[i].time), m_area.left());
            const int right = std::min(m_scale.pixel(until), m_area.right() + 1);
            if (m_use.levels[i].amount > 0 && right > left)
                m_out.set.emplace_back(left, m_out.track.top(), right - left, m_out.track.height());
        }
    }

    void placeMarks(const std::vector<SyncEvent>& events) {
        const auto timeOf = [&](std::uint32_t deed) { return events[deed].time; };
        const auto first = std::ranges::lower_bound(m_use.deeds, m_scale.range().begin, {}, timeOf);
        std::array<int, 2> free = {m_area.left() - 1, m_area.left() - 1}; // writes and reads have a row each
        for (auto deed = first; deed != m_use.deeds.end() && timeOf(*deed) < m_scale.range().end; ++deed) {
            const SyncKind kind = events[*deed].kind;
            const int x = m_scale.pixel(events[*deed].time);
            int& least = free[kind == SyncKind::Read || kind == SyncKind::Passed ? 1 : 0];
            if (x < least || x > m_area.right())
                continue;
            m_out.marks.push_back({x, kind});
            least = x + narrow;
        }
    }

    void placeLine(LaneBoxes& boxes) {
        int freeFrom = m_area.left();
        for (std::size_t i = firstInView(m_use.line, m_scale.range().begin); i < m_use.line.size(); ++i) {
            const LineLevel& level = m_use.line[i];
            if (level.time >= m_scale.range().end)
                break;
            const TraceTime until = i + 1 < m_use.line.size() ? m_use.line[i + 1].time : std::max(m_end, level.time);
            const int left = std::max(m_scale.pixel(level.time), freeFrom);
            const int right = std::min(std::max(m_scale.pixel(until), left + 1), m_area.right() + 1);
            if (level.count == 0 || right <= left || until == level.time)
                continue;
            const State state = m_use.waits[level.first].state;
            const bool joins = right - left < narrow && !boxes.boxes.empty() &&
                               boxes.boxes.back().rect.right() + 1 == left && boxes.boxes.back().state == state;
            if (joins) {
                boxes.boxes.back().rect.setRight(right - 1);
            } else {
                const bool goesOn = m_scale.pixel(until) > m_area.right() + 1;
                boxes.boxes.push_back({QRect(left, m_out.line.top(), right - left, m_out.line.height()), state, i,
                                       goesOn, static_cast<double>(right - left)});
            }
            freeFrom = right;
        }
    }

private:
    void addNarrow(TraceTime start, TraceTime end) {
        if (m_narrow && m_scale.width(start - m_narrow->end) >= narrow)
            finishNarrow();
        if (!m_narrow)
            m_narrow = TimeRange{start, end};
        m_narrow->end = std::max(m_narrow->end, end);
        m_narrowHeld += end - start;
    }

    /// As one box; where nothing lasts long enough for a pixel, one pixel still says that it was held.
    void finishNarrow() {
        if (!m_narrow)
            return;
        const int left = std::clamp(m_scale.pixel(m_narrow->begin), m_area.left(), m_area.right());
        const int right = std::clamp(m_scale.pixel(m_narrow->end), left + 1, m_area.right() + 1);
        const Duration all = m_narrow->span();
        const double share = all > Duration::zero() ? toSeconds(m_narrowHeld) / toSeconds(all) : 1;
        const int height = std::clamp(static_cast<int>(std::lround(m_out.track.height() * share)), 1,
                                      std::max(1, m_out.track.height()));
        m_out.holds.push_back({QRect(left, m_out.track.bottom() + 1 - height, right - left, height)});
        m_narrow.reset();
        m_narrowHeld = {};
    }

    void step(int x, int& y, int to) {
        if (to == y)
            return;
        m_out.level << QPoint(x, y) << QPoint(x, to);
        y = to;
    }

    const ResourceUse& m_use;
    TraceTime m_end;
    const TimeScale& m_scale;
    const QRect& m_area;
    ResourceBoxes& m_out;
    std::optional<TimeRange> m_narrow; ///< of holdings that are too short
    TotalTime m_narrowHeld; ///< permits of one semaphore overlap
};

} // namespace

void ResourceBoxes::clear() {
    track = line = {};
    holds.clear();
    level.clear();
    full = 0;
    set.clear();
    marks.clear();
    items.clear();
}

void layoutResource(const ResourceUse& use, const std::vector<SyncEvent>& events, TraceTime end, const TimeScale& scale,
                    const QRect& area, ResourceBoxes& out, LaneBoxes& lineBoxes) {
    out.clear();
    lineBoxes.clear();
    ResourceLayout layout(use, end, scale, area, out);
    layout.divide();
    switch (use.kind) {
    case ResourceKind::Queue:
        layout.placeLevel();
        break;
    case ResourceKind::Event:
        layout.placeSet();
        layout.placeMarks(events);
        break;
    case ResourceKind::Variable:
        layout.placeMarks(events);
        break;
    default:
        if (use.capacity > 1)
            layout.placeLevel();
        else
            layout.placeHoldings();
    }
    layout.placeLine(lineBoxes);
}

} // namespace simul
