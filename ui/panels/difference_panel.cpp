#include "ui/panels/difference_panel.h"

#include "ui/panels/button.h"
#include "ui/panels/difference_strip.h"
#include "ui/panels/difference_text.h"
#include "ui/panels/labels.h"
#include "ui/panels/run_pair_box.h"
#include "ui/panels/table_look.h"
#include "ui/timeline/mode_text.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace simul {

namespace {

constexpr int shownRows = 6;

} // namespace

DifferencePanel::DifferencePanel(Appearance& appearance, RunController& controller, GhostRuns& ghosts, ViewState& view,
                                 QWidget* parent)
    : QWidget(parent), m_appearance(appearance), m_controller(controller), m_ghosts(ghosts), m_view(view),
      m_model(new DifferenceModel(this)), m_strip(new DifferenceStrip(appearance, view, this)),
      m_job([this](ComparedRuns runs) { adopt(std::move(runs)); }) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_hint = makeLabel(appearance, TextRole::Detail, {}, this);
    m_hint->setWordWrap(true);
    buildTable();
    layout->addWidget(makeLine(Qt::Horizontal, this));
    layout->addWidget(makeHead());
    layout->addWidget(m_hint);
    layout->addWidget(m_strip);
    layout->addWidget(m_table);
    appearance.follow(this, [this](const Look& look) {
        m_hint->setContentsMargins(look.px(12), look.px(4), look.px(12), look.px(10));
        m_table->setMinimumHeight(look.px(26 + 22 * 2 + 2)); // in a low window
        m_table->setMaximumHeight(look.px(26 + 22 * shownRows + 2));
    });
    connect(&controller, &RunController::comparisonReplaced, this, &DifferencePanel::forgetWish);
    connect(&controller, &RunController::runningChanged, this, &DifferencePanel::renew);
    connect(m_strip, &DifferenceStrip::renewed, this, &DifferencePanel::sayHere);
    connect(&view, &ViewState::playheadChanged, this, &DifferencePanel::sayHere);
    connect(&view, &ViewState::comparedChanged, this, &DifferencePanel::follow);
    connect(&ghosts, &GhostRuns::changed, this, &DifferencePanel::renew);
    hide();
}

QWidget* DifferencePanel::makeHead() {
    auto* head = new QWidget(this);
    auto* row = new QHBoxLayout(head);
    const auto addButton = [&](const char* icon, const QString& text, const QString& help,
                               void (DifferencePanel::*verb)()) {
        auto* button = new Button(m_appearance, Button::Kind::Flat, QLatin1String(icon), text, head);
        button->setControlHeight(24);
        button->setAccessibleName(help);
        button->setToolTip(help);
        connect(button, &QAbstractButton::clicked, this, verb);
        row->addWidget(button);
    };
    row->addWidget(makeLabel(m_appearance, TextRole::Section, tr("Difference"), head));
    m_pair = new RunPairBox(m_appearance, head);
    connect(m_pair, &RunPairBox::chosen, this, &DifferencePanel::forgetWish);
    row->addWidget(m_pair);
    m_summary = new ElidedLabel(m_appearance, TextRole::Detail, head);
    row->addSpacing(8);
    row->addWidget(m_summary);
    m_here = new ElidedLabel(m_appearance, TextRole::Faint, head);
    m_here->setObjectName(QStringLiteral("differenceHere"));
    row->addWidget(m_here, 1);
    addButton("copy", {}, tr("Copy the table as text"), &DifferencePanel::copyText);
    addButton("", QStringLiteral("×"), tr("Close (V)"), &DifferencePanel::close);
    m_appearance.follow(head, [row](const Look& look) {
        row->setContentsMargins(look.px(12), look.px(4), look.px(8), look.px(4));
        row->setSpacing(look.px(8));
    });
    return head;
}

void DifferencePanel::buildTable() {
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("differences"));
    m_table->setAccessibleName(tr("The tasks of both runs compared"));
    m_table->setModel(m_model);
    dressTable(m_appearance, *m_table);
    QHeaderView* header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Stretch);
    const auto fixColumns = [this] { fixFirstColumns(m_appearance.look(), *m_table, {104, 84, 84}); };
    connect(m_model, &QAbstractItemModel::modelReset, this, fixColumns);
    connect(&m_appearance, &Appearance::changed, this, fixColumns);
    header->setSectionsClickable(true);
    m_table->setSortingEnabled(true);
    header->setSortIndicator(-1, Qt::DescendingOrder);
    header->setSortIndicatorClearable(true);
    auto* copy = new QAction(tr("Copy the table as text"), m_table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &DifferencePanel::copyText);
    m_table->addAction(copy);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    const auto follow = [this](const QModelIndex& now) { followRow(now.row()); };
    connect(m_table, &QTableView::clicked, this, follow);
    connect(m_table, &QTableView::activated, this, follow);
}

