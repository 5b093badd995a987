#include "ui/figures/figure_frame.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace simul {

namespace {

constexpr double designWidth = 1600;
constexpr double designHeight = 640; // also by height, so that a flat figure still has room for its content
constexpr double leastScale = 0.5;

} // namespace

FigureFrame::FigureFrame(QSize size, ThemeKind theme)
    : m_size(size), m_theme(themeFor(theme)),
      m_scale(std::max(leastScale, std::min(size.width() / designWidth, size.height() / designHeight))) {}

void FigureFrame::paintBackground(QPainter& painter) const {
    painter.fillRect(QRect(QPoint(), m_size), m_theme.panel);
}

int FigureFrame::paintTitle(QPainter& painter, const QString& title, const QString& subtitle) const {
    painter.setPen(m_theme.text);
    painter.setFont(font(27, QFont::DemiBold));
    painter.drawText(QPointF(left(), px(64)), title);
    if (subtitle.isEmpty())
        return px(76);
    painter.setPen(m_theme.text2);
    painter.setFont(font(16));
    painter.drawText(QPointF(left(), px(93)), subtitle);
    return px(104);
}

void FigureFrame::paintFooter(QPainter& painter, const QString& command) const {
    const int baseline = m_size.height() - px(16);
    const QString name = (QStringLiteral("Simul ") + QCoreApplication::applicationVersion()).trimmed();
    const QFont nameFont = font(12);
    painter.setPen(m_theme.text3);
    painter.setFont(nameFont);
    const double nameLeft = right() - QFontMetricsF(nameFont).horizontalAdvance(name);
    painter.drawText(QPointF(nameLeft, baseline), name);
    const QFont mono = codeFont(12 * m_scale);
    if (left() + QFontMetricsF(mono).horizontalAdvance(command) > nameLeft - px(12))
        return;
    painter.setFont(mono);
    painter.setPen(m_theme.text2);
    painter.drawText(QPointF(left(), baseline), command);
}

} // namespace simul
