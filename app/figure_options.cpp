#include "app/figure_options.h"

#include "app/parse_number.h"
#include "app/run_options.h"
#include "engine/trace/duration_text.h"
#include "ui/timeline/lane_choices_text.h"
#include "ui/timeline/time_text.h"

#include <fmt/core.h>

#include <QRegularExpression>

#include <algorithm>

namespace simul {

namespace {

constexpr int leastDots = 200;
constexpr int mostDots = 16384;
constexpr int leastPerInch = 36;
constexpr int mostPerInch = 1200;
constexpr int leastFrames = 1;
constexpr int mostFrames = 60;
constexpr Duration shortest = std::chrono::milliseconds(100);
constexpr Duration longest = std::chrono::minutes(10);

Result<std::optional<int>> readDotsPerInch(const CommandLine& line) {
    if (!line.isSet("dpi"))
        return std::optional<int>();
    const std::optional<int> dots = parseNumber<int>(line.value("dpi"));
    if (!dots || *dots < leastPerInch || *dots > mostPerInch)
        return Error{fmt::format("--dpi: '{}' is no number of dots to the inch; allowed are {} to {}", line.value("dpi"),
                                 leastPerInch, mostPerInch)};
    return dots;
}

Result<PageSize> readSize(const std::string& text, std::optional<int> dotsPerInch) {
    static const QRegularExpression pixels(QStringLiteral("^(\\d{1,5})x(\\d{1,5})$"));
    static const QRegularExpression millimetres(QStringLiteral("^(\\d{1,4}(?:\\.\\d+)?)(?:mm)?x(\\d{1,4}(?:\\.\\d+)?)mm$"));
    PageSize size;
    const QString given = QString::fromStdString(text);
    if (const auto match = pixels.match(given); match.hasMatch())
        size = PageSize(QSizeF(match.captured(1).toDouble(), match.captured(2).toDouble()), PageSize::Unit::Pixels,
                        dotsPerInch.value_or(PageSize::screenDots));
    else if (const auto paper = millimetres.match(given); paper.hasMatch())
        size = PageSize(QSizeF(paper.captured(1).toDouble(), paper.captured(2).toDouble()), PageSize::Unit::Millimetres,
                        dotsPerInch.value_or(PageSize::paperDots));
    else
        return Error{fmt::format("--size: '{}' is not a size; write it like 1600x1000 or 160mmx100mm", text)};
    const QSize dots = size.dots();
    if (std::min(dots.width(), dots.height()) < leastDots || std::max(dots.width(), dots.height()) > mostDots)
        return Error{fmt::format("--size: '{}' is not a size; write it like 1600x1000 or 160mmx100mm, each side {} to {} dots",
                                 text, leastDots, mostDots)};
    return size;
}

Result<ThemeKind> readTheme(const std::string& name) {
    if (name == "light")
        return ThemeKind::Light;
    if (name == "dark")
        return ThemeKind::Dark;
    if (name == "print")
        return ThemeKind::Print;
    return Error{fmt::format("--theme: there is no theme '{}'; there are light, dark and print", name)};
}

Result<FigureLetter> readLetter(const QString& text) {
    if (text.size() < 3 || !text[0].isLetterOrNumber() || text[1] != u'=')
        return Error{fmt::format("--letter {}: write it like a=5min", text.toStdString())};
    const Result<Duration> time = parseDuration(text.mid(2).toStdString());
    if (!time)
        return Error{fmt::format("--letter {}: {}", text.toStdString(), time.error())};
    return FigureLetter{text[0], TraceTime(*time)};
}

Result<std::vector<FigureLetter>> readLetters(const QStringList& texts) {
    std::vector<FigureLetter> letters;
    for (const QString& text : texts) {
        const Result<FigureLetter> letter = readLetter(text);
        if (!letter)
            return Error{letter.error()};
        if (std::ranges::find(letters, letter->letter, &FigureLetter::letter) != letters.end())
            return Error{fmt::format("--letter {}: there can be only one {}", text.toStdString(),
                                     QString(letter->letter).toStdString())};
        letters.push_back(*letter);
    }
    return letters;
}

/// "5min=here it waits" or "5min..6min=a round"; a mark may have no note: "5min=".
Result<Mark> readMark(const std::string& text) {
    const std::size_t sign = std::min(text.find('='), text.size());
    const std::string when = text.substr(0, sign);
    const std::size_t dots = when.find("..");
    const Result<Duration> begin = parseDuration(when.substr(0, dots));
    const Result<Duration> end = dots == std::string::npos ? begin : parseDuration(when.substr(dots + 2));
    if (!begin || !end)
        return Error{fmt::format("--mark {}: {}", text, begin ? end.error() : begin.error())};
    if (*end < *begin || sign == text.size())
        return Error{fmt::format("--mark {}: write it like 5min=note or 5min..6min=note", text)};
    return Mark{{TraceTime(*begin), TraceTime(*end)}, QString::fromStdString(text.substr(sign + 1))};
}

Result<Marks> readMarks(const QStringList& texts) {
    Marks marks;
    for (const QString& text : texts) {
        const Result<Mark> mark = readMark(text.toStdString());
        if (!mark)
            return Error{mark.error()};
        marks.push_back(*mark);
    }
    std::ranges::stable_sort(marks, {}, [](const Mark& mark) { return mark.time.begin; });
    return marks;
}

Result<LaneChoices> readArrangement(const std::string& text) {
    const LaneChoices lanes = laneChoicesFrom(QByteArray::fromStdString(text));
    if (lanes == LaneChoices{})
        return Error{fmt::format("--arrange: '{}' arranges nothing; it is what stands under \"lanes\" in a session's view, like "
                                 "{{\"pinned\":[\"t0:Table 7\"]}}",
                                 text)};
    return lanes;
}

Result<AnimationOptions> readAnimation(const CommandLine& line) {
    AnimationOptions animation;
    if (line.isSet("fps")) {
        const std::optional<int> frames = parseNumber<int>(line.value("fps"));
        if (!frames || *frames < leastFrames || *frames > mostFrames)
            return Error{fmt::format("--fps: '{}' is no number of frames a second; allowed are {} to {}", line.value("fps"),
                                     leastFrames, mostFrames)};
        animation.framesPerSecond = *frames;
    }
    if (line.isSet("duration")) {
        const Result<Duration> length = parseDuration(line.value("duration"));
        if (!length)
            return Error{fmt::format("--duration: {}", length.error())};
        if (*length < shortest || *length > longest)
            return Error{fmt::format("--duration: '{}' is out of range; allowed are {} to {}", line.value("duration"),
                                     formatDuration(shortest), formatDuration(longest))};
        animation.length = *length;
    }
    return animation;
}

QString listOf(const QStringList& endings) {
    return endings.mid(0, endings.size() - 1).join(QStringLiteral(", ")) + QStringLiteral(" and ") + endings.last();
}

} // namespace

void addFigureOptions(CommandLine& line, const QString& imageText) {
    line.addOption({"image"}, imageText, "FILE");
    line.addOption({"size"}, "The figure's size in pixels or on paper: 1600x1000 (default), 160mmx100mm.", "WxH");
    line.addOption({"dpi"}, "Dots to the inch of a picture. Default 96; of a size in millimetres 300.", "N");
    line.addOption({"theme"}, "The figure's theme: light, dark or print (default).", "T");
    line.addOption({"title"}, "The figure's title. Default: the story's.", "TEXT");
    line.addOption({"subtitle"}, "The line below the title. Default: what ran.", "TEXT");
    line.addOption({"caption"}, "Text below the figure; what stands **so** is bold, as are letters like (a).", "TEXT");
}

void addTimelineOptions(CommandLine& line) {
    line.addOption({"colour"}, "What colours in the figure say: state (default) or task.", "C");
    line.addOption({"arrows"}, "The figure shows who wakes or takes up whom, where there is room for the arrows.");
    line.addListOption("letter", "Marks a moment in the figure with a letter; again for each one more.", "a=T");
    line.addListOption("mark", "Marks a moment or a range in the figure with a note; again for each one more.", "T[..T]=NOTE");
    line.addListOption("lane",
                       "Shows only lanes of this name in the figure, with * and ? as in names of files; again for each one more.",
                       "NAME");
    line.addOption({"arrange"}, "Order, pins, heights and folds of the lanes, in the words of a session's view.", "JSON");
    line.addOption({"fps"}, "Frames a second of an animation. Default 20.", "N");
    line.addOption({"duration"}, "How long an animation takes from one end to the other. Default 10s.", "T");
}

void addRangeOptions(CommandLine& line, const QString& toText) {
    line.addOption({"from"}, "The figure begins at this time of the story.", "T");
    line.addOption({"to"}, toText, "T");
}

Result<std::optional<QString>> readImage(const CommandLine& line, const QStringList& endings) {
    if (!line.isSet("image"))
        return std::optional<QString>();
    const QString path = QString::fromStdString(line.value("image"));
    for (const QString& ending : endings) {
        if (path.endsWith(ending, Qt::CaseInsensitive))
            return std::optional(path);
    }
    return Error{fmt::format("--image: '{}' has no ending that says what it is; allowed are {}", path.toStdString(),
                             listOf(endings).toStdString())};
}

Result<FigureOptions> readFigure(const CommandLine& line) {
    FigureOptions options;
    const Result<std::optional<int>> dots = readDotsPerInch(line);
    if (!dots)
        return Error{dots.error()};
    const Result<PageSize> size = readSize(line.isSet("size") ? line.value("size") : "1600x1000", *dots);
    if (!size)
        return Error{size.error()};
    options.size = *size;
    if (line.isSet("theme")) {
        const Result<ThemeKind> theme = readTheme(line.value("theme"));
        if (!theme)
            return Error{theme.error()};
        options.theme = *theme;
    }
    options.title = QString::fromStdString(line.value("title"));
    options.subtitle = QString::fromStdString(line.value("subtitle"));
    options.caption = QString::fromStdString(line.value("caption"));
    return options;
}

Result<std::monostate> readTimelineOptions(const CommandLine& line, FigureOptions& options) {
    if (line.isSet("colour")) {
        const std::string colour = line.value("colour");
        if (colour != "state" && colour != "task")
            return Error{fmt::format("--colour: there is no '{}'; there are state and task", colour)};
        options.colourBy = colour == "task" ? ColourBy::Task : ColourBy::State;
    }
    options.hasArrows = line.isSet("arrows");
    const Result<std::vector<FigureLetter>> letters = readLetters(line.values("letter"));
    if (!letters)
        return Error{letters.error()};
    options.letters = *letters;
    const Result<Marks> marks = readMarks(line.values("mark"));
    if (!marks)
        return Error{marks.error()};
    options.marks = *marks;
    options.lanes = line.values("lane");
    if (line.isSet("arrange")) {
        const Result<LaneChoices> arrangement = readArrangement(line.value("arrange"));
        if (!arrangement)
            return Error{arrangement.error()};
        options.arrangement = *arrangement;
    }
    const Result<AnimationOptions> animation = readAnimation(line);
    if (!animation)
        return Error{animation.error()};
    options.animation = *animation;
    return std::monostate{};
}

Result<RangeOptions> readRange(const CommandLine& line, const std::vector<FigureLetter>& letters) {
    const Result<std::optional<Duration>> from = readDuration(line, "from");
    const Result<std::optional<Duration>> to = readDuration(line, "to");
    if (!from || !to)
        return Error{from ? to.error() : from.error()};
    if (*to && from->value_or(Duration::zero()) >= **to)
        return Error{"--from must lie before --to"};
    for (const FigureLetter& letter : letters) {
        const Duration time = letter.time.time_since_epoch();
        if ((*from && time < **from) || (*to && time > **to))
            return Error{fmt::format("--letter {}={}: must lie between --from and --to", QString(letter.letter).toStdString(),
                                     formatDuration(time))};
    }
    return RangeOptions{*from, *to};
}

Result<std::monostate> checkBeforeEnd(const RangeOptions& range, const Marks& marks, TraceTime end) {
    const std::string endText = momentText(end, end.time_since_epoch()).toStdString();
    if (range.from && *range.from > Duration::zero() && TraceTime(*range.from) >= end)
        return Error{fmt::format("--from {}: must lie before the end of the runs, at {}", formatDuration(*range.from), endText)};
    for (const Mark& mark : marks) {
        if (mark.time.begin > end)
            return Error{fmt::format("--mark {}={}: lies behind the end of the runs, at {}",
                                     formatDuration(mark.time.begin.time_since_epoch()), mark.note.toStdString(), endText)};
    }
    return std::monostate{};
}

} // namespace simul
