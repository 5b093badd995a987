#include "ui/figures/figure_choices.h"

#include <QSettings>

#include <algorithm>
#include <array>
#include <chrono>

namespace simul {

namespace {

const auto formatKey = QStringLiteral("figure/format");
const auto sizeKey = QStringLiteral("figure/size");
const auto unitKey = QStringLiteral("figure/unit");
const auto dotsKey = QStringLiteral("figure/dpi");
const auto themeKey = QStringLiteral("figure/theme");
const auto framesKey = QStringLiteral("figure/framesPerSecond");
const auto lengthKey = QStringLiteral("figure/milliseconds");

constexpr std::array themes = {"light", "dark", "print"};     ///< in the order of ThemeKind
constexpr std::array units = {"px", "mm"};                    ///< in the order of PageSize::Unit
constexpr std::array ranges = {"visible", "whole", "fromTo"}; ///< in the order of FigureChoices::Range

template <typename Enum, std::size_t Count>
std::optional<Enum> named(const std::array<const char*, Count>& names, const QVariant& value) {
    const auto found = std::ranges::find(names, value.toString().toStdString());
    return found == names.end() ? std::nullopt : std::optional(static_cast<Enum>(found - names.begin()));
}
template <std::size_t Count, typename Enum>
QString nameOf(const std::array<const char*, Count>& names, Enum value) {
    return QString::fromLatin1(names[static_cast<std::size_t>(value)]);
}

/// What says nothing leaves nothing behind.
template <typename Value>
void put(QSettings& settings, const QString& key, const Value& value) {
    if (value.isEmpty())
        settings.remove(key);
    else
        settings.setValue(key, value);
}

} // namespace

FigureChoices FigureChoices::read(const QSettings& settings, const QString& story, const FigureChoices& others) {
    FigureChoices choices = others;
    if (const auto format = formatFor(QLatin1Char('.') + settings.value(formatKey).toString()))
        choices.format = *format;
    choices.size.extent = settings.value(sizeKey, choices.size.extent).toSizeF();
    choices.size.unit = named<PageSize::Unit>(units, settings.value(unitKey)).value_or(choices.size.unit);
    choices.size.dotsPerInch = settings.value(dotsKey, choices.size.dotsPerInch).toInt();
    choices.theme = named<ThemeKind>(themes, settings.value(themeKey));
    choices.animation.framesPerSecond = settings.value(framesKey, choices.animation.framesPerSecond).toInt();
    const auto length = std::chrono::duration_cast<std::chrono::milliseconds>(choices.animation.length);
    choices.animation.length =
        std::chrono::milliseconds(settings.value(lengthKey, static_cast<qint64>(length.count())).toLongLong());
    const auto said = [&](const char* what) { return settings.value(story + QLatin1Char('/') + QLatin1String(what)); };
    choices.title = said("title").toString();
    choices.caption = said("caption").toString();
    choices.letters = said("letters").toStringList();
    choices.range = named<Range>(ranges, said("range")).value_or(choices.range);
    choices.from = said("from").toString();
    choices.to = said("to").toString();
    return choices;
}

void FigureChoices::write(QSettings& settings, const QString& story) const {
    settings.setValue(formatKey, endingOf(format));
    settings.setValue(sizeKey, size.extent);
    settings.setValue(unitKey, nameOf(units, size.unit));
    settings.setValue(dotsKey, size.dotsPerInch);
    put(settings, themeKey, theme ? nameOf(themes, *theme) : QString());
    settings.setValue(framesKey, animation.framesPerSecond);
    const auto length = std::chrono::duration_cast<std::chrono::milliseconds>(animation.length);
    settings.setValue(lengthKey, static_cast<qint64>(length.count()));
    const auto key = [&](const char* what) { return story + QLatin1Char('/') + QLatin1String(what); };
    put(settings, key("title"), title);
    put(settings, key("caption"), caption);
    put(settings, key("letters"), letters);
    put(settings, key("range"), range == Range::Visible ? QString() : nameOf(ranges, range));
    const bool needsMoments = range == Range::FromTo || !letters.isEmpty();
    put(settings, key("from"), needsMoments ? from : QString());
    put(settings, key("to"), needsMoments ? to : QString());
}

} // namespace simul
