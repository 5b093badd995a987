#include "ui/panels/scenario_list.h"

#include "ui/panels/button.h"
#include "ui/panels/labels.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QTimer>

#include <utility>

namespace simul {

namespace {

enum ItemRole { ScenarioRole = Qt::UserRole + 1, TopicRole, IconRole };

class ScenarioDelegate : public QStyledItemDelegate {
public:
    ScenarioDelegate(Appearance& appearance, QObject* parent) : QStyledItemDelegate(parent), m_appearance(appearance) {}

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {m_appearance.look().px(100), m_appearance.look().px(30)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const Look& look = m_appearance.look();
        const Theme& theme = look.theme();
        const bool isChosen = option.state.testFlag(QStyle::State_Selected);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRect row = option.rect.adjusted(look.px(12), 0, -look.px(12), 0);
        if (isChosen || option.state.testFlag(QStyle::State_MouseOver)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(isChosen ? theme.chosen : theme.raised);
            painter->drawRoundedRect(row, look.px(6), look.px(6));
        }
        const int icon = look.px(16);
        const int left = row.left() + look.px(9);
        drawIcon(*painter, index.data(IconRole).toString(), isChosen ? theme.text : theme.text2,
                 QRectF(left, row.center().y() - icon / 2, icon, icon));

        const QString topic = index.data(TopicRole).toString();
        const QFont topicFont = look.font(11.5);
        const int topicWidth = QFontMetrics(topicFont).horizontalAdvance(topic);
        const QRect topicRect = row.adjusted(0, 0, -look.px(9), 0);
        painter->setFont(topicFont);
        painter->setPen(theme.text3);
        painter->drawText(topicRect, Qt::AlignVCenter | Qt::AlignRight, topic);

        const QFont font = look.font(13, isChosen ? QFont::DemiBold : QFont::Normal);
        const QRect titleRect = row.adjusted(look.px(34), 0, -topicWidth - look.px(17), 0);
        painter->setFont(font);
        painter->setPen(isChosen ? theme.text : theme.text2);
        painter->drawText(titleRect, Qt::AlignVCenter | Qt::AlignLeft,
                          QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, titleRect.width()));
        painter->restore();
    }

private:
    Appearance& m_appearance;
};

QStandardItemModel* catalogueModel(QObject* parent) {
    auto* model = new QStandardItemModel(parent);
    for (const Scenario& scenario : catalogue()) {
        const QString title = scenarioText(scenario, scenario.title);
        const QString line = scenarioText(scenario, scenario.line);
        auto* item = new QStandardItem(title);
        item->setEditable(false);
        item->setToolTip(line);
        item->setData(QVariant::fromValue(static_cast<const void*>(&scenario)), ScenarioRole);
        item->setData(topicText(scenario), TopicRole);
        item->setData(QString::fromStdString(scenario.icon), IconRole);
        // What a search looks at.
        item->setData(QStringList{title, line, topicText(scenario), QString::fromStdString(scenario.name)}.join(u' '),
                      Qt::AccessibleDescriptionRole);
        item->setData(title, Qt::AccessibleTextRole);
        model->appendRow(item);
    }
    return model;
}

const Scenario* scenarioAt(const QModelIndex& index) {
    return static_cast<const Scenario*>(index.data(ScenarioRole).value<const void*>());
}

} // namespace

QString scenarioText(const Scenario& scenario, const std::string& text) {
    return QCoreApplication::translate(scenario.name.c_str(), text.c_str());
}

QString topicText(const Scenario& scenario) {
    return QCoreApplication::translate("topics", scenario.topic.c_str());
}

ScenarioList::ScenarioList(Appearance& appearance, RunSetup& setup, QWidget* parent)
    : QWidget(parent), m_appearance(appearance), m_setup(setup) {
    build();
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& now) {
        if (!now.isValid())
            return;
        if (m_isStrangerShown && scenarioAt(now) == &m_setup.scenario())
            emit chosenAgain();
        else
            m_setup.setScenario(*scenarioAt(now));
    });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        const QSignalBlocker quiet(m_view->selectionModel()); // filtering chooses nothing
        m_model->setFilterFixedString(text);
        showChosen();
    });
    connect(&setup, &RunSetup::scenarioChanged, this, &ScenarioList::showChosen);
    showChosen();
}

