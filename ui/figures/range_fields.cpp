#include "ui/figures/range_fields.h"

#include "engine/trace/duration_text.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

namespace simul {

namespace {

QString durationText(TraceTime time) {
    return QString::fromStdString(formatDuration(time.time_since_epoch()));
}

} // namespace

RangeFields::RangeFields(TimeRange visible, TimeRange whole, QWidget* parent)
    : QWidget(parent), m_visible(visible), m_whole(whole), m_choice(new QComboBox), m_from(new QLineEdit), m_to(new QLineEdit) {
    m_choice->setObjectName(QStringLiteral("figure-range"));
    m_choice->addItem(tr("What is visible now"), static_cast<int>(FigureChoices::Range::Visible));
    m_choice->addItem(tr("The whole run"), static_cast<int>(FigureChoices::Range::Whole));
    m_choice->addItem(tr("From … to …"), static_cast<int>(FigureChoices::Range::FromTo));
    m_from->setAccessibleName(tr("From"));
    m_to->setAccessibleName(tr("To"));
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_choice, 0, 0, 1, 3);
    layout->addWidget(m_from, 1, 0);
    layout->addWidget(new QLabel(QStringLiteral("–")), 1, 1);
    layout->addWidget(m_to, 1, 2);
    layout->setColumnStretch(0, 1);
    layout->setColumnStretch(2, 1);
    setFocusProxy(m_choice);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    for (QLineEdit* edit : {m_from, m_to})
        connect(edit, &QLineEdit::textChanged, this, &RangeFields::changed);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &RangeFields::followChoice);
    followChoice();
}

void RangeFields::followChoice() {
    const bool isTyped = choice() == FigureChoices::Range::FromTo;
    m_from->setEnabled(isTyped);
    m_to->setEnabled(isTyped);
    if (!isTyped) {
        const TimeRange& shown = choice() == FigureChoices::Range::Whole ? m_whole : m_visible;
        m_from->setText(durationText(shown.begin));
        m_to->setText(durationText(shown.end));
    }
    emit changed();
}

FigureChoices::Range RangeFields::choice() const {
    return static_cast<FigureChoices::Range>(m_choice->currentData().toInt());
}

QString RangeFields::from() const {
    return m_from->text();
}

QString RangeFields::to() const {
    return m_to->text();
}

void RangeFields::setChoice(FigureChoices::Range choice, const QString& from, const QString& to) {
    m_choice->setCurrentIndex(m_choice->findData(static_cast<int>(choice)));
    if (choice == FigureChoices::Range::FromTo) {
        m_from->setText(from);
        m_to->setText(to);
    }
}

Result<std::optional<TimeRange>> RangeFields::range() const {
    switch (choice()) {
    case FigureChoices::Range::Whole:
        return std::optional<TimeRange>();
    case FigureChoices::Range::Visible:
        return std::optional(m_visible);
    case FigureChoices::Range::FromTo:
        break;
    }
    const Result<Duration> from = parseDuration(m_from->text().toStdString());
    const Result<Duration> to = parseDuration(m_to->text().toStdString());
    if (!from || !to)
        return Error{from ? to.error() : from.error()};
    if (*to <= *from)
        return Error{tr("The range must end after it begins.").toStdString()};
    return std::optional(TimeRange{TraceTime(*from), TraceTime(*to)});
}

} // namespace simul
