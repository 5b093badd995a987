#include "ui/files/open_file.h"

#include "engine/trace/chrome_reader.h"
#include "ui/files/foreign_story.h"

#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>

namespace simul {

namespace {

/// What `simul run --trace` calls a run: "chess: coroutines".
struct OwnName {
    const Scenario* scenario = nullptr;
    Mode mode = Mode::Threads;
};

std::optional<OwnName> ownName(const std::string& name) {
    const std::size_t colon = name.rfind(": ");
    if (colon == std::string::npos)
        return std::nullopt;
    const Scenario* scenario = scenarioNamed(name.substr(0, colon));
    const std::optional<Mode> mode = modeNamed(name.substr(colon + 2));
    return scenario != nullptr && mode ? std::optional(OwnName{scenario, *mode}) : std::nullopt;
}

Session sessionOf(std::vector<LoadedTrace> traces) {
    const std::optional<OwnName> first = ownName(traces.front().name);
    const bool areOwn = std::ranges::all_of(traces, [&](const LoadedTrace& trace) {
        const std::optional<OwnName> own = ownName(trace.name);
        return own && own->scenario == first->scenario;
    });
    Session session;
    if (areOwn)
        session.scenario = first->scenario->name;
    for (LoadedTrace& trace : traces)
        session.runs.push_back({areOwn ? std::string() : trace.name, areOwn ? ownName(trace.name)->mode : Mode::Threads,
                                ClockKind::Simulated, std::make_shared<const Trace>(std::move(trace.trace))});
    return session;
}

/// What is not JSON but well known.
const char* packedAs(std::string_view beginning) {
    if (beginning.starts_with("\x1f\x8b"))
        return "it is packed with gzip: unpack it first";
    if (beginning.starts_with("PK\x03\x04"))
        return "it is packed as zip: unpack it first";
    if (beginning.starts_with('\x0a') && beginning.size() > 1 && beginning[1] != '{' && beginning[1] != '[' && beginning[1] != ' ' &&
        beginning[1] != '\n' && beginning[1] != '\r' && beginning[1] != '\t')
        return "it looks like Perfetto's own format: export it as JSON first (traceconv json)";
    return nullptr;
}

constexpr std::string_view spaces = " \t\r\n";

/// What begins as no file of ours does is not worth a word about its JSON.
std::optional<Error> strangeFrom(std::string_view beginning) {
    const std::size_t bom = beginning.starts_with("\xef\xbb\xbf") ? 3 : 0;
    const std::size_t first = beginning.find_first_not_of(spaces, bom);
    if (first == std::string_view::npos || beginning[first] == '{' || beginning[first] == '[')
        return std::nullopt;
    return Error{fmt::format("byte {}: this is neither a session of Simul nor a trace in JSON, which begin with {{ or [; the file "
                             "is damaged or of another kind: open another copy of it, or save it anew",
                             first)};
}

Result<Session> readAs(std::istream& in, const ReadControl& control) {
    std::string beginning(64, '\0');
    in.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
    beginning.resize(static_cast<std::size_t>(in.gcount()));
    in.clear();
    in.seekg(0);
    if (const char* packed = packedAs(beginning))
        return Error{packed};
    if (const std::optional<Error> strange = strangeFrom(beginning))
        return *strange;
    if (isSession(beginning))
        return readSession(in, control);
    Result<std::vector<LoadedTrace>> traces = readChromeTrace(in, control);
    if (!traces)
        return Error{traces.error()};
    return sessionOf(*std::move(traces));
}

} // namespace

Result<Session> openFile(const QString& path, const ReadControl& control) {
    const std::string name = path.toStdString();
    if (QFileInfo(path).isDir())
        return Error{fmt::format("'{}' is a folder", name)};
    errno = 0;
    std::ifstream in(std::filesystem::path(path.toStdU16String()), std::ios::binary);
    if (!in)
        return Error{fmt::format("'{}' cannot be opened: {}", name, std::strerror(errno))};
    Result<Session> session = readAs(in, control);
    if (!session)
        return Error{fmt::format("'{}' cannot be read: {}", name, session.error())};
    return session;
}

const Scenario& storyOf(const Session& session) {
    const Scenario* scenario = scenarioNamed(session.scenario);
    return scenario != nullptr ? *scenario : foreignStory();
}

} // namespace simul
