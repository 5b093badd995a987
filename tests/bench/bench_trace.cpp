#include "tests/bench/bench_trace.h"

#include "engine/trace/interval_sums.h"

#include <cmath>
#include <random>

namespace simul::bench {

namespace {

constexpr Duration whole = std::chrono::seconds(60);
constexpr std::array places = {"reads the file", "computes", "answers", "looks into the queue"};

/// From one state to the next as tasks do, and how long they last on average.
class StateWalk {
public:
    explicit StateWalk(std::uint64_t seed) : m_random(seed) {}

    double uniform() { return std::uniform_real_distribution(0.0, 1.0)(m_random); }
    State state() const { return m_state; }
    double duration() { return (-std::log(1 - uniform()) + 0.02) * meanOf(m_state); }
    void next() {
        using enum State;
        const double draw = uniform();
        if (m_state == Ready)
            m_state = Running;
        else if (m_state == Waiting)
            m_state = Ready;
        else if (m_state == Blocked)
            m_state = draw < 0.5 ? Running : Ready;
        else
            m_state = draw < 0.5 ? Waiting : draw < 0.8 ? Blocked : Ready;
    }

private:
    static double meanOf(State state) {
        return state == State::Waiting ? 3 : state == State::Running ? 1 : state == State::Blocked ? 0.8 : 0.25;
    }

    std::mt19937_64 m_random;
    State m_state = State::Ready;
};

std::size_t partOf(std::size_t count, std::size_t lane, std::size_t lanes) {
    const auto weight = [](std::size_t index) { return 1.0 / (1.0 + 0.15 * static_cast<double>(index * 7 % 40)); };
    double all = 0;
    for (std::size_t i = 0; i < lanes; ++i)
        all += weight(i);
    return std::max<std::size_t>(4, static_cast<std::size_t>(static_cast<double>(count) * weight(lane) / all));
}

} // namespace

std::vector<Slice> benchSlices(std::size_t count, std::size_t lane, std::size_t lanes, Spread spread) {
    const std::size_t number = partOf(count, lane, lanes);
    StateWalk walk(lane + 1);
    std::vector<Slice> slices;
    slices.reserve(number);
    std::vector<float> durations;
    durations.reserve(number);
    double total = 0;
    double factor = 1;
    const std::size_t phase = std::max<std::size_t>(1, number / 50);
    for (std::size_t i = 0; i < number; ++i) {
        if (spread == Spread::Bursty && i % phase == 0)
            factor = std::exp((walk.uniform() - 0.5) * 4.6);
        if (spread == Spread::Squeezed)
            factor = i > number / 20 && i < number - number / 20 ? 0.01 / 0.9 : 0.99 / 0.1;
        const auto place = PlaceId(static_cast<std::uint32_t>(1 + i % places.size()));
        slices.push_back({{}, SliceInfo(walk.state(), {}, place, WorkerId(static_cast<std::uint32_t>(lane)))});
        durations.push_back(static_cast<float>(walk.duration() * factor));
        total += durations.back();
        walk.next();
    }
    double at = 0;
    for (std::size_t i = 0; i < number; ++i) {
        slices[i].start = TraceTime(std::chrono::duration_cast<Duration>(whole * (at / total)));
        at += durations[i];
    }
    return slices;
}

BenchTrace::BenchTrace(std::size_t count, int lanes, Spread spread, std::size_t arrows) {
    const auto trace = std::make_shared<Trace>();
    Recorder recorder;
    ThreadRecorder thread(recorder);
    TraceBuilder builder(recorder, *trace);
    const auto number = static_cast<std::size_t>(lanes);
    for (const char* label : places)
        thread.place(label, std::source_location::current());
    for (std::size_t lane = 0; lane < number; ++lane) {
        recorder.addWorker(WorkerId(lane), {"core " + std::to_string(lane + 1)});
        recorder.addTask(TaskId(lane), {"Thread " + std::to_string(lane + 1), {}, {}, {}, {}});
    }
    for (std::size_t lane = 0; lane < number; ++lane) {
        std::uint32_t sequence = 0;
        for (const Slice& slice : benchSlices(count, lane, number, spread)) {
            thread.record(slice.start.time_since_epoch().count(), TaskId(lane), sequence++, slice.info);
            if (sequence % 65'536 == 0)
                builder.drain();
        }
        builder.drain();
    }
    for (std::size_t arrow = 0; arrow < arrows; ++arrow) {
        const std::size_t from = 4 * (arrow % 5);
        const TraceTime time(whole * static_cast<Duration::rep>(arrow + 1) / static_cast<Duration::rep>(arrows + 1));
        recorder.addLink({time, TaskId(from), TaskId((from + 9) % number), LinkKind::Wake});
    }
    recorder.finish(TraceTime(whole), Outcome::Completed, {});
    builder.drain();
    m_trace = trace;
}

Exactness compareWithSlices(const Trace& trace, const TimeScale& scale, int width) {
    std::vector<TraceTime> edges;
    for (int x = 0; x <= width; ++x)
        edges.push_back(scale.time(x));
    Exactness result;
    double errors = 0;
    std::size_t right = 0;
    std::size_t columns = 0;
    for (std::size_t task = 0; task < trace.tasks().size(); ++task) {
        const Lane& lane = trace.lane(TaskId(task));
        IntervalSums sums;
        sums.start(edges);
        sums.add(lane, trace.end());
        std::vector<IntervalSums::Sums> exact(static_cast<std::size_t>(width));
        std::size_t seen = 0;
        std::size_t column = 0;
        for (std::size_t i = lane.find(edges.front()).value_or(0); i < lane.size() && column < exact.size(); ++i) {
            TraceTime from = std::max(lane[i].start, edges.front());
            const TraceTime to = lane.endOf(i, trace.end());
            ++seen;
            while (from < to && column < exact.size()) {
                const TraceTime until = std::min(to, edges[column + 1]);
                exact[column][StateShares::placeOf(lane[i].state())] +=
                    static_cast<double>(std::max(Duration::zero(), until - from).count());
                from = std::max(from, until);
                column += until == edges[column + 1];
            }
        }
        for (std::size_t i = 0; i < exact.size(); ++i) {
            const auto length = static_cast<double>((edges[i + 1] - edges[i]).count());
            const auto largest = std::ranges::max_element(exact[i]) - exact[i].begin();
            const auto found = std::ranges::max_element(sums.sums()[i]) - sums.sums()[i].begin();
            right += largest == found;
            ++columns;
            for (std::size_t place = 0; place < StateShares::places; ++place) {
                const double error = std::abs(exact[i][place] - sums.sums()[i][place]) / length;
                errors += error;
                if (seen <= 8 * exact.size())
                    result.worstWalked = std::max(result.worstWalked, error);
            }
        }
    }
    constexpr double statesUsed = 4;
    result.meanError = errors / (static_cast<double>(columns) * statesUsed);
    result.dominantRight = static_cast<double>(right) / static_cast<double>(columns);
    return result;
}

} // namespace simul::bench
