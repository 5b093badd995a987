#include "ui/figures/export_dialog.h"

#include "ui/figures/export_preview.h"
#include "ui/figures/run_text.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QTimer>

namespace simul {

namespace {

constexpr int refreshMs = 120;
constexpr int progressMs = 50;
constexpr int thousand = 1000;
constexpr int previewPixels = 1600;

QString text(const std::string& sentence) { return QString::fromStdString(sentence); }

} // namespace

ExportDialog::ExportDialog(const Comparison& comparison, TimeRange visible, QWidget* parent)
    : QDialog(parent), m_comparison(comparison), m_form(new ExportForm(comparison, visible)), m_preview(new ExportPreview),
      m_message(new QLabel), m_progress(new QProgressBar), m_copy(new QPushButton(tr("Cop&y"))),
      m_export(new QPushButton(tr("&Export…"))), m_refreshTimer(new QTimer(this)), m_progressTimer(new QTimer(this)),
      m_job([this](const Done& done) { finish(done); }) {
    setWindowTitle(tr("Export figure"));
    setupLayout();
    m_refreshTimer->setSingleShot(true);
    m_refreshTimer->setInterval(refreshMs);
    m_progressTimer->setInterval(progressMs);
    connect(m_form, &ExportForm::changed, m_refreshTimer, qOverload<>(&QTimer::start));
    connect(m_refreshTimer, &QTimer::timeout, this, &ExportDialog::refresh);
    connect(m_progressTimer, &QTimer::timeout, this, [this] {
        const int done = *m_done;
        m_progress->setRange(0, done > 0 ? thousand : 0); // busy where nobody knows how far it is
        m_progress->setValue(done);
    });
    connect(m_copy, &QPushButton::clicked, this, &ExportDialog::copy);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::choosePath);
    refresh();
}

void ExportDialog::setupLayout() {
    auto* fields = new QScrollArea; // many letters, small screens
    fields->setWidget(m_form);
    fields->setWidgetResizable(true);
    fields->setFrameShape(QFrame::NoFrame);
    fields->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    fields->setMinimumWidth(m_form->minimumSizeHint().width() + 20);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(16);
    columns->addWidget(m_preview, 1);
    columns->addWidget(fields);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    buttons->addButton(m_copy, QDialogButtonBox::ActionRole);
    buttons->addButton(m_export, QDialogButtonBox::AcceptRole);
    disconnect(buttons, &QDialogButtonBox::accepted, this, nullptr);
    connect(buttons, &QDialogButtonBox::rejected, this, &ExportDialog::reject);
    m_copy->setToolTip(tr("Puts the figure into the clipboard, as a picture and as SVG"));
    m_message->setWordWrap(true);
    m_progress->setTextVisible(false);
    m_progress->hide();
    auto* bottom = new QHBoxLayout;
    bottom->setSpacing(16);
    bottom->addWidget(m_message, 1);
    bottom->addWidget(m_progress, 1);
    bottom->addWidget(buttons);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addLayout(columns, 1);
    layout->addLayout(bottom);
    for (QPushButton* button : {buttons->button(QDialogButtonBox::Cancel), m_copy})
        button->setAutoDefault(false);
    m_export->setDefault(true); // now that it is the dialog's
    constexpr QSize wanted(1180, 640);
    constexpr QSize frame(8, 48); // the window's, of which nobody knows before it is shown
    resize(wanted.boundedTo(screen()->availableSize() - frame));
}

void ExportDialog::setCommand(const QString& command, bool hasFirstLook) {
    m_command = command;
    m_hasFirstLook = hasFirstLook;
    m_refreshTimer->start();
}

Result<FigureOptions> ExportDialog::options() const {
    Result<FigureOptions> options = m_form->options();
    if (options) // of longer runs of the story there may be more
        (*options).marks = marksWithin(m_comparison, std::move((*options).marks));
    if (options && !m_command.isEmpty())
        (*options).footer = m_command + figureArguments(*options, m_hasFirstLook);
    return options;
}

