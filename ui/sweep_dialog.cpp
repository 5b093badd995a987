#include "ui/sweep_dialog.h"

#include "engine/scenarios/sweep_csv.h"
#include "ui/figures/sweep_text.h"
#include "ui/figures/sweep_view.h"
#include "ui/panels/button.h"
#include "ui/panels/focus_ring.h"
#include "ui/panels/labels.h"
#include "ui/panels/segmented.h"
#include "ui/timeline/mode_text.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSaveFile>
#include <QSettings>

namespace simul {

namespace {

constexpr int frameMs = 50;
constexpr QSize figureSize(1600, 1000);

QString text(const std::string& sentence) { return QString::fromStdString(sentence); }

Result<std::monostate> saveText(const std::string& content, const QString& path) {
    QSaveFile file(path);
    const auto size = static_cast<qint64>(content.size());
    if (file.open(QIODevice::WriteOnly) && file.write(content.data(), size) == size && file.commit())
        return std::monostate{};
    return Error{SweepDialog::tr("Cannot write “%1”: %2.")
                     .arg(QDir::toNativeSeparators(path), file.errorString())
                     .toStdString()};
}

} // namespace

SweepDialog::SweepDialog(Appearance& appearance, RunSetup& setup, const QString& settingsFile, QWidget* parent)
    : QDialog(parent), m_appearance(appearance), m_setup(setup), m_settingsFile(settingsFile),
      m_form(new SweepForm(appearance, setup, this)), m_view(new SweepView(this)),
      m_status(new ElidedLabel(appearance, TextRole::Body, this)), m_job([this](const auto&) { finished(); }),
      m_writer([this](const Result<QString>& path) {
          say(path ? tr("Saved as %1.").arg(QDir::toNativeSeparators(*path)) : text(path.error()));
          emit saved(bool(path));
      }) {
    setWindowTitle(tr("Sweep over a parameter"));
    m_view->chart().setEmptyText(tr("Choose a parameter and its range, then Run"));
    auto* top = new QHBoxLayout;
    top->addWidget(m_form, 1);
    top->addLayout(makeActions());
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(top);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_status);
    layout->addLayout(makeFooter());
    new FocusRing(appearance, this);
    appearance.follow(this, [=, this](const Look& look) {
        layout->setContentsMargins(look.px(20), look.px(16), look.px(20), look.px(16));
        layout->setSpacing(look.px(10));
        top->setSpacing(look.px(16));
        m_view->setBackgroundBrush(look.theme().panel);
        m_view->chart().setTheme(look.kind, look.scale);
    });
    m_frame.setInterval(frameMs);
    connect(&m_frame, &QTimer::timeout, this, &SweepDialog::followRun);
    connect(m_view, &SweepView::currentChanged, this, &SweepDialog::showCurrent);
    connect(m_view, &SweepView::chosen, this, &SweepDialog::choose);
    connect(&setup, &RunSetup::scenarioChanged, this, &SweepDialog::startOver);
    startOver();
}

SweepDialog::~SweepDialog() = default;

QLayout* SweepDialog::makeActions() {
    m_run = new Button(m_appearance, Button::Kind::Primary, QStringLiteral("play"), tr("Run"), this);
    m_run->setObjectName(QStringLiteral("sweep-run"));
    m_run->setToolTip(tr("Run the sweep (Enter)"));
    m_stop = new Button(m_appearance, Button::Kind::Outline, QStringLiteral("stop"), {}, this);
    m_stop->setObjectName(QStringLiteral("sweep-stop"));
    m_stop->setAccessibleName(tr("Stop the sweep"));
    m_stop->setToolTip(tr("Stop the sweep"));
    connect(m_run, &QAbstractButton::clicked, this, &SweepDialog::run);
    connect(m_stop, &QAbstractButton::clicked, this, &SweepDialog::stop);
    for (QLineEdit* field : {m_form->from(), m_form->to(), m_form->step()})
        connect(field, &QLineEdit::returnPressed, this, &SweepDialog::run);
    auto* row = new QHBoxLayout;
    row->addWidget(m_run, 0, Qt::AlignTop);
    row->addWidget(m_stop, 0, Qt::AlignTop);
    return row;
}

QLayout* SweepDialog::makeFooter() {
    m_scale = new Segmented(m_appearance, {tr("Automatic"), tr("Linear"), tr("Logarithmic")}, this);
    m_scale->setControlHeight(24);
    m_scale->button(0)->setToolTip(tr("Logarithmic where one mode takes more than ten times as long as another"));
    connect(m_scale, &Segmented::chosen, this,
            [this](int index) { m_view->chart().setAxisScale(static_cast<AxisScale>(index)); });
    m_export = new Button(m_appearance, Button::Kind::Outline, QStringLiteral("export"), tr("Export..."), this);
    m_export->setObjectName(QStringLiteral("sweep-export"));
    m_export->setToolTip(tr("Save the chart as a figure, or its figures as CSV"));
    connect(m_export, &QAbstractButton::clicked, this, &SweepDialog::chooseExport);
    auto* row = new QHBoxLayout;
    row->addWidget(makeLabel(m_appearance, TextRole::Detail, tr("Makespan axis"), this));
    row->addWidget(m_scale);
    row->addStretch(1);
    row->addWidget(m_export);
    return row;
}

