#pragma once

#include "ui/appearance.h"
#include "ui/timeline/view_state.h"

#include <QWidget>

class QLineEdit;

namespace simul {

class TimelineView;

/// Sets marks on a timeline, and writes their notes in a field beside their flag: Enter keeps the note, and so does going
/// elsewhere, Esc does not. What is done here can be undone with the view. GUI thread only.
class MarkEditor : public QWidget {
    Q_OBJECT

public:
    /// All must outlive it; it lies over `timeline`.
    MarkEditor(Appearance& appearance, ViewState& view, TimelineView& timeline);

    /// The first mark after a moment, the last one before it; none: there is none.
    static std::optional<std::size_t> markAfter(const Marks& marks, TraceTime time);
    static std::optional<std::size_t> markBefore(const Marks& marks, TraceTime time);

public slots:
    void add(const simul::TimeRange& time);
    void edit(std::size_t mark);
    void remove(std::size_t mark);
    void openMenu(std::size_t mark, const QPoint& globalPosition);
    void goTo(std::size_t mark); ///< playhead and view
    void giveUp(); ///< what is being written is not kept
    void goToNext();
    void goToPrevious();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void open(const Mark& mark, bool isNew);
    void keep();
    void place();

    Appearance& m_appearance;
    ViewState& m_view;
    TimelineView& m_timeline;
    QLineEdit* m_note;
    Mark m_mark; ///< as it was before
    bool m_isNew = false;
    bool m_isOpen = false;
};

} // namespace simul
