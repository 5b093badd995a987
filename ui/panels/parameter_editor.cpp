#include "ui/panels/parameter_editor.h"

#include "engine/trace/duration_text.h"
#include "ui/panels/button.h"
#include "ui/panels/labels.h"
#include "ui/panels/segmented.h"
#include "ui/panels/slider.h"
#include "ui/panels/toggle.h"
#include "ui/panels/value_scale.h"
#include "ui/timeline/time_text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>

#include <algorithm>

namespace simul {

std::string typedValue(QString input, const Value& kind) {
    if (std::holds_alternative<std::string>(kind))
        return input.trimmed().toStdString();
    input.remove(QChar(0xA0)).remove(u' ').replace(QStringLiteral("µ"), QStringLiteral("u"));
    if (std::holds_alternative<Duration>(kind)) {
        bool isNumber = false;
        input.toDouble(&isNumber);
        if (isNumber && input != QStringLiteral("0"))
            input += u's';
    }
    return input.toStdString();
}

ParameterEditor::ParameterEditor(Appearance& appearance, const Parameter& parameter, const QString& title,
                                 const QString& help, Setter set, QWidget* parent)
    : QWidget(parent), m_appearance(appearance), m_parameter(parameter), m_title(title), m_set(std::move(set)),
      m_value(parameter.defaultValue) {
    setObjectName(QStringLiteral("parameter:") + QString::fromStdString(parameter.name));
    setToolTip(help);
    auto* label = makeLabel(appearance, TextRole::Body, title, this);
    m_error = makeLabel(appearance, TextRole::Faint, {}, this);
    m_error->setWordWrap(true);
    m_error->hide();
    const std::string_view unit = parameter.unit();
    QWidget* control = unit == "switch"   ? makeToggle()
                       : unit == "choice" ? makeChoice()
                       : unit == "text"   ? makeText()
                                          : makeField();
    control->setAccessibleName(title);
    control->setAccessibleDescription(help);
    label->setBuddy(control);

    auto* row = new QHBoxLayout;
    row->addWidget(label);
    row->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(row);
    if (unit == "text")
        layout->addWidget(control); // a line of its own: texts are long
    else
        row->addWidget(control);
    if (m_field != nullptr && unit != "text")
        addSlider(layout);
    layout->addWidget(m_error);
    appearance.follow(this, [=](const Look& look) {
        layout->setContentsMargins(0, 0, 0, look.px(4));
        layout->setSpacing(look.px(1));
        row->setSpacing(look.px(8));
    });
    showValue(m_value);
}

ParameterEditor::~ParameterEditor() = default;

QWidget* ParameterEditor::makeField() {
    m_field = new QLineEdit(this);
    m_field->setFrame(false);
    m_field->setAlignment(Qt::AlignRight);
    m_field->setTextMargins(0, 0, -2, 0); // ends where the slider beneath ends
    m_field->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    takeInput();
    m_appearance.follow(m_field, [this](const Look& look) {
        m_field->setFont(look.font(13, QFont::DemiBold));
        m_field->setFixedWidth(look.px(108));
    });
    return m_field;
}

QWidget* ParameterEditor::makeText() {
    m_field = new QLineEdit(this);
    m_field->setPlaceholderText(tr("none"));
    takeInput();
    m_appearance.follow(m_field, [this](const Look& look) { m_field->setFont(look.font(12.5)); });
    return m_field;
}

void ParameterEditor::takeInput() {
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::editingFinished, this, &ParameterEditor::enter);
    connect(m_field, &QLineEdit::textEdited, m_error, [this] { m_error->hide(); });
}

