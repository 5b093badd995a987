#include "ui/panels/top_bar.h"

#include "ui/panels/button.h"
#include "ui/panels/labels.h"
#include "ui/panels/scenario_list.h"
#include "ui/panels/segmented.h"
#include "ui/timeline/mode_text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QRegularExpressionValidator>
#include <QTimer>

#include <algorithm>

namespace simul {

namespace {

constexpr double scales[] = {1, 0.1, 0.01, 0.001};

QString scaleText(double scale) {
    return QStringLiteral("1 : %1").arg(std::lround(1 / scale));
}

} // namespace

TopBar::TopBar(Appearance& appearance, RunSetup& setup, RunController& controller, QWidget* parent)
    : QWidget(parent), m_appearance(appearance), m_setup(setup), m_controller(controller) {
    m_row = new QHBoxLayout(this);
    buildTitle();
    buildRun();
    addSeparator();
    m_chipRow = new QHBoxLayout;
    m_row->addLayout(m_chipRow);
    addSeparator();
    buildClock();
    m_row->addStretch(); // what the title leaves
    buildWindowButtons();
    appearance.follow(this, [this](const Look& look) {
        setFixedHeight(look.px(48));
        m_row->setContentsMargins(look.px(16), 0, look.px(12), 1);
        m_row->setSpacing(look.px(8));
        m_chipRow->setSpacing(look.px(8));
        m_theme->setIconName(look.kind == ThemeKind::Dark ? QStringLiteral("sun") : QStringLiteral("moon"));
        QTimer::singleShot(0, this, [this] { fit(); }); // when all buttons have their new size
    });

    connect(&setup, &RunSetup::scenarioChanged, this, [this] {
        showScenario();
        rebuildChips();
        showClock();
        showSeed();
    });
    connect(&setup, &RunSetup::modesChanged, this, &TopBar::showModes);
    connect(&setup, &RunSetup::clockChanged, this, [this] {
        rebuildChips();
        showClock();
    });
    connect(&setup, &RunSetup::scaleChanged, this, &TopBar::showClock);
    connect(&setup, &RunSetup::seedChanged, this, &TopBar::showSeed);
    connect(&controller, &RunController::runningChanged, this, &TopBar::showRunning);
    connect(&controller, &RunController::comparisonReplaced, this, &TopBar::showScenario);
    showScenario();
    rebuildChips();
    showClock();
    showSeed();
    showRunning();
}

void TopBar::buildTitle() {
    auto* box = new QVBoxLayout;
    m_title = new ElidedLabel(m_appearance, TextRole::Title, this);
    m_line = new ElidedLabel(m_appearance, TextRole::Faint, this);
    box->addStretch();
    box->addWidget(m_title);
    box->addWidget(m_line);
    box->addStretch();
    box->setSpacing(0);
    m_row->addLayout(box);
    for (ElidedLabel* label : {m_title, m_line})
        m_appearance.follow(label, [label](const Look& look) {
            label->setMinimumWidth(look.px(150));
            label->setMaximumWidth(look.px(400));
        });
    m_row->setStretchFactor(box, 3);
}

Button* TopBar::addButton(int kind, const char* icon, const QString& text, const QString& name, const QString& key) {
    auto* button = new Button(m_appearance, static_cast<Button::Kind>(kind), QString::fromLatin1(icon), text, this);
    button->setAccessibleName(name);
    button->setToolTip(key.isEmpty() ? name : QStringLiteral("%1 (%2)").arg(name, key));
    m_row->addWidget(button);
    return button;
}

void TopBar::buildRun() {
    m_run = addButton(int(Button::Kind::Primary), "play", tr("Run"), tr("Run the scenario"), tr("Ctrl+R"));
    m_run->setObjectName(QStringLiteral("run"));
    m_stop = addButton(int(Button::Kind::Outline), "stop", {}, tr("Stop the run"), tr("Ctrl+."));
    m_stop->setObjectName(QStringLiteral("stop"));
    connect(m_run, &QAbstractButton::clicked, this, &TopBar::runClicked);
    connect(m_stop, &QAbstractButton::clicked, &m_controller, &RunController::stop);
}

void TopBar::addSeparator() {
    QFrame* line = makeLine(Qt::Vertical, this);
    m_appearance.follow(line, [line](const Look& look) { line->setFixedHeight(look.px(24)); });
    m_row->addSpacing(4);
    m_row->addWidget(line);
    m_row->addSpacing(4);
}

void TopBar::buildClock() {
    m_clockLabel = makeLabel(m_appearance, TextRole::Detail, tr("Clock"), this);
    m_row->addWidget(m_clockLabel);
    m_clock = new Segmented(m_appearance, {tr("Simulated"), tr("Real")}, this);
    m_clock->button(0)->setToolTip(tr("A deterministic simulation: hours in no time, the same each time"));
    m_clock->button(1)->setToolTip(tr("Real coroutines, threads and sockets"));
    connect(m_clock, &Segmented::chosen, this,
            [this](int index) { m_setup.setClock(index == 1 ? ClockKind::Real : ClockKind::Simulated); });
    m_row->addWidget(m_clock);

    m_scale = new QComboBox(this);
    m_scale->setObjectName(QStringLiteral("scale"));
    m_scale->setAccessibleName(tr("Scale of the real clock"));
    m_scale->setToolTip(tr("How many seconds of the story are one real second"));
    m_row->addWidget(m_scale);
    connect(m_scale, &QComboBox::activated, this, &TopBar::enterScale);

    m_seedLabel = makeLabel(m_appearance, TextRole::Detail, tr("Seed"), this);
    m_row->addWidget(m_seedLabel);
    m_seed = new QLineEdit(this);
    m_seed->setObjectName(QStringLiteral("seed"));
    m_seed->setAccessibleName(tr("Seed of everything random"));
    m_seed->setToolTip(tr("Decides everything random: the same seed, the same run"));
    m_seed->setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("\\d{1,19}")), m_seed));
    m_row->addWidget(m_seed);
    connect(m_seed, &QLineEdit::editingFinished, this, [this] {
        bool isNumber = false;
        const qulonglong seed = m_seed->text().toULongLong(&isNumber);
        if (isNumber)
            m_setup.setSeed(seed);
        showSeed();
    });
    m_appearance.follow(m_seed, [this](const Look& look) {
        m_seed->setFont(look.font(12.5));
        m_seed->setFixedWidth(look.px(48));
        m_scale->setFont(look.font(12.5));
        m_scale->setFixedWidth(look.px(88));
    });
}

