#pragma once

#include "ui/timeline/body_filler.h"
#include "ui/timeline/column_painting.h"
#include "ui/timeline/layout.h"
#include "ui/timeline/name_cutter.h"
#include "ui/timeline/ticks.h"
#include "ui/timeline/word_font.h"

#include <QRegion>

#include <map>

class QPainter;

namespace simul {

/// The x at which patterns begin: they move with the time axis.
int patternOrigin(const TimeScale& scale);

/// Draws a layout of lanes; knows nothing of how it came about. The same code paints the screen, images and documents.
/// Groups by colour, so that a picture of vectors stays small. Reusable: keeps its memory from frame to frame.
class TimelinePainter {
public:
    /// To be called before anything is drawn on a device.
    void setStyle(const Theme& theme, Medium medium, double scale);
    /// By lane of the next layout: what is wholly outside of these pixels may be left out, because a clip hides it.
    /// Empty: there is no such clip.
    void setSpans(std::vector<LaneSpans> spans) { m_spans = std::move(spans); }

    /// The panels' ground within `seen`, but for headers, gutter and what the lanes cover.
    void paintBetweenLanes(QPainter& painter, const TimelineLayout& layout, const QRect& seen);
    /// Backgrounds of the lanes and the grid over them.
    void paintBackground(QPainter& painter, const TimelineLayout& layout, const std::vector<Tick>& ticks);
    /// Slices, columns, end marks and labels.
    void paintSlices(QPainter& painter, const TimelineLayout& layout);
    /// That without the last of it.
    void paintBodies(QPainter& painter, const TimelineLayout& layout);
    /// The last of it: what stands on slices and tracks.
    void paintWords(QPainter& painter, const TimelineLayout& layout);
    /// Names left of the axis, within x from `left` on.
    void paintGutter(QPainter& painter, const TimelineLayout& layout, int left, bool markSelected = true);
    /// The numbers of lanes that are too low for names, left of the axis.
    void paintNumbers(QPainter& painter, const TimelineLayout& layout, int left);
    /// High enough for its name.
    bool hasName(const LaneLayout& lane) const { return lane.rect.height() >= px(14); }

private:
    void addLine(int x, int top, int bottom);
    void paintLaneGround(QPainter& painter, const LaneLayout& lane, const LaneSpans* spans);
    void collect(const LaneLayout& lane, const LaneSpans* spans, const std::optional<LanePixels>& pixels);
    void paintColumns(QPainter& painter, const LaneLayout& lane, const LaneSpans* spans);
    void paintEndMarks(QPainter& painter, const TimelineLayout& layout);
    const LaneSpans* spansOf(const TimelineLayout& layout, const LaneLayout& lane) const;
    void paintLabels(QPainter& painter, const TimelineLayout& layout);
    void paintPatches(QPainter& painter);
    void paintItems(QPainter& painter, const TimelineLayout& layout);
    void paintResourceTexts(QPainter& painter, const TimelineLayout& layout);
    void paintPolls(QPainter& painter);
    void paintWhiskers(QPainter& painter, const LaneLayout& lane, int origin);
    int numberStep(int pitch) const;
    /// Where a name stands left of the axis.
    struct NamePlace {
        int x;
        double room;
        WordFont& font;
        bool hasRoom; ///< for all of it
    };
    WordFont& wordFont(double pixels, QFont::Weight weight);
    NamePlace placeOfName(const LaneLayout& lane, int left);
    void paintName(QPainter& painter, const LaneLayout& lane, const NamePlace& place, const NameCutter& names);
    bool hasBorder(const LaneLayout& lane) const { return lane.rect.height() >= m_leastBordered; }
    int px(double pixels) const { return static_cast<int>(std::lround(pixels * m_scale)); }

    const Theme* m_theme = nullptr;
    Medium m_medium = Medium::Raster;
    double m_scale = 1;
    int m_leastBordered = 8;
    using Bodies = std::array<std::array<std::vector<QRect>, StateCount>, PaletteCount>;
    const Theme& themeOf(Palette palette) const { return themeFor(m_theme->kind, palette); }

    Bodies m_bordered; ///< by palette and state
    Bodies m_plain;
    std::array<ColumnPainter, PaletteCount> m_columns;
    std::array<BodyFiller, PaletteCount> m_fillers;
    std::vector<LaneSpans> m_spans;
    struct LaneLabel {
        const LaneLayout* lane;
        const Label* label;
    };
    std::vector<LaneLabel> m_labels; ///< that are painted
    std::vector<Column> m_cut;       ///< scratch
    std::vector<QRect> m_polls;
    std::vector<QLine> m_lines;
    std::vector<QRect> m_rects;
    std::map<std::pair<double, int>, WordFont> m_fonts; ///< of names; by pixels and weight
    QRegion m_clip; ///< where only that is painted
};

} // namespace simul
