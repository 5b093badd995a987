#include "ui/panels/metrics_table.h"

#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace simul {

namespace {

class MetricsDelegate : public QStyledItemDelegate {
public:
    MetricsDelegate(Appearance& appearance, QObject* parent) : QStyledItemDelegate(parent), m_appearance(appearance) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const Look& look = m_appearance.look();
        const Theme& theme = look.theme();
        painter->save();
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, theme.chosen);
        painter->setPen(theme.line);
        if (index.row() > 0)
            painter->drawLine(option.rect.topLeft(), option.rect.topRight());
        QRect cell = option.rect.adjusted(look.px(12), 0, -look.px(12), 0);
        const QString icon = index.data(MetricsModel::IconRole).toString();
        if (!icon.isEmpty()) {
            const int size = look.px(16);
            drawIcon(*painter, icon, theme.text, QRectF(cell.left(), cell.center().y() - size / 2 + 1, size, size));
            cell.setLeft(cell.left() + look.px(24));
        }
        const bool isOutcome = !index.data(MetricsModel::OutcomeRole).toString().isEmpty();
        const QVariant share = index.data(MetricsModel::ShareRole);
        const bool isStrong = index.column() == MetricsModel::ModeColumn || index.data(MetricsModel::BestRole).toBool();
        const QFont font = look.font(12.5, isStrong ? QFont::DemiBold : QFont::Normal);
        const QString text = index.data().toString();
        if (share.isValid() && !isOutcome)
            cell.setLeft(paintBar(*painter, cell, QFontMetrics(font).horizontalAdvance(text), share.toDouble()));
        painter->setFont(font);
        painter->setPen(isStrong || share.isValid() ? theme.text : theme.text2);
        const int alignment = index.data(Qt::TextAlignmentRole).toInt();
        painter->drawText(cell, alignment, QFontMetrics(font).elidedText(text, Qt::ElideRight, cell.width()));
        painter->restore();
    }

private:
    /// Returns where the text may begin.
    int paintBar(QPainter& painter, const QRect& cell, int textWidth, double share) const {
        const Look& look = m_appearance.look();
        const int forText = std::max(look.px(76), textWidth + look.px(12));
        const int width = std::clamp(cell.width() - forText, look.px(24), look.px(96));
        const int height = look.px(7);
        const QRect track(cell.left(), cell.center().y() - height / 2 + 1, width, height);
        painter.fillRect(track, look.theme().chosen);
        const int used = std::clamp(static_cast<int>(std::lround(width * share)), 1, width);
        painter.fillRect(QRect(track.topLeft(), QSize(used, height)), look.theme().text2);
        return track.right() + look.px(10);
    }

    Appearance& m_appearance;
};

} // namespace

MetricsTable::MetricsTable(Appearance& appearance, RunController& controller, ViewState& view, QWidget* parent)
    : QTableView(parent), m_appearance(appearance), m_controller(controller), m_viewState(view),
      m_metrics(new MetricsModel(this)) {
    setUp();
    const auto renew = [this] {
        layOutColumns(); // the story's own may have come
        updateGeometry();
        showSelection();
    };
    connect(m_metrics, &QAbstractItemModel::modelReset, this, renew);
    connect(m_metrics, &QAbstractItemModel::rowsInserted, this, renew);
    connect(&controller, &RunController::comparisonReplaced, this, [this] {
        m_metrics->setComparison(m_controller.comparison());
        showSelection();
    });
    connect(&controller, &RunController::comparisonGrew, m_metrics, &MetricsModel::comparisonChanged);
    connect(&view, &ViewState::selectionChanged, this, &MetricsTable::showSelection);
    connect(this, &QTableView::clicked, this, [this](const QModelIndex& index) { selectRun(index.row()); });
    connect(this, &QTableView::activated, this, [this](const QModelIndex& index) { selectRun(index.row()); });
}

void MetricsTable::setUp() {
    setObjectName(QStringLiteral("metrics"));
    setAccessibleName(tr("The runs compared in numbers"));
    setModel(m_metrics);
    setItemDelegate(new MetricsDelegate(m_appearance, this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setTextElideMode(Qt::ElideRight);
    m_appearance.follow(this, [this](const Look& look) {
        verticalHeader()->setMinimumSectionSize(look.px(24));
        verticalHeader()->setDefaultSectionSize(look.px(24));
        horizontalHeader()->setFont(look.font(12));
        horizontalHeader()->setFixedHeight(look.px(28));
        layOutColumns();
        updateGeometry();
    });
}

QSize MetricsTable::sizeHint() const {
    constexpr int fewest = 3;
    constexpr int most = 6;
    const int rows = std::clamp(m_metrics->rowCount(), fewest, most);
    return {m_appearance.look().px(700), m_appearance.look().px(28 + 24 * rows + (m_scrolls ? 12 : 4))};
}

/// Every column is as wide as its heading at least; what is left over is shared, the bars get most.
void MetricsTable::layOutColumns() {
    const int columns = m_metrics->columnCount();
    const auto share = [](int column) {
        return column == MetricsModel::ModeColumn ? 2 : column == MetricsModel::Makespan ? 6 : 1;
    };
    const int allShares = columns + 6;
    const Look& look = m_appearance.look();
    const QFontMetrics heading(look.font(12));
    const QFontMetrics bold(look.font(12.5, QFont::DemiBold));
    std::vector<int> widths(static_cast<std::size_t>(columns));
    int needed = 0;
    for (int column = 0; column < columns; ++column) {
        const QString title = m_metrics->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        const int least = column == MetricsModel::ModeColumn ? 104 : column == MetricsModel::Makespan ? 140 : 52;
        int widest = std::max(heading.horizontalAdvance(title), look.px(least));
        for (int row = 0; column > MetricsModel::Makespan && row < m_metrics->rowCount(); ++row)
            widest = std::max(widest, bold.horizontalAdvance(m_metrics->index(row, column).data().toString()));
        int& width = widths[static_cast<std::size_t>(column)];
        width = widest + look.px(26);
        needed += width;
    }
    const int spare = std::max(0, viewport()->width() - needed);
    if (m_scrolls != (needed > viewport()->width())) {
        m_scrolls = !m_scrolls;
        updateGeometry();
    }
    int used = 0;
    for (int column = 0; column < columns; ++column) {
        const bool isLast = column + 1 == columns;
        const int least = widths[static_cast<std::size_t>(column)];
        const int width = isLast ? std::max(least, viewport()->width() - used) : least + spare * share(column) / allShares;
        setColumnWidth(column, width);
        used += width;
    }
}

void MetricsTable::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    layOutColumns();
}

void MetricsTable::selectRun(int row) {
    const auto run = static_cast<std::size_t>(row);
    if (m_viewState.selection() && m_viewState.selection()->run == run)
        return;
    const Trace& trace = *m_controller.comparison()->runs[run].trace;
    // The same task in another panel where that is possible: what differs is then the mode alone.
    LaneId lane = m_viewState.selection() ? m_viewState.selection()->lane : LaneId(WorkerId(0U));
    if (!trace.has(lane)) // traces of others have no workers
        lane = trace.workers().empty() ? LaneId(TaskId(0U)) : WorkerId(0U);
    if (trace.has(lane))
        m_viewState.select(Selection{run, lane, m_viewState.playhead()});
}

void MetricsTable::showSelection() {
    if (m_viewState.selection() && static_cast<int>(m_viewState.selection()->run) < m_metrics->rowCount())
        selectRow(static_cast<int>(m_viewState.selection()->run));
    else
        clearSelection();
}

} // namespace simul
