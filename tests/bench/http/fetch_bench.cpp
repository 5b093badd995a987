// Simul's part of the HTTP benchmarks. Prints what it measured, one line of numbers:
//   fetch_bench idle                         nothing: what the program takes before it fetches
//   fetch_bench story N URL [AT_ONCE]        `same-url` with coroutines on the real clock: answers, bytes, seconds, events
//   fetch_bench bare N URL [AT_ONCE]         the same requests on the same loop, without tasks and without a recorder
//   fetch_bench recorder N URL [AT_ONCE]     answers, bytes, seconds, CPU seconds; records, CPU seconds of recording those
//   fetch_bench switches N URL               a thread per request: threads, switches by /proc, recorded, lost
//   fetch_bench cancel N                     N requests in flight, then a stop: milliseconds, of them CPU, sockets left
//   fetch_bench soak N                       N requests with faults mixed in: accounted for, answers, failures,
//                                            descriptors left, seconds, MB after the first half and at the end

#include "tests/bench/http/fetch_bench.h"

#include "engine/net/curl_multi.h"
#include "engine/net/descriptor_limit.h"
#include "engine/trace/trace_builder.h"
#include "tests/bench/http/same_url_run.h"

#include <deque>
#include <thread>

namespace simul::bench {

int story(const std::string& requests, const std::string& url, const std::string& atOnce) {
    const UrlFile file(url);
    const RunRequest request = sameUrl(requests, file, atOnce);
    std::this_thread::sleep_for(TickClock::calibration); // the window is older when one starts a run
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

} // namespace simul::bench

int main(int argc, char** argv) {
    using namespace simul::bench;
    const std::string what = argc > 1 ? argv[1] : "";
    const std::string number = argc > 2 ? argv[2] : "0";
    const std::string atOnce = argc > 4 ? argv[4] : "300";
    simul::allowManyDescriptors();
    if (what == "idle") {
        simul::initializeCurl();
        return 0;
    }
    if (what == "story" && argc > 3)
        return story(number, argv[3], atOnce);
    if (what == "bare" && argc > 3)
        return bare(std::stoul(number), argv[3], std::stoul(atOnce));
    if (what == "recorder" && argc > 3)
        return recorderCost(number, argv[3], atOnce);
    if (what == "switches" && argc > 3)
        return kernelSwitches(std::stoul(number), argv[3]);
    if (what == "cancel")
        return cancel(std::stoul(number));
    if (what == "soak")
        return soak(std::stoul(number));
    return 2;
}
