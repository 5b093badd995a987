#pragma once

#include <QKeySequence>
#include <QObject>
#include <QString>

#include <functional>
#include <vector>

class QWidget;

namespace simul {

class Appearance;

/// The keys of a window: one table, from which the actions and the help are made.
class Shortcuts : public QObject {
    Q_OBJECT

public:
    struct Entry {
        QString group;
        QString text;
        QList<QKeySequence> keys;
    };

    explicit Shortcuts(QWidget* window);

    void add(const QString& group, const QString& text, const QList<QKeySequence>& keys, std::function<void()> action);
    /// Does what `keys` stand for; false: nothing does.
    bool trigger(const QKeySequence& keys) const;
    /// A key that a view handles itself; it is only told of.
    void mention(const QString& group, const QString& text, const QList<QKeySequence>& keys);
    const std::vector<Entry>& entries() const { return m_entries; }

    /// Whether the focused widget needs the keys itself: arrows in a slider, Space on a button.
    static bool belongsTo(const QWidget* focused, QKeyCombination keys);

private:
    QWidget* m_window;
    std::vector<Entry> m_entries;
};

/// Shows all keys; not modal, Esc closes it.
void showKeys(const Shortcuts& shortcuts, Appearance& appearance, QWidget* window);

} // namespace simul
