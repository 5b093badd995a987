#pragma once

#include "ui/appearance.h"
#include "ui/panels/event_model.h"
#include "ui/run_controller.h"
#include "ui/timeline/view_state.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QTableView;

namespace simul {

class Segmented;

/// The events or the log of a run as a table. A row leads to its slice, the selected slice to its row.
class EventPanel : public QWidget {
    Q_OBJECT

public:
    EventPanel(Appearance& appearance, RunController& controller, ViewState& view, EventModel::Content content,
               QWidget* parent = nullptr);

    QTableView* table() const { return m_table; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void build(EventModel::Content content);
    void buildTable();
    void fitColumns();
    void refresh();
    void fill();
    void showSelection();
    void tellWhatIsLeftOut();
    LaneId laneInTable(const Selection& selection) const;
    void followRow(int row);
    std::size_t currentRun() const;
    bool isOneLaneOnly() const;

    Appearance& m_appearance;
    RunController& m_controller;
    ViewState& m_view;
    EventModel* m_model;
    QComboBox* m_runs = nullptr;
    Segmented* m_filter = nullptr;
    QTableView* m_table = nullptr;
    QLabel* m_empty = nullptr;
    QLabel* m_left = nullptr; ///< how many rows are left out
    QTimer m_soon;
    bool m_isFollowing = false; ///< a row leads to a slice just now
};

} // namespace simul
