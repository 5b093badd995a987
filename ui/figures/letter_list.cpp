#include "ui/figures/letter_list.h"

#include "engine/trace/duration_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace simul {

namespace {

constexpr std::size_t most = 26;

QChar letterOf(std::size_t index) { return QChar(static_cast<char16_t>(u'a' + index)); }

} // namespace

LetterList::LetterList(QWidget* parent)
    : QWidget(parent), m_layout(new QVBoxLayout(this)), m_add(new QPushButton(tr("&Add a letter"))) {
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(4);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_layout->addWidget(m_add, 0, Qt::AlignLeft);
    m_add->setObjectName(QStringLiteral("add-letter"));
    m_add->setAutoDefault(false);
    m_add->setToolTip(tr("Marks a moment in the figure; the caption can speak of it as (a)"));
    connect(m_add, &QPushButton::clicked, this, [this] {
        add(m_next);
        m_rows.back().time->setFocus(Qt::OtherFocusReason);
        m_rows.back().time->selectAll();
    });
}

void LetterList::add(TraceTime time) {
    add(QString::fromStdString(formatDuration(time.time_since_epoch())));
}

void LetterList::setTexts(const QStringList& texts) {
    for (const QString& text : texts)
        add(text);
}

QStringList LetterList::texts() const {
    QStringList texts;
    for (const Row& row : m_rows)
        texts << row.time->text();
    return texts;
}

void LetterList::add(const QString& time) {
    if (m_rows.size() == most)
        return;
    Row row{new QWidget, new QLabel, new QLineEdit(time), new QToolButton};
    auto* layout = new QHBoxLayout(row.widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(row.name);
    layout->addWidget(row.time, 1);
    layout->addWidget(row.remove);
    row.remove->setText(QString(QChar(0xD7)));
    row.remove->setAutoRaise(true);
    connect(row.time, &QLineEdit::textChanged, this, &LetterList::changed);
    connect(row.remove, &QToolButton::clicked, this, [this, widget = row.widget] { remove(widget); });
    m_layout->insertWidget(static_cast<int>(m_rows.size()), row.widget);
    m_rows.push_back(row);
    rename();
    emit changed();
}

void LetterList::remove(QWidget* row) {
    std::erase_if(m_rows, [row](const Row& each) { return each.widget == row; });
    row->deleteLater();
    m_layout->removeWidget(row);
    m_add->setFocus(Qt::OtherFocusReason);
    rename();
    emit changed();
}

void LetterList::rename() {
    for (std::size_t index = 0; index < m_rows.size(); ++index) {
        const QString name = u'(' + QString(letterOf(index)) + u')';
        m_rows[index].name->setText(name);
        m_rows[index].time->setAccessibleName(tr("Moment of %1").arg(name));
        m_rows[index].remove->setAccessibleName(tr("Take %1 away").arg(name));
        m_rows[index].remove->setToolTip(m_rows[index].remove->accessibleName());
    }
    m_add->setEnabled(m_rows.size() < most);
}

Result<std::vector<FigureLetter>> LetterList::letters() const {
    std::vector<FigureLetter> letters;
    for (std::size_t index = 0; index < m_rows.size(); ++index) {
        const Result<Duration> time = parseDuration(m_rows[index].time->text().trimmed().toStdString());
        if (!time)
            return Error{tr("Letter (%1): %2").arg(letterOf(index)).arg(QString::fromStdString(time.error())).toStdString()};
        letters.push_back({letterOf(index), TraceTime(*time)});
    }
    return letters;
}

} // namespace simul
