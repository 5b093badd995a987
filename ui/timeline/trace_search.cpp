#include "ui/timeline/trace_search.h"

#include "ui/timeline/slice_text.h"

#include <algorithm>

namespace simul {

namespace {

constexpr std::size_t causeKinds = 16; ///< of four bits

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
    while (m_run < m_runs.size() && !m_wanted.isEmpty() && !m_found.isCut) {
        if (!std::exchange(m_hasBegun, true))
            beginRun();
        for (; m_task < trace().tasks().size(); ++m_task) {
            const Lane& lane = trace().lane(TaskId(m_task));
            const std::size_t last = std::min(lane.size(), m_slice + slices);
            slices -= last - m_slice;
            walkLane(lane, last);
            if (slices == 0)
                return true;
            m_slice = 0;
            for (const PlaceId place : m_ofTask)
                m_places[place.value] = Answer::Unknown;
            m_ofTask.clear();
        }
        finishRun();
    }
    return false;
}

void TraceSearch::beginRun() {
    m_task = m_slice = 0;
    m_places.assign(trace().places().size(), Answer::Unknown);
    m_ofTask.clear();
    m_causes.assign(causeKinds, {});
    findNames();
    m_firstOfRun = m_found.hits.size();
    findLog();
}

/// Lane by lane they were found; one goes through them in the order of time.
void TraceSearch::finishRun() {
    std::ranges::stable_sort(m_found.hits.begin() + static_cast<std::ptrdiff_t>(m_firstOfRun), m_found.hits.end(), {},
                             &SearchHit::time);
    ++m_run;
    m_hasBegun = false;
    m_found.isCut |= m_found.hits.size() >= SearchHits::most;
}

void TraceSearch::findNames() {
    const std::uint32_t run = m_runs[m_run].index;
    const auto look = [&](LaneId lane) {
        const Lane& slices = trace().lane(lane);
        if (contains(trace().nameOf(lane)) && m_found.hits.size() < SearchHits::most)
            m_found.hits.push_back({run, lane, SearchHit::Kind::Name, slices.empty() ? TraceTime{} : slices.front().start});
    };
    for (std::size_t task = 0; task < trace().tasks().size(); ++task)
        look(TaskId(task));
    for (std::size_t worker = 0; worker < trace().workers().size(); ++worker)
        look(WorkerId(worker));
    for (const ResourceId resource : m_runs[m_run].resources) {
        if (contains(trace().info(resource).name))
            m_found.hits.push_back({run, {}, SearchHit::Kind::Name, {}, resource});
    }
}

void TraceSearch::findLog() {
    for (const LogEntry& entry : trace().log()) {
        if (m_found.hits.size() < SearchHits::most && contains(entry.text))
            m_found.hits.push_back({m_runs[m_run].index, entry.task, SearchHit::Kind::Log, entry.time});
    }
}

/// From where it stopped up to `last`.
void TraceSearch::walkLane(const Lane& lane, std::size_t last) {
    const LaneId id{TaskId(m_task)};
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
        return slice.state() == State::Failed && contains(trace().info(TaskId(m_task)).error);
    return (slice.state() != State::Ready && saysPlace(slice.info.place())) || saysCause(slice);
}

bool TraceSearch::saysPlace(PlaceId place) {
    if (place.value >= m_places.size()) // a live run has got a new one
        m_places.resize(trace().places().size(), Answer::Unknown);
    Answer& answer = m_places[place.value];
    if (answer == Answer::Unknown) {
        if (trace().info(place).label.find("{n}") != std::string::npos)
            m_ofTask.push_back(place);
        const QString text = placeText(trace(), m_scenario, place, trace().nameOf(TaskId(m_task)));
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