void DifferencePanel::toggle() {
    if (isVisible())
        close();
    else
        show();
}

void DifferencePanel::compare(std::size_t a, std::size_t b) {
    m_view.setCompared(RunPair{{a}, {b}});
}

void DifferencePanel::close() {
    m_view.setCompared(std::nullopt);
    hide();
}

/// The user, or other runs, decide anew.
void DifferencePanel::forgetWish() {
    m_wanted.reset();
    renew();
}

/// What is compared may have been chosen elsewhere: in a panel's menu, or by a session.
void DifferencePanel::follow() {
    if (!m_view.compared()) {
        m_wanted.reset();
        hide();
    } else if (!isVisible() || m_view.compared() != m_pair->pair()) {
        m_wanted = m_view.compared();
        isVisible() ? renew() : show();
    }
}

void DifferencePanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    renew();
}

void DifferencePanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

void DifferencePanel::fillChoices() {
    const Comparison* comparison = m_controller.comparison();
    const GhostRuns::Traces ghosts = m_ghosts.traces();
    std::vector<RunPairBox::Choice> choices;
    for (std::size_t run = 0; comparison != nullptr && run < comparison->runs.size(); ++run) {
        const QString name = runName(comparison->runs[run]);
        if (run < ghosts.size() && ghosts[run] != nullptr)
            choices.push_back({tr("%1, simulated").arg(name), ghosts[run], {run, true}});
        choices.push_back({name, comparison->runs[run].trace, {run, false}});
    }
    m_pair->setChoices(std::move(choices));
}

/// Why nothing can be compared; empty: it can.
QString DifferencePanel::hint() const {
    if (m_pair->choices().size() < 2)
        return tr("Two runs are needed: show another mode, or add the runs of a file (menu of files).");
    if (m_pair->a() == m_pair->b())
        return tr("Choose two runs.");
    if (m_pair->a()->trace->outcome() == Outcome::Unfinished || m_pair->b()->trace->outcome() == Outcome::Unfinished)
        return tr("A run goes on: they are compared when both have ended.");
    return {};
}

void DifferencePanel::renew() {
    if (!isVisible()) { // nobody looks: runs that are gone are not kept
        m_job.cancel();
        m_pair->letGo();
        adopt({});
        return;
    }
    fillChoices();
    if (m_wanted && m_pair->choose(*m_wanted))
        m_wanted.reset();
    if (!m_wanted && m_pair->pair())
        m_view.setCompared(m_pair->pair());
    if (const QString why = hint(); !why.isEmpty()) {
        m_job.cancel();
        adopt({});
        m_hint->setText(why);
        return;
    }
    if (!m_controller.isRunning())
        m_pair->keep();
    m_job.start([a = m_pair->a()->trace, b = m_pair->b()->trace](const std::stop_token& stop) {
        return ComparedRuns{a, b, std::make_shared<const RunDifference>(compareRuns(*a, *b, stop))};
    });
}

void DifferencePanel::adopt(ComparedRuns runs) {
    m_runs = std::move(runs);
    const bool hasRuns = m_runs.difference != nullptr;
    const bool hasPairs = hasRuns && !m_runs.difference->tasks.empty();
    const auto nameOf = [](const RunPairBox::Choice* choice) { return choice == nullptr ? QString() : choice->name; };
    const QStringList names = {nameOf(m_pair->a()), nameOf(m_pair->b())};
    m_model->show(m_runs, names);
    m_strip->setRuns(m_runs, names);
    m_summary->setText(hasRuns ? summaryOf(*m_runs.difference, names[0], names[1]) : QString());
    m_summary->updateGeometry();
    m_strip->setVisible(hasPairs);
    m_table->setVisible(hasPairs);
    m_hint->setVisible(!hasPairs);
    if (hasRuns && !hasPairs)
        m_hint->setText(tr("No task of one has a name of the other's: there is nothing to compare."));
}

/// To the task, in the run where one looks.
void DifferencePanel::followRow(int row) {
    const std::optional<TaskPair> pair = m_model->pairAt(row);
    if (!pair || !isCurrent() || !m_pair->pair())
        return; // or the row is of runs that are gone
    const auto [a, b] = *m_pair->pair();
    const bool takesA = !a.isGhost && (b.isGhost || (m_view.selection() && m_view.selection()->run == a.run));
    if (takesA || !b.isGhost)
        m_view.select(Selection{takesA ? a.run : b.run, takesA ? pair->a : pair->b, m_view.playhead()});
}

void DifferencePanel::sayHere() {
    m_here->setText(m_strip->linesAt(m_view.playhead()).join(QStringLiteral("; ")));
    m_strip->setAccessibleDescription(m_here->text());
}

void DifferencePanel::copyText() {
    QGuiApplication::clipboard()->setText(tableText(*m_model, u'\t'));
}

} // namespace simul
