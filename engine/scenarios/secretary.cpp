#include "engine/scenarios/stories.h"

#include <algorithm>
#include <atomic>

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

struct Office {
    TraceTime closes;
    bool isBlind; ///< the device that says whose turn it is does not know who has something to do
    Duration turn;
    std::atomic<std::uint32_t>* lastTurn; ///< whose it was; at first that of the first job
};

/// She has had a turn: after somebody else's that took a switch, which was in vain if she had nothing to do.
void countSwitch(Stage stage, Office office, bool isWasted) {
    const std::uint32_t own = stage.current().id().value;
    if (office.lastTurn->exchange(own) != own)
        stage.measureShare("wasted switches", isWasted);
}

/// People who ring or come in now and then.
struct Callers {
    Duration every;
    Duration take;
    const char* waiting;
    const char* talking;
    const char* longestWait;
};

// [the story]
/// Until something happens. She hears it; with a blind device she gets her turn all the same, and finds nothing to do.
Activity<> until(Stage stage, Office office, TraceTime happens, const char* label) {
    while (office.isBlind && stage.now() < happens) {
        co_await stage.work(office.turn, "has her turn and nothing to do");
        countSwitch(stage, office, true);
        co_await stage.yield("the device goes on to the next");
    }
    if (stage.now() < happens)
        co_await stage.wait(happens - stage.now(), label);
}

/// Does something, and then looks what comes first; with a blind device no longer than a turn at a time.
Activity<> act(Stage stage, Office office, Duration left, const char* label) {
    while (left > Duration::zero()) {
        const Duration part = office.isBlind ? std::min(left, office.turn) : left;
        co_await stage.work(part, label);
        countSwitch(stage, office, false);
        left -= part;
        co_await stage.yield("looks what comes first");
    }
}

Activity<> serve(Stage stage, Office office, Callers callers) {
    Random random = stage.random();
    TraceTime next(random.around(callers.every, 50));
    for (; next < office.closes; next += random.around(callers.every, 50)) {
        co_await until(stage, office, next, callers.waiting);
        stage.measureLongest(callers.longestWait, std::max(stage.now() - next, Duration::zero()));
        co_await act(stage, office, callers.take, callers.talking);
    }
    co_await until(stage, office, office.closes, callers.waiting);
}

Activity<> callTheAirline(Stage stage, Office office, Duration hold) {
    co_await act(stage, office, 1min, "dials the airline");
    co_await until(stage, office, stage.now() + hold, "is on hold");
    co_await act(stage, office, 3min, "changes the flight");
    co_await until(stage, office, office.closes, "is through with the airline");
}

Activity<> arrange(Stage stage, Office office, std::int64_t appointments) {
    for (; appointments > 0 && stage.now() < office.closes; --appointments) {
        co_await act(stage, office, 2min, "arranges an appointment");
        stage.count("appointments");
    }
    co_await until(stage, office, office.closes, "has arranged all");
}

Activity<> file(Stage stage, Office office) {
    while (stage.now() < office.closes) {
        co_await act(stage, office, 1min, "files a folder");
        stage.count("folders filed");
    }
}
// [end]

void play(Stage stage, const Parameters& parameters) {
    const Office office{TraceTime(parameters.duration("day")), parameters.isOn("busy_wait"),
                        parameters.duration("turn"),
                        &stage.runtime().own<std::atomic<std::uint32_t>>(0U)};
    const Callers phone{90min, 1min, "waits for the phone to ring", "talks on the phone", "longest wait on the phone"};
    const Callers visitors{2h, 2min, "waits for visitors", "talks to a visitor", "longest wait of a visitor"};
    // What comes first is hers to know. A blind device knows of no priorities.
    const auto job = [&office](const char* name, int priority) {
        return TaskOptions{.name = name, .priority = office.isBlind ? 0 : priority};
    };
    stage.spawn(job("Phone", 4), serve, office, phone);
    stage.spawn(job("Visitors", 3), serve, office, visitors);
    stage.spawn(job("Airline", 2), callTheAirline, office, parameters.duration("hold"));
    stage.spawn(job("Appointments", 1), arrange, office, parameters.number("appointments"));
    stage.spawn(job("Filing", 0), file, office);
}

} // namespace

Scenario secretary() {
    return {
        .name = "secretary",
        .title = SIMUL_TR("secretary", "The secretary"),
        .line = SIMUL_TR("secretary", "Phone, visitors, an airline on hold, appointments, and filing, which gives way"),
        .text = SIMUL_TR("secretary",
                         "Five jobs and one office day. One efficient secretary (coroutines) does them all: she knows when "
                         "the phone rings and that the airline has her on hold, and whenever nothing else is to be done "
                         "she files. Filing is what gives way. Now five secretaries (threads, busy_wait=on), one for each "
                         "job, of whom one may act at a time: a blind device gives each a turn of a minute, whether she "
                         "has something to do or not. Three of them mostly have not, so that about three switches out of "
                         "five are wasted (the article says 57 %). Compare the folders filed. It is not the threads that "
                         "are to blame but the busy waiting: threads that sleep until they are woken (busy_wait=off) do as "
                         "well as the one secretary. One job after the other (sync) she sits by the phone all day, "
                         "and files nothing."),
        .topic = SIMUL_TR("topics", "waiting"),
        .icon = "chat",
        .modes = {Mode::Sync, Mode::Threads, Mode::Coroutines},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines},
        .parameters =
            {
                {"busy_wait", SIMUL_TR("secretary", "Busy waiting"),
                 SIMUL_TR("secretary", "A blind device gives everybody a turn, also who has nothing to do."), false, {},
                 {}, {}},
                {"turn", SIMUL_TR("secretary", "Turn"),
                 SIMUL_TR("secretary", "How long a turn is that the blind device gives."), Duration(1min), Duration(1s),
                 Duration(1h), {}},
                {"day", SIMUL_TR("secretary", "Day"), SIMUL_TR("secretary", "When the office closes."), Duration(8h),
                 Duration(1min), Duration(24h), {}},
                {"hold", SIMUL_TR("secretary", "On hold"),
                 SIMUL_TR("secretary", "How long the airline keeps her on hold."), Duration(45min), Duration::zero(),
                 Duration(24h), {}},
                {"appointments", SIMUL_TR("secretary", "Appointments"),
                 SIMUL_TR("secretary", "How many are to be arranged."), std::int64_t{50}, std::int64_t{0},
                 std::int64_t{1000}, {}},
            },
        .worker = SIMUL_TR("secretary", "Secretary"),
        .workers = SIMUL_TR("secretary", "Secretaries"),
        .tasks = SIMUL_TR("secretary", "Jobs"),
        .defaultCores = 1,
        .realScale = 0.00015,
        .firstLook = 2h,
        .source = "secretary.cpp",
        .play = play,
    };
}

} // namespace simul::stories
