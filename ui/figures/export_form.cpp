#include "ui/figures/export_form.h"

#include "ui/figures/caption_edit.h"
#include "ui/figures/figure_lanes.h"
#include "ui/figures/letter_list.h"
#include "ui/figures/range_fields.h"
#include "ui/figures/size_fields.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

namespace simul {

namespace {

constexpr int captionLines = 3;
constexpr int fieldsWidth = 260;

QWidget* pair(QWidget* first, QWidget* second, const QString& between) {
    auto* both = new QWidget;
    auto* layout = new QHBoxLayout(both);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(first, 1);
    layout->addWidget(new QLabel(between));
    layout->addWidget(second, 1);
    both->setFocusProxy(first);
    both->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    return both;
}

} // namespace

ExportForm::ExportForm(const Comparison& comparison, TimeRange visible, QWidget* parent)
    : QWidget(parent), m_comparison(comparison), m_title(new QLineEdit), m_subtitle(new QLineEdit),
      m_caption(new CaptionEdit(captionLines)), m_format(new QComboBox), m_size(new SizeFields), m_theme(new QComboBox),
      m_colourBy(new QComboBox),
      m_range(new RangeFields({std::max(visible.begin, TraceTime{}), visible.end}, {TraceTime{}, comparison.end()})),
      m_lanes(new QLineEdit), m_isArranged(new QCheckBox(tr("The window's order, pins, heights and folds"))),
      m_hasArrows(new QCheckBox(tr("Who wakes or takes up whom"))),
      m_letters(new LetterList), m_hasMarks(new QCheckBox(tr("With their notes"))), m_frames(new QSpinBox), m_seconds(new QDoubleSpinBox) {
    fillChoices();
    setLayout(makeLayout());
    connectFields();
    chooseFormat();
    m_letters->setNext(std::max(visible.begin, TraceTime{}) + visible.span() / 2);
}

void ExportForm::fillChoices() {
    const AnimationOptions animation;
    m_title->setText(defaultTitle(m_comparison));
    m_caption->setPlaceholderText(tr("Text below the figure: (a) speaks of a letter, **so** is bold"));
    m_format->setObjectName(QStringLiteral("figure-format"));
    m_format->addItem(tr("PNG (pixels)"), static_cast<int>(FigureFormat::Png));
    m_format->addItem(tr("SVG (vectors)"), static_cast<int>(FigureFormat::Svg));
    m_format->addItem(tr("PDF (vectors)"), static_cast<int>(FigureFormat::Pdf));
    m_format->addItem(tr("WebP (the playhead moves)"), static_cast<int>(FigureFormat::Webp));
    m_theme->addItem(tr("Print"), static_cast<int>(ThemeKind::Print));
    m_theme->addItem(tr("Light"), static_cast<int>(ThemeKind::Light));
    m_theme->addItem(tr("Dark"), static_cast<int>(ThemeKind::Dark));
    m_colourBy->setObjectName(QStringLiteral("figure-colour"));
    m_colourBy->addItem(tr("by state"), static_cast<int>(ColourBy::State));
    m_colourBy->addItem(tr("by task"), static_cast<int>(ColourBy::Task));
    m_colourBy->setAccessibleName(tr("What colours say"));
    m_lanes->setObjectName(QStringLiteral("figure-lanes"));
    m_lanes->setPlaceholderText(tr("all; or names: Judit, Table 1*"));
    m_lanes->setToolTip(tr("Only these lanes, with commas between them; * stands for any characters, ? for one"));
    m_isArranged->setObjectName(QStringLiteral("figure-arranged"));
    m_isArranged->setEnabled(false);
    m_hasArrows->setObjectName(QStringLiteral("figure-arrows"));
    m_hasArrows->setToolTip(tr("Where there is room for the arrows"));
    m_hasMarks->setObjectName(QStringLiteral("figure-marks"));
    m_hasMarks->setEnabled(false);
    m_frames->setObjectName(QStringLiteral("figure-frames"));
    m_seconds->setObjectName(QStringLiteral("figure-seconds"));
    m_frames->setRange(1, 60);
    m_frames->setValue(animation.framesPerSecond);
    m_frames->setSuffix(tr(" frames/s"));
    m_frames->setAccessibleName(tr("Frames a second"));
    m_seconds->setRange(0.1, 600);
    m_seconds->setDecimals(1);
    m_seconds->setValue(std::chrono::duration<double>(animation.length).count());
    m_seconds->setSuffix(tr(" s"));
    m_seconds->setAccessibleName(tr("Length of the animation"));
}

QFormLayout* ExportForm::makeLayout() {
    auto* form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_title->setMinimumWidth(fieldsWidth);
    form->addRow(tr("&Title"), m_title);
    form->addRow(tr("S&ubtitle"), m_subtitle);
    form->addRow(tr("Ca&ption"), m_caption);
    form->addRow(tr("&Format"), m_format);
    form->addRow(tr("&Size"), m_size);
    form->addRow(tr("&Colours"), pair(m_theme, m_colourBy, QString()));
    form->addRow(tr("&Range"), m_range);
    form->addRow(tr("&Lanes"), m_lanes);
    form->addRow(QString(), m_isArranged);
    form->addRow(tr("Arrows"), m_hasArrows);
    form->addRow(tr("Letters"), m_letters);
    form->addRow(tr("Marks"), m_hasMarks);
    form->addRow(tr("Ani&mation"), pair(m_frames, m_seconds, QString()));
    return form;
}

void ExportForm::connectFields() {
    for (QLineEdit* edit : {m_title, m_subtitle, m_lanes})
        connect(edit, &QLineEdit::textChanged, this, &ExportForm::changed);
    connect(m_caption, &QPlainTextEdit::textChanged, this, &ExportForm::changed);
    connect(m_size, &SizeFields::changed, this, &ExportForm::changed);
    connect(m_letters, &LetterList::changed, this, &ExportForm::changed);
    for (QComboBox* box : {m_theme, m_colourBy})
        connect(box, &QComboBox::currentIndexChanged, this, &ExportForm::changed);
    for (QCheckBox* box : {m_isArranged, m_hasArrows, m_hasMarks})
        connect(box, &QCheckBox::toggled, this, &ExportForm::changed);
    connect(m_range, &RangeFields::changed, this, [this] {
        m_chosenRange.reset();
        emit changed();
    });
    connect(m_theme, &QComboBox::activated, this,
            [this] { m_chosenTheme = theme() == m_proposedTheme ? std::nullopt : std::optional(theme()); });
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportForm::chooseFormat);
}

