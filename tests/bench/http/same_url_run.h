#pragma once

#include "engine/scenarios/run.h"

#include <cstdlib>
#include <filesystem>
#include <fmt/core.h>
#include <fstream>
#include <unistd.h>

namespace simul::bench {

/// A file with one address, for as long as this lives.
class UrlFile {
public:
    explicit UrlFile(const std::string& url)
        : m_path(std::filesystem::temp_directory_path() / fmt::format("simul-bench-{}.txt", getpid())) {
        std::ofstream(m_path) << url << '\n';
    }
    ~UrlFile() { std::filesystem::remove(m_path); }
    UrlFile(const UrlFile&) = delete;
    UrlFile& operator=(const UrlFile&) = delete;
    std::string path() const { return m_path.string(); }

private:
    std::filesystem::path m_path;
};

/// `same-url` with coroutines on the real clock. Ends the program if a setting is refused.
inline RunRequest sameUrl(const std::string& requests, const UrlFile& url, const std::string& atOnce) {
    const Scenario& scenario = *scenarioNamed("same-url");
    RunRequest request{.scenario = &scenario, .parameters = parametersFor(scenario), .mode = Mode::Coroutines, .clock = ClockKind::Real};
    const std::pair<const char*, std::string> settings[] = {{"requests", requests}, {"urls", url.path()}, {"at_once", atOnce}};
    for (const auto& [name, value] : settings) {
        if (const auto done = request.parameters.set(name, value); !done) {
            fmt::print(stderr, "{}\n", done.error());
            std::exit(1);
        }
    }
    return request;
}

} // namespace simul::bench
