#include "engine/scenarios/session.h"

#include "engine/trace/json_elements.h"
#include "engine/trace/json_text.h"
#include "engine/trace/json_values.h"
#include "engine/trace/trace_json.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace simul {

namespace {

namespace dom = simdjson::dom;

/// Puts a session together, part by part.
class SessionReader {
public:
    Result<std::monostate> add(dom::element element) {
        dom::object part;
        std::string_view kind;
        if (element.get(part) || part.at_key("part").get(kind))
            return Error{"a part should be an object with a \"part\""};
        if (kind == "setup")
            return checked(kind, readSetup(part));
        if (kind == "view")
            return checked(kind, readView(part));
        if (kind == "marks")
            return checked(kind, readMarks(part));
        if (kind == "run") {
            if (const auto done = finishRun(); !done)
                return done;
            return checked(kind, readRun(part));
        }
        if (!m_run)
            return Error{fmt::format("the part {} should follow a \"run\"", jsonText(kind))};
        return m_trace.add(kind, part);
    }

    Result<Session> finish() {
        if (const auto done = finishRun(); !done)
            return Error{done.error()};
        checkSelection();
        checkCompared();
        return std::move(m_session);
    }

private:
    static Result<std::monostate> checked(std::string_view kind, bool isGood) {
        if (isGood)
            return std::monostate{};
        return Error{fmt::format("the part \"{}\" is not as it should be", kind)};
    }

    static bool readClock(JsonFields& fields, ClockKind& clock) {
        const std::string name = fields.text("clock");
        clock = name == nameOf(ClockKind::Real) ? ClockKind::Real : ClockKind::Simulated;
        return name == nameOf(clock);
    }

    bool readSetup(dom::object part) {
        JsonFields fields(part);
        m_session.scenario = fields.text("scenario");
        m_session.seed = fields.natural("seed");
        m_session.scale = fields.real("scale");
        m_session.parameters.clear();
        for (const auto [name, value] : fields.object("parameters")) {
            std::string_view text;
            if (value.get(text))
                return false;
            m_session.parameters.emplace_back(name, text);
        }
        return readClock(fields, m_session.clock) && !fields.hasFailed();
    }

    bool readView(dom::object part) {
        JsonFields fields(part);
        SessionView view{fields.time("from"), fields.time("to"), fields.time("playhead"), {}};
        if (fields.has("selection")) {
            JsonFields selection(fields.object("selection"));
            const std::uint32_t run = selection.index("run", mostWorkers);
            const LaneId lane = readLane(selection);
            view.selection = SessionView::Selection{run, lane, selection.time("time")};
            if (selection.has("resource"))
                view.selection->resource = ResourceId(selection.index("resource", mostTasks));
            if (selection.hasFailed())
                return false;
        }
        if (fields.has("lanes"))
            view.lanes = fields.text("lanes");
        if (fields.has("measured")) {
            JsonFields measured(fields.object("measured"));
            view.measured = SessionView::Range{measured.time("from"), measured.time("to")};
            if (measured.hasFailed() || view.measured->to <= view.measured->from)
                return false;
        }
        if (fields.has("compared")) {
            std::array<SessionView::Side, 2> sides;
            if (!readCompared(fields.array("compared"), sides))
                return false;
            view.compared = sides;
        }
        if (fields.has("looks")) {
            JsonFields looks(fields.object("looks"));
            view.looks = SessionView::Looks{looks.flag("colours_by_task"), looks.flag("all_arrows")};
            if (looks.hasFailed())
                return false;
        }
        m_session.view = view;
        return !fields.hasFailed();
    }

    static LaneId readLane(JsonFields& fields) {
        if (fields.has("cpu"))
            return CpuId(fields.index("cpu", mostWorkers));
        const LaneId lane = fields.has("worker") ? LaneId(WorkerId(fields.index("worker", mostWorkers)))
                                                 : LaneId(TaskId(fields.index("task", mostTasks)));
        return fields.has("kernel") && fields.flag("kernel") ? lane.ofKernel() : lane;
    }

