#pragma once

#include <QAbstractTableModel>

namespace simul {

/// A flat table with headings. Texts stand left, figures right, headings over what they head.
class TableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const final { return parent.isValid() ? 0 : rows(); }
    int columnCount(const QModelIndex& parent = {}) const final { return parent.isValid() ? 0 : columns(); }
    QVariant data(const QModelIndex& index, int role) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const final;

protected:
    virtual int rows() const = 0;
    virtual int columns() const = 0;
    /// Whether a column holds texts; otherwise figures.
    virtual bool isText(int column) const { return column == 0; }
    virtual QString heading(int column) const = 0;
    virtual QString headingHelp(int /*column*/) const { return {}; } ///< its tooltip
    /// What data() is, but for the alignment, of a cell that exists.
    virtual QVariant cell(int row, int column, int role) const = 0;

private:
    int alignment(int column) const { return int((isText(column) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter); }
};

} // namespace simul