void TopBar::buildWindowButtons() {
    m_file = addButton(int(Button::Kind::Outline), "folder", tr("File"), tr("Open and save traces and sessions"), {});
    m_file->setObjectName(QStringLiteral("file"));
    connect(m_file, &QAbstractButton::clicked, this,
            [this] { emit fileClicked(m_file->mapToGlobal(QPoint(0, m_file->height()))); });
    m_export = addButton(int(Button::Kind::Outline), "export", tr("Export"), tr("Save as a figure"), tr("Ctrl+E"));
    m_export->setObjectName(QStringLiteral("export"));
    m_present = addButton(int(Button::Kind::Outline), "present", tr("Present"),
                          tr("Full screen and large, for a class; Ctrl+B brings the scenarios back"), tr("F11"));
    m_theme = addButton(int(Button::Kind::Flat), "moon", {}, tr("Light or dark"), tr("Ctrl+T"));
    m_theme->setObjectName(QStringLiteral("theme"));
    Button* help = addButton(int(Button::Kind::Flat), "help", {}, tr("Keys"), tr("?"));
    connect(m_export, &QAbstractButton::clicked, this, &TopBar::exportClicked);
    connect(m_present, &QAbstractButton::clicked, this, &TopBar::presentClicked);
    connect(m_theme, &QAbstractButton::clicked, this, &TopBar::themeClicked);
    connect(help, &QAbstractButton::clicked, this, &TopBar::helpClicked);
}

Button* TopBar::chip(Mode mode) const {
    const auto found = std::ranges::find(m_chips, mode, &std::pair<Mode, Button*>::first);
    return found == m_chips.end() ? nullptr : found->second;
}