    static bool readCompared(dom::array array, std::array<SessionView::Side, 2>& sides) {
        if (array.size() != sides.size())
            return false;
        for (std::size_t index = 0; index < sides.size(); ++index) {
            dom::object object;
            if (array.at(index).get(object))
                return false;
            JsonFields side(object);
            sides[index] = {side.index("run", mostWorkers), side.flag("simulated")};
            if (side.hasFailed())
                return false;
        }
        return true;
    }

    bool readMarks(dom::object part) {
        dom::array marks;
        if (part.at_key("marks").get(marks))
            return false;
        for (const dom::element element : marks) {
            dom::object object;
            if (element.get(object))
                return false;
            JsonFields mark(object);
            m_session.marks.push_back({mark.time("start"), mark.time("end"), mark.text("text")});
            if (mark.hasFailed() || m_session.marks.back().end < m_session.marks.back().start)
                return false;
        }
        return true;
    }

    bool readRun(dom::object part) {
        JsonFields fields(part);
        m_run = SessionRun{fields.text("name"), {}, {}, {}};
        const std::optional<Mode> mode = modeNamed(fields.text("mode"));
        m_run->mode = mode.value_or(Mode::Sync);
        m_trace = {};
        return readClock(fields, m_run->clock) && mode && !fields.hasFailed();
    }

    Result<std::monostate> finishRun() {
        if (!m_run)
            return std::monostate{};
        Result<Trace> trace = m_trace.finish();
        if (!trace)
            return Error{trace.error()};
        m_run->trace = std::make_shared<const Trace>(*std::move(trace));
        m_session.runs.push_back(*std::move(m_run));
        m_run.reset();
        return std::monostate{};
    }

    /// It stands before the runs.
    void checkSelection() {
        if (!m_session.view || !m_session.view->selection)
            return;
        const SessionView::Selection& selection = *m_session.view->selection;
        const Trace* trace = selection.run < m_session.runs.size() ? m_session.runs[selection.run].trace.get() : nullptr;
        const bool exists = trace != nullptr && trace->has(selection.lane) &&
                            (!selection.resource || selection.resource->value < trace->resources().size());
        if (!exists)
            m_session.view->selection.reset();
    }

    void checkCompared() {
        const auto isThere = [this](const SessionView::Side& side) { return side.run < m_session.runs.size(); };
        if (m_session.view && m_session.view->compared && !std::ranges::all_of(*m_session.view->compared, isThere))
            m_session.view->compared.reset();
    }

    Session m_session;
    std::optional<SessionRun> m_run;
    TraceJsonReader m_trace;
};

Result<std::monostate> checkVersion(const JsonElements& elements) {
    if (elements.field("simul") != "\"session\"")
        return Error{"this is no session of Simul"};
    const std::string text = elements.field("version").value_or("");
    std::uint64_t version = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
    if (error != std::errc{} || end != text.data() + text.size() || version == 0)
        return Error{"the session does not say of which version it is"};
    if (version > sessionVersion)
        return Error{fmt::format("the session is of version {}, and this program reads those up to {}: a newer Simul wrote it",
                                 version, sessionVersion)};
    return std::monostate{};
}

} // namespace

Result<Session> readSession(std::istream& in, const ReadControl& control) {
    JsonElements elements(in, control);
    if (const auto done = elements.open("parts"); !done)
        return Error{done.error()};
    if (const auto done = checkVersion(elements); !done)
        return Error{done.error()};
    SessionReader reader;
    if (const auto done = elements.forEach([&](dom::element element) { return reader.add(element); }); !done)
        return Error{done.error()};
    if (elements.truncatedAt())
        return Error{fmt::format("byte {}: the file ends in the middle", *elements.truncatedAt())};
    return reader.finish();
}

bool isSession(std::string_view beginning) {
    const auto skipSpace = [&] { beginning.remove_prefix(std::min(beginning.find_first_not_of(" \t\r\n"), beginning.size())); };
    skipSpace();
    if (!beginning.starts_with('{'))
        return false;
    beginning.remove_prefix(1);
    skipSpace();
    return beginning.starts_with("\"simul\"");
}

} // namespace simul
