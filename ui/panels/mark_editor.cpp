#include "ui/panels/mark_editor.h"

#include "ui/panels/style.h"
#include "ui/timeline/timeline_view.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>

#include <algorithm>

namespace simul {

MarkEditor::MarkEditor(Appearance& appearance, ViewState& view, TimelineView& timeline)
    : QWidget(&timeline), m_appearance(appearance), m_view(view), m_timeline(timeline), m_note(new QLineEdit(this)) {
    m_note->setObjectName(QStringLiteral("markNote"));
    m_note->setPlaceholderText(tr("Note (Enter keeps it)"));
    m_note->setAccessibleName(tr("Note of the mark"));
    m_note->installEventFilter(this);
    auto* row = new QHBoxLayout(this);
    row->addWidget(m_note);
    appearance.follow(this, [this, row](const Look& look) {
        row->setContentsMargins(look.px(6), look.px(6), look.px(6), look.px(6));
        m_note->setFont(look.font(13));
        place();
    });
    connect(&view, &ViewState::rangeChanged, this, &MarkEditor::place);
    connect(&timeline, &TimelineView::markActivated, this, &MarkEditor::edit);
    connect(&timeline, &TimelineView::markMenuRequested, this, &MarkEditor::openMenu);
    connect(&timeline, &TimelineView::markRequested, this, &MarkEditor::add);
    hide();
}

void MarkEditor::add(const TimeRange& time) {
    open({time}, true);
}

void MarkEditor::edit(std::size_t mark) {
    if (mark >= m_view.marks().size())
        return;
    m_view.reveal(m_view.marks()[mark].time.begin);
    open(m_view.marks()[mark], false);
}

void MarkEditor::remove(std::size_t mark) {
    Marks marks = m_view.marks();
    if (mark >= marks.size())
        return;
    marks.erase(marks.begin() + static_cast<std::ptrdiff_t>(mark));
    m_view.setMarks(std::move(marks));
}

void MarkEditor::openMenu(std::size_t mark, const QPoint& globalPosition) {
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("markMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Edit the note…"), this, [this, mark] { edit(mark); });
    menu->addAction(tr("Delete the mark"), this, [this, mark] { remove(mark); });
    menu->popup(globalPosition);
}

std::optional<std::size_t> MarkEditor::markAfter(const Marks& marks, TraceTime time) {
    const auto found = std::ranges::find_if(marks, [&](const Mark& mark) { return mark.time.begin > time; });
    return found == marks.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - marks.begin()));
}

std::optional<std::size_t> MarkEditor::markBefore(const Marks& marks, TraceTime time) {
    const auto behind = std::ranges::find_if(marks, [&](const Mark& mark) { return mark.time.begin >= time; });
    return behind == marks.begin() ? std::nullopt : std::optional(static_cast<std::size_t>(behind - marks.begin()) - 1);
}

void MarkEditor::goTo(std::size_t mark) {
    if (mark >= m_view.marks().size())
        return;
    const TraceTime time = m_view.marks()[mark].time.begin;
    m_view.setPlayhead(time);
    m_view.reveal(time);
}

void MarkEditor::goToNext() {
    if (const auto mark = markAfter(m_view.marks(), m_view.playhead()))
        goTo(*mark);
}

void MarkEditor::goToPrevious() {
    if (const auto mark = markBefore(m_view.marks(), m_view.playhead()))
        goTo(*mark);
}

void MarkEditor::open(const Mark& mark, bool isNew) {
    if (m_isOpen)
        keep();
    m_isOpen = true;
    m_mark = mark;
    m_isNew = isNew;
    m_note->setText(mark.note);
    m_note->selectAll();
    place();
    show();
    raise();
    m_note->setFocus(Qt::ShortcutFocusReason);
}

/// By what it was: it may have moved in the list meanwhile, or be gone.
void MarkEditor::keep() {
    Marks marks = m_view.marks();
    const Mark now{m_mark.time, m_note->text().trimmed()};
    const auto old = std::ranges::find(marks, m_mark);
    if (m_isNew)
        marks.push_back(now);
    else if (old != marks.end())
        *old = now;
    giveUp();
    m_view.setMarks(std::move(marks));
}

/// The focus goes on before the field does, else it would be passed on as by Tab.
void MarkEditor::giveUp() {
    m_isOpen = false;
    if (m_note->hasFocus())
        m_timeline.setFocus(Qt::OtherFocusReason);
    hide();
}

void MarkEditor::place() {
    const Look& look = m_appearance.look();
    const QPoint at = m_timeline.placeOf(m_mark.time.begin);
    const int width = std::min(look.px(260), m_timeline.width());
    setGeometry(std::clamp(at.x(), 0, std::max(0, m_timeline.width() - width)), at.y() + look.px(3), width, look.px(42));
}

bool MarkEditor::eventFilter(QObject* object, QEvent* event) {
    if (object != m_note || !m_isOpen)
        return QWidget::eventFilter(object, event);
    if (event->type() == QEvent::FocusOut && static_cast<QFocusEvent*>(event)->reason() != Qt::PopupFocusReason &&
        static_cast<QFocusEvent*>(event)->reason() != Qt::ActiveWindowFocusReason)
        keep();
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(object, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter)
        keep();
    else if (key == Qt::Key_Escape)
        giveUp();
    else
        return QWidget::eventFilter(object, event);
    return true;
}

void MarkEditor::paintEvent(QPaintEvent*) {
    paintFloating(*this, m_appearance.theme());
}

} // namespace simul
