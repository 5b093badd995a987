#include "ui/panels/difference_panel.h"

#include "ui/panels/button.h"
#include "ui/panels/difference_strip.h"
#include "ui/panels/labels.h"
#include "ui/panels/table_look.h"
#include "ui/timeline/mode_text.h"
#include "ui/timeline/time_text.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
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
    buildTable();
    layout->addWidget(makeLine(Qt::Horizontal, this));
    layout->addWidget(makeHead());
    layout->addWidget(m_hint);
    layout->addWidget(m_strip);
    layout->addWidget(m_table);
    appearance.follow(this, [this](const Look& look) {
        m_hint->setContentsMargins(look.px(12), look.px(4), look.px(12), look.px(10));
        m_table->setFixedHeight(look.px(26 + 22 * shownRows + 2));
    });
    connect(&controller, &RunController::comparisonReplaced, this, &DifferencePanel::renew);
    connect(&controller, &RunController::runningChanged, this, &DifferencePanel::renew);
    connect(m_strip, &DifferenceStrip::renewed, this, &DifferencePanel::sayHere);
    connect(&view, &ViewState::playheadChanged, this, &DifferencePanel::sayHere);
    connect(&ghosts, &GhostRuns::changed, this, &DifferencePanel::renew);
    hide();
}

QWidget* DifferencePanel::makeHead() {
    auto* head = new QWidget(this);
    auto* row = new QHBoxLayout(head);
    const auto addChoice = [&](const QString& name, const char* objectName) {
        auto* choice = new QComboBox(head);
        choice->setAccessibleName(name);
        choice->setObjectName(QLatin1String(objectName));
        row->addWidget(choice);
        connect(choice, &QComboBox::activated, this, &DifferencePanel::renew);
        return choice;
    };
    const auto addButton = [&](const char* icon, const QString& text, const QString& help, void (DifferencePanel::*verb)()) {
        auto* button = new Button(m_appearance, Button::Kind::Flat, QLatin1String(icon), text, head);
        button->setControlHeight(24);
        button->setAccessibleName(help);
        button->setToolTip(help);
        connect(button, &QAbstractButton::clicked, this, verb);
        row->addWidget(button);
    };
    row->addWidget(makeLabel(m_appearance, TextRole::Section, tr("Difference"), head));
    m_a = addChoice(tr("First run"), "differenceA");
    addButton("", QStringLiteral("⇄"), tr("Swap the two runs"), &DifferencePanel::swapRuns);
    m_b = addChoice(tr("Second run"), "differenceB");
    m_summary = makeLabel(m_appearance, TextRole::Detail, {}, head);
    row->addSpacing(8);
    row->addWidget(m_summary);
    m_here = new ElidedLabel(m_appearance, TextRole::Faint, head);
    m_here->setObjectName(QStringLiteral("differenceHere"));
    row->addWidget(m_here, 1);
    addButton("copy", {}, tr("Copy the table as text"), &DifferencePanel::copyText);
    addButton("", QStringLiteral("×"), tr("Close (V)"), &DifferencePanel::close);
    m_appearance.follow(head, [=, this](const Look& look) {
        row->setContentsMargins(look.px(12), look.px(4), look.px(8), look.px(4));
        row->setSpacing(look.px(8));
        for (QComboBox* choice : {m_a, m_b}) {
            choice->setFont(look.font(12.5));
            choice->setMinimumWidth(look.px(120));
        }
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

void DifferencePanel::close() {
    hide();
}

void DifferencePanel::compare(std::size_t a, std::size_t b) {
    fillChoices();
    const auto choiceOf = [this](std::size_t run) {
        return static_cast<int>(std::ranges::find(m_choices, std::optional(run), &Choice::run) - m_choices.begin());
    };
    choose(choiceOf(a), choiceOf(b));
    show();
    renew();
}

void DifferencePanel::swapRuns() {
    choose(m_b->currentIndex(), m_a->currentIndex());
    renew();
}

void DifferencePanel::choose(int a, int b) {
    m_a->setCurrentIndex(a);
    m_b->setCurrentIndex(b);
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

/// What was chosen stays, by its name; else it is the first run and the last.
void DifferencePanel::fillChoices() {
    const Comparison* comparison = m_controller.comparison();
    const GhostRuns::Traces ghosts = m_ghosts.traces();
    m_choices.clear();
    QStringList names;
    const auto add = [&](const QString& name, std::shared_ptr<const Trace> trace, std::optional<std::size_t> run) {
        m_choices.push_back({name, std::move(trace), run});
        names << name;
    };
    for (std::size_t run = 0; comparison != nullptr && run < comparison->runs.size(); ++run) {
        const QString name = runName(comparison->runs[run]);
        if (run < ghosts.size() && ghosts[run] != nullptr)
            add(tr("%1, simulated").arg(name), ghosts[run], std::nullopt);
        add(name, comparison->runs[run].trace, run);
    }
    const auto keep = [&](QComboBox* choice, int otherwise) {
        const qsizetype found = names.indexOf(choice->currentText());
        choice->clear();
        choice->addItems(names);
        choice->setCurrentIndex(found >= 0 ? static_cast<int>(found) : otherwise);
    };
    // A real run is held against its simulated one; else the first against the last.
    const int last = static_cast<int>(names.size()) - 1;
    const bool hasGhost = last > 0 && !m_choices[static_cast<std::size_t>(last) - 1].run;
    keep(m_a, hasGhost ? last - 1 : 0);
    keep(m_b, last);
    if (last > 0 && m_a->currentIndex() == m_b->currentIndex())
        m_b->setCurrentIndex(m_a->currentIndex() == 0 ? last : 0);
}

void DifferencePanel::renew() {
    if (!isVisible())
        return;
    fillChoices();
    const int a = m_a->currentIndex();
    const int b = m_b->currentIndex();
    const auto trace = [&](int choice) { return m_choices[static_cast<std::size_t>(choice)].trace; };
    QString hint;
    if (m_choices.size() < 2)
        hint = tr("Two runs are needed: show another mode, or add the runs of a file (menu of files).");
    else if (a == b)
        hint = tr("Choose two runs.");
    else if (trace(a)->outcome() == Outcome::Unfinished || trace(b)->outcome() == Outcome::Unfinished)
        hint = tr("A run goes on: they are compared when both have ended.");
    if (!hint.isEmpty()) {
        m_job.cancel();
        adopt({});
        m_hint->setText(hint);
        return;
    }
    m_job.start([a = trace(a), b = trace(b)](const std::stop_token& stop) {
        return ComparedRuns{a, b, std::make_shared<const RunDifference>(compareRuns(*a, *b, stop))};
    });
}

void DifferencePanel::adopt(ComparedRuns runs) {
    m_runs = std::move(runs);
    const bool hasRuns = m_runs.difference != nullptr;
    const bool hasPairs = hasRuns && !m_runs.difference->tasks.empty();
    const QStringList names = {m_a->currentText(), m_b->currentText()};
    m_model->show(m_runs, names);
    m_strip->setRuns(m_runs, names);
    m_summary->setText(hasRuns ? summary() : QString());
    m_strip->setVisible(hasPairs);
    m_table->setVisible(hasPairs);
    m_hint->setVisible(!hasPairs);
    if (hasRuns && !hasPairs)
        m_hint->setText(tr("No task of one has a name of the other's: there is nothing to compare."));
}

/// "24 tasks in both, 3 only in Sync; they differ for 62 % of the time"
QString DifferencePanel::summary() const {
    const RunDifference& difference = *m_runs.difference;
    QString text = difference.tasks.size() == 1 ? tr("1 task in both")
                                                : tr("%n tasks in both", nullptr, static_cast<int>(difference.tasks.size()));
    if (!difference.matches.onlyA.empty())
        text += tr(", %1 only in %2").arg(difference.matches.onlyA.size()).arg(m_a->currentText());
    if (!difference.matches.onlyB.empty())
        text += tr(", %1 only in %2").arg(difference.matches.onlyB.size()).arg(m_b->currentText());
    double differing = 0;
    double lived = 0;
    for (const TaskDifference& task : difference.tasks) {
        differing += toSeconds(task.differing);
        lived += toSeconds(std::max(task.a.end, task.b.end) - std::min(task.a.start, task.b.start));
    }
    return lived > 0 ? tr("%1; they differ for %2 of the time").arg(text, shareText(differing / lived)) : text;
}

/// To the task, in the run where one looks.
void DifferencePanel::followRow(int row) {
    const std::optional<TaskPair> pair = m_model->pairAt(row);
    if (!pair || m_a->currentIndex() < 0 || m_b->currentIndex() < 0)
        return;
    const std::optional<std::size_t> a = m_choices[static_cast<std::size_t>(m_a->currentIndex())].run;
    const std::optional<std::size_t> b = m_choices[static_cast<std::size_t>(m_b->currentIndex())].run;
    const bool takesA = a && (!b || (m_view.selection() && m_view.selection()->run == *a));
    if (takesA || b)
        m_view.select(Selection{takesA ? *a : *b, takesA ? pair->a : pair->b, m_view.playhead()});
}

void DifferencePanel::sayHere() {
    m_here->setText(m_strip->linesAt(m_view.playhead()).join(QStringLiteral("; ")));
    m_strip->setAccessibleDescription(m_here->text());
}

void DifferencePanel::copyText() {
    QGuiApplication::clipboard()->setText(tableText(*m_model, u'\t'));
}

} // namespace simul
