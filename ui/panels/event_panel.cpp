#include "ui/panels/event_panel.h"

#include "ui/panels/labels.h"
#include "ui/panels/run_choice.h"
#include "ui/panels/segmented.h"
#include "ui/panels/table_look.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QScopedValueRollback>
#include <QTableView>

namespace simul {

namespace {

constexpr int soonMs = 250; ///< a live run grows at frame rate; nobody reads that fast

} // namespace

EventPanel::EventPanel(Appearance& appearance, RunController& controller, ViewState& view, EventModel::Content content,
                       QWidget* parent)
    : QWidget(parent), m_appearance(appearance), m_controller(controller), m_view(view),
      m_model(new EventModel(content, this)) {
    build(content);
    m_soon.setSingleShot(true);
    m_soon.setInterval(soonMs);
    connect(&m_soon, &QTimer::timeout, this, &EventPanel::fill);
    connect(&controller, &RunController::comparisonReplaced, this, [this] {
        m_model->show(nullptr, std::nullopt, {});
        fill();
    });
    connect(&controller, &RunController::comparisonGrew, this, &EventPanel::refresh);
    connect(&view, &ViewState::selectionChanged, this, [this] {
        if (!m_isFollowing)
            fill();
    });
    fill();
}

void EventPanel::build(EventModel::Content content) {
    auto* row = new QHBoxLayout;
    m_runs = new QComboBox(this);
    m_runs->setAccessibleName(tr("Run"));
    connect(m_runs, &QComboBox::activated, this, [this] {
        m_view.clearSelection();
        fill();
    });
    row->addWidget(m_runs);
    row->addStretch(1);
    if (content == EventModel::Content::Everything) {
        m_filter = new Segmented(m_appearance, {tr("All"), tr("Selected")}, this);
        m_filter->setControlHeight(26);
        connect(m_filter, &Segmented::chosen, this, &EventPanel::fill);
        row->addWidget(m_filter);
    }
    m_empty =
        makeLabel(m_appearance, TextRole::Detail,
                  content == EventModel::Content::Log
                      ? tr("This run has written nothing into its log. Scenarios that print do, such as the first "
                           "steps.")
                      : tr("No events yet. Run the scenario (Ctrl+R), or select a task."),
                  this);
    m_left = makeLabel(m_appearance, TextRole::Faint, {}, this);
    m_left->hide();
    buildTable();
    layOutTablePage(m_appearance, *this, row, m_empty, m_left, m_table);
    m_appearance.follow(m_runs, [this](const Look& look) {
        m_runs->setFont(look.font(12.5));
        m_runs->setMinimumWidth(look.px(120));
    });
}

void EventPanel::buildTable() {
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("events"));
    m_table->setAccessibleName(tr("Events"));
    m_table->setModel(m_model);
    dressTable(m_appearance, *m_table);
    m_table->horizontalHeader()->setStretchLastSection(true);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) {
        if (now.isValid() && !m_isFollowing)
            followRow(now.row());
    });
    m_appearance.follow(m_table, [this](const Look&) { fitColumns(); });
}

void EventPanel::fitColumns() {
    fitColumn(m_appearance.look(), *m_table, EventModel::Time, 64, 120);
    fitColumn(m_appearance.look(), *m_table, EventModel::Task, 64, 110);
}

void EventPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    fill();
}

void EventPanel::refresh() {
    if (!m_soon.isActive())
        m_soon.start();
}

std::size_t EventPanel::currentRun() const {
    if (m_view.selection())
        return m_view.selection()->run;
    return m_runs->currentIndex() < 0 ? 0 : static_cast<std::size_t>(m_runs->currentIndex());
}

bool EventPanel::isOneLaneOnly() const {
    return m_filter != nullptr && m_filter->current() == 1 && m_view.selection().has_value();
}

void EventPanel::fill() {
    m_soon.stop();
    const Comparison* comparison = m_controller.comparison();
    const bool isEmpty = comparison == nullptr || comparison->runs.empty();
    const std::size_t wanted = currentRun();
    const std::size_t run = isEmpty ? 0 : std::min(wanted, comparison->runs.size() - 1);
    fillRunChoice(*m_runs, comparison, run);
    if (!isVisible())
        return;
    const QScopedValueRollback following(m_isFollowing, true);
    const std::shared_ptr<const Trace> trace = isEmpty ? nullptr : comparison->runs[run].trace;
    const std::optional<LaneId> lane = isOneLaneOnly() ? std::optional(m_view.selection()->lane) : std::nullopt;
    const TraceTime around = m_view.selection() ? m_view.selection()->time : m_view.playhead();
    if (!m_model->shows(trace.get(), lane, around))
        m_model->show(trace, lane, isEmpty ? Duration{} : comparison->end().time_since_epoch(), around);
    tellWhatIsLeftOut();
    m_table->setVisible(m_model->rowCount() > 0);
    m_empty->setVisible(m_model->rowCount() == 0);
    showSelection();
    fitColumns();
}

/// What a worker does is in its task's rows.
LaneId EventPanel::laneInTable(const Selection& selection) const {
    const Trace& trace = *m_controller.comparison()->runs[selection.run].trace;
    if (isOneLaneOnly() || selection.lane.isTask() || !trace.has(selection.lane))
        return selection.lane.isTask() && !isOneLaneOnly() ? selection.lane.ofStory() : selection.lane;
    const Lane& lane = trace.lane(selection.lane);
    const std::optional<std::size_t> index = lane.find(selection.time);
    const Cause cause = index ? lane[*index].info.cause() : Cause{};
    return cause.kind == CauseKind::Task ? LaneId(TaskId(cause.id)) : selection.lane;
}

void EventPanel::tellWhatIsLeftOut() {
    const auto shown = static_cast<std::size_t>(m_model->rowCount());
    m_left->setVisible(shown < m_model->eventCount());
    m_left->setText(tr("%1 of %2 events: those around the selection")
                        .arg(QLocale().toString(static_cast<qulonglong>(shown)),
                             QLocale().toString(static_cast<qulonglong>(m_model->eventCount()))));
}

void EventPanel::showSelection() {
    const Comparison* comparison = m_controller.comparison();
    if (!m_view.selection() || comparison == nullptr || m_view.selection()->run >= comparison->runs.size())
        return;
    const int row = m_model->rowAt(m_view.selection()->time, laneInTable(*m_view.selection()));
    if (row < 0)
        return;
    const QScopedValueRollback following(m_isFollowing, true);
    m_table->setCurrentIndex(m_model->index(row, 0));
    m_table->scrollTo(m_model->index(row, 0), QAbstractItemView::PositionAtCenter);
}

void EventPanel::followRow(int row) {
    const QScopedValueRollback following(m_isFollowing, true);
    const EventModel::Row& event = m_model->row(row);
    m_view.setPlayhead(event.time);
    m_view.select(Selection{currentRun(), event.lane, event.time});
    m_view.reveal(event.time);
}

} // namespace simul
