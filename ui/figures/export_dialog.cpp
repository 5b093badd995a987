#include "ui/figures/export_dialog.h"

#include "engine/trace/duration_text.h"
#include "ui/figures/export_preview.h"
#include "ui/figures/figure_painter.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTimer>

namespace simul {

namespace {

constexpr int refreshMs = 120;
constexpr int collectMs = 30;

enum class RangeChoice { Visible, Whole, FromTo };

QString endingOf(FigureFormat format) {
    return format == FigureFormat::Png   ? QStringLiteral("png")
           : format == FigureFormat::Svg ? QStringLiteral("svg")
                                         : QStringLiteral("pdf");
}

QString durationText(TraceTime time) {
    return QString::fromStdString(formatDuration(time.time_since_epoch()));
}

} // namespace

ExportDialog::ExportDialog(const Comparison& comparison, TimeRange visible, QWidget* parent)
    : QDialog(parent), m_comparison(comparison), m_visible(visible), m_preview(new ExportPreview),
      m_title(new QLineEdit), m_subtitle(new QLineEdit), m_format(new QComboBox), m_width(new QSpinBox),
      m_height(new QSpinBox), m_theme(new QComboBox), m_range(new QComboBox), m_from(new QLineEdit),
      m_to(new QLineEdit), m_error(new QLabel), m_progress(new QProgressBar), m_export(new QPushButton(tr("Export…"))),
      m_refreshTimer(new QTimer(this)), m_collectTimer(new QTimer(this)) {
    setWindowTitle(tr("Export figure"));
    setupFields();
    setupLayout();
    m_refreshTimer->setSingleShot(true);
    m_refreshTimer->setInterval(refreshMs);
    m_collectTimer->setInterval(collectMs);
    connect(m_refreshTimer, &QTimer::timeout, this, &ExportDialog::refresh);
    connect(m_collectTimer, &QTimer::timeout, this, &ExportDialog::collect);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::choosePath);
    rangeChosen();
    refresh();
}

ExportDialog::~ExportDialog() = default; // waits for the writer, if there is one: it writes the whole file or nothing

void ExportDialog::setupFields() {
    m_title->setText(defaultTitle(m_comparison));
    m_format->addItem(tr("PNG (pixels)"), static_cast<int>(FigureFormat::Png));
    m_format->addItem(tr("SVG (vectors)"), static_cast<int>(FigureFormat::Svg));
    m_format->addItem(tr("PDF (vectors)"), static_cast<int>(FigureFormat::Pdf));
    m_theme->addItem(tr("Print"), static_cast<int>(ThemeKind::Print));
    m_theme->addItem(tr("Light"), static_cast<int>(ThemeKind::Light));
    m_theme->addItem(tr("Dark"), static_cast<int>(ThemeKind::Dark));
    m_range->addItem(tr("What is visible now"), static_cast<int>(RangeChoice::Visible));
    m_range->addItem(tr("The whole run"), static_cast<int>(RangeChoice::Whole));
    m_range->addItem(tr("From … to …"), static_cast<int>(RangeChoice::FromTo));
    for (QSpinBox* box : {m_width, m_height}) {
        box->setRange(240, 16384);
        box->setSingleStep(100);
        box->setSuffix(tr(" px"));
    }
    m_width->setValue(1600);
    m_height->setValue(900);
    m_width->setAccessibleName(tr("Width"));
    m_height->setAccessibleName(tr("Height"));
    m_from->setAccessibleName(tr("From"));
    m_to->setAccessibleName(tr("To"));
    m_error->setWordWrap(true);
    m_error->hide();
    m_progress->setRange(0, 0);
    m_progress->hide();

    const auto later = [this] { m_refreshTimer->start(); };
    for (QLineEdit* edit : {m_title, m_subtitle, m_from, m_to})
        connect(edit, &QLineEdit::textChanged, this, later);
    for (QSpinBox* box : {m_width, m_height})
        connect(box, &QSpinBox::valueChanged, this, later);
    connect(m_theme, &QComboBox::currentIndexChanged, this, later);
    connect(m_range, &QComboBox::currentIndexChanged, this, &ExportDialog::rangeChosen);
}

void ExportDialog::setupLayout() {
    auto* size = new QHBoxLayout;
    size->addWidget(m_width, 1);
    size->addWidget(new QLabel(QString(QChar(0xD7))));
    size->addWidget(m_height, 1);
    auto* fromTo = new QHBoxLayout;
    fromTo->addWidget(m_from);
    fromTo->addWidget(new QLabel(QStringLiteral("–")));
    fromTo->addWidget(m_to);

    for (QHBoxLayout* row : {size, fromTo})
        row->setSpacing(8);

    auto* form = new QFormLayout;
    form->addRow(tr("&Title"), m_title);
    form->addRow(tr("S&ubtitle"), m_subtitle);
    form->addRow(tr("&Format"), m_format);
    form->addRow(tr("Size"), size);
    form->addRow(tr("&Colours"), m_theme);
    form->addRow(tr("&Range"), m_range);
    form->addRow(QString(), fromTo);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    buttons->addButton(m_export, QDialogButtonBox::AcceptRole);
    disconnect(buttons, &QDialogButtonBox::accepted, this, nullptr);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_preview, 1);
    layout->addLayout(form);
    layout->addWidget(m_error);
    layout->addWidget(m_progress);
    layout->addWidget(buttons);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
    m_export->setDefault(true); // now that it is the dialog's
}

