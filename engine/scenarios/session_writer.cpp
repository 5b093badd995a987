#include "engine/scenarios/session.h"

#include "engine/trace/json_text.h"
#include "engine/trace/trace_json.h"

#include <fmt/format.h>
#include <utility>

namespace simul {

namespace {

std::int64_t number(TraceTime time) { return time.time_since_epoch().count(); }

std::string setupText(const Session& session) {
    std::string parameters;
    for (const auto& [name, value] : session.parameters)
        parameters += fmt::format("{}{}:{}", parameters.empty() ? "" : ",", jsonText(name), jsonText(value));
    return fmt::format(R"({{"part":"setup","scenario":{},"parameters":{{{}}},"clock":"{}","seed":{},"scale":{}}})",
                       jsonText(session.scenario), parameters, nameOf(session.clock), session.seed, session.scale);
}

std::string laneText(LaneId lane) {
    if (lane.isCpu())
        return fmt::format(R"("cpu":{})", lane.cpu().value);
    return fmt::format(R"("{}":{}{})", lane.isWorker() ? "worker" : "task",
                       lane.isWorker() ? lane.worker().value : lane.task().value, lane.isOfKernel() ? R"(,"kernel":true)" : "");
}

std::string viewText(const SessionView& view) {
    std::string text = fmt::format(R"({{"part":"view","from":{},"to":{},"playhead":{})", number(view.from), number(view.to),
                                   number(view.playhead));
    if (view.selection) {
        const SessionView::Selection& selection = *view.selection;
        text += fmt::format(R"(,"selection":{{"run":{},{},"time":{})", selection.run, laneText(selection.lane),
                            number(selection.time));
        if (selection.resource)
            text += fmt::format(R"(,"resource":{})", selection.resource->value);
        text += '}';
    }
    if (!view.lanes.empty())
        text += fmt::format(R"(,"lanes":{})", jsonText(view.lanes));
    if (view.measured)
        text += fmt::format(R"(,"measured":{{"from":{},"to":{}}})", number(view.measured->from), number(view.measured->to));
    if (view.compared) {
        const auto side = [](const SessionView::Side& each) {
            return fmt::format(R"({{"run":{},"simulated":{}}})", each.run, each.isSimulated);
        };
        text += fmt::format(R"(,"compared":[{},{}])", side(view.compared->front()), side(view.compared->back()));
    }
    if (view.looks)
        text += fmt::format(R"(,"looks":{{"colours_by_task":{},"all_arrows":{}}})", view.looks->coloursByTask,
                            view.looks->allArrows);
    return text + '}';
}

std::string marksText(const std::vector<SessionMark>& marks) {
    std::string list;
    for (const SessionMark& mark : marks)
        list += fmt::format(R"({}{{"start":{},"end":{},"text":{}}})", list.empty() ? "" : ",", number(mark.start),
                            number(mark.end), jsonText(mark.text));
    return fmt::format(R"({{"part":"marks","marks":[{}]}})", list);
}

} // namespace

std::vector<std::pair<std::string, std::string>> parameterTexts(const Parameters& parameters) {
    std::vector<std::pair<std::string, std::string>> texts;
    for (std::size_t index = 0; index < parameters.values().size(); ++index)
        texts.emplace_back(parameters.descriptions()[index].name, formatValue(parameters.values()[index]));
    return texts;
}

void writeSession(const Session& session, const std::function<void(std::string_view)>& sink) {
    sink(fmt::format(R"({{"simul":"session","version":{},"parts":[)", sessionVersion));
    bool isFirst = true;
    const auto emit = [&](const std::string& part) {
        sink(std::exchange(isFirst, false) ? "\n" : ",\n");
        sink(part);
    };
    emit(setupText(session));
    if (session.view)
        emit(viewText(*session.view));
    emit(marksText(session.marks));
    for (const SessionRun& run : session.runs) {
        emit(fmt::format(R"({{"part":"run","name":{},"mode":"{}","clock":"{}"}})", jsonText(run.name), nameOf(run.mode),
                         nameOf(run.clock)));
        writeTraceJson(*run.trace, emit);
    }
    sink("\n]}\n");
}

} // namespace simul
