#include "ui/panels/find_bar.h"

#include "ui/panels/event_text.h"
#include "ui/panels/labels.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>

namespace simul {

FindBar::FindBar(Appearance& appearance, RunController& controller, ViewState& view, QWidget* host)
    : QWidget(host), m_appearance(appearance), m_controller(controller), m_view(view), m_text(new QLineEdit(this)),
      m_result(makeLabel(appearance, TextRole::Faint, {}, this)) {
    m_text->setObjectName(QStringLiteral("find"));
    m_text->setPlaceholderText(tr("Task"));
    m_text->setAccessibleName(tr("Find a task"));
    m_text->installEventFilter(this);
    host->installEventFilter(this);
    auto* row = new QHBoxLayout(this);
    row->addWidget(m_text, 1);
    row->addWidget(m_result);
    connect(m_text, &QLineEdit::textChanged, this, [this] { find(false); });
    appearance.follow(this, [this, row](const Look& look) {
        row->setContentsMargins(look.px(8), look.px(6), look.px(12), look.px(6));
        row->setSpacing(look.px(8));
        m_text->setFont(look.font(13));
        place();
    });
    hide();
}

void FindBar::open() {
    place();
    show();
    raise();
    m_text->selectAll();
    m_text->setFocus(Qt::ShortcutFocusReason);
    find(false);
}

void FindBar::close() {
    hide();
    parentWidget()->setFocus(Qt::OtherFocusReason);
}

void FindBar::place() {
    const Look& look = m_appearance.look();
    const int width = std::min(look.px(280), parentWidget()->width());
    setGeometry(parentWidget()->width() - width - look.px(12), look.px(40), width, look.px(42));
}

void FindBar::find(bool goOn) {
    const Comparison* comparison = m_controller.comparison();
    m_result->clear();
    m_result->hide();
    const QString wanted = m_text->text().trimmed();
    if (comparison == nullptr || comparison->runs.empty() || wanted.isEmpty())
        return;
    // In the panel that one looks at; all of them know the same tasks.
    const std::size_t run = m_view.selection() && m_view.selection()->run < comparison->runs.size()
                                ? m_view.selection()->run
                                : comparison->runs.size() - 1;
    const Trace& trace = *comparison->runs[run].trace;
    const std::size_t count = trace.tasks().size();
    const std::size_t first = goOn ? m_found + 1 : 0;
    for (std::size_t step = 0; step < count; ++step) {
        const std::size_t task = (first + step) % count;
        if (!textOf(trace.tasks()[task].name).contains(wanted, Qt::CaseInsensitive))
            continue;
        m_found = task;
        m_view.select(Selection{run, TaskId(task), m_view.playhead()});
        m_result->setText(textOf(trace.tasks()[task].name));
        m_result->show();
        return;
    }
    m_result->setText(tr("no such task"));
    m_result->show();
}

bool FindBar::eventFilter(QObject* object, QEvent* event) {
    if (object == parentWidget() && event->type() == QEvent::Resize)
        place();
    if (object == m_text && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape) {
            close();
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            find(true);
            return true;
        }
    }
    return QWidget::eventFilter(object, event);
}

void FindBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_appearance.theme().lineStrong, 1));
    painter.setBrush(m_appearance.theme().panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace simul
