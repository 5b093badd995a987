#include "ui/figures/figure_letters.h"

#include "ui/figures/moment_line.h"

#include <QPainter>

#include <algorithm>
#include <ranges>

namespace simul {

namespace {

constexpr double diameter = 24;

} // namespace

/// Over their moments if there is room, else pushed to the right; at the right end back to the left.
std::vector<double> FigureLetters::centres() const {
    const double apart = frame.px(diameter + 4);
    std::vector<double> centres;
    for (const FigureLetter& letter : letters) {
        const double at = layout.scale().pixel(letter.time) + 0.5;
        centres.push_back(centres.empty() ? at : std::max(at, centres.back() + apart));
    }
    double limit = frame.size().width() - frame.px(diameter / 2 + 4);
    for (double& centre : std::ranges::reverse_view(centres)) {
        centre = std::min(centre, limit);
        limit = centre - apart;
    }
    return centres;
}

void FigureLetters::paint(QPainter& painter) const {
    if (letters.empty())
        return;
    const std::vector<double> middles = centres();
    const QFont font = frame.font(15, QFont::Bold);
    const QFontMetricsF metrics(font);
    const double radius = frame.px(diameter) / 2.0;
    const double y = -heightOf(frame, letters) + radius + 1;
    QPen dots(frame.theme().text, std::max(1, frame.px(1.3)), Qt::CustomDashLine, Qt::FlatCap);
    dots.setDashPattern({2, 2});
    const MomentLine line{layout, frame.theme(), dots, 4 * frame.scale()};
    for (std::size_t index = 0; index < letters.size(); ++index) {
        const int x = layout.scale().pixel(letters[index].time);
        line.paint(painter, x);
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        const QPointF centre(middles[index], y);
        painter.setPen(QPen(frame.theme().text, 1.3 * frame.scale()));
        painter.drawLine(centre, QPointF(x + 0.5, frame.px(4)));
        painter.setBrush(frame.theme().panel);
        painter.drawEllipse(centre, radius, radius);
        const QString text(letters[index].letter);
        painter.setFont(font);
        const double height = (metrics.xHeight() + metrics.capHeight()) / 2; // a and b stand on one line
        painter.drawText(centre + QPointF(-metrics.horizontalAdvance(text) / 2, height / 2), text);
        painter.restore();
    }
}

} // namespace simul
