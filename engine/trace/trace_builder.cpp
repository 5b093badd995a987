#include "engine/trace/trace_builder.h"

#include "engine/trace/transitions.h"

#include <algorithm>
#include <utility>

namespace simul {

namespace {

template <class T>
void moveAppend(std::vector<T>& to, std::vector<T>& from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    from.clear();
}

/// As moveAppend, and keeps `to` sorted by time: threads may report out of order by a little.
template <class T>
void mergeByTime(std::vector<T>& to, std::vector<T>& from) {
    const auto byTime = [](const T& a, const T& b) { return a.time < b.time; };
    std::ranges::stable_sort(from, byTime);
    const auto middle = static_cast<std::ptrdiff_t>(to.size());
    moveAppend(to, from);
    std::inplace_merge(to.begin(), to.begin() + middle, to.end(), byTime);
}

void merge(std::vector<Measure>& measures, Measure&& part) {
    const auto known = std::ranges::find(measures, part.name, &Measure::name);
    if (known == measures.end()) {
        measures.push_back(std::move(part));
        return;
    }
    assert(known->kind == part.kind);
    known->duration = part.kind == Measure::Kind::Longest ? std::max(known->duration, part.duration)
                                                          : known->duration + part.duration;
    known->count += part.count;
    known->of += part.of;
}

} // namespace

std::vector<TraceBuilder::Published> TraceBuilder::publishedSoFar() {
    std::vector<Published> buffers;
    const std::lock_guard lock(m_recorder.m_mutex);
    m_scale = m_recorder.m_scale;
    for (EventBuffer& buffer : m_recorder.m_buffers)
        buffers.emplace_back(&buffer, buffer.published());
    return buffers;
}

bool TraceBuilder::drain() {
    // Counts first, then what is rare: a task is announced before its first event, so whatever is read below is known.
    std::vector<Published> buffers = publishedSoFar();
    const bool wasFinished = m_trace.m_outcome != Outcome::Unfinished;
    const std::uint64_t before = m_eventsEmitted;
    takeRare();
    if (!wasFinished && m_trace.m_outcome != Outcome::Unfinished)
        buffers = publishedSoFar(); // the end is told last: now everything is there
    for (auto& [buffer, published] : buffers) {
        const std::uint64_t count = buffer->read(published, [this](std::span<const Event> events) {
            for (const Event& event : events) {
                if ((event.sequence & Event::AndWorker) != 0)
                    storeWithWorker(event);
                else
                    store(event);
            }
        });
        m_eventsEmitted += count;
    }
    storeEarly();
    if (m_trace.m_outcome != Outcome::Unfinished) {
        m_trace.m_end = std::max(m_lastEvent, m_finishedAt);
        return m_eventsEmitted != before || !wasFinished;
    }
    // While everybody waits nothing is written, and time passes all the same.
    const bool isLive = m_scale.nanosecondsPerTick != 0;
    m_trace.m_end = std::max(m_trace.m_end, isLive ? m_scale(m_scale.clock.now()) : m_lastEvent);
    return isLive || m_eventsEmitted != before;
}

void TraceBuilder::takeRare() {
    Recorder::Rare rare;
    {
        const std::lock_guard lock(m_recorder.m_mutex);
        std::swap(rare, m_recorder.m_rare);
        m_trace.m_interleaving = m_recorder.m_interleaving;
    }
    moveAppend(m_trace.m_tasks, rare.tasks);
    moveAppend(m_trace.m_workers, rare.workers);
    moveAppend(m_trace.m_resources, rare.resources);
    moveAppend(m_trace.m_places, rare.places);
    moveAppend(m_trace.m_cpus, rare.cpus);
    moveAppend(m_trace.m_subSlices, rare.subSlices);
    moveAppend(m_trace.m_syncEvents, rare.syncEvents);
    moveAppend(m_trace.m_warnings, rare.warnings);
    for (Measure& measure : rare.measures)
        merge(m_trace.m_measures, std::move(measure));
    if (rare.deadlock)
        m_trace.m_deadlock = std::move(rare.deadlock);
    mergeByTime(m_trace.m_links, rare.links);
    mergeByTime(m_trace.m_log, rare.log);
    for (Recorder::Texts& text : rare.texts) {
        TaskInfo& task = m_trace.m_tasks[text.task.value];
        (text.isError ? task.error : task.result) = std::move(text.text);
    }
    for (const auto& [task, use] : rare.uses)
        m_trace.m_tasks[task.value].use = use;
    if (rare.kernel)
        m_trace.m_kernel = std::move(rare.kernel);
    m_trace.m_taskLanes.resize(m_trace.m_tasks.size());
    m_trace.m_workerLanes.resize(m_trace.m_workers.size());
    if (!m_trace.m_cpus.empty()) {
        m_trace.m_cpuLanes.resize(m_trace.m_cpus.size());
        m_trace.m_taskThreadLanes.resize(m_trace.m_tasks.size());
        m_trace.m_workerThreadLanes.resize(m_trace.m_workers.size());
    }
    if (rare.finish) {
        m_finishedAt = rare.finish->end;
        m_trace.m_outcome = rare.finish->outcome;
        m_trace.m_message = std::move(rare.finish->message);
    }
}

Lane& TraceBuilder::laneOf(LaneId id) {
    if (id.isCpu())
        return m_trace.m_cpuLanes[id.cpu().value];
    if (id.isWorker())
        return (id.isOfKernel() ? m_trace.m_workerThreadLanes : m_trace.m_workerLanes)[id.worker().value];
    return (id.isOfKernel() ? m_trace.m_taskThreadLanes : m_trace.m_taskLanes)[id.task().value];
}

void TraceBuilder::store(const Event& event) {
    Lane& lane = laneOf(event.lane);
    if (event.sequence != lane.size()) [[unlikely]] {
        m_early.push_back(event);
        return;
    }
    TraceTime time = m_scale(event.ticks);
    // Two cores' counters may differ by a few ticks; a lane's order is known from its sequence.
    if (!lane.empty())
        time = std::max(time, lane.back().start);
    [[maybe_unused]] const bool isTasks = event.lane.isTask() && !event.lane.isOfKernel();
    assert(!isTasks || lane.empty() || mayFollow(lane.back().state(), event.info.state()));
    lane.append({time, event.info});
    ++m_trace.m_slicesStored;
    m_lastEvent = std::max(m_lastEvent, time);
}

/// Two slices that were written as one event.
void TraceBuilder::storeWithWorker(Event event) {
    event.sequence &= ~Event::AndWorker;
    store(event);
    const WorkerId worker = event.info.worker();
    const Cause cause{CauseKind::Task, event.lane.task().value};
    const auto sequence = static_cast<std::uint32_t>(m_trace.m_workerLanes[worker.value].size());
    store({event.ticks, SliceInfo(event.info.state(), cause, event.info.place(), worker), worker, sequence});
    ++m_eventsEmitted;
}

void TraceBuilder::storeEarly() {
    std::ranges::stable_sort(m_early, {}, &Event::sequence);
    for (std::size_t before = 0; before != m_early.size() && !m_early.empty();) {
        before = m_early.size();
        std::vector<Event> events = std::exchange(m_early, {});
        for (const Event& event : events)
            store(event);
    }
}

Trace buildTrace(Recorder& recorder) {
    Trace trace;
    TraceBuilder(recorder, trace).drain();
    return trace;
}

} // namespace simul
