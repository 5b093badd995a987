#include "ui/panels/find_bar.h"

#include "ui/panels/button.h"
#include "ui/panels/labels.h"
#include "ui/panels/style.h"
#include "ui/timeline/resource_text.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>

#include <algorithm>

namespace simul {

namespace {

constexpr int againMs = 1000;

} // namespace

FindBar::FindBar(Appearance& appearance, RunController& controller, ViewState& view, QWidget* host)
    : QWidget(host), m_appearance(appearance), m_controller(controller), m_view(view), m_text(new QLineEdit(this)),
      m_result(makeLabel(appearance, TextRole::Faint, {}, this)),
      m_previous(new Button(appearance, Button::Kind::Flat, QStringLiteral("step-back"), {}, this)),
      m_next(new Button(appearance, Button::Kind::Flat, QStringLiteral("step-fwd"), {}, this)) {
    m_text->setObjectName(QStringLiteral("find"));
    m_text->setPlaceholderText(tr("Task, label, cause or log"));
    m_text->setAccessibleName(tr("Find"));
    m_text->installEventFilter(this);
    m_result->setObjectName(QStringLiteral("found"));
    m_previous->setAccessibleName(tr("Previous"));
    m_previous->setToolTip(tr("Previous (Shift+Enter, Shift+F3)"));
    m_next->setAccessibleName(tr("Next"));
    m_next->setToolTip(tr("Next (Enter, F3)"));
    for (Button* button : {m_previous, m_next})
        button->setControlHeight(24);
    host->installEventFilter(this);
    auto* row = new QHBoxLayout(this);
    row->addWidget(m_text, 1);
    row->addWidget(m_result);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    connect(m_text, &QLineEdit::textChanged, this, [this] {
        m_goesToFirst = true;
        search();
    });
    connect(m_next, &QAbstractButton::clicked, this, &FindBar::next);
    connect(m_previous, &QAbstractButton::clicked, this, &FindBar::previous);
    m_again.setSingleShot(true);
    m_again.setInterval(againMs);
    connect(&m_again, &QTimer::timeout, this, &FindBar::searchAgain);
    connect(&controller, &RunController::comparisonReplaced, this, &FindBar::search);
    connect(&controller, &RunController::comparisonGrew, this, [this] {
        if (isVisible() && !m_again.isActive())
            m_again.start();
    });
    appearance.follow(this, [this, row](const Look& look) {
        row->setContentsMargins(look.px(8), look.px(6), look.px(8), look.px(6));
        row->setSpacing(look.px(10)); // with room for the ring of the focus
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
    search();
}

void FindBar::close() {
    hide();
    m_wish = 0;
    start(); // ends what goes on: while it is hidden it begins nothing
    emit hitsChanged(nullptr);
    parentWidget()->setFocus(Qt::OtherFocusReason);
}

void FindBar::place() {
    const Look& look = m_appearance.look();
    const int width = std::min(look.px(400), parentWidget()->width());
    setGeometry(parentWidget()->width() - width - look.px(12), look.px(40), width, look.px(42));
}

/// Where one looks.
std::size_t FindBar::currentRun() const {
    const std::size_t runs = m_controller.comparison()->runs.size();
    return m_view.selection() && m_view.selection()->run < runs ? m_view.selection()->run : runs - 1;
}

void FindBar::search() {
    m_last.reset();
    if (m_current)
        m_last = m_hits->hits[*m_current];
    m_hits.reset();
    m_current.reset();
    emit hitsChanged(nullptr); // they speak of traces that may be gone
    start();
    tell();
}

void FindBar::searchAgain() {
    if (m_current)
        m_last = m_hits->hits[*m_current];
    start();
}

void FindBar::start() {
    m_again.stop();
    m_job.cancel();
    const Comparison* comparison = m_controller.comparison();
    const QString wanted = m_text->text().trimmed();
    if (comparison == nullptr || comparison->runs.empty() || wanted.isEmpty() || !isVisible())
        return;
    m_job.start(std::make_shared<TraceSearch>(*comparison, currentRun(), wanted), m_controller.isGrowing());
}

void FindBar::adopt(std::shared_ptr<const SearchHits> hits) {
    m_hits = std::move(hits);
    emit hitsChanged(m_hits);
    const auto isLast = [this](const SearchHit& hit) {
        return m_last && hit.run == m_last->run && hit.lane == m_last->lane && hit.kind == m_last->kind &&
               hit.time == m_last->time && hit.resource == m_last->resource;
    };
    const auto last = std::ranges::find_if(m_hits->hits, isLast);
    m_current.reset();
    if (last != m_hits->hits.end())
        m_current = static_cast<std::size_t>(last - m_hits->hits.begin());
    const int wish = std::exchange(m_wish, 0);
    if (std::exchange(m_goesToFirst, false) && !m_hits->hits.empty())
        goTo(0);
    else if (wish != 0)
        go(wish);
    tell();
}

void FindBar::next() {
    go(1);
}
void FindBar::previous() {
    go(-1);
}

void FindBar::go(int by) {
    if (!isVisible() && !m_text->text().isEmpty()) { // lit again
        m_wish = by;
        open();
        return;
    }
    if (!m_hits || m_hits->hits.empty())
        return;
    const std::size_t count = m_hits->hits.size();
    const std::size_t from = m_current.value_or(by > 0 ? count - 1 : 0);
    goTo((from + count + static_cast<std::size_t>(by > 0 ? 1 : count - 1)) % count);
}

void FindBar::goTo(std::size_t index) {
    m_current = index;
    const SearchHit& hit = m_hits->hits[index];
    // A name is found at the time that one looks at.
    const TraceTime time = hit.kind == SearchHit::Kind::Name ? std::max(hit.time, m_view.playhead()) : hit.time;
    if (hit.kind == SearchHit::Kind::Log)
        m_view.setPlayhead(hit.time);
    const ModeRun& run = m_controller.comparison()->runs[hit.run];
    if (m_view.lanes().panel(run).collapsed) { // it is there, and not to be seen
        LaneChoices lanes = m_view.lanes();
        lanes.panels[panelKey(run)].collapsed = false;
        m_view.setLanes(std::move(lanes));
    }
    if (const ResourceUse* use = hit.resource ? useOf(run.resources, *hit.resource) : nullptr)
        m_view.select(selectionOf(*m_controller.comparison(), hit.run, *use, time));
    else
        m_view.select(Selection{hit.run, hit.lane, time});
    m_view.reveal(time);
    tell();
}

/// How many there are, and which of them this is.
void FindBar::tell() {
    const std::size_t count = m_hits ? m_hits->hits.size() : 0;
    const bool isAsked = !m_text->text().trimmed().isEmpty();
    const QString all = QLocale().toString(static_cast<qulonglong>(count)) +
                        (m_hits && m_hits->isCut ? QStringLiteral("+") : QString());
    m_result->setText(!isAsked      ? QString()
                      : !m_hits     ? QStringLiteral("…")
                      : count == 0  ? tr("not found")
                      : m_current   ? tr("%1 of %2").arg(QLocale().toString(static_cast<qulonglong>(*m_current + 1)), all)
                                    : all);
    m_result->setVisible(isAsked);
    m_next->setEnabled(count > 0);
    m_previous->setEnabled(count > 0);
}

bool FindBar::eventFilter(QObject* object, QEvent* event) {
    if (object == parentWidget() && event->type() == QEvent::Resize)
        place();
    if (object == m_text && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Escape) {
            close();
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            key->modifiers().testFlag(Qt::ShiftModifier) ? previous() : next();
            return true;
        }
    }
    return QWidget::eventFilter(object, event);
}

void FindBar::paintEvent(QPaintEvent*) {
    paintFloating(*this, m_appearance.theme());
}

} // namespace simul
