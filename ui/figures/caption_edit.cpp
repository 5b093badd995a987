#include "ui/figures/caption_edit.h"

#include <QEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyleOptionFrame>

namespace simul {

namespace {

constexpr int margin = 7; ///< between frame and text

} // namespace

CaptionEdit::CaptionEdit(int lines, QWidget* parent) : QPlainTextEdit(parent), m_lines(lines) {
    setTabChangesFocus(true);
    document()->setDocumentMargin(margin);
    viewport()->setAutoFillBackground(false);
    fitHeight();
    // The frame belongs to the field: it does not scroll with the text.
    connect(verticalScrollBar(), &QScrollBar::valueChanged, viewport(), qOverload<>(&QWidget::update));
}

void CaptionEdit::fitHeight() { setFixedHeight(m_lines * fontMetrics().lineSpacing() + 2 * margin); }

void CaptionEdit::paintEvent(QPaintEvent* event) {
    QStyleOptionFrame frame;
    frame.initFrom(this);
    frame.rect = viewport()->rect();
    frame.lineWidth = 1;
    QPainter painter(viewport());
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &frame, &painter, this);
    painter.end();
    QPlainTextEdit::paintEvent(event);
}

void CaptionEdit::changeEvent(QEvent* event) {
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitHeight();
}

void CaptionEdit::focusInEvent(QFocusEvent* event) {
    QPlainTextEdit::focusInEvent(event);
    viewport()->update();
}

void CaptionEdit::focusOutEvent(QFocusEvent* event) {
    QPlainTextEdit::focusOutEvent(event);
    viewport()->update();
}

} // namespace simul