void TopBar::rebuildChips() {
    for (auto& [mode, button] : m_chips) {
        button->hide();
        button->deleteLater();
    }
    m_chips.clear();
    QWidget* previous = m_stop;
    for (const Mode mode : m_setup.availableModes()) {
        auto* button = new Button(m_appearance, Button::Kind::Chip, modeIcon(mode), modeName(mode), this);
        button->setObjectName(QStringLiteral("mode:") + modeName(mode));
        button->setToolTip(tr("%1: show or hide (%2)").arg(modeName(mode)).arg(m_chips.size() + 1));
        connect(button, &QAbstractButton::clicked, this, [this, mode](bool on) { m_setup.setModeChosen(mode, on); });
        m_chipRow->addWidget(button);
        setTabOrder(previous, button);
        previous = button;
        m_chips.emplace_back(mode, button);
    }
    showModes();
    fit();
}

void TopBar::showScenario() {
    const Comparison* comparison = m_controller.comparison();
    const bool isForeign = comparison != nullptr && comparison->scenario != nullptr && comparison->scenario->name.empty();
    const Scenario& scenario = isForeign ? *comparison->scenario : m_setup.scenario();
    m_title->setText(isForeign ? QString::fromStdString(comparison->file) : scenarioText(scenario, scenario.title));
    m_line->setText(scenarioText(scenario, scenario.line));
    const Scenario& chosen = m_setup.scenario();
    const QString what = isForeign ? tr("Run “%1” in place of the file's runs").arg(scenarioText(chosen, chosen.title))
                                   : tr("Run the scenario");
    m_run->setAccessibleName(what);
    m_run->setToolTip(tr("%1 (Ctrl+R)").arg(what));
}

void TopBar::showModes() {
    for (auto& [mode, button] : m_chips)
        button->setChecked(m_setup.isChosen(mode));
    showRunning();
}

void TopBar::showClock() {
    const bool isReal = m_setup.clock() == ClockKind::Real;
    m_clock->setCurrent(isReal ? 1 : 0);
    m_scale->setVisible(isReal);
    m_scale->clear();
    for (const double scale : scales)
        m_scale->addItem(scaleText(scale), scale);
    int current = m_scale->findData(m_setup.scale());
    if (current < 0) {
        m_scale->addItem(scaleText(m_setup.scale()), m_setup.scale());
        current = m_scale->count() - 1;
    }
    m_scale->setCurrentIndex(current);
    fit();
}

void TopBar::enterScale() {
    m_setup.setScale(m_scale->currentData().toDouble());
}

void TopBar::showSeed() {
    m_seed->setText(QString::number(m_setup.seed()));
}

void TopBar::showRunning() {
    m_run->setEnabled(!m_setup.chosenModes().empty());
    m_stop->setEnabled(m_controller.isRunning());
}

QSize TopBar::minimumSizeHint() const {
    return {m_appearance.look().px(720), m_appearance.look().px(48)};
}

void TopBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

/// Takes texts away, the least needed first, until everything has room.
void TopBar::fit() {
    if (m_export == nullptr)
        return;
    const auto needed = [this] {
        m_chipRow->invalidate(); // it is not told of its buttons' new sizes
        m_row->invalidate();
        return m_row->minimumSize().width();
    };
    const bool isReal = m_setup.clock() == ClockKind::Real;
    const auto showAll = [&](bool windowTexts, bool labels, bool chipTexts) {
        m_file->setShowsText(windowTexts);
        m_export->setShowsText(windowTexts);
        m_present->setShowsText(windowTexts);
        m_clockLabel->setVisible(labels);
        m_seedLabel->setVisible(labels);
        m_seed->setVisible(labels || !isReal);
        for (auto& [mode, button] : m_chips)
            button->setShowsText(chipTexts);
    };
    showAll(true, true, true);
    if (needed() > width())
        showAll(false, true, true);
    if (needed() > width())
        showAll(false, false, true);
    if (needed() > width())
        showAll(false, false, false);
}

void TopBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), m_appearance.theme().panel);
    painter.setPen(m_appearance.theme().line);
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

} // namespace simul
