#pragma once

#include "ui/appearance.h"
#include "ui/panels/table_model.h"
#include "ui/timeline/view_state.h"

#include <QWidget>

class QLabel;
class QTableView;

namespace simul {

class Button;

/// The marks of a view as a table; notes can be written in it.
class MarkModel : public TableModel {
    Q_OBJECT

public:
    enum Column { Time, Length, Note, ColumnCount };

    explicit MarkModel(ViewState& view, QObject* parent = nullptr);

    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

protected:
    int rows() const override { return static_cast<int>(m_view.marks().size()); }
    int columns() const override { return ColumnCount; }
    bool isText(int column) const override { return column == Note; }
    QString heading(int column) const override;
    QVariant cell(int row, int column, int role) const override;

private:
    ViewState& m_view;
    bool m_isWriting = false;
};

/// All marks as a list: a row leads to its mark, Enter writes its note, Delete deletes it. GUI thread only.
class MarkPanel : public QWidget {
    Q_OBJECT

public:
    MarkPanel(Appearance& appearance, ViewState& view, QWidget* parent = nullptr);

    QTableView* table() const { return m_table; }

signals:
    void addRequested();

private:
    void build();
    void buildTable();
    void fitColumns();
    void addKeys();
    void refresh();
    void follow(const QModelIndex& row);
    void editCurrent();
    void removeCurrent();

    Appearance& m_appearance;
    ViewState& m_view;
    MarkModel* m_model;
    QTableView* m_table = nullptr;
    QLabel* m_empty = nullptr;
    Button* m_edit = nullptr;
    Button* m_remove = nullptr;
    bool m_isRefreshing = false;
};

} // namespace simul
