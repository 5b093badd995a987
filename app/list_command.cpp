#include "app/list_command.h"

#include "app/command_line.h"
#include "app/exit_code.h"
#include "app/report.h"

#include <fmt/core.h>

namespace simul {

namespace {

using Json = nlohmann::ordered_json;

Json describe(const Parameter& parameter) {
    Json json = {{"name", parameter.name},
                 {"unit", unitText(parameter)},
                 {"default", toJson(parameter.defaultValue)},
                 {"min", nullptr},
                 {"max", nullptr},
                 {"text", parameter.text}};
    if (parameter.hasBounds()) {
        json["min"] = toJson(parameter.min);
        json["max"] = toJson(parameter.max);
    }
    if (!parameter.choices.empty())
        json["choices"] = parameter.choices;
    return json;
}

Json modeNames(const std::vector<Mode>& modes) {
    Json names = Json::array();
    for (const Mode mode : modes)
        names.push_back(nameOf(mode));
    return names;
}

void printJson() {
    Json scenarios = Json::array();
    for (const Scenario& scenario : catalogue()) {
        Json parameters = Json::array();
        const Parameters all = parametersFor(scenario);
        for (const Parameter& parameter : all.descriptions())
            parameters.push_back(describe(parameter));
        scenarios.push_back({{"name", scenario.name},
                             {"title", scenario.title},
                             {"text", scenario.text},
                             {"line", scenario.line},
                             {"modes", modeNames(scenario.modes)},
                             {"real_modes", modeNames(scenario.realModes)},
                             {"parameters", parameters}});
    }
    fmt::print("{}\n", Json{{"scenarios", scenarios}}.dump(2));
}

void printText() {
    for (const Scenario& scenario : catalogue()) {
        fmt::print("{:<14} {}\n{:<14} {}.\n{:<14} modes:", scenario.name, scenario.title, "", scenario.line, "");
        for (const Mode mode : scenario.modes)
            fmt::print(" {}", nameOf(mode));
        fmt::print("\n");
        for (const Parameter& parameter : scenario.parameters)
            fmt::print("{:<14} {:<22} {}\n", "", parameter.name + "=" + formatValue(parameter.defaultValue),
                       parameter.text);
        fmt::print("\n");
    }
    fmt::print("In every scenario, for the modes:\n");
    const Scenario& first = catalogue().front();
    const Parameters all = parametersFor(first);
    for (std::size_t index = first.parameters.size(); index < all.descriptions().size(); ++index) {
        const Parameter& parameter = all.descriptions()[index];
        fmt::print("{:<14} {:<22} {}\n", "", parameter.name + "=" + formatValue(parameter.defaultValue),
                   parameter.text);
    }
}

} // namespace

int listCommand(const QStringList& arguments) {
    CommandLine line("list", "list [--json]", "Lists the scenarios with their modes and parameters.");
    line.addOption({"json"}, "Writes JSON, for programs.");
    if (!line.parse(arguments, 0))
        return line.exitCode();
    line.isSet("json") ? printJson() : printText();
    return Success;
}

} // namespace simul
