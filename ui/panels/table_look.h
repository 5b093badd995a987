#pragma once

#include "ui/appearance.h"

#include <QStyledItemDelegate>

class QBoxLayout;
class QLabel;
class QTableView;

namespace simul {

/// What a small table of the side panel shows beside its texts.
enum TableRole {
    StrongRole = Qt::UserRole + 100, ///< bool: in bold
    MainRole,                        ///< bool: what one reads first
    FaintRole,                       ///< bool: says little
    SwatchRole,                      ///< int: a State, its sample before the text
};

/// Paints the cells of such a table in the program's fonts and colours.
class TableDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    TableDelegate(Appearance& appearance, QObject* parent) : QStyledItemDelegate(parent), m_appearance(appearance) {}
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    QFont fontFor(const QModelIndex& index) const;

    Appearance& m_appearance;
};

/// A table of whole rows, without a grid, in 22 px a row, that follows the look; and such a delegate.
void dressTable(Appearance& appearance, QTableView& table);

/// Lays a page of the side panel out: a row of controls, what is said where there is nothing to show, a note (or nullptr),
/// and the table, which has the rest.
void layOutTablePage(Appearance& appearance, QWidget& page, QBoxLayout* controls, QLabel* empty, QLabel* note, QTableView* table);

/// Makes the first columns, one for each width, as wide as that (at 100 %) or as their heading needs; the others share what
/// is left. To be called again when the model has other columns.
void fixFirstColumns(const Look& look, QTableView& table, std::initializer_list<int> widths);

/// Makes a column as wide as what is in view of it needs: `least` at the least, `most` at the most, at 100 %.
void fitColumn(const Look& look, QTableView& table, int column, int least, int most);

/// What the table shows, its headings first: a line for each row, its cells with `separator` between them. Of commas it
/// makes RFC 4180.
QString tableText(const QAbstractItemModel& model, QChar separator);

} // namespace simul