void ExportDialog::setTheme(ThemeKind kind) {
    m_theme->setCurrentIndex(m_theme->findData(static_cast<int>(kind)));
}

void ExportDialog::setSubtitle(const QString& subtitle) {
    m_subtitle->setText(subtitle);
}

void ExportDialog::setFooter(const QString& footer) {
    m_footer = footer;
    m_refreshTimer->start();
}

void ExportDialog::rangeChosen() {
    const auto choice = static_cast<RangeChoice>(m_range->currentData().toInt());
    m_from->setEnabled(choice == RangeChoice::FromTo);
    m_to->setEnabled(choice == RangeChoice::FromTo);
    if (choice != RangeChoice::FromTo) {
        const bool isWhole = choice == RangeChoice::Whole;
        m_from->setText(durationText(isWhole ? TraceTime{} : m_visible.begin));
        m_to->setText(durationText(isWhole ? m_comparison.end() : m_visible.end));
    }
    m_refreshTimer->start();
}

Result<FigureOptions> ExportDialog::options() const {
    FigureOptions options;
    options.size = {m_width->value(), m_height->value()};
    options.theme = static_cast<ThemeKind>(m_theme->currentData().toInt());
    options.title = m_title->text();
    options.subtitle = m_subtitle->text();
    options.footer = m_footer;
    switch (static_cast<RangeChoice>(m_range->currentData().toInt())) {
    case RangeChoice::Whole:
        break;
    case RangeChoice::Visible:
        options.range = m_visible;
        break;
    case RangeChoice::FromTo: {
        const Result<Duration> from = parseDuration(m_from->text().toStdString());
        const Result<Duration> to = parseDuration(m_to->text().toStdString());
        if (!from)
            return Error{from.error()};
        if (!to)
            return Error{to.error()};
        if (*to <= *from)
            return Error{tr("The range must end after it begins.").toStdString()};
        options.range = TimeRange{TraceTime(*from), TraceTime(*to)};
        break;
    }
    }
    return options;
}

FigureFormat ExportDialog::format() const {
    return static_cast<FigureFormat>(m_format->currentData().toInt());
}

void ExportDialog::refresh() {
    const Result<FigureOptions> chosen = options();
    m_export->setEnabled(static_cast<bool>(chosen) && !m_writing.valid());
    if (!chosen)
        return showError(chosen.error());
    m_error->hide();
    const Result<RenderedFigure> figure = renderFigure(m_comparison, *chosen, FigureFormat::Png);
    if (figure)
        m_preview->setFigure(figure->image);
    else
        showError(figure.error());
}

QString ExportDialog::suggestedName() const {
    const QString name =
        m_comparison.scenario ? QString::fromStdString(m_comparison.scenario->name) : QStringLiteral("timeline");
    return name + QLatin1Char('.') + endingOf(format());
}

void ExportDialog::choosePath() {
    const QString ending = endingOf(format());
    QString path = QFileDialog::getSaveFileName(this, tr("Export figure"), suggestedName(),
                                                tr("%1 files (*.%2)").arg(ending.toUpper(), ending));
    if (path.isEmpty())
        return;
    if (!path.endsWith(QLatin1Char('.') + ending, Qt::CaseInsensitive))
        path += QLatin1Char('.') + ending;
    exportTo(path);
}

void ExportDialog::exportTo(const QString& path) {
    const Result<FigureOptions> chosen = options();
    if (!chosen)
        return showError(chosen.error());
    const Result<FigureFormat> pathFormat = formatFor(path);
    if (!pathFormat)
        return showError(pathFormat.error());
    // Painting reads traces that may still grow, so it happens here; packing and writing take longer and need nothing.
    Result<RenderedFigure> figure = renderFigure(m_comparison, *chosen, *pathFormat);
    if (!figure)
        return showError(figure.error());
    m_error->hide();
    m_progress->show();
    m_export->setEnabled(false);
    m_writingTo = path;
    m_writing =
        std::async(std::launch::async, [figure = *std::move(figure), path] { return saveFigure(figure, path); });
    m_collectTimer->start();
}

void ExportDialog::collect() {
    if (m_writing.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        return;
    m_collectTimer->stop();
    m_progress->hide();
    m_export->setEnabled(true);
    const Result<std::monostate> written = m_writing.get();
    if (!written)
        return showError(written.error());
    emit exported(m_writingTo);
    accept();
}

void ExportDialog::showError(const std::string& sentence) {
    m_error->setText(QString::fromStdString(sentence));
    m_error->show();
}

QString ExportDialog::errorText() const {
    return m_error->isHidden() ? QString() : m_error->text();
}

} // namespace simul