void ScenarioList::build() {
    auto* search = new Button(m_appearance, Button::Kind::Flat, QStringLiteral("search"), {}, this);
    search->setControlHeight(24);
    search->setAccessibleName(tr("Search the scenarios"));
    search->setToolTip(tr("Search the scenarios (Ctrl+Shift+F)"));
    connect(search, &QAbstractButton::clicked, this, &ScenarioList::startSearch);

    m_search = new QLineEdit(this);
    m_search->setObjectName(QStringLiteral("scenarioSearch"));
    m_search->setPlaceholderText(tr("Title, topic or word"));
    m_search->setAccessibleName(tr("Search the scenarios"));
    m_search->setClearButtonEnabled(false);
    m_search->hide();
    m_search->installEventFilter(this);

    m_model = new QSortFilterProxyModel(this);
    m_model->setSourceModel(catalogueModel(this));
    m_model->setFilterRole(Qt::AccessibleDescriptionRole);
    m_model->setFilterCaseSensitivity(Qt::CaseInsensitive);

    m_view = new QListView(this);
    m_view->setObjectName(QStringLiteral("scenarios"));
    m_view->setAccessibleName(tr("Scenarios"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new ScenarioDelegate(m_appearance, this));
    m_view->setMouseTracking(true);
    m_view->setUniformItemSizes(true);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);

    auto* header = new QHBoxLayout;
    header->addWidget(makeLabel(m_appearance, TextRole::Section, tr("Scenarios"), this));
    header->addStretch();
    header->addWidget(search);
    auto* field = new QHBoxLayout;
    field->addWidget(m_search);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(header);
    layout->addLayout(field);
    layout->addWidget(m_view, 1);
    m_appearance.follow(this, [=, this](const Look& look) {
        m_search->setFont(look.font(13));
        header->setContentsMargins(look.px(20), 0, look.px(12), 0);
        field->setContentsMargins(look.px(12), 0, look.px(12), 0);
        layout->setContentsMargins(0, look.px(8), 0, look.px(4));
        layout->setSpacing(look.px(4));
        m_view->doItemsLayout();
    });
}

int ScenarioList::wholeHeight() const {
    return m_appearance.look().px(30 * static_cast<double>(catalogue().size()) + 24 + 22);
}

void ScenarioList::startSearch() {
    m_search->show();
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void ScenarioList::endSearch() {
    m_search->clear();
    m_search->hide();
    m_view->setFocus(Qt::OtherFocusReason);
}

bool ScenarioList::eventFilter(QObject* object, QEvent* event) {
    if (object != m_search || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(object, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Escape) {
        endSearch();
        return true;
    }
    const bool isEnter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if ((isEnter || key == Qt::Key_Down) && m_model->rowCount() > 0) {
        m_view->setFocus(Qt::OtherFocusReason);
        m_view->setCurrentIndex(m_model->index(0, 0));
        if (isEnter)
            endSearch();
        return true;
    }
    return QWidget::eventFilter(object, event);
}

/// Where it was scrolled to was of another size, or of none.
void ScenarioList::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    QTimer::singleShot(0, this, [this] { m_view->scrollTo(m_view->currentIndex()); }); // once it is laid out
}

void ScenarioList::setStrangerShown(bool shown) {
    if (std::exchange(m_isStrangerShown, shown) != shown)
        showChosen();
}

void ScenarioList::showChosen() {
    for (int row = 0; row < m_model->rowCount() && !m_isStrangerShown; ++row) {
        const QModelIndex index = m_model->index(row, 0);
        if (scenarioAt(index) != &m_setup.scenario())
            continue;
        m_view->setCurrentIndex(index);
        m_view->scrollTo(index);
        return;
    }
    m_view->setCurrentIndex({}); // and a click on any is a choice
    m_view->clearSelection();
}

} // namespace simul
