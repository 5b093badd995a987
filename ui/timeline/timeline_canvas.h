#pragma once

#include "ui/timeline/empty_timeline.h"
#include "ui/timeline/ghost_lanes.h"
#include "ui/timeline/layout.h"
#include "ui/timeline/legend.h"
#include "ui/timeline/mark_band.h"
#include "ui/timeline/minimap.h"
#include "ui/timeline/painter.h"
#include "ui/timeline/panel_glide.h"
#include "ui/timeline/panel_header.h"
#include "ui/timeline/ruler.h"
#include "ui/timeline/scrolled_picture.h"
#include "ui/timeline/trace_search.h"
#include "ui/timeline/uncovered.h"

namespace simul {

/// Everything that the timeline's widget shows, without the widget: where it is, and how it is painted. Reads a
/// comparison and a ViewState, changes neither.
class TimelineCanvas {
public:
    explicit TimelineCanvas(const ViewState& state) : m_state(state) {}

    /// What only the pointer knows.
    struct Pointer {
        std::optional<Hit> slice;
        std::optional<Legend::Button> button;
        bool overRun = false; ///< the Run button of the empty state
        std::optional<std::size_t> mark = {};
        std::optional<int> dropLine = {}; ///< in the lanes' y: where a lane would go
        std::optional<QRect> held = {};   ///< that lane's name, likewise
    };

    void setComparison(const Comparison* comparison);
    const Comparison* comparison() const { return m_comparison; }
    bool isEmpty() const { return m_comparison == nullptr || m_comparison->runs.empty(); }
    /// Other runs, laid over those that are shown.
    GhostLanes& ghosts() { return m_ghosts; }
    void setGhosts(GhostLanes::Traces traces);
    void setTheme(ThemeKind kind);
    const Theme& theme() const { return *m_theme; }
    void setScale(double scale);
    double scale() const { return m_scale; }
    void resize(QSize size);
    /// How much higher it will soon be again; from the next resize() on.
    void setLent(int height) { m_lent = height; }
    void setScroll(int scroll);
    /// What is lit; it must speak of the comparison that is shown.
    void setFound(std::shared_ptr<const SearchHits> found) { m_found = std::move(found); }
    int scroll() const { return m_scroll; }

    /// Traces have changed: minimap and lanes are stale.
    void invalidate();
    /// Only the lanes are stale: selection, looks.
    void invalidateLanes() { invalidate(Stale::Lanes); }
    /// The user has done something to the lanes.
    void invalidateChoices() {
        m_lanesAreStale = true;
        invalidateLanes();
    }
    /// Only the range has changed. Returns whether it is a pan, after which most pixels are only elsewhere.
    bool moveLanes();
    /// Quick: while the range moves. The lanes are stale if that is another detail than before.
    void setDetail(SumDetail detail);
    const TimelineLayout& layout();
    /// Of all lanes; while a run grows, they need not be laid out for it several times a frame.
    int lanesHeight();

    void paint(QPainter& painter, const Pointer& pointer, double pixelRatio);

    // where things are, in the widget's pixels
    const QRect& rulerRect() const { return m_rulerRect; }
    const QRect& bodyRect() const { return m_bodyRect; }
    /// `scale`: timeScale(), which must outlive it.
    MarkBand markBand(const TimeScale& scale) const;
    bool hasMarkBand() const { return !m_markRect.isEmpty(); }
    const Minimap& minimap() const { return m_minimap; }
    const Legend& legend() const { return m_legend; }
    QRect runButtonRect() const { return empty().runButtonRect(); }
    void setCanRun(bool canRun) { m_canRun = canRun; }
    /// The empty state's button can be pressed.
    bool canRun() const { return isEmpty() && m_canRun; }
    int axisLeft() const { return px(116); }
    TimeScale timeScale() const;
    std::vector<PanelGlide::Strip> panelStrips();
    QPoint toLanes(QPoint position) const { return position - QPoint(0, m_bodyRect.top() - m_scroll); }
    QRect fromLanes(const QRect& rect) const { return rect.translated(0, m_bodyRect.top() - m_scroll); }
    std::optional<PanelHeader> headerAt(QPoint position, std::size_t* run = nullptr);
    std::optional<Hit> hit(QPoint position);
    /// The lane whose name is at `position`.
    const LaneLayout* nameAt(QPoint position);
    /// The lane whose lower edge can be dragged at `position`.
    const LaneLayout* edgeAt(QPoint position);

private:
    enum class Stale { Nothing, Range, Lanes };

    void invalidate(Stale what);
    RowRequest rows();
    EmptyTimeline empty() const;
    PanelHeader header(const PanelPlan& panel) const;
    void paintLanes(QPainter& painter, const Pointer& pointer, double pixelRatio);
    void paintGround(QPainter& painter, ScrolledPicture::Part part);
    void paintHeaders(QPainter& painter);
    void paintThroughLanes(QPainter& painter, const TimeScale& scale) const;
    QRect headerRect(const PanelPlan& panel) const;
    void paintDim(QPainter& painter);
    int px(double pixels) const { return static_cast<int>(std::lround(pixels * m_scale)); }

    const ViewState& m_state;
    const Comparison* m_comparison = nullptr;
    std::shared_ptr<const SearchHits> m_found;
    const Theme* m_theme = &themeFor(ThemeKind::Light);
    double m_scale = 1;
    bool m_canRun = true;
    QSize m_size;
    int m_scroll = 0;
    std::vector<RunLanes> m_lanes; ///< what the user did to the lanes; one per run
    bool m_lanesAreStale = true;
    Stale m_stale = Stale::Lanes;
    std::optional<std::vector<PanelPlan>> m_plan; ///< of the lanes that are to come
    SumDetail m_detail = SumDetail::Fine;
    TimelineLayout m_layout;
    TimelinePainter m_painter;
    GhostLanes m_ghosts;
    std::vector<Tick> m_ticks;
    Legend m_legend;
    Minimap m_minimap;
    QRect m_markRect; ///< between minimap and ruler
    QRect m_rulerRect;
    QRect m_bodyRect;
    int m_lent = 0;
    int m_fitHeight = 0; ///< into which the lanes are to fit, if they can
    ScrolledPicture m_ground; ///< of the body: lanes, names and headers, without what depends on playhead and pointer
    Uncovered m_uncovered;    ///< of m_ground
};

} // namespace simul