void ExportDialog::refresh() {
    const Result<FigureOptions> chosen = options();
    const Result<QImage> image =
        chosen ? previewFigure(m_comparison, *chosen, previewPixels) : Result<QImage>(Error{chosen.error()});
    m_export->setEnabled(image && !isBusy());
    m_copy->setEnabled(image && !isBusy());
    showMessage(image ? QString() : text(image.error()));
    if (image)
        m_preview->setFigure(*image);
}

QString ExportDialog::suggestedName() const {
    const QString name = m_comparison.scenario ? text(m_comparison.scenario->name) : QStringLiteral("timeline");
    return name + QLatin1Char('.') + endingOf(m_form->format());
}

void ExportDialog::choosePath() {
    const QString ending = endingOf(m_form->format());
    QString path = QFileDialog::getSaveFileName(this, tr("Export figure"), suggestedName(),
                                                tr("%1 files (*.%2)").arg(ending.toUpper(), ending));
    if (path.isEmpty())
        return;
    if (!path.endsWith(QLatin1Char('.') + ending, Qt::CaseInsensitive))
        path += QLatin1Char('.') + ending;
    exportTo(path);
}

// ---- Painting reads traces that may still grow, so it happens here; packing and writing take longer and need nothing.

void ExportDialog::exportTo(const QString& path) {
    const Result<FigureOptions> chosen = options();
    const Result<FigureFormat> format = formatFor(path);
    if (!chosen || !format)
        return showMessage(text(chosen ? format.error() : chosen.error()));
    Result<RenderedFigure> figure = renderFigure(m_comparison, *chosen, *format);
    if (!figure)
        return showMessage(text(figure.error()));
    start(*std::move(figure), {}, path);
}

void ExportDialog::copy() {
    const Result<FigureOptions> chosen = options();
    if (!chosen)
        return showMessage(text(chosen.error()));
    Result<RenderedFigure> picture = renderFigure(m_comparison, *chosen, FigureFormat::Png);
    const Result<RenderedFigure> svg = renderFigure(m_comparison, *chosen, FigureFormat::Svg);
    if (!picture || !svg)
        return showMessage(text(picture ? svg.error() : picture.error()));
    m_copying = picture->image;
    start(*std::move(picture), svg->bytes, {});
}

void ExportDialog::start(RenderedFigure figure, QByteArray svg, const QString& path) {
    m_done = std::make_shared<std::atomic<int>>(0);
    m_job.start([figure = std::move(figure), svg = std::move(svg), path, done = m_done](const std::stop_token& stop) -> Done {
        const auto progress = [&](double part) {
            *done = static_cast<int>(part * thousand);
            return !stop.stop_requested();
        };
        if (path.isEmpty())
            return {packFigure(figure, progress), svg, {}};
        const Result<std::monostate> written = saveFigure(figure, path, progress);
        return {written ? Result<QByteArray>(QByteArray()) : Result<QByteArray>(Error{written.error()}), {}, path};
    });
    showBusy(true);
}

void ExportDialog::finish(const Done& done) {
    showBusy(false);
    if (!done.bytes)
        return showMessage(text(done.bytes.error()));
    if (!done.path.isEmpty()) {
        emit exported(done.path);
        return accept();
    }
    auto* content = new QMimeData; // the clipboard's
    content->setData(QStringLiteral("image/png"), *done.bytes);
    content->setData(QStringLiteral("image/svg+xml"), done.svg);
    content->setImageData(std::exchange(m_copying, {}));
    QGuiApplication::clipboard()->setMimeData(content);
    showMessage(tr("The figure is in the clipboard, as PNG and as SVG."));
    emit copied();
}

void ExportDialog::reject() {
    if (!isBusy())
        return QDialog::reject();
    m_job.cancel();
    showBusy(false);
    showMessage(tr("Stopped: nothing was written."));
}

void ExportDialog::showBusy(bool busy) {
    m_progress->setRange(0, 0);
    m_progress->setVisible(busy);
    m_message->setVisible(!busy);
    m_copy->setEnabled(!busy);
    m_export->setEnabled(!busy);
    if (busy)
        m_progressTimer->start();
    else
        m_progressTimer->stop();
}

void ExportDialog::showMessage(const QString& sentence) { m_message->setText(sentence); }

QString ExportDialog::messageText() const { return m_message->text(); }

} // namespace simul
