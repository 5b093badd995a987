#include "ui/shortcuts.h"

#include "ui/panels/labels.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QGridLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>

namespace simul {

Shortcuts::Shortcuts(QWidget* window) : QObject(window), m_window(window) {}

void Shortcuts::add(const QString& group, const QString& text, const QList<QKeySequence>& keys,
                    std::function<void()> action) {
    auto* made = new QAction(text, m_window);
    made->setShortcuts(keys);
    made->setShortcutContext(Qt::WindowShortcut);
    connect(made, &QAction::triggered, this, [action = std::move(action)] { action(); });
    m_window->addAction(made);
    m_entries.push_back({group, text, keys});
}

void Shortcuts::mention(const QString& group, const QString& text, const QList<QKeySequence>& keys) {
    m_entries.push_back({group, text, keys});
}

bool Shortcuts::trigger(const QKeySequence& keys) const {
    for (QAction* action : m_window->actions()) {
        if (action->shortcuts().contains(keys)) {
            action->trigger();
            return true;
        }
    }
    return false;
}

bool Shortcuts::belongsTo(const QWidget* focused, QKeyCombination keys) {
    const Qt::Key key = keys.key();
    const bool isText = qobject_cast<const QLineEdit*>(focused) != nullptr;
    if (keys.keyboardModifiers() == Qt::AltModifier) // would move the mark whose note is being written
        return isText && (key == Qt::Key_Left || key == Qt::Key_Right);
    if (keys.keyboardModifiers() != Qt::NoModifier)
        return false;
    const bool isArrow = key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
    const bool isEdge = key == Qt::Key_Home || key == Qt::Key_End || key == Qt::Key_PageUp || key == Qt::Key_PageDown;
    if (qobject_cast<const QAbstractSlider*>(focused) != nullptr || qobject_cast<const QTabBar*>(focused) != nullptr)
        return isArrow || isEdge;
    if (qobject_cast<const QAbstractItemView*>(focused) != nullptr ||
        qobject_cast<const QPlainTextEdit*>(focused) != nullptr)
        return isArrow || isEdge;
    if (const auto* button = qobject_cast<const QAbstractButton*>(focused))
        return key == Qt::Key_Space || (isArrow && button->group() != nullptr);
    if (isText)
        return key == Qt::Key_Escape; // letters and arrows it takes by itself
    if (qobject_cast<const QComboBox*>(focused) != nullptr)
        return isArrow || key == Qt::Key_Space;
    return false;
}

namespace {

QWidget* makeTableOfKeys(const Shortcuts& shortcuts, Appearance& appearance, int columnCount) {
    const Look& look = appearance.look();
    auto* table = new QWidget;
    auto* columns = new QHBoxLayout(table);
    columns->setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(20));
    columns->setSpacing(look.px(40));
    const auto addColumn = [&] {
        auto* column = new QGridLayout;
        column->setHorizontalSpacing(look.px(24));
        column->setVerticalSpacing(look.px(6));
        columns->addLayout(column);
        return column;
    };
    QGridLayout* column = addColumn();
    const auto perColumn = static_cast<int>(shortcuts.entries().size()) / columnCount;
    int row = 0;
    QString group;
    for (const Shortcuts::Entry& entry : shortcuts.entries()) {
        if (entry.group != group) {
            if (row >= perColumn) {
                column->setRowStretch(row, 1);
                column = addColumn();
                row = 0;
            }
            group = entry.group;
            QLabel* title = makeLabel(appearance, TextRole::Strong, group, table);
            title->setContentsMargins(0, look.px(8), 0, look.px(2));
            column->addWidget(title, row++, 0, 1, 2);
        }
        QStringList keys;
        for (const QKeySequence& key : entry.keys)
            keys << key.toString(QKeySequence::NativeText);
        column->addWidget(makeLabel(appearance, TextRole::Body, keys.join(QStringLiteral("  ")), table), row, 0);
        column->addWidget(makeLabel(appearance, TextRole::Detail, entry.text, table), row++, 1);
    }
    column->setRowStretch(row, 1);
    return table;
}

} // namespace

/// Scrolls where the screen has no room for all of them.
void showKeys(const Shortcuts& shortcuts, Appearance& appearance, QWidget* window) {
    auto* dialog = new QDialog(window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(Shortcuts::tr("Keys"));
    const QSize room = window->screen()->availableSize() - QSize(16, 48); // the dialog's frame
    QWidget* table = makeTableOfKeys(shortcuts, appearance, 3);
    for (int columns = 2; columns > 0 && table->sizeHint().width() > room.width(); --columns) {
        delete table;
        table = makeTableOfKeys(shortcuts, appearance, columns);
    }
    auto* scroll = new QScrollArea(dialog);
    scroll->setWidget(table);
    scroll->setWidgetResizable(true);
    auto* layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    dialog->resize((table->sizeHint() + QSize(scroll->verticalScrollBar()->sizeHint().width(), 0)).boundedTo(room));
    dialog->show();
}

} // namespace simul
