#include "ui/sweep_form.h"

#include "ui/figures/sweep_text.h"
#include "ui/panels/button.h"
#include "ui/panels/labels.h"
#include "ui/panels/parameter_editor.h"
#include "ui/timeline/mode_text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSettings>

#include <algorithm>

namespace simul {

using namespace std::chrono_literals;

namespace {

struct Range {
    Value from;
    Value to;
    std::optional<Value> step; ///< none: a round one, see parseSweepAxis()
};

/// Around what is chosen now, so that a first sweep shows something.
Range suggestionFor(const Parameter& parameter, const Value& now) {
    const auto within = [&](auto value) {
        using T = decltype(value);
        return std::clamp(value, std::get<T>(parameter.min), std::get<T>(parameter.max));
    };
    if (const auto* number = std::get_if<std::int64_t>(&now)) {
        const std::int64_t from = within(std::int64_t{1});
        const std::int64_t to = within(std::max(*number, from + 9));
        return {from, to, std::max<std::int64_t>((to - from) / 100, 1)};
    }
    if (const auto* duration = std::get_if<Duration>(&now)) {
        const bool isZero = *duration == Duration::zero();
        const Duration from = within(*duration / 5);
        const Duration to = within(isZero ? Duration(20s) : *duration * 2);
        return {from, to, {}};
    }
    return {parameter.min, parameter.max, {}};
}

QString text(const std::string& view) { return QString::fromStdString(view); }

} // namespace

SweepForm::SweepForm(Appearance& appearance, RunSetup& setup, QWidget* parent)
    : QWidget(parent), m_appearance(appearance), m_setup(setup) {
    auto* row = new QHBoxLayout;
    auto* label = makeLabel(appearance, TextRole::Detail, tr("&Parameter"), this);
    m_parameter = new QComboBox(this);
    m_parameter->setObjectName(QStringLiteral("sweep-parameter"));
    m_parameter->setAccessibleName(tr("Parameter"));
    label->setBuddy(m_parameter);
    row->addWidget(label);
    row->addWidget(m_parameter, 1);
    m_from = addField(row, tr("&From"));
    m_to = addField(row, tr("&to"));
    m_step = addField(row, tr("&step"));
    m_step->setPlaceholderText(tr("automatic"));
    m_modeRow = new QHBoxLayout;
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(row);
    layout->addLayout(m_modeRow);
    appearance.follow(this, [=, this](const Look& look) {
        layout->setSpacing(look.px(8));
        row->setSpacing(look.px(8));
        m_modeRow->setSpacing(look.px(6));
        m_parameter->setFont(look.font(12.5));
    });
    connect(m_parameter, &QComboBox::activated, this, &SweepForm::suggestRange);
    connect(&setup, &RunSetup::scenarioChanged, this, &SweepForm::build);
    build();
}

QLineEdit* SweepForm::addField(QHBoxLayout* row, const QString& title) {
    auto* label = makeLabel(m_appearance, TextRole::Detail, title, this);
    auto* field = new QLineEdit(this);
    field->setAccessibleName(QString(title).remove(u'&'));
    label->setBuddy(field);
    row->addWidget(label);
    row->addWidget(field);
    m_appearance.follow(field, [field](const Look& look) {
        field->setFont(look.font(13));
        field->setFixedWidth(look.px(92));
    });
    return field;
}

void SweepForm::build() {
    m_parameter->clear();
    for (const Parameter& parameter : m_setup.parameters().descriptions()) {
        if (canBeSwept(parameter))
            m_parameter->addItem(parameterTitle(m_setup.scenario(), parameter), text(parameter.name));
    }
    buildModes();
    suggestRange();
}

void SweepForm::buildModes() {
    for (auto& [mode, button] : m_modes)
        delete button;
    m_modes.clear();
    while (QLayoutItem* item = m_modeRow->takeAt(0))
        delete item;
    for (const Mode mode : m_setup.scenario().modes) {
        auto* button = new Button(m_appearance, Button::Kind::Chip, modeIcon(mode), modeName(mode), this);
        button->setControlHeight(24);
        button->setChecked(m_setup.isChosen(mode));
        m_modeRow->addWidget(button);
        m_modes.emplace_back(mode, button);
    }
    m_modeRow->addStretch(1);
}

const Parameter& SweepForm::chosen() const {
    const std::vector<Parameter>& all = m_setup.parameters().descriptions();
    return *std::ranges::find(all, m_parameter->currentData().toString().toStdString(), &Parameter::name);
}

void SweepForm::suggestRange() {
    const std::vector<Parameter>& all = m_setup.parameters().descriptions();
    const auto index = static_cast<std::size_t>(&chosen() - all.data());
    const Range range = suggestionFor(chosen(), m_setup.parameters().values()[index]);
    m_from->setText(valueText(range.from));
    m_to->setText(valueText(range.to));
    m_step->setText(range.step ? valueText(*range.step) : QString());
}

std::vector<Mode> SweepForm::modes() const {
    std::vector<Mode> modes;
    for (const auto& [mode, button] : m_modes) {
        if (button->isChecked())
            modes.push_back(mode);
    }
    return modes;
}

Result<SweepRequest> SweepForm::request() const {
    const std::vector<Mode> chosenModes = modes();
    if (chosenModes.empty())
        return Error{tr("Choose at least one mode.").toStdString()};
    const Value& kind = chosen().defaultValue;
    std::string over = chosen().name + '=' + typedValue(m_from->text(), kind) + ".." + typedValue(m_to->text(), kind);
    if (!m_step->text().trimmed().isEmpty())
        over += ':' + typedValue(m_step->text(), kind);
    const Result<SweepAxis> axis = parseSweepAxis(m_setup.parameters(), over, chosenModes.size());
    if (!axis)
        return Error{axis.error()};
    return SweepRequest{&m_setup.scenario(), m_setup.parameters(), *axis, chosenModes, m_setup.seed()};
}

// ---- what is remembered

QString SweepForm::key(const char* what) const {
    return QStringLiteral("sweep/%1/%2").arg(text(m_setup.scenario().name), QLatin1String(what));
}

void SweepForm::load(const QSettings& settings) {
    const int index = m_parameter->findData(settings.value(key("parameter")).toString());
    if (index < 0) // never saved, or of a version that had other parameters
        return;
    m_parameter->setCurrentIndex(index);
    m_from->setText(settings.value(key("from")).toString());
    m_to->setText(settings.value(key("to")).toString());
    m_step->setText(settings.value(key("step")).toString());
    const QStringList names = settings.value(key("modes")).toStringList();
    for (const auto& [mode, button] : m_modes)
        button->setChecked(names.contains(text(std::string(nameOf(mode)))));
}

void SweepForm::save(QSettings& settings) const {
    settings.setValue(key("parameter"), m_parameter->currentData());
    settings.setValue(key("from"), m_from->text());
    settings.setValue(key("to"), m_to->text());
    settings.setValue(key("step"), m_step->text());
    QStringList names;
    for (const Mode mode : modes())
        names << text(std::string(nameOf(mode)));
    settings.setValue(key("modes"), names);
}

} // namespace simul
