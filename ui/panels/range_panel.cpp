#include "ui/panels/range_panel.h"

#include "engine/analysis/range_csv.h"
#include "ui/panels/button.h"
#include "ui/panels/event_text.h"
#include "ui/panels/labels.h"
#include "ui/panels/segmented.h"
#include "ui/panels/table_look.h"
#include "ui/timeline/mode_text.h"
#include "ui/timeline/time_text.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <QTableView>
#include <QVBoxLayout>

namespace simul {

namespace {

constexpr int soonMs = 250;
constexpr int restMs = 60;

} // namespace

RangePanel::RangePanel(Appearance& appearance, RunController& controller, ViewState& view, QWidget* parent)
    : QWidget(parent), m_appearance(appearance), m_controller(controller), m_view(view),
      m_states(new RangeStateModel(this)), m_tasks(new RangeTaskModel(this)),
      m_estimate([this](Measured measured) { adopt(std::move(measured)); }),
      m_exact([this](Measured measured) { adopt(std::move(measured)); }) {
    build();
    m_soon.setSingleShot(true);
    m_soon.setInterval(soonMs);
    m_rest.setSingleShot(true);
    m_rest.setInterval(restMs);
    connect(&m_soon, &QTimer::timeout, this, &RangePanel::renew);
    connect(&m_rest, &QTimer::timeout, this, &RangePanel::measureExactly);
    connect(&controller, &RunController::comparisonReplaced, this, [this] {
        m_shown = {};
        renew();
    });
    connect(&controller, &RunController::comparisonGrew, this, [this] {
        if (!m_soon.isActive())
            m_soon.start();
    });
    connect(&view, &ViewState::measuredChanged, this, &RangePanel::renew);
    connect(&view, &ViewState::selectionChanged, this, [this] {
        if (!m_isFollowing)
            renew();
    });
    renew();
}

void RangePanel::build() {
    m_empty = makeLabel(m_appearance, TextRole::Detail,
                        tr("Nothing is measured. Drag with Shift over the lanes or the ruler, or press R to measure the "
                           "selected slice, or I and O where the range begins and ends."),
                        this);
    m_empty->setWordWrap(true);
    m_head = makeHead();
    buildTables();
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_empty);
    layout->addWidget(m_head);
    layout->addWidget(m_stateTable);
    layout->addWidget(m_taskTable, 1);
    layout->addStretch(0);
    m_appearance.follow(this, [=, this](const Look& look) {
        layout->setContentsMargins(0, look.px(10), 0, 0);
        layout->setSpacing(look.px(8));
        m_empty->setContentsMargins(look.px(16), look.px(8), look.px(16), 0);
    });
}

QWidget* RangePanel::makeHead() {
    auto* head = new QWidget(this);
    auto* column = new QVBoxLayout(head);
    m_title = makeLabel(m_appearance, TextRole::Strong, {}, head);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* row = new QHBoxLayout;
    m_runs = new QComboBox(head);
    m_runs->setAccessibleName(tr("Run"));
    connect(m_runs, &QComboBox::activated, this, [this] {
        m_view.clearSelection();
        renew();
    });
    m_scope = new Segmented(m_appearance, {tr("All"), tr("Selected")}, head);
    m_scope->setControlHeight(26);
    connect(m_scope, &Segmented::chosen, this, &RangePanel::showStates);
    const auto addCopy = [&](const QString& text, const QString& help, void (RangePanel::*copy)()) {
        auto* button = new Button(m_appearance, Button::Kind::Outline, QStringLiteral("copy"), text, head);
        button->setControlHeight(26);
        button->setToolTip(help);
        connect(button, &QAbstractButton::clicked, this, copy);
        return button;
    };
    row->addWidget(m_runs);
    row->addStretch(1);
    row->addWidget(m_scope);
    auto* copies = new QHBoxLayout;
    copies->addWidget(addCopy(tr("Copy"), tr("Copy both tables as text (Ctrl+C)"), &RangePanel::copyText));
    copies->addWidget(addCopy(tr("Copy as CSV"), tr("Copy all tasks, in seconds, for a table program"), &RangePanel::copyCsv));
    copies->addStretch(1);
    column->addWidget(m_title);
    column->addLayout(row);
    column->addLayout(copies);
    m_appearance.follow(head, [=, this](const Look& look) {
        column->setContentsMargins(look.px(16), 0, look.px(16), 0);
        column->setSpacing(look.px(8));
        copies->setSpacing(look.px(6));
        m_runs->setFont(look.font(12.5));
        m_runs->setMinimumWidth(look.px(120));
    });
    return head;
}

