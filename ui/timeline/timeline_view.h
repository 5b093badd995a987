#pragma once

#include "ui/comparison.h"
#include "ui/theme.h"
#include "ui/timeline/view_state.h"

#include <QWidget>

#include <memory>

namespace simul {

struct SearchHits;

/// The centre of the window: legend, minimap, ruler and a panel for each run. Shows what ViewState says, turns every
/// gesture into calls of it, and paints through the same code as the figures. GUI thread only.
class TimelineView : public QWidget {
    Q_OBJECT

public:
    /// `state` must outlive the view.
    explicit TimelineView(ViewState& state, QWidget* parent = nullptr);
    ~TimelineView() override;

    /// What is shown; not owned, must live until it is replaced. nullptr: the empty state with its Run button.
    void setComparison(const Comparison* comparison);
    /// The traces have grown or a run was added. Cheap; call at frame rate.
    void comparisonChanged();
    /// Runs that are laid over those shown, by the index of these; null: none.
    void setGhosts(std::vector<std::shared_ptr<const Trace>> traces);
    /// Whether the empty state's Run button can be pressed.
    void setCanRun(bool canRun);
    void setTheme(ThemeKind kind);
    ThemeKind theme() const;
    /// Everything so many times as large as usual, for a projector.
    void setScale(double scale);
    /// `guest` comes and goes beside the view in a layout: while it takes some of its height, lanes stay as dense as without.
    void lendTo(QWidget& guest);

    /// Where a moment is on the ruler, in this widget; may be out of view.
    QPoint placeOf(TraceTime time) const;
    /// What was looked for is lit; nullptr: nothing is. For the comparison that is shown.
    void setFound(std::shared_ptr<const SearchHits> found);

    bool isCollapsed(std::size_t run) const;
    void setCollapsed(std::size_t run, bool collapsed);

    // What a screen reader knows of it: lanes from top to bottom, and what each does at the time that is looked at.
    int laneCount() const;
    int currentLane() const; ///< the selected one; -1: none
    QString laneName(int lane) const;
    QString laneText(int lane) const;
    QRect laneRect(int lane) const; ///< in the widget; may be scrolled out of it

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public slots:
    void zoomInAtPointer(); ///< at the playhead when the pointer is elsewhere
    void zoomOutAtPointer();
    void panLeft();
    void panRight();
    void focusSelection(); ///< the range of the selected slice; again: everything
    void fitAll();
    void nextEvent(); ///< selects the next slice of the lane
    void previousEvent();
    void laneUp(); ///< selects the lane above at the same time
    void laneDown();
    void followLink();     ///< selects what the selected slice led to
    void followLinkBack(); ///< selects what led to the selected slice
    void clearSelection();
    void markHere();     ///< the moment under the pointer, or at the playhead
    void moveMarkLeft(); ///< the mark at the playhead by a pixel
    void moveMarkRight();
    void markMeasured(); ///< the measured range; without one as markHere()
    void measureSelection(); ///< the selected slice; with none, what is shown
    void measureFromHere();  ///< from the playhead on, to where it ended
    void measureToHere();    ///< up to the playhead
    void copySelection(); ///< what the selected slice says of itself, as text
    void toggleColours(); ///< by state, by task
    void toggleArrows();  ///< of the selection, or all where there is room
    void moveLaneUp(); ///< of the selected lane, as all of these
    void moveLaneDown();
    void growLane();
    void shrinkLane();
    void pinLane(); ///< to the top of its panel, or back
    void hideLane(); ///< among those that are drawn as one; a click on them shows it again
    void resetLanes(); ///< all of them as they are by themselves

signals:
    void runRequested();                                    ///< the Run button of the empty state
    void sliceActivated(const simul::Selection& selection); ///< double click or Enter
    void hovered(const std::optional<simul::Selection>& slice);
    void markActivated(std::size_t mark); ///< double click
    void markRequested(const simul::TimeRange& time); ///< a new one
    void markMenuRequested(std::size_t mark, const QPoint& globalPosition);
    void panelMenuRequested(std::size_t run, const QPoint& globalPosition);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace simul
