// What is remembered of an ExportForm.

#include "ui/figures/export_form.h"

#include "engine/trace/duration_text.h"
#include "ui/figures/caption_edit.h"
#include "ui/figures/letter_list.h"
#include "ui/figures/range_fields.h"
#include "ui/figures/size_fields.h"

#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QSpinBox>

#include <algorithm>

namespace simul {

FigureChoices ExportForm::choices() const {
    FigureChoices choices;
    choices.format = format();
    choices.size = m_size->size();
    choices.theme = m_chosenTheme;
    choices.animation = animation();
    if (m_title->text() != defaultTitle(m_comparison))
        choices.title = m_title->text();
    choices.caption = m_caption->toPlainText();
    choices.letters = m_letters->texts();
    choices.range = m_chosenRange.value_or(m_range->choice());
    choices.from = m_range->from();
    choices.to = m_range->to();
    return choices;
}

void ExportForm::setChoices(const FigureChoices& choices) {
    setFormat(choices.format);
    m_size->setSize(choices.size);
    m_chosenTheme = choices.theme;
    setTheme(choices.theme.value_or(m_proposedTheme));
    m_frames->setValue(choices.animation.framesPerSecond);
    m_seconds->setValue(std::chrono::duration<double>(choices.animation.length).count());
    if (!choices.title.isEmpty())
        m_title->setText(choices.title);
    m_caption->setPlainText(choices.caption);
    m_letters->setTexts(withinRuns(choices.letters));
    const bool isRangeThere = !withinRuns({choices.from}).isEmpty();
    const bool isFromTo = choices.range == FigureChoices::Range::FromTo;
    m_range->setChoice(isFromTo && !isRangeThere ? FigureChoices::Range::Visible : choices.range, choices.from, choices.to);
    if (isRangeThere && !areLettersInRange()) { // somewhere else is visible now: they belong to what was
        m_range->setChoice(FigureChoices::Range::FromTo, choices.from, choices.to);
        m_chosenRange = choices.range;
    }
}

/// Those that lie in these runs, which may be shorter than those of which they were chosen.
QStringList ExportForm::withinRuns(QStringList times) const {
    times.removeIf([this](const QString& text) {
        const Result<Duration> time = parseDuration(text.trimmed().toStdString());
        return !time || TraceTime(*time) > m_comparison.end();
    });
    return times;
}

bool ExportForm::areLettersInRange() const {
    const Result<std::vector<FigureLetter>> letters = m_letters->letters();
    const Result<std::optional<TimeRange>> range = m_range->range();
    return !letters || !range || !*range || std::ranges::all_of(*letters, [&](const FigureLetter& letter) {
        return letter.time >= (*range)->begin && letter.time <= (*range)->end;
    });
}

} // namespace simul
