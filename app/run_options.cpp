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
            return Error{fmt::format("--set: '{}' has no value; write it as name=value", text)};
        const auto done = parameters.set(text.substr(0, equals), std::string_view(text).substr(equals + 1));
        if (!done)
            return Error{fmt::format("--set: {}", done.error())};
    }
    return parameters;
}

} // namespace

void addSharedOptions(CommandLine& line) {
    line.addListOption("mode", "sync, threads, pool, coroutines...; again for each one more. Default: all, compared.", "M");
    line.addOption({"seed"}, "What random draws start from. Default 1.", "N");
    line.addListOption("set", "Sets a parameter, see 'simul list'; durations like 5s, 250ms, 15min, 1h30min.", "name=value");
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

Result<std::optional<Duration>> readDuration(const CommandLine& line, const char* option) {
    if (!line.isSet(option))
        return std::optional<Duration>();
    const Result<Duration> duration = parseDuration(line.value(option));
    if (!duration)
        return Error{fmt::format("--{}: {}", option, duration.error())};
    return std::optional(*duration);
}

} // namespace simul
