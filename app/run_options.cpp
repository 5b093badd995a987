#include "app/run_options.h"

#include "app/parse_number.h"
#include "engine/trace/duration_text.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

namespace simul {

namespace {

Result<const Scenario*> findScenario(const std::string& name) {
    if (const Scenario* scenario = scenarioNamed(name))
        return scenario;
    std::vector<std::string> names;
    for (const Scenario& scenario : catalogue())
        names.push_back(scenario.name);
    return Error{fmt::format("there is no scenario '{}'; there are {}", name, fmt::join(names, ", "))};
}

Result<Parameters> readParameters(const Scenario& scenario, const QStringList& settings) {
    Parameters parameters = parametersFor(scenario);
    for (const QString& setting : settings) {
        const std::string text = setting.toStdString();
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos)
            return Error{fmt::format("--set {}: write it as name=value", text)};
        const auto done = parameters.set(text.substr(0, equals), std::string_view(text).substr(equals + 1));
        if (!done)
            return Error{fmt::format("--set {}", done.error())};
    }
    return parameters;
}

Result<QSize> readSize(const std::string& text) {
    constexpr int least = 200;
    constexpr int most = 16384;
    const std::size_t cross = text.find('x');
    const int width = parseNumber<int>(text.substr(0, cross)).value_or(0);
    const int height = cross == std::string::npos ? 0 : parseNumber<int>(text.substr(cross + 1)).value_or(0);
    if (width < least || width > most || height < least || height > most)
        return Error{fmt::format("--size: '{}' is not a size; write it like 1600x1000, each side {} to {}", text, least,
                                 most)};
    return QSize(width, height);
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

} // namespace

void addSharedOptions(CommandLine& line) {
    line.addOption({"mode"}, "sync, threads, pool, coroutines...; again for each one more. Default: all, compared.",
                   "M");
    line.addOption({"seed"}, "What random draws start from. Default 1.", "N");
    line.addOption({"set"}, "Sets a parameter, see 'simul list'; durations like 5s, 250ms, 15min, 1h30min.",
                   "name=value");
    line.addOption({"image"}, "Writes what is compared as a figure: .png, .svg or .pdf.", "FILE");
    line.addOption({"size"}, "The figure's size in pixels. Default 1600x1000.", "WxH");
    line.addOption({"theme"}, "The figure's theme: light, dark or print (default).", "T");
    line.addOption({"timeout"}, "Ends each run after this time of the story.", "T");
}

Result<RunRequest> readRequest(const CommandLine& line) {
    const Result<const Scenario*> scenario = findScenario(line.positional(0));
    if (!scenario)
        return Error{scenario.error()};
    Result<Parameters> parameters = readParameters(**scenario, line.values("set"));
    if (!parameters)
        return Error{parameters.error()};
    RunRequest request{.scenario = *scenario, .parameters = *std::move(parameters)};
    if (line.isSet("seed")) {
        const std::optional<std::uint64_t> seed = parseNumber<std::uint64_t>(line.value("seed"));
        if (!seed)
            return Error{fmt::format("--seed: '{}' is not a whole number from 0 on", line.value("seed"))};
        request.seed = *seed;
    }
    const Result<std::optional<Duration>> timeout = readDuration(line, "timeout");
    if (!timeout)
        return Error{timeout.error()};
    request.timeout = *timeout;
    return request;
}

Result<std::vector<Mode>> readModes(const CommandLine& line, const Scenario& scenario, ClockKind clock) {
    const QStringList names = line.values("mode");
    const std::vector<Mode>& allowed = clock == ClockKind::Real ? scenario.realModes : scenario.modes;
    if (names.isEmpty())
        return allowed;
    std::vector<std::string_view> allowedNames;
    for (const Mode mode : allowed)
        allowedNames.push_back(nameOf(mode));
    std::vector<Mode> modes;
    for (const QString& name : names) {
        const std::optional<Mode> mode = modeNamed(name.toStdString());
        if (!mode || std::ranges::find(allowed, *mode) == allowed.end())
            return Error{fmt::format("--mode: {} on the {} clock has no mode '{}'; it has {}", scenario.name,
                                     nameOf(clock), name.toStdString(), fmt::join(allowedNames, ", "))};
        if (std::ranges::find(modes, *mode) == modes.end())
            modes.push_back(*mode);
    }
    return modes;
}

Result<std::optional<QString>> readImage(const CommandLine& line) {
    if (!line.isSet("image"))
        return std::optional<QString>();
    const QString path = QString::fromStdString(line.value("image"));
    const QStringList endings = {".png", ".svg", ".pdf"};
    for (const QString& ending : endings) {
        if (path.endsWith(ending, Qt::CaseInsensitive))
            return std::optional(path);
    }
    return Error{fmt::format("--image: '{}' has no ending that says what it is; allowed are .png, .svg and .pdf",
                             path.toStdString())};
}

Result<FigureLook> readLook(const CommandLine& line) {
    FigureLook look;
    if (line.isSet("size")) {
        const Result<QSize> size = readSize(line.value("size"));
        if (!size)
            return Error{size.error()};
        look.size = *size;
    }
    if (line.isSet("theme")) {
        const Result<ThemeKind> theme = readTheme(line.value("theme"));
        if (!theme)
            return Error{theme.error()};
        look.theme = *theme;
    }
    return look;
}

Result<std::optional<Duration>> readDuration(const CommandLine& line, const char* option) {
    if (!line.isSet(option))
        return std::optional<Duration>();
    const Result<Duration> duration = parseDuration(line.value(option));
    if (!duration)
        return Error{fmt::format("--{}: {}", option, duration.error())};
    return std::optional(*duration);
}

} // namespace simul
