#pragma once

#include "ui/figures/figure_frame.h"
#include "ui/timeline/layout.h"
#include "ui/timeline/task_colours.h"

#include <functional>
#include <vector>

namespace simul {

/// Samples of what occurs in the lanes of a figure, and of nothing else, in as many rows as that takes.
class FigureLegend {
public:
    /// `arrows`: what they say; empty: there are none.
    FigureLegend(const FigureFrame& frame, const TimelineLayout& layout, Medium medium, ColourBy colourBy,
                 const QString& arrows);

    int rows() const;
    static int pitch(const FigureFrame& frame) { return frame.px(26); } ///< from row to row
    /// What has no place in `mostRows` is left out.
    void paint(QPainter& painter, int top, int mostRows) const;

private:
    struct Entry {
        int sampleWidth = 0;
        QString text;
        std::function<void(QPainter&, const QRect&)> paintSample;
    };

    void addStates(const TimelineLayout& layout);
    void addTaskColours();
    void addLooks(const TimelineLayout& layout);
    void addResources(const TimelineLayout& layout);
    void addRing(const TimelineLayout& layout);
    void addArrows(const QString& text);
    void paintState(QPainter& painter, State state, const QRect& sample) const;
    void paintRingArrow(QPainter& painter, const QRect& sample, bool wants) const;
    /// Calls visit(entry, row, x) for each.
    template <class Visit>
    void arrange(Visit visit) const;

    const FigureFrame& m_frame;
    Medium m_medium;
    const Theme& m_looks; ///< of the states
    std::vector<Entry> m_entries;
};

} // namespace simul
