#include "engine/trace/recorder.h"

#include <algorithm>
#include <cassert>

namespace simul {

ThreadRecorder::ThreadRecorder(Recorder& recorder) : m_recorder(recorder), m_buffer(&recorder.addBuffer()) {}

ThreadRecorder::CachedPlace ThreadRecorder::look(const char* label, const std::source_location& where) {
    return {label, where.file_name(), where.line(), m_recorder.addPlace(label, where)};
}

void Recorder::setTickScale(TickScale scale) {
    const std::lock_guard lock(m_mutex);
    m_scale = scale;
}

TickScale Recorder::tickScale() const {
    const std::lock_guard lock(m_mutex);
    return m_scale;
}

EventBuffer& Recorder::addBuffer() {
    const std::lock_guard lock(m_mutex);
    return m_buffers.emplace_back();
}

PlaceId Recorder::addPlace(const char* label, const std::source_location& where) {
    constexpr std::uint32_t most = 0xffff; // SliceInfo has 16 bits for it
    const std::lock_guard lock(m_mutex);
    const auto [found, isNew] = m_placeIds.try_emplace({label, where.file_name(), where.line()}, PlaceId(m_placeCount));
    if (!isNew)
        return found->second;
    if (m_placeCount > most) {
        m_placeIds.erase(found);
        return PlaceId{};
    }
    ++m_placeCount;
    m_rare.places.push_back({label, where.file_name(), where.line(), where.function_name()});
    return found->second;
}

void Recorder::addTask([[maybe_unused]] TaskId id, TaskInfo info) {
    const std::lock_guard lock(m_mutex);
    assert(id.value == m_taskCount);
    ++m_taskCount;
    m_rare.tasks.push_back(std::move(info));
}

void Recorder::addWorker([[maybe_unused]] WorkerId id, WorkerInfo info) {
    const std::lock_guard lock(m_mutex);
    assert(id.value == m_workerCount);
    ++m_workerCount;
    m_rare.workers.push_back(std::move(info));
}

ResourceId Recorder::addResource(ResourceInfo info) {
    const std::lock_guard lock(m_mutex);
    m_rare.resources.push_back(std::move(info));
    return ResourceId(m_resourceCount++);
}

void Recorder::addCpus(std::vector<CpuInfo> cpus) {
    const std::lock_guard lock(m_mutex);
    m_rare.cpus = std::move(cpus);
}

void Recorder::setKernelReport(KernelReport report) {
    const std::lock_guard lock(m_mutex);
    m_rare.kernel = std::move(report);
}

void Recorder::addLink(Link link) {
    assert(link.travel == Duration::zero()); // a builder does not look for the longest
    const std::lock_guard lock(m_mutex);
    m_rare.links.push_back(link);
}

void Recorder::addLog(LogEntry entry) {
    const std::lock_guard lock(m_mutex);
    m_rare.log.push_back(std::move(entry));
}

void Recorder::addSubSlice(SubSlice part) {
    const std::lock_guard lock(m_mutex);
    m_rare.subSlices.push_back(std::move(part));
}

void Recorder::addSyncEvent(SyncEvent event) {
    const std::lock_guard lock(m_mutex);
    m_lastSyncEvent = event.time = std::max(event.time, m_lastSyncEvent);
    m_rare.syncEvents.push_back(event);
}

void Recorder::addMeasure(Measure measure) {
    const std::lock_guard lock(m_mutex);
    m_rare.measures.push_back(std::move(measure));
}

void Recorder::addWarning(std::string sentence) {
    const std::lock_guard lock(m_mutex);
    m_rare.warnings.push_back(std::move(sentence));
}

void Recorder::setDeadlock(Deadlock deadlock) {
    const std::lock_guard lock(m_mutex);
    m_rare.deadlock = std::move(deadlock);
}

void Recorder::setInterleaving(Interleaving interleaving) {
    const std::lock_guard lock(m_mutex);
    m_interleaving = interleaving;
}

void Recorder::setResult(TaskId id, std::string result) {
    const std::lock_guard lock(m_mutex);
    m_rare.texts.push_back({id, std::move(result), false});
}

void Recorder::setError(TaskId id, std::string error) {
    const std::lock_guard lock(m_mutex);
    m_rare.texts.push_back({id, std::move(error), true});
}

void Recorder::setUse(TaskId id, ThreadUse use) {
    const std::lock_guard lock(m_mutex);
    m_rare.uses.emplace_back(id, use);
}

void Recorder::finish(TraceTime end, Outcome outcome, std::string message) {
    const std::lock_guard lock(m_mutex);
    assert(!m_rare.finish && outcome != Outcome::Unfinished);
    m_rare.finish = Finish{end, outcome, std::move(message)};
}

const char* Recorder::keep(std::string text) {
    const std::lock_guard lock(m_mutex);
    return m_texts.insert(std::move(text)).first->c_str();
}

} // namespace simul