QWidget* ParameterEditor::makeChoice() {
    QStringList words;
    qsizetype letters = 0;
    for (const std::string& choice : m_parameter.choices) {
        words << QString::fromStdString(choice);
        letters += words.back().size() + 3;
    }
    constexpr qsizetype fitsInARow = 24;
    if (letters <= fitsInARow) {
        m_segments = new Segmented(m_appearance, words, this);
        m_segments->setControlHeight(24);
        connect(m_segments, &Segmented::chosen, this,
                [this](int index) { tell(m_parameter.choices[static_cast<std::size_t>(index)]); });
        return m_segments;
    }
    m_combo = new QComboBox(this);
    m_combo->addItems(words);
    m_appearance.follow(m_combo, [this](const Look& look) { m_combo->setFont(look.font(12.5)); });
    connect(m_combo, &QComboBox::activated, this,
            [this](int index) { tell(m_parameter.choices[static_cast<std::size_t>(index)]); });
    return m_combo;
}

QWidget* ParameterEditor::makeToggle() {
    m_toggle = new Toggle(m_appearance, this);
    connect(m_toggle, &QAbstractButton::clicked, this, [this](bool on) { tell(on ? "on" : "off"); });
    return m_toggle;
}

void ParameterEditor::addSlider(QVBoxLayout* layout) {
    m_slider = new Slider(m_appearance, this);
    m_slider->setAccessibleName(m_title);
    layout->addWidget(m_slider);
    connect(m_slider, &QSlider::valueChanged, this, [this](int position) { tell(m_scale->textAt(position)); });
}

/// Esc takes back what was typed and leaves the field; up and down go a step.
bool ParameterEditor::eventFilter(QObject* object, QEvent* event) {
    if (object != m_field || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(object, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Escape) {
        m_error->hide();
        showValue(m_value);
    }
    if (m_slider == nullptr)
        return QWidget::eventFilter(object, event);
    switch (key) {
    case Qt::Key_Up:
        m_slider->setValue(m_slider->value() + m_slider->singleStep());
        return true;
    case Qt::Key_Down:
        m_slider->setValue(m_slider->value() - m_slider->singleStep());
        return true;
    default:
        break;
    }
    return QWidget::eventFilter(object, event);
}

void ParameterEditor::enter() {
    if (!m_field->isModified())
        return;
    m_field->setModified(false);
    tell(typedValue(m_field->text(), m_parameter.defaultValue));
}

void ParameterEditor::tell(const std::string& text) {
    const QString wrong = m_set(m_parameter.name, text);
    m_error->setText(wrong);
    m_error->setVisible(!wrong.isEmpty());
    if (!wrong.isEmpty())
        showValue(m_value);
}

QString ParameterEditor::errorText() const {
    return m_error->isHidden() ? QString() : m_error->text();
}

void ParameterEditor::showValue(const Value& value) {
    m_value = value;
    const QString text = QString::fromStdString(formatValue(value));
    if (m_field != nullptr) {
        m_field->setText(asShown(value));
        m_field->setModified(false);
    }
    if (m_slider != nullptr) {
        const QSignalBlocker quiet(m_slider);
        // While it is dragged the scale stays: a slider must not run away under the hand.
        if (m_scale == nullptr || !m_slider->isSliderDown())
            m_scale = std::make_unique<ValueScale>(m_parameter, value);
        m_slider->setRange(0, m_scale->steps());
        m_slider->setPageStep(std::max(1, m_scale->steps() / 10));
        m_slider->setValue(m_scale->positionOf(value));
    }
    if (m_toggle != nullptr)
        m_toggle->setChecked(text == QStringLiteral("on"));
    const auto found = std::ranges::find(m_parameter.choices, text.toStdString());
    const auto index = static_cast<int>(found - m_parameter.choices.begin());
    if (m_segments != nullptr)
        m_segments->setCurrent(index);
    if (m_combo != nullptr)
        m_combo->setCurrentIndex(index);
}

QString ParameterEditor::asShown(const Value& value) const {
    if (const auto* duration = std::get_if<Duration>(&value))
        return lengthText(*duration);
    const QString text = QString::fromStdString(formatValue(value));
    return std::holds_alternative<double>(value) ? text + QChar(0xA0) + u'%' : text;
}

} // namespace simul