void RangePanel::buildTables() {
    const auto make = [this](QAbstractItemModel* model, const QString& name, const char* objectName) {
        auto* table = new QTableView(this);
        table->setModel(model);
        table->setAccessibleName(name);
        table->setObjectName(QLatin1String(objectName));
        dressTable(m_appearance, *table);
        table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
        const auto fixNames = [this, table] { fixFirstColumns(m_appearance.look(), *table, {84}); };
        connect(model, &QAbstractItemModel::modelReset, table, fixNames);
        connect(&m_appearance, &Appearance::changed, table, fixNames);
        auto* copy = new QAction(tr("Copy"), table);
        copy->setShortcut(QKeySequence::Copy);
        copy->setShortcutContext(Qt::WidgetShortcut);
        connect(copy, &QAction::triggered, this, &RangePanel::copyText);
        auto* csv = new QAction(tr("Copy as CSV"), table);
        connect(csv, &QAction::triggered, this, &RangePanel::copyCsv);
        table->addActions({copy, csv});
        table->setContextMenuPolicy(Qt::ActionsContextMenu);
        return table;
    };
    m_stateTable = make(m_states, tr("States in the range"), "rangeStates");
    m_taskTable = make(m_tasks, tr("Tasks in the range"), "rangeTasks");
    m_stateTable->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_stateTable->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QHeaderView* header = m_taskTable->horizontalHeader();
    header->setSectionsClickable(true);
    m_taskTable->setSortingEnabled(true);
    header->setSortIndicator(-1, Qt::DescendingOrder);
    header->setSortIndicatorClearable(true);
    m_appearance.follow(m_stateTable, [this](const Look& look) {
        m_stateTable->setFixedHeight(look.px(26 + 22 * RangeStateModel::RowCount + 2));
    });
    connect(m_taskTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) {
        if (now.isValid() && !m_isFollowing)
            followRow(now.row());
    });
}

void RangePanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    renew();
}

std::size_t RangePanel::currentRun() const {
    const std::size_t wanted = m_view.selection()         ? m_view.selection()->run
                               : m_runs->currentIndex() < 0 ? 0
                                                            : static_cast<std::size_t>(m_runs->currentIndex());
    return std::min(wanted, m_controller.comparison()->runs.size() - 1);
}

std::optional<LaneId> RangePanel::wantedLane() const {
    return m_view.selection() && !m_view.selection()->resource ? std::optional(m_view.selection()->lane) : std::nullopt;
}

void RangePanel::renew() {
    m_soon.stop();
    if (!isVisible())
        return;
    const Comparison* comparison = m_controller.comparison();
    if (comparison == nullptr || comparison->runs.empty() || !m_view.measured()) {
        showNothing();
        return;
    }
    const std::size_t run = currentRun();
    m_runs->clear();
    for (const ModeRun& each : comparison->runs)
        m_runs->addItem(runName(each));
    m_runs->setCurrentIndex(static_cast<int>(run));
    measureNow();
}

void RangePanel::showNothing() {
    m_estimate.cancel();
    m_exact.cancel();
    m_rest.stop();
    m_shown = {};
    m_head->hide();
    m_stateTable->hide();
    m_taskTable->hide();
    m_empty->show();
}

