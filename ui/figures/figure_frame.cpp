#include "ui/figures/figure_frame.h"

#include "ui/figures/paragraph.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace simul {

namespace {

constexpr double designWidth = 1600;
constexpr double designHeight = 640; // also by height, so that a flat figure still has room for its content
constexpr double leastOnScreens = 0.5;
constexpr double leastPoints = 6;   ///< of the legend's words on paper
constexpr double legendPixels = 15; ///< which are so high at scale 1
constexpr double pointsPerInch = 72;

constexpr double titlePitch = 34;
constexpr double subtitlePitch = 22;
constexpr double captionPitch = 27;
constexpr double captionPixels = 17.5;

constexpr double commandPitch = 17;
constexpr qsizetype mostCommandLines = 3;

double widthOf(const QString& text, const QFont& font) {
    return QFontMetricsF(font).horizontalAdvance(text);
}

QString programName() {
    return (QStringLiteral("Simul ") + QCoreApplication::applicationVersion()).trimmed();
}

/// As a shell splits them, but with their quotes.
QStringList wordsOf(const QString& command) {
    QStringList words = {QString()};
    bool isQuoted = false;
    bool isEscaped = false;
    for (const QChar letter : command) {
        if (letter == u'\'' && !isEscaped)
            isQuoted = !isQuoted;
        isEscaped = letter == u'\\' && !isQuoted && !isEscaped;
        if (letter == u' ' && !isQuoted)
            words << QString();
        else
            words.back() += letter;
    }
    return words;
}

double leastScale(const PageSize& page) {
    return page.isForScreens() ? leastOnScreens : leastPoints / legendPixels * page.paintedPerInch() / pointsPerInch;
}

} // namespace

FigureFrame::FigureFrame(const PageSize& page, ThemeKind theme, double part)
    : m_size(page.painted()), m_theme(&themeFor(theme)),
      m_scale(part * std::max(leastScale(page), std::min(m_size.width() / designWidth, m_size.height() / designHeight))) {}

void FigureFrame::paintBackground(QPainter& painter) const {
    painter.fillRect(QRect(QPoint(), m_size), m_theme->panel);
}

int FigureFrame::titleHeight(const QString& title, const QString& subtitle) const {
    const double width = right() - left();
    const int bottom = px(64) + (Paragraph(title, titleFont(), width).lines() - 1) * px(titlePitch);
    if (subtitle.isEmpty())
        return bottom + px(12);
    return bottom + px(29) + (Paragraph(subtitle, font(16), width).lines() - 1) * px(subtitlePitch) + px(11);
}

int FigureFrame::paintTitle(QPainter& painter, const QString& title, const QString& subtitle) const {
    const double width = right() - left();
    const Paragraph titleLines(title, titleFont(), width);
    painter.setPen(m_theme->text);
    titleLines.paint(painter, QPointF(left(), px(64)), px(titlePitch));
    painter.setPen(m_theme->text2);
    const int below = px(64) + (titleLines.lines() - 1) * px(titlePitch) + px(29);
    Paragraph(subtitle, font(16), width).paint(painter, QPointF(left(), below), px(subtitlePitch));
    return titleHeight(title, subtitle);
}

int FigureFrame::bottomHeight(const QString& caption, const QString& footer) const {
    if (caption.isEmpty())
        return footerHeight(footer);
    return Paragraph(caption, font(captionPixels), right() - left()).lines() * px(captionPitch) + px(10) +
           footerHeight(footer);
}

void FigureFrame::paintCaption(QPainter& painter, int top, const QString& caption, const QString& letters) const {
    if (caption.isEmpty())
        return;
    painter.setPen(m_theme->text);
    Paragraph(caption, font(captionPixels), right() - left(), letters)
        .paint(painter, QPointF(left(), top + px(20)), px(captionPitch));
}

void FigureFrame::paintFooter(QPainter& painter, const QString& command) const {
    const int baseline = m_size.height() - px(16);
    painter.setPen(m_theme->text3);
    painter.setFont(nameFont());
    painter.drawText(QPointF(right() - widthOf(programName(), nameFont()), baseline), programName());
    painter.setFont(commandFont());
    painter.setPen(m_theme->text2);
    const QStringList lines = linesOf(command);
    int y = baseline - px(commandPitch) * (static_cast<int>(lines.size()) - 1);
    for (const QString& line : lines) {
        painter.drawText(QPointF(left(), y), line);
        y += px(commandPitch);
    }
}

int FigureFrame::footerHeight(const QString& footer) const {
    if (footer.isEmpty())
        return px(20);
    return px(44) + px(commandPitch) * std::max(0, static_cast<int>(linesOf(footer).size()) - 1);
}

/// As a shell wants them. None if they do not fit.
QStringList FigureFrame::linesOf(const QString& command) const {
    const double room = right() - widthOf(programName(), nameFont()) - px(12) - left();
    const auto fits = [&](const QString& line) { return widthOf(line, commandFont()) <= room; };
    const QString goesOn = QStringLiteral(" \\");
    if (fits(command))
        return {command};
    QStringList lines;
    for (const QString& word : wordsOf(command)) {
        if (!fits(word + goesOn))
            return {};
        if (lines.isEmpty()) {
            lines << word;
        } else if (const QString longer = lines.back() + u' ' + word; fits(longer + goesOn)) {
            lines.back() = longer;
        } else {
            lines.back() += goesOn;
            lines << word;
        }
    }
    return lines.size() <= mostCommandLines ? lines : QStringList();
}

} // namespace simul
