#include "ui/figures/moment_line.h"

#include <QPainter>

#include <algorithm>

namespace simul {

void MomentLine::paint(QPainter& painter, int x) const {
    const std::vector<Reach> words = wordsAt(x);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(pen);
    for (const PanelPlan& panel : layout.panels()) {
        double y = panel.top + panel.headerHeight;
        const double end = panel.bottom - margin;
        for (const Reach& word : words) {
            if (word.bottom <= y || word.top >= end)
                continue;
            paintPart(painter, x, y, word.top);
            y = word.bottom;
        }
        paintPart(painter, x, y, end);
    }
    painter.restore();
}

/// From above to below.
std::vector<MomentLine::Reach> MomentLine::wordsAt(double x) const {
    std::vector<Reach> words;
    const LabelMaker& labels = layout.labels();
    const auto look = [&](const QFont& font, QPointF at, const QString& text) {
        const QFontMetricsF metrics(font);
        if (!text.isEmpty() && x >= at.x() - margin && x <= at.x() + metrics.horizontalAdvance(text) + margin)
            words.push_back({at.y() - metrics.ascent(), at.y() + metrics.descent()});
    };
    for (const LaneLayout& lane : layout.lanes()) {
        for (const Label& label : lane.labels) {
            if (label.withLetter)
                look(labels.letterFont(lane.labelHeight), label.letterAt, theme.look(label.state).letter);
            look(label.tiny ? labels.tinyFont() : labels.font(lane.labelHeight), label.textAt, label.text);
        }
        for (const TrackText& text : lane.texts)
            look(labels.font(lane.resource.track.height()), text.at, text.text);
    }
    std::ranges::sort(words, {}, &Reach::top);
    return words;
}

void MomentLine::paintPart(QPainter& painter, int x, double top, double bottom) const {
    const double width = pen.widthF();
    if (bottom - top < 2 * width)
        return;
    painter.fillRect(QRectF(x - 1.5 * width, top, 3 * width, bottom - top), theme.panel);
    painter.drawLine(QPointF(x, top), QPointF(x, bottom));
}

} // namespace simul
