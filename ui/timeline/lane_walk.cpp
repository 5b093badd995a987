#include "ui/timeline/lane_walk.h"

#include "engine/trace/short_stretches.h"

#include <algorithm>

namespace simul {

namespace {

using Way = IntervalSums::Way;

/// Walks over one lane and sorts its slices into boxes and columns.
class LaneWalk {
public:
    LaneWalk(const Lane& lane, TraceTime end, const TimeScale& scale, const QRect& area, ColumnSums& sums,
             LaneBoxes& out)
        : m_lane(lane), m_end(end), m_scale(scale), m_area(area), m_sums(sums), m_out(out),
          m_narrow(std::max(scale.duration(narrowest), Duration(1))), m_short(lane, m_narrow),
          m_isQuick(sums.detail() == SumDetail::Quick && lane.tree() != nullptr) {}

    void walk(const KeptLane& kept) {
        const TimeRange range = m_scale.range();
        const PixelSpan all{m_area.left(), m_area.right() + 1};
        const std::optional<PixelSpan> known = kept.cuttable();
        if (!known) {
            walkPart(range, all);
            return;
        }
        m_wayAtRight = kept.wayAt(known->left);
        walkPart({range.begin, m_scale.time(known->left)}, {all.left, known->left});
        m_wayAtRight.reset();
        takeOver(kept, *known);
        m_wayAtLeft = kept.wayAt(known->right - 1);
        walkPart({m_scale.time(known->right), range.end}, {known->right, all.right});
        m_wayAtLeft.reset();
        const auto isKept = [&](const ColumnRun& run) { return known->left <= run.x0 && run.x1 <= known->right; };
        if (std::ranges::all_of(m_out.runs, [&](const ColumnRun& run) { return isKept(run) || isRightWay(run); }))
            return;
        m_out.clear();
        walkPart(range, all);
    }

private:
    /// As it would be chosen if the run were not kept in part.
    bool isRightWay(const ColumnRun& run) const {
        if (m_isQuick)
            return run.way == Way::Descend;
        const std::size_t first = m_lane.find(m_scale.time(run.x0)).value_or(0);
        const std::size_t last = m_lane.find(m_scale.time(run.x1)).value_or(0);
        return run.way == IntervalSums::wayFor(last - first + 1, static_cast<std::size_t>(run.x1 - run.x0));
    }

    void walkPart(TimeRange range, PixelSpan pixels) {
        m_pixels = pixels;
        m_freeFrom = pixels.left;
        if (m_isQuick) {
            fillPart(range, pixels);
            return;
        }
        std::size_t i = m_lane.find(range.begin).value_or(0);
        for (bool goesOn = true; goesOn && i < m_lane.size();) {
            // A leap reads no slice: they would have to come from far memory.
            if (const LaneStretch stretch = m_short.from(i, range.end); stretch.count > 0) {
                addNarrow(i, stretch.start, stretch.end);
                i += stretch.count;
                goesOn = stretch.end < range.end;
            } else {
                goesOn = walkBlock(i, range.end);
            }
        }
        finishRun(i);
    }

    /// The same in one go: when the wide slices are known, what lies between them is added up already.
    void fillPart(TimeRange range, PixelSpan pixels) {
        if (pixels.left >= pixels.right)
            return;
        m_sums.start(m_scale, std::max(pixels.left - warmUp, m_area.left()), pixels.right);
        TraceTime at = m_lane.front().start;
        for (const TreeShares::WideSlice& slice : m_sums.addApart(m_lane, m_end, m_narrow)) {
            if (at < slice.start)
                addNarrow(slice.index, at, slice.start);
            add(slice.index, slice.start, slice.end);
            at = slice.end;
        }
        const std::size_t last = m_lane.size() - 1;
        const TraceTime end = m_lane.endOf(last, m_end);
        if (at < std::min(end, range.end))
            addNarrow(last, at, end);
        finishRun(last);
        if (isFinal(m_lane.back().state()) && m_lane.back().start < range.end)
            m_out.end = EndMark{m_scale.pixel(m_lane.back().start), m_lane.back().state(), last};
    }

    /// From `index` to the end of its block. Returns whether the range goes on.
    bool walkBlock(std::size_t& index, TraceTime rangeEnd) {
        const std::span<const Slice> rest = m_lane.block(index / Lane::blockSize).subspan(index % Lane::blockSize);
        for (std::size_t i = 0; i < rest.size(); ++i, ++index) {
            const TraceTime start = rest[i].start;
            if (start >= rangeEnd)
                return false;
            const TraceTime end = i + 1 < rest.size() ? rest[i + 1].start : m_lane.endOf(index, m_end);
            if (isFinal(rest[i].state()))
                m_out.end = EndMark{m_scale.pixel(start), rest[i].state(), index};
            else if (end > start)
                add(index, start, end);
        }
        return true;
    }

    void add(std::size_t index, TraceTime start, TraceTime end) {
        if (end - start < m_narrow) {
            addNarrow(index, start, end);
            return;
        }
        finishRun(index);
        if (!isDrawn(m_lane[index].state()))
            return;
        const int left = std::max(m_scale.pixel(start), m_freeFrom);
        const int right = std::min(m_scale.pixel(end), m_pixels.right);
        if (right <= left)
            return;
        const QRect rect(left, m_area.top(), right - left, m_area.height());
        const double visible = std::min(m_scale.x(end), m_scale.right()) - std::max(m_scale.x(start), m_scale.left());
        m_out.boxes.push_back({rect, m_lane[index].state(), index, m_scale.pixel(end) > m_area.right() + 1, visible,
                               m_lane[index].info.cause().kind == CauseKind::Poll, statePalette});
        m_freeFrom = right;
    }

