// Thousands of requests in flight that are given up all at once, and a hundred thousand of which most go wrong.

#include "tests/bench/http/fetch_bench.h"

#include "tests/support/soak.h"

#include <filesystem>
#include <fmt/core.h>
#include <fstream>
#include <malloc.h>
#include <thread>

namespace simul::bench {

using namespace std::chrono_literals;

namespace {

std::size_t openDescriptors() {
    const std::filesystem::directory_iterator begin("/proc/self/fd");
    return static_cast<std::size_t>(std::distance(begin, std::filesystem::directory_iterator()));
}

/// Of the memory that is in use now, in MB; what is free goes back to the system first.
double residentMemory() {
    malloc_trim(0);
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmRSS:"))
            return std::stod(line.substr(6)) / 1024;
    }
    return 0;
}

/// Established connections of this process from its own side: those to `port`.
std::size_t connectionsTo(std::uint16_t port) {
    std::ifstream table("/proc/net/tcp");
    const std::string remote = fmt::format("0100007F:{:04X}", port);
    std::size_t count = 0;
    std::string line;
    while (std::getline(table, line)) {
        const std::size_t at = line.find(remote, 20);
        count += at != std::string::npos && line.compare(at + remote.size() + 1, 2, "01") == 0;
    }
    return count;
}

Activity<> waitForEver(Stage stage, HttpRequest request) {
    const Result<HttpResponse> response = co_await fetch(stage, request);
    stage.log(response ? "an answer" : response.error());
}

} // namespace

int cancel(std::size_t requests) {
    const auto site = HostileSite::start(hostilePages());
    std::stop_source stop;
    Recorder recorder;
    const std::size_t before = openDescriptors();
    std::size_t inFlight = 0;
    Clock::time_point asked;
    double cpuBefore = 0;
    {
        RealLoopRuntime runtime(recorder, {}, 1, 1, stop.get_token());
        openWeb(runtime, {}, {.atOnce = requests});
        HttpRequest request((*site)->address() + "/silent");
        request.timeout = 1h;
        for (std::size_t index = 0; index < requests; ++index)
            Stage(runtime).spawn("Crawler", waitForEver, request);
        std::thread stopper([&] {
            const auto deadline = Clock::now() + 30s;
            while (openDescriptors() < before + 2 * requests && Clock::now() < deadline) // both ends are here
                std::this_thread::sleep_for(20ms);
            std::this_thread::sleep_for(50ms); // for the last ones to be asked
            inFlight = connectionsTo((*site)->port());
            cpuBefore = processCpuSeconds();
            asked = Clock::now();
            stop.request_stop();
        });
        runtime.run({});
        stopper.join();
    }
    const double milliseconds = 1000 * secondsSince(asked);
    const double cpu = 1000 * (processCpuSeconds() - cpuBefore);
    fmt::print("{} {:.1f} {:.1f} {}\n", inFlight, milliseconds, cpu, connectionsTo((*site)->port()));
    return 0;
}

/// In two halves: the recorder keeps some memory for the next run, so that only the second one would show a leak.
int soak(std::size_t requests) {
    const auto site = HostileSite::start(hostilePages());
    const std::size_t before = openDescriptors();
    const auto start = Clock::now();
    std::map<std::string, std::size_t> reasons;
    std::size_t all = 0;
    std::size_t answers = 0;
    std::size_t failures = 0;
    double memory[2] = {};
    for (const bool isSecond : {false, true}) {
        const test::SoakCount count = test::soak((*site)->address(), isSecond ? requests - requests / 2 : requests / 2, 200);
        all += count.inAll;
        for (const auto& [path, times] : count.answers)
            answers += times;
        for (const auto& [path, times] : count.failures)
            failures += times;
        for (const auto& [reason, times] : count.reasons)
            reasons[reason] += times;
        memory[isSecond] = residentMemory();
    }
    const double seconds = secondsSince(start);
    const auto deadline = Clock::now() + 10s; // for the site's own ends
    while (openDescriptors() > before && Clock::now() < deadline)
        std::this_thread::sleep_for(10ms);
    fmt::print("{} {} {} {} {:.3f} {:.1f} {:.1f}\n", all, answers, failures, openDescriptors() - before, seconds, memory[0],
               memory[1]);
    for (const auto& [reason, times] : reasons)
        fmt::print(stderr, "{:>8}  {}\n", times, reason);
    return 0;
}

} // namespace simul::bench
