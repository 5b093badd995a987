#include "ui/timeline/timeline_accessible.h"

#include "ui/timeline/timeline_view_private.h"

#include <QAccessible>
#include <QAccessibleWidget>

#include <map>

namespace simul {

namespace {

class TimelineAccessible;

/// A lane by its place in the picture. Its words are made when somebody asks.
class LaneAccessible : public QAccessibleInterface {
public:
    LaneAccessible(const TimelineView& view, int index) : m_view(&view), m_index(index) {}

    bool isValid() const override { return m_index < m_view->laneCount(); }
    QObject* object() const override { return nullptr; }
    QAccessibleInterface* parent() const override {
        return QAccessible::queryAccessibleInterface(const_cast<TimelineView*>(m_view));
    }
    int childCount() const override { return 0; }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QRect rect() const override {
        const QRect inView = m_view->laneRect(m_index);
        return {m_view->mapToGlobal(inView.topLeft()), inView.size()};
    }
    QString text(QAccessible::Text kind) const override {
        if (kind == QAccessible::Name)
            return m_view->laneName(m_index);
        return kind == QAccessible::Description || kind == QAccessible::Value ? m_view->laneText(m_index) : QString();
    }
    void setText(QAccessible::Text, const QString&) override {}
    QAccessible::State state() const override {
        QAccessible::State state;
        state.selectable = true;
        state.focusable = true;
        state.selected = m_view->currentLane() == m_index;
        state.focused = state.selected && m_view->hasFocus();
        return state;
    }

private:
    const TimelineView* m_view;
    int m_index;
};

class TimelineAccessible : public QAccessibleWidget {
public:
    explicit TimelineAccessible(TimelineView* view) : QAccessibleWidget(view, QAccessible::List), m_view(view) {}
    ~TimelineAccessible() override {
        for (const auto& [index, id] : m_lanes)
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return m_view->laneCount(); }
    QAccessibleInterface* child(int index) const override {
        if (index < 0 || index >= childCount())
            return nullptr;
        const auto [lane, isNew] = m_lanes.try_emplace(index, 0U);
        if (isNew)
            lane->second = QAccessible::registerAccessibleInterface(new LaneAccessible(*m_view, index));
        return QAccessible::accessibleInterface(lane->second);
    }
    int indexOfChild(const QAccessibleInterface* child) const override {
        for (const auto& [index, id] : m_lanes) {
            if (QAccessible::accessibleInterface(id) == child)
                return index;
        }
        return -1;
    }
    QAccessibleInterface* childAt(int x, int y) const override {
        const QPoint at = m_view->mapFromGlobal(QPoint(x, y));
        for (int index = 0; index < childCount(); ++index) {
            if (m_view->laneRect(index).contains(at))
                return child(index);
        }
        return nullptr;
    }
    QAccessibleInterface* focusChild() const override {
        const int current = m_view->currentLane();
        return current >= 0 && m_view->hasFocus() ? child(current) : nullptr;
    }

private:
    TimelineView* m_view;
    mutable std::map<int, QAccessible::Id> m_lanes; ///< those that somebody asked for
};

QAccessibleInterface* makeInterface(const QString& /*className*/, QObject* object) {
    auto* view = qobject_cast<TimelineView*>(object);
    return view == nullptr ? nullptr : new TimelineAccessible(view);
}

} // namespace

void installTimelineAccessibility() {
    static const bool isInstalled = (QAccessible::installFactory(makeInterface), true);
    static_cast<void>(isInstalled);
}

} // namespace simul
