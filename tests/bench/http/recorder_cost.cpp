// What recording takes of a run. No run goes without a recorder, so a run is told once, and then all that it recorded is
// recorded again by the same calls into another recorder, with the body of an answer copied before each task's share: the
// caches are as they would be in the run. The same copies without the records are subtracted.

#include "tests/bench/http/fetch_bench.h"

#include "engine/trace/trace_builder.h"
#include "tests/bench/http/same_url_run.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <malloc.h>
#include <thread>
#include <vector>

namespace simul::bench {

namespace {

/// All that a trace has to say of one task.
struct Share {
    TaskInfo info;
    std::string result;
    std::vector<std::pair<LaneId, SliceInfo>> slices; ///< its own and those of whoever ran it
    std::vector<SubSlice> parts;
    std::vector<ResourceInfo> resources;
};

std::vector<Share> sharesOf(const Trace& trace) {
    std::vector<Share> shares(trace.tasks().size());
    for (std::size_t task = 0; task < shares.size(); ++task) {
        shares[task].info = trace.tasks()[task];
        std::swap(shares[task].result, shares[task].info.result);
        const Lane& lane = trace.lane(TaskId(task));
        for (std::size_t index = 0; index < lane.size(); ++index)
            shares[task].slices.emplace_back(TaskId(task), lane[index].info);
    }
    for (const SubSlice& part : trace.subSlices())
        shares[part.task.value].parts.push_back(part);
    const auto spread = [&](std::size_t index) -> Share& { return shares[index % shares.size()]; };
    for (std::size_t index = 0; index < trace.resources().size(); ++index)
        spread(index).resources.push_back(trace.resources()[index]);
    for (std::size_t worker = 0; worker < trace.workers().size(); ++worker) {
        const Lane& lane = trace.lane(WorkerId(worker));
        for (std::size_t index = 0; index < lane.size(); ++index)
            spread(index).slices.emplace_back(WorkerId(worker), lane[index].info);
    }
    return shares;
}

std::size_t recordsIn(const Share& share) {
    return 1 + !share.result.empty() + share.slices.size() + share.parts.size() + share.resources.size();
}

void record(const Share& share, TaskId task, Recorder& recorder, ThreadRecorder& thread, TickClock clock) {
    recorder.addTask(task, share.info);
    for (const ResourceInfo& resource : share.resources)
        recorder.addResource(resource);
    std::uint32_t sequence = 0;
    for (const auto& [lane, info] : share.slices) {
        if (info.state() == State::Waiting)
            thread.place("request {n}", std::source_location::current());
        thread.record(clock.now(), lane, sequence++, info);
    }
    for (const SubSlice& part : share.parts)
        recorder.addSubSlice(part);
    if (!share.result.empty())
        recorder.setResult(task, share.result);
}

/// CPU seconds of one round over all shares.
double timeOf(const std::vector<Share>& shares, bool records) {
    constexpr std::size_t bodySize = 65536;
    static std::vector<char> received(bodySize);
    static std::vector<char> kept(bodySize);
    malloc_trim(0); // memory is as fresh as it is in a run
    Recorder recorder;
    ThreadRecorder thread(recorder);
    const TickClock clock = TickClock::fastest();
    const double start = threadCpuSeconds();
    for (std::uint32_t task = 0; task < shares.size(); ++task) {
        std::memcpy(kept.data(), received.data(), bodySize);
        asm volatile("" ::: "memory");
        if (records)
            record(shares[task], TaskId(task), recorder, thread, clock);
    }
    return threadCpuSeconds() - start;
}

double medianOf(std::array<double, 5> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

} // namespace

int recorderCost(const std::string& requests, const std::string& url, const std::string& atOnce) {
    const UrlFile file(url);
    const RunRequest request = sameUrl(requests, file, atOnce);
    std::this_thread::sleep_for(TickClock::calibration); // the window is older when one starts a run
    Recorder recorder;
    const auto start = Clock::now();
    const double cpuBefore = processCpuSeconds();
    runScenario(request, recorder, {});
    const double seconds = secondsSince(start);
    const double cpu = processCpuSeconds() - cpuBefore;
    Trace trace;
    TraceBuilder(recorder, trace).drain();

    const std::vector<Share> shares = sharesOf(trace);
    std::size_t records = 0;
    std::size_t answers = 0;
    std::size_t bytes = 0;
    for (const Share& share : shares) {
        records += recordsIn(share);
        answers += share.info.error.empty();
        bytes += std::strtoul(share.result.c_str(), nullptr, 10);
    }
    std::array<double, 5> with{};
    std::array<double, 5> without{};
    for (std::size_t round = 0; round < with.size(); ++round) {
        with[round] = timeOf(shares, true);
        without[round] = timeOf(shares, false);
    }
    fmt::print("{} {} {:.6f} {:.6f} {} {:.6f}\n", answers, bytes, seconds, cpu, records, medianOf(with) - medianOf(without));
    return 0;
}

} // namespace simul::bench
