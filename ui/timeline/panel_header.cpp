#include "ui/timeline/panel_header.h"

#include "ui/timeline/digit_text.h"
#include "ui/timeline/mode_text.h"
#include "ui/timeline/time_text.h"

#include <QCoreApplication>
#include <QPainter>

#include <cmath>

namespace simul {

namespace {

QString switchesText(std::uint64_t switches) {
    const int count = static_cast<int>(std::min<std::uint64_t>(switches, 1'000'000'000));
    return count == 1 ? QCoreApplication::translate("Timeline", "1 switch")
                      : QCoreApplication::translate("Timeline", "%n switches", nullptr, count);
}

} // namespace

void PanelHeader::paint(QPainter& painter) const {
    painter.save();
    painter.fillRect(rect, theme.panel);
    const int resultStart = paintResult(painter);
    const int end = resultStart - px(12);
    const int titleEnd = paintTitle(painter, end - warningsWidth());
    if (const QString busy = busyText(run); rect.width() >= px(760) && !busy.isEmpty())
        paintUtilization(painter, busy);
    QString line = modeLine(scenario, run);
    if (hasGhost)
        line = QCoreApplication::translate("Timeline", "thin strips: the simulated run");
    const QFont font = uiFont(12 * uiScale);
    const QFontMetricsF metrics(font);
    const int lineStart = paintWarnings(painter, titleEnd + px(10));
    if (lineStart + metrics.horizontalAdvance(line) <= end) {
        painter.setFont(font);
        painter.setPen(theme.text3);
        painter.drawText(QPointF(lineStart, rect.top() + (rect.height() + metrics.capHeight()) / 2), line);
    }
    drawIcon(painter, QStringLiteral("more"), theme.text2, QRectF(menuRect()).adjusted(px(4), px(4), -px(4), -px(4)));
    painter.restore();
}

int PanelHeader::paintTitle(QPainter& painter, int end) const {
    const int middle = rect.top() + rect.height() / 2;
    const auto icon = [&](const QString& name, int x, int size, const QColor& colour) {
        drawIcon(painter, name, colour, QRectF(x, middle - size / 2, size, size));
    };
    icon(collapsed ? QStringLiteral("chev-right") : QStringLiteral("chev-down"), rect.left() + px(8), px(14),
         theme.text2);
    icon(modeIcon(run.mode), rect.left() + px(27), px(16), theme.text);
    const QFont font = uiFont(15 * uiScale, QFont::DemiBold);
    const QFontMetricsF metrics(font);
    const int x = rect.left() + px(49);
    const QString name = metrics.elidedText(runName(run), Qt::ElideMiddle, end - x); // of a file's process it may be long
    painter.setFont(font);
    painter.setPen(theme.text);
    painter.drawText(QPointF(x, rect.top() + (rect.height() + metrics.capHeight()) / 2), name);
    return x + static_cast<int>(std::ceil(metrics.horizontalAdvance(name)));
}

/// That there are some; the inspector says which.
QString PanelHeader::warningsText() const {
    const auto count = static_cast<int>(run.trace->warnings().size());
    return count == 0   ? QString()
           : count == 1 ? QCoreApplication::translate("Timeline", "1 warning")
                        : QCoreApplication::translate("Timeline", "%n warnings", nullptr, count);
}

int PanelHeader::warningsWidth() const {
    const QString text = warningsText();
    const QFontMetricsF metrics(uiFont(12 * uiScale, QFont::DemiBold));
    return text.isEmpty() ? 0 : px(10 + 18) + static_cast<int>(std::ceil(metrics.horizontalAdvance(text)));
}

int PanelHeader::paintWarnings(QPainter& painter, int x) const {
    const QString text = warningsText();
    if (text.isEmpty())
        return x;
    const QFont font = uiFont(12 * uiScale, QFont::DemiBold);
    const QFontMetricsF metrics(font);
    const int icon = px(14);
    drawIcon(painter, QStringLiteral("warn"), theme.text, QRectF(x, rect.center().y() + 1 - icon / 2, icon, icon));
    painter.setFont(font);
    painter.setPen(theme.text);
    painter.drawText(QPointF(x + px(18), rect.top() + (rect.height() + metrics.capHeight()) / 2), text);
    return x - px(10) + warningsWidth() + px(12);
}

int PanelHeader::paintResult(QPainter& painter) const {
    const bool isWide = rect.width() >= px(760);
    const int makespanRight = isWide ? fromRight(602) : rect.right() - px(106);
    const int badgeRight = isWide ? fromRight(666) : rect.right() - px(42);
    const Outcome outcome = run.trace->outcome();
    if (outcome > Outcome::Completed) {
        const QString text = QCoreApplication::translate("Timeline", "%1 at %2")
                                 .arg(outcomeText(outcome), makespanText(run.trace->end().time_since_epoch()));
        const QFontMetricsF metrics(uiFont(12 * uiScale, QFont::DemiBold));
        const int width = static_cast<int>(std::ceil(metrics.horizontalAdvance(text))) + px(38);
        const QRect chip(badgeRight - width, rect.top() + px(5), width, rect.height() - px(10));
        paintChip(painter, chip, text.left(1).toUpper() + text.mid(1));
        return chip.left();
    }
    const DigitText makespan(uiFont(20 * uiScale, QFont::DemiBold));
    const QString text = makespanText(run.metrics.makespan);
    painter.setPen(theme.text);
    makespan.drawRightAligned(painter, QPointF(makespanRight, rect.top() + makespan.baselineIn(rect.height())), text);
    if (speedUp) {
        const QRect badge(badgeRight - px(52), rect.top() + px(7), px(52), rect.height() - px(14));
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.chosen);
        painter.drawRoundedRect(badge, px(4), px(4));
        const DigitText factor(uiFont(13 * uiScale, QFont::DemiBold));
        const QString factorText = speedUpText(*speedUp);
        painter.setPen(theme.text);
        factor.draw(painter,
                    QPointF(badge.left() + (badge.width() - factor.width(factorText)) / 2,
                            badge.top() + factor.baselineIn(badge.height())),
                    factorText);
    }
    return makespanRight - static_cast<int>(std::ceil(makespan.width(text)));
}

void PanelHeader::paintChip(QPainter& painter, const QRect& chip, const QString& text) const {
    const StateLook& look = theme.look(State::Blocked);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(look.ink, 1));
    painter.setBrush(look.tint);
    painter.drawRoundedRect(QRectF(chip).adjusted(0.5, 0.5, -0.5, -0.5), px(5), px(5));
    const bool isDeadlock = run.trace->outcome() == Outcome::Deadlock;
    drawIcon(painter, isDeadlock ? QStringLiteral("cycle") : QStringLiteral("warn"), look.ink,
             QRectF(chip.left() + px(8), chip.center().y() + 1 - px(8), px(16), px(16)));
    const QFont font = uiFont(12 * uiScale, QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(theme.text);
    painter.drawText(QPointF(chip.left() + px(29), chip.top() + (chip.height() + QFontMetricsF(font).capHeight()) / 2),
                     text);
}

void PanelHeader::paintUtilization(QPainter& painter, const QString& busy) const {
    const int left = fromRight(682);
    const QRect bar(left, rect.center().y() - px(4), px(90), px(8));
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(bar, theme.chosen);
    const double share = std::clamp(run.metrics.utilization, 0.0, 1.0);
    painter.fillRect(QRect(bar.left(), bar.top(), static_cast<int>(std::lround(bar.width() * share)), bar.height()),
                     theme.look(State::Running).ink);
    const DigitText text(uiFont(12 * uiScale));
    const double baseline = rect.top() + text.baselineIn(rect.height());
    painter.setPen(theme.text);
    text.draw(painter, QPointF(bar.right() + px(9), baseline), busy);
    text.drawRightAligned(painter, QPointF(fromRight(958), baseline), switchesText(run.metrics.switches));
}

} // namespace simul
