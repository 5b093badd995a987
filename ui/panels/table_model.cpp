#include "ui/panels/table_model.h"

namespace simul {

QVariant TableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rows() || index.column() >= columns())
        return {};
    return role == Qt::TextAlignmentRole ? QVariant(alignment(index.column())) : cell(index.row(), index.column(), role);
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section >= columns())
        return {};
    switch (role) {
    case Qt::TextAlignmentRole:
        return alignment(section);
    case Qt::DisplayRole:
        return heading(section);
    case Qt::ToolTipRole: {
        const QString help = headingHelp(section);
        return help.isEmpty() ? QVariant() : QVariant(help);
    }
    default:
        return {};
    }
}

} // namespace simul
