#include "engine/trace/chrome_tracks.h"

#include "engine/trace/own_chrome.h"

#include <algorithm>
#include <fmt/format.h>
#include <functional>
#include <limits>
#include <utility>

namespace simul {

namespace {

constexpr auto openEnd = TraceTime::max();
using Kind = ChromeTrack::Kind;

std::vector<Lane>& lanesOf(Kind kind, TraceParts& parts) {
    switch (kind) {
    case Kind::Worker:
        return parts.workerLanes;
    case Kind::Cpu:
        return parts.cpuLanes;
    case Kind::TaskThread:
        return parts.taskThreadLanes;
    case Kind::WorkerThread:
        return parts.workerThreadLanes;
    default:
        return parts.taskLanes;
    }
}

std::size_t indexOf(LaneId lane) {
    return lane.isCpu() ? lane.cpu().value : lane.isWorker() ? lane.worker().value : lane.task().value;
}

} // namespace

std::size_t ChromeTracks::threadOf(const ChromeEvent& event) {
    if (!m_lastTrack || m_lastThread != event.thread) {
        const auto [found, isNew] = m_threads.try_emplace(event.thread, m_tracks.size());
        if (isNew) {
            const std::string name = event.threadText.empty() ? fmt::format("Thread {}", event.thread)
                                                              : std::string(event.threadText);
            m_tracks.push_back({.name = name});
        }
        m_lastThread = event.thread;
        m_lastTrack = found->second;
    }
    ChromeTrack& track = m_tracks[*m_lastTrack];
    track.hasEvents = track.hasEvents || event.phase != 'M';
    return *m_lastTrack;
}

std::optional<std::size_t> ChromeTracks::asyncOf(const ChromeEvent& event) {
    const auto found = m_asyncs.find(event.id.value_or(0));
    if (found != m_asyncs.end())
        return found->second;
    if (event.phase != 'b' && event.phase != 'S')
        return std::nullopt;
    m_asyncs.emplace(event.id.value_or(0), m_tracks.size());
    // Behind the threads.
    m_tracks.push_back({.name = std::string(event.name), .order = std::numeric_limits<std::int64_t>::max(), .hasEvents = true});
    return m_tracks.size() - 1;
}

void ChromeTracks::begin(std::size_t track, const ChromeEvent& event, SliceInfo info) {
    std::vector<Span>& spans = m_tracks[track].spans;
    const TraceTime start(*event.time);
    if (event.phase != 'X')
        m_tracks[track].open.push_back(spans.size());
    spans.push_back({start, event.phase == 'X' ? start + event.duration : openEnd, info});
}

bool ChromeTracks::end(std::size_t track, TraceTime time) {
    std::vector<std::size_t>& open = m_tracks[track].open;
    if (open.empty())
        return false;
    Span& span = m_tracks[track].spans[open.back()];
    span.end = std::max(span.start, time);
    open.pop_back();
    return true;
}

std::uint64_t ChromeTracks::countOpen() const {
    std::uint64_t open = 0;
    for (const ChromeTrack& track : m_tracks)
        open += track.open.size();
    return open;
}

void ChromeTracks::tellApart() {
    std::unordered_map<std::string_view, int> threads;
    for (const auto& [thread, track] : m_threads)
        threads[m_tracks[track].name] += m_tracks[track].hasEvents ? 1 : 0;
    std::vector<std::pair<std::int64_t, std::size_t>> several;
    std::ranges::copy_if(m_threads, std::back_inserter(several),
                         [&](const auto& thread) { return threads[m_tracks[thread.second].name] > 1; });
    for (const auto& [thread, track] : several) {
        if (thread >= 0) // not the hash of a text
            m_tracks[track].name += fmt::format(" {}", thread);
    }
}

void ChromeTracks::addTo(TraceParts& parts) {
    std::vector<ChromeTrack*> order;
    for (ChromeTrack& track : m_tracks)
        order.push_back(&track);
    std::ranges::stable_sort(order, {}, &ChromeTrack::order);
    const auto isOfThread = [](const ChromeTrack* track) {
        return track->kind == Kind::TaskThread || track->kind == Kind::WorkerThread;
    };
    // What the kernel did with a thread belongs to a task or worker, so these have to be known.
    std::ranges::stable_partition(order, std::not_fn(isOfThread));
    for (ChromeTrack* track : order)
        track->hasEvents = place(*track, parts);
    simul::makeLanes(parts);
    for (TaskInfo& task : parts.tasks) {
        if (task.parent && task.parent->value >= parts.tasks.size())
            task.parent.reset();
    }
}

/// Returns whether the track has a lane.
bool ChromeTracks::place(ChromeTrack& track, TraceParts& parts) {
    if (track.kind == Kind::Worker && parts.workers.size() == mostWorkers)
        track.kind = Kind::Task;
    switch (track.kind) {
    case Kind::Worker:
        track.lane = WorkerId(parts.workers.size());
        parts.workers.push_back({track.name});
        return true;
    case Kind::Cpu:
        track.lane = CpuId(std::min(parts.cpus.size(), mostWorkers));
        if (parts.cpus.size() < mostWorkers)
            parts.cpus.push_back({track.name});
        return track.lane.cpu().value < mostWorkers;
    case Kind::TaskThread:
        track.lane = LaneId(TaskId(std::min(track.of, mostTasks))).ofKernel();
        return track.of < parts.tasks.size() && !parts.cpus.empty();
    case Kind::WorkerThread:
        track.lane = LaneId(WorkerId(std::min(track.of, mostWorkers))).ofKernel();
        return track.of < parts.workers.size() && !parts.cpus.empty();
    case Kind::Task:
        break;
    }
    if (!track.hasEvents || parts.tasks.size() == mostTasks)
        return false;
    track.lane = TaskId(parts.tasks.size());
    track.info.name = track.name;
    parts.tasks.push_back(track.info);
    return true;
}

void ChromeTracks::makeLanes(Duration shift, TraceTime end, bool isOwn, TraceParts& parts, const std::stop_token& stop) {
    for (ChromeTrack& track : m_tracks) {
        std::vector<Span> spans = std::exchange(track.spans, {});
        if (!track.hasEvents || stop.stop_requested())
            continue;
        for (Span& span : spans) {
            span.start -= shift;
            span.end = span.end == openEnd ? std::max(end, span.start) : span.end - shift;
        }
        if (isOwn)
            keepCauses(spans, track.lane, parts);
        else if (!spans.empty())
            parts.tasks[track.lane.task().value].created = std::ranges::min(spans, {}, &Span::start).start;
        const bool isIdleBetween = track.kind == Kind::Worker || track.kind == Kind::Cpu;
        lanesOf(track.kind, parts)[indexOf(track.lane)] =
            isOwn ? laneOfRow(std::move(spans), isIdleBetween, end) : laneOfNested(std::move(spans), m_counts);
    }
}

} // namespace simul