/// Another scenario: nothing of the old one is left.
void SweepDialog::startOver() {
    stop();
    m_sweep.reset();
    m_view->chart().setSweep(nullptr);
    m_form->load(QSettings(m_settingsFile, QSettings::IniFormat));
    say({});
    showButtons();
}

// ---- running

void SweepDialog::run() {
    const Result<SweepRequest> request = m_form->request();
    if (!request)
        return say(text(request.error()));
    QSettings settings(m_settingsFile, QSettings::IniFormat);
    m_form->save(settings);
    m_sweep = std::make_shared<Sweep>(*request);
    m_view->chart().setSweep(m_sweep);
    m_job.start([sweep = m_sweep](const std::stop_token& stop) {
        runSweep(*sweep, stop);
        return sweep;
    });
    m_frame.start();
    say(progressText());
    showButtons();
}

void SweepDialog::stop() {
    if (!m_job.isRunning())
        return;
    m_job.cancel();
    m_frame.stop();
    m_view->chart().refresh();
    say(tr("Stopped after %1 of %2 runs.").arg(m_sweep->runsDone()).arg(m_sweep->runs()));
    showButtons();
}

void SweepDialog::followRun() {
    m_view->chart().refresh();
    say(progressText());
}

void SweepDialog::finished() {
    m_frame.stop();
    m_view->chart().refresh();
    m_view->chart().current() ? showCurrent() : say(doneText());
    showButtons();
}

void SweepDialog::showButtons() {
    m_stop->setEnabled(m_job.isRunning());
    m_export->setEnabled(m_sweep != nullptr && m_sweep->isComplete());
}

// ---- what it says

void SweepDialog::say(const QString& sentence) {
    m_status->setLead({});
    m_status->setText(sentence);
}

QString SweepDialog::statusText() const { return m_status->text(); }

QString SweepDialog::progressText() const {
    return tr("%1 of %2 runs").arg(m_sweep->runsDone()).arg(m_sweep->runs());
}

QString SweepDialog::doneText() const {
    QStringList parts = {tr("%1 runs.").arg(m_sweep->runs())};
    for (std::size_t mode = 0; mode < m_sweep->modes().size(); ++mode) {
        if (const auto knee = m_view->chart().knee(mode))
            parts << tr("%1: hardly longer up to %2, steeply longer from there on.")
                         .arg(modeName(m_sweep->modes()[mode]), valueText(m_sweep->values()[*knee]));
    }
    return parts.join(u' ');
}

void SweepDialog::showCurrent() {
    const std::optional<std::size_t> value = m_view->chart().current();
    if (!value)
        return say(m_sweep->isComplete() ? doneText() : progressText());
    QStringList parts;
    for (std::size_t mode = 0; mode < m_sweep->modes().size(); ++mode) {
        if (const auto point = m_sweep->at(*value, mode))
            parts << QStringLiteral("%1 %2").arg(modeName(m_sweep->modes()[mode]), pointText(*point));
    }
    m_status->setText(parts.join(QStringLiteral("   ")));
    m_status->setLead(QStringLiteral("%1 %2:").arg(parameterTitle(m_setup.scenario(), m_sweep->request().over.parameter),
                                                  valueText(m_sweep->values()[*value])));
}

void SweepDialog::choose(std::size_t value) {
    const Parameter& parameter = m_sweep->request().over.parameter;
    const QString wrong = m_setup.setParameter(parameter.name, formatValue(m_sweep->values()[value]));
    say(!wrong.isEmpty() ? wrong
                         : tr("%1 is %2 now.").arg(parameterTitle(m_setup.scenario(), parameter),
                                                   valueText(m_sweep->values()[value])));
}

// ---- files

void SweepDialog::chooseExport() {
    const QString name = QStringLiteral("%1-%2.svg").arg(text(m_sweep->request().scenario->name),
                                                         text(m_sweep->request().over.parameter.name));
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Export"), name,
        QStringLiteral("SVG (*.svg);;PNG (*.png);;PDF (*.pdf);;CSV (*.csv)"));
    if (!path.isEmpty())
        exportTo(path);
}

void SweepDialog::exportTo(const QString& path) {
    std::function<Result<std::monostate>()> save;
    if (QFileInfo(path).suffix().toLower() == QStringLiteral("csv")) {
        save = [sweep = m_sweep, path] { return saveText(sweepCsv(*sweep), path); };
    } else {
        const Result<FigureFormat> format = chartFormatFor(path);
        if (!format)
            return say(text(format.error()));
        FigureOptions options;
        options.size = figureSize;
        options.theme = m_appearance.look().kind;
        const Result<RenderedFigure> figure =
            renderSweep(m_sweep, options, static_cast<AxisScale>(m_scale->current()), *format);
        if (!figure)
            return say(text(figure.error()));
        save = [figure = *figure, path] { return saveFigure(figure, path); };
    }
    m_writer.add([save, path](const std::stop_token&) -> Result<QString> {
        if (const auto done = save(); !done)
            return Error{done.error()};
        return path;
    });
}

// ---- the window around it

void SweepDialog::showEvent(QShowEvent* event) {
    QDialog::showEvent(event);
    m_form->parameter()->setFocus(Qt::OtherFocusReason);
}

void SweepDialog::hideEvent(QHideEvent* event) {
    stop();
    QDialog::hideEvent(event);
}

} // namespace simul
