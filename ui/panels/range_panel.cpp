#include "ui/panels/range_panel.h"

#include "engine/analysis/range_csv.h"
#include "ui/panels/event_text.h"
#include "ui/panels/labels.h"
#include "ui/panels/range_head.h"
#include "ui/panels/table_look.h"
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

} // namespace

RangePanel::RangePanel(Appearance& appearance, RunController& controller, ViewState& view, QWidget* parent)
    : QWidget(parent), m_appearance(appearance), m_controller(controller), m_view(view),
      m_states(new RangeStateModel(this)), m_tasks(new RangeTaskModel(this)), m_meter(new RangeMeter(this)) {
    build();
    m_soon.setSingleShot(true);
    m_soon.setInterval(soonMs);
    connect(&m_soon, &QTimer::timeout, this, &RangePanel::renew);
    connect(m_meter, &RangeMeter::measured, this, &RangePanel::adopt);
    connect(&controller, &RunController::comparisonReplaced, this, [this] {
        forget();
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
    m_empty =
        makeLabel(m_appearance, TextRole::Detail,
                  tr("Nothing is measured. Drag with Shift over the lanes or the ruler, or press R to measure the "
                     "selected slice, or I and O where the range begins and ends."),
                  this);
    m_empty->setWordWrap(true);
    m_head = new RangeHead(m_appearance, this);
    connect(m_head, &RangeHead::runChosen, this, [this] {
        const std::size_t run = m_head->currentRun();
        m_view.clearSelection();
        m_view.setMeasuredRun(run);
    });
    connect(m_head, &RangeHead::scopeChosen, this, &RangePanel::showStates);
    connect(m_head, &RangeHead::copyTextClicked, this, &RangePanel::copyText);
    connect(m_head, &RangeHead::copyCsvClicked, this, &RangePanel::copyCsv);
    m_figures = makeFigures();
    buildTables();
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_empty);
    layout->addWidget(m_head);
    layout->addWidget(m_stateTable);
    layout->addWidget(m_figures);
    layout->addWidget(m_taskTable, 1);
    layout->addStretch(0);
    m_appearance.follow(this, [=, this](const Look& look) {
        layout->setContentsMargins(0, look.px(10), 0, 0);
        layout->setSpacing(look.px(8));
        m_empty->setContentsMargins(look.px(16), look.px(8), look.px(16), 0);
    });
}

/// What the table of tasks tells of each.
QWidget* RangePanel::makeFigures() {
    auto* whole = new QWidget(this);
    auto* row = new QHBoxLayout(whole);
    QLabel* label = makeLabel(m_appearance, TextRole::Detail, tr("Of each task"), whole);
    auto* figures = new QComboBox(whole);
    figures->setObjectName(QStringLiteral("rangeFigure"));
    figures->setAccessibleName(tr("What is told of each task"));
    for (int figure = 0; figure < rangeFigures; ++figure) {
        figures->addItem(nameOf(RangeFigure(figure)));
        figures->setItemData(figure, helpOf(RangeFigure(figure)), Qt::ToolTipRole);
    }
    connect(figures, &QComboBox::currentIndexChanged, this,
            [this](int figure) { m_tasks->setFigure(RangeFigure(figure)); });
    row->addWidget(label);
    row->addWidget(figures);
    row->addStretch(1);
    m_appearance.follow(whole, [row, figures](const Look& look) {
        row->setContentsMargins(look.px(16), look.px(4), look.px(16), 0);
        row->setSpacing(look.px(8));
        figures->setFont(look.font(12.5));
        figures->setMinimumWidth(look.px(120));
    });
    return whole;
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
    m_appearance.follow(
        m_stateTable, [this](const Look& look) { m_stateTable->setFixedHeight(look.px(26 + 22 * rangeFigures + 2)); });
    connect(m_taskTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) {
                if (now.isValid() && !m_isFollowing)
                    followRow(now.row());
            });
}

void RangePanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    renew();
}

std::size_t RangePanel::currentRun() const {
    const std::size_t selected = m_view.selection() ? m_view.selection()->run : m_head->currentRun();
    const std::size_t wanted = m_view.measuredRun().value_or(selected);
    return std::min(wanted, m_controller.comparison()->runs.size() - 1);
}

std::optional<LaneId> RangePanel::wantedLane() const {
    const bool isThere = m_view.selection() && !m_view.selection()->resource && m_view.selection()->run == currentRun();
    return isThere ? std::optional(m_view.selection()->lane) : std::nullopt;
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
    m_head->setRuns(*comparison, run);
    m_meter->start(comparison->runs[run].trace, *m_view.measured(), wantedLane());
}

/// What was measured of runs that are gone. On a screen it stays until there is more, but leads nowhere.
void RangePanel::forget() {
    m_meter->stop();
    m_shown = {};
    if (!isVisible())
        m_tasks->show(nullptr, {});
}

void RangePanel::showNothing() {
    forget();
    showParts(false);
}

void RangePanel::showParts(bool hasRange) {
    m_empty->setVisible(!hasRange);
    for (QWidget* part : std::initializer_list<QWidget*>{m_head, m_stateTable, m_figures, m_taskTable})
        part->setVisible(hasRange);
}

void RangePanel::adopt(const MeasuredRange& measured) {
    if (!m_view.measured())
        return;
    const TimeRange range{measured.range.from, measured.range.to};
    const bool knowsMore = m_shown.range.isExact && m_shown.trace == measured.trace &&
                           m_shown.range.from == range.begin && m_shown.range.to == range.end;
    if (!measured.range.isExact && knowsMore && (!wantedLane() || m_shown.lane == wantedLane()))
        return;
    m_shown = measured;
    const Duration whole = m_view.end().time_since_epoch();
    const Duration length = range.span();
    m_head->setTitle(tr("%1 – %2 · %3")
                         .arg(momentText(range.begin, whole, length), momentText(range.end, whole, length),
                              shortSpan(length)));
    showParts(true);
    const QScopedValueRollback following(m_isFollowing, true);
    m_tasks->show(m_shown.trace, m_shown.range);
    if (const auto lane = wantedLane(); lane && lane->isTask())
        m_taskTable->selectRow(m_tasks->rowOf(lane->task()));
    showStates();
}

/// Of all tasks or of the selected lane.
void RangePanel::showStates() {
    const std::optional<LaneId> lane = wantedLane();
    m_head->setHasSelected(lane.has_value());
    const bool isOne = lane && m_head->wantsSelected();
    const bool knows = isOne ? m_shown.lane == lane : m_shown.range.isExact;
    m_states->show(isOne && knows ? m_shown.ofLane : isOne ? StateUses{} : m_shown.range.states, knows);
    if (isOne && !knows)
        m_meter->askFor(lane);
}

void RangePanel::followRow(int row) {
    if (m_shown.trace == nullptr)
        return;
    const QScopedValueRollback following(m_isFollowing, true);
    m_view.select(Selection{currentRun(), m_tasks->taskAt(row), std::max(m_shown.range.from, m_view.playhead())});
    m_head->chooseSelected();
    showStates();
}

void RangePanel::copyText() {
    QGuiApplication::clipboard()->setText(m_head->title() + u'\n' + m_head->runName() + QStringLiteral("\n\n") +
                                          tableText(*m_states, u'\t') + u'\n' + tableText(*m_tasks, u'\t'));
}

void RangePanel::copyCsv() {
    if (m_shown.trace)
        QGuiApplication::clipboard()->setText(QString::fromStdString(rangeCsv(*m_shown.trace, m_shown.range)));
}

} // namespace simul
