#include "ui/timeline/trace_search.h"

#include "ui/timeline/slice_text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace simul {

namespace {

constexpr std::size_t causeKinds = 16;    ///< of four bits
constexpr std::size_t slicesPerText = 16; ///< what it costs to look into one

/// Of the other kinds all say the same.
bool hasId(CauseKind kind) {
    return kind == CauseKind::Join || kind == CauseKind::Resource || kind == CauseKind::Request;
}

} // namespace

TraceSearch::TraceSearch(const Comparison& comparison, std::size_t first, const QString& wanted)
    : m_scenario(comparison.scenario), m_wanted(wanted) {
    const std::size_t count = comparison.runs.size();
    for (std::size_t step = 0; step < count; ++step) {
        const std::size_t index = (first + step) % count;
        Run& run = m_runs.emplace_back(Run{static_cast<std::uint32_t>(index), comparison.runs[index].trace, {}});
        std::ranges::transform(comparison.runs[index].resources, std::back_inserter(run.resources), &ResourceUse::id);
    }
}

bool TraceSearch::step(std::size_t slices) {
    constexpr std::array parts = {&TraceSearch::findTasks, &TraceSearch::findWorkers, &TraceSearch::findResources,
                                  &TraceSearch::findLog, &TraceSearch::findSlices};
    while (m_run < m_runs.size() && !m_wanted.isEmpty() && !m_found.isCut) {
        if (!std::exchange(m_hasBegun, true))
            beginRun();
        for (; m_part < parts.size(); ++m_part, m_next = 0) {
            if (!(this->*parts[m_part])(slices))
                return true;
        }
        finishRun();
    }
    return false;
}

void TraceSearch::beginRun() {
    m_part = m_next = m_slice = 0;
    m_places.assign(trace().places().size(), Answer::Unknown);
    m_ofTask.clear();
    m_causes.assign(causeKinds, {});
}

/// Lane by lane they were found; one goes through them in the order of time.
void TraceSearch::finishRun() {
    std::ranges::stable_sort(m_found.hits.begin() + static_cast<std::ptrdiff_t>(m_firstOfRun), m_found.hits.end(), {},
                             &SearchHit::time);
    ++m_run;
    m_hasBegun = false;
    m_found.isCut |= m_found.hits.size() >= SearchHits::most;
}

/// Calls `look` for each of so many texts, from where it stopped on.
template <class Look>
bool TraceSearch::lookAt(std::size_t count, std::size_t& slices, const Look& look) {
    for (; m_next < count; ++m_next) {
        if (slices == 0)
            return false;
        slices -= std::min(slices, slicesPerText);
        if (m_found.hits.size() < SearchHits::most)
            look(m_next);
    }
    return true;
}

void TraceSearch::lookAtName(LaneId lane) {
    const Lane& slices = trace().lane(lane);
    if (contains(trace().nameOf(lane)))
        m_found.hits.push_back({m_runs[m_run].index, lane, SearchHit::Kind::Name, slices.empty() ? TraceTime{} : slices.front().start});
}

bool TraceSearch::findTasks(std::size_t& slices) {
    return lookAt(trace().tasks().size(), slices, [this](std::size_t task) { lookAtName(TaskId(task)); });
}

bool TraceSearch::findWorkers(std::size_t& slices) {
    return lookAt(trace().workers().size(), slices, [this](std::size_t worker) { lookAtName(WorkerId(worker)); });
}

bool TraceSearch::findResources(std::size_t& slices) {
    const std::vector<ResourceId>& resources = m_runs[m_run].resources;
    const bool isThrough = lookAt(resources.size(), slices, [&](std::size_t index) {
        if (contains(trace().info(resources[index]).name))
            m_found.hits.push_back({m_runs[m_run].index, {}, SearchHit::Kind::Name, {}, resources[index]});
    });
    m_firstOfRun = m_found.hits.size();
    return isThrough;
}

bool TraceSearch::findLog(std::size_t& slices) {
    return lookAt(trace().log().size(), slices, [this](std::size_t index) {
        const LogEntry& entry = trace().log()[index];
        if (contains(entry.text))
            m_found.hits.push_back({m_runs[m_run].index, entry.task, SearchHit::Kind::Log, entry.time});
    });
}

bool TraceSearch::findSlices(std::size_t& slices) {
    for (; m_next < trace().tasks().size(); ++m_next) {
        const Lane& lane = trace().lane(TaskId(m_next));
        const std::size_t last = std::min(lane.size(), m_slice + slices);
        slices -= last - m_slice;
        walkLane(lane, last);
        if (slices == 0)
            return false;
        m_slice = 0;
        for (const PlaceId place : m_ofTask)
            m_places[place.value] = Answer::Unknown;
        m_ofTask.clear();
    }
    return true;
}

/// From where it stopped up to `last`.
void TraceSearch::walkLane(const Lane& lane, std::size_t last) {
    const LaneId id{TaskId(m_next)};
    std::vector<std::uint32_t>* lit = nullptr;
    for (; m_slice < last; ++m_slice) {
        const Slice& slice = lane[m_slice];
        if (!says(slice) || (m_slice + 1 < lane.size() && lane[m_slice + 1].start == slice.start)) // lasts no time
            continue;
        if (m_found.hits.size() >= SearchHits::most)
            return;
        if (lit == nullptr)
            lit = &m_found.slices[{m_runs[m_run].index, id}];
        lit->push_back(static_cast<std::uint32_t>(m_slice));
        m_found.hits.push_back({m_runs[m_run].index, id, SearchHit::Kind::Slice, slice.start});
    }
}

/// What is ready stands where it waited before, and says only what it is in line for; an end says only why it failed.
bool TraceSearch::says(const Slice& slice) {
    if (isFinal(slice.state()))
        return slice.state() == State::Failed && contains(trace().info(TaskId(m_next)).error);
    return (slice.state() != State::Ready && saysPlace(slice.info.place())) || saysCause(slice);
}

bool TraceSearch::saysPlace(PlaceId place) {
    if (place.value >= m_places.size()) // a live run has got a new one
        m_places.resize(trace().places().size(), Answer::Unknown);
    Answer& answer = m_places[place.value];
    if (answer == Answer::Unknown) {
        if (trace().info(place).label.find("{n}") != std::string::npos)
            m_ofTask.push_back(place);
        const QString text = placeText(trace(), m_scenario, place, trace().nameOf(TaskId(m_next)));
        answer = text.contains(m_wanted, Qt::CaseInsensitive) ? Answer::Yes : Answer::No;
    }
    return answer == Answer::Yes;
}

bool TraceSearch::saysCause(const Slice& slice) {
    const Cause cause = slice.info.cause();
    if (cause.kind == CauseKind::None)
        return false;
    std::vector<Answer>& answers = m_causes[static_cast<std::size_t>(cause.kind)];
    const std::uint32_t id = hasId(cause.kind) ? cause.id : 0;
    if (id >= answers.size())
        answers.resize(id + 1, Answer::Unknown);
    Answer& answer = answers[id];
    if (answer == Answer::Unknown)
        answer = causeText(trace(), m_scenario, slice).contains(m_wanted, Qt::CaseInsensitive) ? Answer::Yes : Answer::No;
    return answer == Answer::Yes;
}

bool TraceSearch::contains(const std::string& text) const {
    return QString::fromStdString(text).contains(m_wanted, Qt::CaseInsensitive);
}

} // namespace simul