void ExportForm::proposeTheme(ThemeKind kind) {
    m_proposedTheme = kind;
    setTheme(kind);
}

void ExportForm::setTheme(ThemeKind kind) {
    m_theme->setCurrentIndex(m_theme->findData(static_cast<int>(kind)));
}

void ExportForm::setColourBy(ColourBy colourBy) {
    m_colourBy->setCurrentIndex(m_colourBy->findData(static_cast<int>(colourBy)));
}

void ExportForm::setArrangement(const LaneChoices& lanes) {
    m_arrangement = arrangementOf(lanes);
    m_isArranged->setEnabled(m_arrangement != LaneChoices{});
    m_isArranged->setChecked(m_isArranged->isEnabled());
}

void ExportForm::setMarks(const Marks& marks) {
    m_marks = marks;
    m_hasMarks->setEnabled(!marks.empty());
    m_hasMarks->setChecked(!marks.empty());
}

void ExportForm::setHasArrows(bool has) {
    m_hasArrows->setChecked(has);
}

void ExportForm::setSubtitle(const QString& subtitle) {
    m_subtitle->setText(subtitle);
    m_subtitle->setCursorPosition(0);
}

void ExportForm::setFormat(FigureFormat format) {
    m_format->setCurrentIndex(m_format->findData(static_cast<int>(format)));
}

void ExportForm::chooseFormat() {
    m_frames->setEnabled(format() == FigureFormat::Webp);
    m_seconds->setEnabled(format() == FigureFormat::Webp);
}

FigureFormat ExportForm::format() const {
    return static_cast<FigureFormat>(m_format->currentData().toInt());
}

ThemeKind ExportForm::theme() const {
    return static_cast<ThemeKind>(m_theme->currentData().toInt());
}

AnimationOptions ExportForm::animation() const {
    return {m_frames->value(), std::chrono::milliseconds(std::llround(m_seconds->value() * 1000))};
}

Result<FigureOptions> ExportForm::options() const {
    FigureOptions options;
    options.size = m_size->size();
    options.theme = theme();
    options.colourBy = static_cast<ColourBy>(m_colourBy->currentData().toInt());
    options.title = m_title->text();
    options.subtitle = m_subtitle->text();
    options.caption = m_caption->toPlainText().trimmed();
    const Result<std::optional<TimeRange>> chosen = m_range->range();
    if (!chosen)
        return Error{chosen.error()};
    options.range = *chosen;
    for (const QString& lane : m_lanes->text().split(u',', Qt::SkipEmptyParts)) {
        if (!lane.trimmed().isEmpty())
            options.lanes << lane.trimmed();
    }
    if (m_isArranged->isChecked())
        options.arrangement = m_arrangement;
    options.hasArrows = m_hasArrows->isChecked();
    if (m_hasMarks->isChecked())
        options.marks = m_marks;
    const Result<std::vector<FigureLetter>> letters = m_letters->letters();
    if (!letters)
        return Error{letters.error()};
    options.letters = *letters;
    options.animation = animation();
    return options;
}

} // namespace simul
