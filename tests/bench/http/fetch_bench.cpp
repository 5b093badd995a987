// Simul's part of the HTTP benchmarks. Prints what it measured, one line of numbers:
//   fetch_bench idle                      nothing: what the program takes before it fetches
//   fetch_bench story N URL [AT_ONCE]     `same-url` with coroutines on the real clock: answers, bytes, seconds, events
//   fetch_bench bare N URL [AT_ONCE]      the same requests on the same loop, without tasks and without a recorder
//   fetch_bench recorder                  microseconds that the recorder takes for all that a request tells it
//   fetch_bench cancel N                  N requests in flight, then a stop: milliseconds, sockets left
//   fetch_bench soak N                    N requests with faults mixed in: accounted for, answers, failures, left open, seconds

#include "engine/net/curl_multi.h"
#include "engine/net/descriptor_limit.h"
#include "engine/scenarios/run.h"
#include "engine/trace/trace_builder.h"
#include "tests/support/soak.h"

#include <cstdlib>
#include <cstring>
#include <deque>
#include <filesystem>
#include <fmt/core.h>
#include <fstream>
#include <numeric>
#include <thread>
#include <unistd.h>

using namespace simul;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace {

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

std::size_t openDescriptors() {
    const std::filesystem::directory_iterator begin("/proc/self/fd");
    return static_cast<std::size_t>(std::distance(begin, std::filesystem::directory_iterator()));
}

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

int story(const std::string& requests, const std::string& url, const std::string& atOnce) {
    const UrlFile file(url);
    const Scenario& scenario = *scenarioNamed("same-url");
    RunRequest request{.scenario = &scenario, .parameters = parametersFor(scenario), .mode = Mode::Coroutines, .clock = ClockKind::Real};
    const std::pair<const char*, std::string> settings[] = {{"requests", requests}, {"urls", file.path()}, {"at_once", atOnce}};
    for (const auto& [name, value] : settings) {
        if (const auto done = request.parameters.set(name, value); !done) {
            fmt::print(stderr, "{}\n", done.error());
            return 1;
        }
    }
    Recorder recorder;
    const auto start = Clock::now();
    runScenario(request, recorder, {});
    const double seconds = secondsSince(start);
    Trace trace;
    TraceBuilder builder(recorder, trace);
    builder.drain();
    std::size_t answers = 0;
    std::size_t bytes = 0;
    for (const TaskInfo& task : trace.tasks()) {
        answers += task.error.empty();
        bytes += std::strtoul(task.result.c_str(), nullptr, 10); // "65536 bytes"
    }
    fmt::print("{} {} {:.6f} {}\n", answers, bytes, seconds, builder.eventsEmitted());
    return 0;
}

int bare(std::size_t requests, const std::string& url, std::size_t atOnce) {
    const auto start = Clock::now();
    const CurlRoute route;
    EventLoop loop;
    CurlMulti multi(loop, route, 1, {.atOnce = atOnce});
    std::size_t answers = 0;
    std::size_t ended = 0;
    std::uint64_t bytes = 0;
    std::deque<Transfer> transfers;
    for (std::size_t index = 0; index < requests; ++index) {
        transfers.emplace_back(multi, HttpRequest(url), [&](HttpExchange exchange) {
            ++ended;
            if (exchange.response) {
                ++answers;
                bytes += exchange.response->bodySize;
            }
        });
    }
    while (ended < requests)
        loop.runOnce(true);
    fmt::print("{} {} {:.6f} 0\n", answers, bytes, secondsSince(start));
    return 0;
}

/// What one request of `same-url` tells: a task with its five states, the loop's three, a request, its parts, a result.
int recorder() {
    constexpr std::uint32_t requests = 20'000;
    Recorder recorder;
    ThreadRecorder thread(recorder);
    recorder.addWorker(WorkerId{}, {"Loop"});
    const auto start = Clock::now();
    for (std::uint32_t index = 0; index < requests; ++index) {
        const TaskId task(index);
        std::uint32_t sequence = 0;
        recorder.addTask(task, {fmt::format("Request {}", index), {}, TraceTime{}, {}, {}});
        const ResourceId id = recorder.addResource({ResourceKind::Request, "http://127.0.0.1:12345/d/20/65536"});
        const PlaceId place = thread.place("request {n}", std::source_location::current());
        for (const State state : {State::Created, State::Ready, State::Running, State::Waiting, State::Ready, State::Running})
            thread.record(TickClock::now(), task, sequence++, SliceInfo(state, {CauseKind::Request, id.value}, place, WorkerId{}));
        for (std::uint32_t worker = 0; worker < 3; ++worker)
            thread.record(TickClock::now(), WorkerId{}, 3 * index + worker, SliceInfo(State::Running, {}, place, WorkerId{}));
        for (const char* part : {"queued", "connect", "waiting", "receiving"})
            recorder.addSubSlice({task, TraceTime{}, TraceTime{}, part});
        recorder.setResult(task, "65536 bytes");
        thread.record(TickClock::now(), task, sequence, SliceInfo(State::Done, {}, place, WorkerId{}));
    }
    fmt::print("{:.3f}\n", 1e6 * secondsSince(start) / requests);
    return 0;
}

Activity<> waitForEver(Stage stage, HttpRequest request) {
    const Result<HttpResponse> response = co_await fetch(stage, request);
    stage.log(response ? "an answer" : response.error());
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

int cancel(std::size_t requests) {
    const auto site = HostileSite::start(hostilePages());
    std::stop_source stop;
    Recorder recorder;
    std::size_t inFlight = 0;
    Clock::time_point asked;
    {
        RealLoopRuntime runtime(recorder, {}, 1, 1, stop.get_token());
        openWeb(runtime, {}, {.atOnce = requests});
        HttpRequest request((*site)->address() + "/silent");
        request.timeout = 1h;
        for (std::size_t index = 0; index < requests; ++index)
            Stage(runtime).spawn("Crawler", waitForEver, request);
        std::thread stopper([&] {
            const auto deadline = Clock::now() + 30s;
            while ((inFlight = connectionsTo((*site)->port())) < requests && Clock::now() < deadline)
                std::this_thread::sleep_for(20ms);
            asked = Clock::now();
            stop.request_stop();
        });
        runtime.run({});
        stopper.join();
    }
    const double milliseconds = 1000 * secondsSince(asked);
    fmt::print("{} {:.1f} {}\n", inFlight, milliseconds, connectionsTo((*site)->port()));
    return 0;
}

int soak(std::size_t requests) {
    const auto site = HostileSite::start(hostilePages());
    const std::size_t before = openDescriptors();
    const auto start = Clock::now();
    const test::SoakCount count = test::soak((*site)->address(), requests, 200);
    const double seconds = secondsSince(start);
    const auto sum = [](const std::map<std::string, std::size_t>& counts) {
        return std::accumulate(counts.begin(), counts.end(), std::size_t{0},
                               [](std::size_t all, const auto& entry) { return all + entry.second; });
    };
    const auto deadline = Clock::now() + 10s; // for the site's own ends
    while (openDescriptors() > before && Clock::now() < deadline)
        std::this_thread::sleep_for(10ms);
    fmt::print("{} {} {} {} {:.3f}\n", count.inAll, sum(count.answers), sum(count.failures), openDescriptors() - before, seconds);
    for (const auto& [reason, times] : count.reasons)
        fmt::print(stderr, "{:>8}  {}\n", times, reason);
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    const std::string what = argc > 1 ? argv[1] : "";
    const std::string number = argc > 2 ? argv[2] : "0";
    const std::string atOnce = argc > 4 ? argv[4] : "300";
    allowManyDescriptors();
    if (what == "idle") {
        initializeCurl();
        return 0;
    }
    if (what == "story" && argc > 3)
        return story(number, argv[3], atOnce);
    if (what == "bare" && argc > 3)
        return bare(std::stoul(number), argv[3], std::stoul(atOnce));
    if (what == "recorder")
        return recorder();
    if (what == "cancel")
        return cancel(std::stoul(number));
    if (what == "soak")
        return soak(std::stoul(number));
    return 2;
}
