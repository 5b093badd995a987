#include "app/site_command.h"

#include "app/command_line.h"
#include "app/exit_code.h"
#include "app/interruption.h"
#include "engine/net/hostile_site.h"
#include "engine/net/test_site.h"

#include <charconv>
#include <fmt/core.h>
#include <thread>

namespace simul {

namespace {

Result<std::uint16_t> parsePort(const std::string& text) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc{} || end != text.data() + text.size())
        return Error{fmt::format("--port: '{}' is not a port; allowed are 0 (any that is free) to 65535", text)};
    return port;
}

void waitForInterruption(const Interruption& interruption) {
    std::fflush(stdout);
    while (!interruption.requested())
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
}

int serveHostileSite(std::uint16_t port, const Interruption& interruption) {
    const auto site = HostileSite::start(hostilePages(), HostileSite::Family::IPv4, port);
    if (!site) {
        fmt::print(stderr, "simul: {}\n", site.error());
        return RunFailed;
    }
    fmt::print("The hostile site listens at {}; Ctrl+C ends it. Its pages:\n", (*site)->address());
    for (const HostilePage& page : hostilePages())
        fmt::print("  {}{}\n", (*site)->address(), page.path);
    waitForInterruption(interruption);
    return Success;
}

int serveSites(std::uint16_t port, const Interruption& interruption) {
    const std::vector<Site> sites = articleSites();
    const Result<std::unique_ptr<TestSite>> site = TestSite::start(sites, {.port = port});
    if (!site) {
        fmt::print(stderr, "simul: {}\n", site.error());
        return RunFailed;
    }
    fmt::print("The test site listens at {}; Ctrl+C ends it. Its sites:\n", (*site)->address());
    for (const Site& one : sites) {
        if (one.behaviour != SiteBehaviour::DoesNotResolve)
            fmt::print("  {}{}/\n", (*site)->address(), one.name);
    }
    waitForInterruption(interruption);
    return Success;
}

} // namespace

int siteCommand(const QStringList& arguments) {
    CommandLine line("site", "site [--port P] [--hostile]",
                     "Serves the sites of the crawler stories on this computer until interrupted.");
    line.addOption({"port"}, "The port; 0, the default, is any that is free.", "P");
    line.addOption({"hostile"}, "Serves a site that does everything wrong that servers do, a page each.");
    if (!line.parse(arguments, 0))
        return line.exitCode();
    const Result<std::uint16_t> port = parsePort(line.isSet("port") ? line.value("port") : "0");
    if (!port)
        return usageError(port.error());

    const Interruption interruption;
    return line.isSet("hostile") ? serveHostileSite(*port, interruption) : serveSites(*port, interruption);
}

} // namespace simul
