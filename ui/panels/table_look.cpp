#include "ui/panels/table_look.h"

#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace simul {

namespace {

constexpr int beside = 8;       ///< of a cell's text, on each side
constexpr int swatchWidth = 28; ///< with what is free behind it

} // namespace

QFont TableDelegate::fontFor(const QModelIndex& index) const {
    return m_appearance.look().font(12, index.data(StrongRole).toBool() ? QFont::DemiBold : QFont::Normal);
}

/// As wide as all of its text needs.
QSize TableDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    const Look& look = m_appearance.look();
    const int swatch = index.data(SwatchRole).isValid() ? look.px(swatchWidth) : 0;
    const int text = QFontMetrics(fontFor(index)).horizontalAdvance(index.data().toString());
    return {text + swatch + 2 * look.px(beside) + 1, look.px(22)};
}

void TableDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Look& look = m_appearance.look();
    const Theme& theme = look.theme();
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, theme.chosen);
    QRect cell = option.rect.adjusted(look.px(beside), 0, -look.px(beside), 0);
    const QVariant swatch = index.data(SwatchRole);
    if (swatch.isValid()) {
        const int high = look.px(12);
        drawStateSwatch(*painter, theme, static_cast<State>(swatch.toInt()),
                        QRect(cell.left(), cell.center().y() - high / 2 + 1, look.px(22), high));
        cell.setLeft(cell.left() + look.px(swatchWidth));
    }
    const bool isStrong = index.data(StrongRole).toBool();
    const QFont font = fontFor(index);
    painter->setFont(font);
    const bool isMain = isStrong || index.data(MainRole).toBool();
    painter->setPen(index.data(FaintRole).toBool() ? theme.text3 : isMain ? theme.text : theme.text2);
    painter->drawText(cell, index.data(Qt::TextAlignmentRole).toInt(),
                      QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, cell.width()));
    painter->restore();
}

void dressTable(Appearance& appearance, QTableView& table) {
    table.setItemDelegate(new TableDelegate(appearance, &table));
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setShowGrid(false);
    table.setWordWrap(false);
    table.setTabKeyNavigation(false);
    table.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.verticalHeader()->hide();
    QHeaderView* header = table.horizontalHeader();
    header->setHighlightSections(false);
    header->setProperty("narrow", true);
    header->setSectionsClickable(false);
    appearance.follow(&table, [&table, header](const Look& look) {
        table.setFont(look.font(12));
        table.verticalHeader()->setMinimumSectionSize(look.px(22));
        table.verticalHeader()->setDefaultSectionSize(look.px(22));
        header->setFont(look.font(12));
        header->setFixedHeight(look.px(26));
    });
}

void layOutTablePage(Appearance& appearance, QWidget& page, QBoxLayout* controls, QLabel* empty, QLabel* note,
                     QTableView* table) {
    auto* layout = new QVBoxLayout(&page);
    layout->addLayout(controls);
    layout->addWidget(empty);
    if (note != nullptr)
        layout->addWidget(note);
    layout->addWidget(table, 1);
    layout->addStretch(0);
    empty->setWordWrap(true);
    appearance.follow(&page, [=](const Look& look) {
        layout->setContentsMargins(0, look.px(10), 0, 0);
        layout->setSpacing(look.px(8));
        controls->setContentsMargins(look.px(16), 0, look.px(16), 0);
        controls->setSpacing(look.px(6));
        empty->setContentsMargins(look.px(16), look.px(8), look.px(16), 0);
        if (note != nullptr)
            note->setContentsMargins(look.px(16), 0, look.px(16), 0);
    });
}

void fixFirstColumns(const Look& look, QTableView& table, std::initializer_list<int> widths) {
    QHeaderView* header = table.horizontalHeader();
    const QFontMetrics metrics(header->font());
    int column = 0;
    for (const int width : widths) {
        if (column >= header->count())
            return;
        const QString heading = table.model()->headerData(column, Qt::Horizontal).toString();
        header->setSectionResizeMode(column, QHeaderView::Fixed);
        header->resizeSection(column, std::max(look.px(width), metrics.horizontalAdvance(heading) + look.px(20)));
        ++column;
    }
}

void fitColumn(const Look& look, QTableView& table, int column, int least, int most) {
    table.horizontalHeader()->setResizeContentsPrecision(0); // only what is in view
    table.resizeColumnToContents(column);
    table.setColumnWidth(column, std::clamp(table.columnWidth(column), look.px(least), look.px(most)));
}

namespace {

QString cellText(QString text, QChar separator) {
    text.replace(QChar(0xA0), u' '); // what belongs together on a screen is two words elsewhere
    const bool needsQuotes = text.contains(separator) || text.contains(u'"') || text.contains(u'\n') || text.contains(u'\r');
    return needsQuotes ? u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"' : text;
}

} // namespace

QString tableText(const QAbstractItemModel& model, QChar separator) {
    QStringList lines;
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column)
        cells << cellText(model.headerData(column, Qt::Horizontal).toString(), separator);
    lines << cells.join(separator);
    for (int row = 0; row < model.rowCount(); ++row) {
        cells.clear();
        for (int column = 0; column < model.columnCount(); ++column)
            cells << cellText(model.index(row, column).data().toString(), separator);
        lines << cells.join(separator);
    }
    const QString end = separator == u',' ? QStringLiteral("\r\n") : QStringLiteral("\n");
    return lines.join(end) + end;
}

} // namespace simul
