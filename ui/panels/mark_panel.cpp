#include "ui/panels/mark_panel.h"

#include "ui/panels/button.h"
#include "ui/panels/labels.h"
#include "ui/panels/table_look.h"
#include "ui/timeline/time_text.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <QTableView>

#include <algorithm>

namespace simul {

MarkModel::MarkModel(ViewState& view, QObject* parent) : TableModel(parent), m_view(view) {
    connect(&view, &ViewState::marksChanged, this, [this] {
        if (m_isWriting) // the field that it is written in must not be closed beneath it
            return;
        beginResetModel();
        endResetModel();
    });
}

Qt::ItemFlags MarkModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags flags = TableModel::flags(index);
    return index.column() == Note ? flags | Qt::ItemIsEditable : flags;
}

QVariant MarkModel::cell(int row, int column, int role) const {
    const Mark& mark = m_view.marks()[static_cast<std::size_t>(row)];
    if (role == StrongRole)
        return column == Note;
    if (role != Qt::DisplayRole && role != Qt::EditRole && role != Qt::ToolTipRole)
        return {};
    switch (column) {
    case Time:
        return momentText(mark.time.begin, m_view.end().time_since_epoch());
    case Length:
        return mark.isMoment() ? QString() : shortSpan(mark.time.span());
    default:
        return mark.note;
    }
}

bool MarkModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!index.isValid() || role != Qt::EditRole || index.column() != Note || index.row() >= rowCount())
        return false;
    Marks marks = m_view.marks();
    marks[static_cast<std::size_t>(index.row())].note = value.toString().trimmed();
    const QScopedValueRollback writing(m_isWriting, true);
    m_view.setMarks(std::move(marks));
    emit dataChanged(index, index);
    return true;
}

QString MarkModel::heading(int column) const {
    return column == Time ? tr("Time") : column == Length ? tr("Length") : tr("Note");
}

MarkPanel::MarkPanel(Appearance& appearance, ViewState& view, QWidget* parent)
    : QWidget(parent), m_appearance(appearance), m_view(view), m_model(new MarkModel(view, this)) {
    build();
    addKeys();
    connect(m_model, &QAbstractItemModel::modelReset, this, &MarkPanel::refresh);
    connect(&view, &ViewState::rangeChanged, m_table->viewport(), qOverload<>(&QWidget::update)); // the end may have moved
    refresh();
}

void MarkPanel::build() {
    auto* row = new QHBoxLayout;
    const auto add = [&](const QString& text, const QString& help, const char* name) {
        auto* button = new Button(m_appearance, Button::Kind::Outline, {}, text, this);
        button->setControlHeight(26);
        button->setObjectName(QLatin1String(name));
        button->setToolTip(help);
        row->addWidget(button);
        return button;
    };
    Button* mark = add(tr("Mark"), tr("Mark the moment at the playhead (M)"), "addMark");
    m_edit = add(tr("Edit"), tr("Write its note (Enter)"), "editMark");
    m_remove = add(tr("Delete"), tr("Delete the mark (Del)"), "deleteMark");
    row->addStretch(1);
    connect(mark, &QAbstractButton::clicked, this, &MarkPanel::addRequested);
    connect(m_edit, &QAbstractButton::clicked, this, &MarkPanel::editCurrent);
    connect(m_remove, &QAbstractButton::clicked, this, &MarkPanel::removeCurrent);
    m_empty = makeLabel(m_appearance, TextRole::Detail,
                        tr("No marks yet. M marks the moment under the pointer or at the playhead, Shift+M the range that "
                           "is measured. Marks are saved with the session."),
                        this);
    buildTable();
    layOutTablePage(m_appearance, *this, row, m_empty, nullptr, m_table);
}

void MarkPanel::buildTable() {
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("marks"));
    m_table->setAccessibleName(tr("Marks"));
    m_table->setModel(m_model);
    dressTable(m_appearance, *m_table);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_appearance.follow(m_table, [this](const Look&) { fitColumns(); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) {
        if (!m_isRefreshing)
            follow(now);
    });
    connect(m_table, &QTableView::clicked, this, &MarkPanel::follow);
}

void MarkPanel::fitColumns() {
    fitColumn(m_appearance.look(), *m_table, MarkModel::Time, 72, 130);
    fitColumn(m_appearance.look(), *m_table, MarkModel::Length, 60, 110);
}

void MarkPanel::addKeys() {
    const auto add = [this](const QList<QKeySequence>& keys, void (MarkPanel::*verb)()) {
        auto* action = new QAction(m_table);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, verb);
        m_table->addAction(action);
        return action;
    };
    add({Qt::Key_Return, Qt::Key_Enter}, &MarkPanel::editCurrent)->setText(tr("Edit the note…"));
    add({QKeySequence::Delete}, &MarkPanel::removeCurrent)->setText(tr("Delete the mark"));
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void MarkPanel::refresh() {
    const QScopedValueRollback refreshing(m_isRefreshing, true);
    const bool isEmpty = m_model->rowCount() == 0;
    m_table->setVisible(!isEmpty);
    m_empty->setVisible(isEmpty);
    m_edit->setEnabled(!isEmpty);
    m_remove->setEnabled(!isEmpty);
    if (isEmpty)
        return;
    // The reset has forgotten the row: the one where the playhead stands, so that the keyboard goes on from there.
    const Marks& marks = m_view.marks();
    const auto behind = std::ranges::find_if(marks, [&](const Mark& mark) { return mark.time.begin > m_view.playhead(); });
    const auto row = static_cast<int>(std::max<std::ptrdiff_t>(behind - marks.begin() - 1, 0));
    m_table->setCurrentIndex(m_model->index(row, MarkModel::Note));
    fitColumns();
}

void MarkPanel::follow(const QModelIndex& row) {
    if (!row.isValid())
        return;
    const TimeRange time = m_view.marks()[static_cast<std::size_t>(row.row())].time;
    m_view.setPlayhead(time.begin);
    m_view.reveal(time.begin);
    if (time.begin != time.end)
        m_view.measure(time);
}

void MarkPanel::editCurrent() {
    if (m_table->currentIndex().isValid())
        m_table->edit(m_model->index(m_table->currentIndex().row(), MarkModel::Note));
}

void MarkPanel::removeCurrent() {
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid())
        return;
    Marks marks = m_view.marks();
    marks.erase(marks.begin() + current.row());
    m_view.setMarks(std::move(marks));
}

} // namespace simul