    void addNarrow(std::size_t index, TraceTime start, TraceTime end) {
        if (!m_run) {
            m_run = TimeRange{start, end};
            m_firstOfRun = index;
        }
        m_run->end = end;
    }

    /// `next`: the slice behind the run.
    void finishRun(std::size_t next) {
        if (!m_run)
            return;
        const double from = std::floor(m_scale.x(m_run->begin));
        const double to = std::ceil(m_scale.x(m_run->end));
        m_run.reset();
        int x0 = static_cast<int>(std::clamp<double>(from, m_pixels.left, m_pixels.right));
        const int x1 = static_cast<int>(std::clamp<double>(to, m_pixels.left, m_pixels.right));
        if (!m_out.columns.empty())
            x0 = std::max(x0, m_out.columns.back().x + m_out.columns.back().width);
        if (x1 <= x0)
            return;
        if (!m_out.boxes.empty() && m_out.boxes.back().rect.right() >= x0)
            m_out.boxes.back().rect.setRight(x0 - 1);
        if (m_isQuick) {
            m_sums.take(m_out.columns, x0, x1);
            addRun({x0, x1, Way::Descend});
        } else {
            sumUp(x0, x1, next);
        }
        m_freeFrom = x1;
    }

    void sumUp(int x0, int x1, std::size_t next) {
        while (m_firstOfRun > 0 && m_lane[m_firstOfRun].start > m_scale.time(x0))
            --m_firstOfRun; // the first pixel may begin with what is wide
        const std::size_t last = std::min(next + 1, m_lane.size());
        // The ends of a run that is kept in part are added up in its way.
        const bool isContinued = m_wayAtLeft && x0 == m_pixels.left;
        const bool goesOn = m_wayAtRight && x1 == m_pixels.right;
        const auto width = static_cast<std::size_t>(x1 - x0);
        const Way way = isContinued ? *m_wayAtLeft
                        : goesOn    ? *m_wayAtRight
                                    : IntervalSums::wayFor(last - m_firstOfRun, width);
        // Which nodes of the tree are taken depends on where one comes from, for a few pixels.
        const int from = isContinued && way == Way::Descend ? std::max(x0 - warmUp, m_area.left()) : x0;
        m_sums.start(m_scale, from, x1);
        const std::size_t first = from < x0 ? m_lane.find(m_sums.begin()).value_or(0) : m_firstOfRun;
        m_sums.addOnly(m_lane, m_end, first, last, way);
        m_sums.take(m_out.columns, x0);
        addRun({x0, x1, way});
    }

    void addRun(const ColumnRun& run) {
        if (!m_out.runs.empty() && m_out.runs.back().x1 == run.x0)
            m_out.runs.back().x1 = run.x1;
        else
            m_out.runs.push_back(run);
    }

    /// What is kept of `known`, moved.
    void takeOver(const KeptLane& kept, PixelSpan known) {
        const LaneBoxes& old = kept.boxes;
        const PixelSpan was{known.left - kept.shift, known.right - kept.shift};
        auto box =
            std::ranges::lower_bound(old.boxes, was.left, {}, [](const SliceBox& one) { return one.rect.left(); });
        for (; box != old.boxes.end() && box->rect.left() < was.right; ++box) {
            m_out.boxes.push_back(*box);
            m_out.boxes.back().rect.translate(kept.shift, 0);
        }
        const auto from =
            std::ranges::upper_bound(old.columns, was.left, {}, [](const Column& one) { return one.x + one.width; });
        const auto to = std::ranges::lower_bound(old.columns, was.right, {}, &Column::x);
        Column first = *from;
        first.width -= was.left - first.x;
        first.x = known.left;
        appendColumn(m_out.columns, first);
        const std::size_t moved = m_out.columns.size();
        m_out.columns.insert(m_out.columns.end(), std::next(from), to);
        for (std::size_t i = moved; i < m_out.columns.size(); ++i)
            m_out.columns[i].x += kept.shift;
        Column& last = m_out.columns.back();
        last.width = std::min(last.x + last.width, known.right) - last.x;
        for (const ColumnRun& run : old.runs) {
            if (const int x0 = std::max(run.x0, was.left), x1 = std::min(run.x1, was.right); x0 < x1)
                addRun({x0 + kept.shift, x1 + kept.shift, run.way});
        }
        if (old.end && was.left <= old.end->x && old.end->x < was.right) {
            m_out.end = old.end;
            m_out.end->x += kept.shift;
        }
    }

    static constexpr int warmUp = 8; ///< pixels

    const Lane& m_lane;
    TraceTime m_end;
    const TimeScale& m_scale;
    const QRect& m_area;
    ColumnSums& m_sums;
    LaneBoxes& m_out;
    Duration m_narrow;
    ShortStretches m_short;
    bool m_isQuick;                 ///< in one go
    PixelSpan m_pixels;             ///< that are being filled
    std::optional<Way> m_wayAtLeft; ///< of the run that reaches beyond them
    std::optional<Way> m_wayAtRight;
    std::optional<TimeRange> m_run; ///< of slices that are too narrow
    std::size_t m_firstOfRun = 0;
    int m_freeFrom = 0;
};

} // namespace

void layoutLane(const Lane& lane, TraceTime end, const TimeScale& scale, const QRect& area, ColumnSums& sums,
                LaneBoxes& out, const KeptLane& kept) {
    out.clear();
    if (lane.empty())
        return;
    LaneWalk(lane, end, scale, area, sums, out).walk(kept);
    if (const double born = scale.x(lane.front().start); born > area.left())
        out.bornAt = static_cast<int>(std::lround(std::min<double>(born, area.right() + 1)));
}

} // namespace simul
