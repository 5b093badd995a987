#include "ui/panels/parameter_form.h"

#include "ui/panels/button.h"
#include "ui/panels/labels.h"
#include "ui/panels/parameter_editor.h"
#include "ui/panels/scenario_list.h"

#include <QCoreApplication>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace simul {

ParameterForm::ParameterForm(Appearance& appearance, RunSetup& setup, QWidget* parent)
    : QWidget(parent), m_appearance(appearance), m_setup(setup) {
    auto* content = new QWidget;
    m_ofModesBox = new QWidget(content);
    m_runtime = new Button(appearance, Button::Kind::Fold, QStringLiteral("chev-down"), tr("Runtime"), content);
    m_runtime->setControlHeight(24);
    m_runtime->setToolTip(tr("What the modes take: cores, workers, time slices"));
    connect(m_runtime, &QAbstractButton::toggled, this, [this](bool folded) {
        m_runtime->setIconName(folded ? QStringLiteral("chev-right") : QStringLiteral("chev-down"));
        m_ofModesBox->setVisible(!folded);
    });
    m_own = new QVBoxLayout;
    m_ofModes = new QVBoxLayout(m_ofModesBox);
    auto* inner = new QVBoxLayout(content);
    inner->addLayout(m_own);
    inner->addWidget(m_runtime);
    inner->addWidget(m_ofModesBox);
    inner->addStretch(1);

    auto* scroll = new QScrollArea(this);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(makeHeader());
    m_whose = makeLabel(appearance, TextRole::Detail, {}, this);
    m_whose->setObjectName(QStringLiteral("whoseParameters"));
    m_whose->setWordWrap(true);
    m_whose->hide();
    layout->addWidget(m_whose);
    layout->addWidget(scroll, 1);
    appearance.follow(this, [=, this](const Look& look) {
        layout->setContentsMargins(0, look.px(8), 0, 0);
        layout->setSpacing(look.px(2));
        m_whose->setContentsMargins(look.px(20), 0, look.px(20), look.px(4));
        inner->setContentsMargins(look.px(20), 0, look.px(20), look.px(12));
        inner->setSpacing(look.px(4));
        m_own->setSpacing(look.px(4));
        m_ofModes->setSpacing(look.px(4));
        m_ofModes->setContentsMargins(0, 0, 0, 0);
    });

    connect(&setup, &RunSetup::scenarioChanged, this, &ParameterForm::build);
    connect(&setup, &RunSetup::parametersChanged, this, &ParameterForm::showValues);
    connect(&setup, &RunSetup::modesChanged, this, &ParameterForm::showWhatMatters);
    connect(&setup, &RunSetup::clockChanged, this, &ParameterForm::showWhatMatters);
    build();
}

QWidget* ParameterForm::makeHeader() {
    auto* header = new QWidget(this);
    auto* layout = new QHBoxLayout(header);
    layout->addWidget(makeLabel(m_appearance, TextRole::Section, tr("Parameters"), header));
    layout->addStretch();
    auto* sweep = new Button(m_appearance, Button::Kind::Flat, QStringLiteral("sweep"), tr("Sweep"), header);
    sweep->setObjectName(QStringLiteral("sweep"));
    sweep->setControlHeight(24);
    sweep->setAccessibleName(tr("Sweep over a parameter"));
    sweep->setToolTip(tr("Run over a range of values and compare the makespans (Ctrl+Shift+R)"));
    connect(sweep, &QAbstractButton::clicked, this, &ParameterForm::sweepClicked);
    layout->addWidget(sweep);
    m_reset = new Button(m_appearance, Button::Kind::Flat, QStringLiteral("reset"), {}, header);
    m_reset->setControlHeight(24);
    m_reset->setAccessibleName(tr("Reset all parameters"));
    m_reset->setToolTip(tr("Back to the defaults (Ctrl+Z here takes it back)"));
    connect(m_reset, &QAbstractButton::clicked, &m_setup, &RunSetup::resetParameters);
    layout->addWidget(m_reset);
    m_appearance.follow(header,
                        [layout](const Look& look) { layout->setContentsMargins(look.px(20), 0, look.px(12), 0); });
    return header;
}

ParameterEditor* ParameterForm::editor(const std::string& name) const {
    const auto found = std::ranges::find(m_editors, name, &ParameterEditor::name);
    return found == m_editors.end() ? nullptr : *found;
}

void ParameterForm::setStrangerShown(bool shown) {
    m_whose->setVisible(shown);
}

void ParameterForm::build() {
    const Scenario& chosen = m_setup.scenario();
    m_whose->setText(tr("The file has none. Run starts “%1” with these.").arg(scenarioText(chosen, chosen.title)));
    for (ParameterEditor* editor : m_editors) {
        editor->hide();
        editor->deleteLater();
    }
    m_editors.clear();
    const std::size_t ownCount = m_setup.scenario().parameters.size();
    const std::vector<Parameter>& all = m_setup.parameters().descriptions();
    for (std::size_t index = 0; index < all.size(); ++index)
        addEditor(all[index], index < ownCount);
    showValues();
    showWhatMatters();
}

void ParameterForm::addEditor(const Parameter& parameter, bool isOwn) {
    const Scenario& scenario = m_setup.scenario();
    const auto translated = [&](const std::string& text) {
        return isOwn ? scenarioText(scenario, text) : QCoreApplication::translate("modes", text.c_str());
    };
    auto* editor = new ParameterEditor(
        m_appearance, parameter, translated(parameter.title), translated(parameter.text),
        [this](const std::string& name, const std::string& text) { return m_setup.setParameter(name, text); }, this);
    (isOwn ? m_own : m_ofModes)->addWidget(editor);
    m_editors.push_back(editor);
}

void ParameterForm::showValues() {
    const std::vector<Value>& values = m_setup.parameters().values();
    for (std::size_t index = 0; index < m_editors.size(); ++index)
        m_editors[index]->showValue(values[index]);
    m_reset->setEnabled(!m_setup.isAtDefaults());
}

bool ParameterForm::matters(const std::string& name) const {
    const auto isChosen = [this](Mode mode) {
        const std::vector<Mode> modes = m_setup.chosenModes();
        return std::ranges::find(modes, mode) != modes.end();
    };
    const bool isReal = m_setup.clock() == ClockKind::Real;
    const bool hasThreads = isChosen(Mode::Threads) || isChosen(Mode::Processes);
    if (name == "cores")
        return hasThreads;
    if (name == "quantum" || name == "switch_cost")
        return hasThreads && !isReal;
    if (name == "workers")
        return isChosen(Mode::Pool);
    if (name == "poll_interval" || name == "poll_cost")
        return isChosen(Mode::Polling);
    if (name == "burn")
        return isReal;
    return true;
}

void ParameterForm::showWhatMatters() {
    const std::size_t ownCount = m_setup.scenario().parameters.size();
    bool any = false;
    for (std::size_t index = ownCount; index < m_editors.size(); ++index) {
        const bool shows = matters(m_editors[index]->name());
        m_editors[index]->setVisible(shows);
        any = any || shows;
    }
    m_runtime->setVisible(any);
    m_ofModesBox->setVisible(any && !m_runtime->isChecked());
}

} // namespace simul