RangePanel::Measured RangePanel::measure(std::shared_ptr<const Trace> trace, TimeRange range, std::optional<LaneId> lane,
                                         const std::stop_token& stop) {
    Measured measured{trace, measureRange(*trace, range.begin, range.end, stop), lane, {}};
    if (lane && trace->has(*lane))
        measured.ofLane = measureRange(trace->lane(*lane), trace->end(), range.begin, range.end);
    return measured;
}

/// First what the trees know. A trace that grows is only asked here, on the thread that makes it grow.
void RangePanel::measureNow() {
    const std::shared_ptr<const Trace> trace = m_controller.comparison()->runs[currentRun()].trace;
    const TimeRange range = *m_view.measured();
    m_exact.cancel();
    if (trace->outcome() == Outcome::Unfinished) {
        adopt({trace, estimateRange(*trace, range.begin, range.end), std::nullopt, {}});
        return;
    }
    m_estimate.start([trace, range](const std::stop_token&) {
        return Measured{trace, estimateRange(*trace, range.begin, range.end), std::nullopt, {}};
    });
    m_rest.start();
}

void RangePanel::measureExactly() {
    if (m_controller.comparison() == nullptr || !m_view.measured())
        return;
    const std::shared_ptr<const Trace> trace = m_controller.comparison()->runs[currentRun()].trace;
    m_exact.start([trace, range = *m_view.measured(), lane = wantedLane()](const std::stop_token& stop) {
        return measure(trace, range, lane, stop);
    });
}

void RangePanel::adopt(Measured measured) {
    if (!m_view.measured())
        return;
    const TimeRange range{measured.range.from, measured.range.to};
    const bool knowsMore = m_shown.range.isExact && m_shown.trace == measured.trace && m_shown.range.from == range.begin &&
                           m_shown.range.to == range.end;
    if (!measured.range.isExact && knowsMore && (!wantedLane() || m_shown.lane == wantedLane()))
        return;
    m_shown = std::move(measured);
    const Duration whole = m_view.end().time_since_epoch();
    m_title->setText(tr("%1 – %2 · %3")
                         .arg(momentText(range.begin, whole), momentText(range.end, whole), shortSpan(range.span())));
    m_empty->hide();
    m_head->show();
    m_stateTable->show();
    m_taskTable->show();
    const QScopedValueRollback following(m_isFollowing, true);
    m_tasks->show(m_shown.trace, m_shown.range.tasks);
    if (const auto lane = wantedLane(); lane && lane->isTask())
        m_taskTable->selectRow(m_tasks->rowOf(lane->task()));
    showStates();
}

/// Of all tasks or of the selected lane.
void RangePanel::showStates() {
    const std::optional<LaneId> lane = wantedLane();
    m_scope->setVisible(lane.has_value());
    const bool isOne = lane && m_scope->current() == 1;
    const bool knows = isOne ? m_shown.lane == lane : m_shown.range.isExact;
    m_states->show(isOne && knows ? m_shown.ofLane : isOne ? StateUses{} : m_shown.range.states, knows);
    if (isOne && !knows)
        m_rest.start();
}

void RangePanel::followRow(int row) {
    const QScopedValueRollback following(m_isFollowing, true);
    m_view.select(Selection{currentRun(), m_tasks->taskAt(row), std::max(m_shown.range.from, m_view.playhead())});
    m_scope->setCurrent(1);
    showStates();
}

void RangePanel::copyText() {
    QGuiApplication::clipboard()->setText(m_title->text() + u'\n' + m_runs->currentText() + QStringLiteral("\n\n") +
                                          tableText(*m_states, u'\t') + u'\n' + tableText(*m_tasks, u'\t'));
}

void RangePanel::copyCsv() {
    if (m_shown.trace)
        QGuiApplication::clipboard()->setText(QString::fromStdString(rangeCsv(*m_shown.trace, m_shown.range)));
}

} // namespace simul
