#include "engine/runtime/groups.h"
#include "engine/scenarios/stories.h"

#include <fmt/format.h>
#include <mutex>

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

struct Request {
    TraceTime arrival;
    Duration feed;
    Duration decode;
};

/// The longest stretch of a handler without an await that lets go, so far. Any thread.
class Longest {
public:
    void note(Duration duration, std::string what) {
        const std::lock_guard lock(m_mutex);
        if (duration > m_duration) {
            m_duration = duration;
            m_what = std::move(what);
        }
    }
    std::string sentence() const {
        const std::lock_guard lock(m_mutex);
        return fmt::format("longest without letting go: {}, {:.1f} s", m_what, toSeconds(m_duration));
    }

private:
    mutable std::mutex m_mutex;
    Duration m_duration{};
    std::string m_what;
};
using LongestStretch = std::shared_ptr<Longest>;

void answer(Stage stage, Request request) {
    const Duration took = stage.now() - request.arrival;
    stage.log(fmt::format("{} is answered after {:.1f} s", stage.name(), toSeconds(took)));
    stage.measureLongest("longest wait of a client", took);
}

// [the story]
Activity<> handle(Stage stage, Request request, LongestStretch longest) {
    co_await stage.wait(request.feed, "awaits the feed");
    const TraceTime start = stage.now();
    co_await stage.work(request.decode, "decodes XML");
    longest->note(stage.now() - start, stage.name() + " decodes XML");
    answer(stage, request);
}

Activity<> handleBlocking(Stage stage, Request request, LongestStretch longest) {
    co_await stage.wait(request.feed, "awaits the feed");
    const TraceTime start = stage.now();
    co_await stage.block(request.decode, "decodes a huge XML, and lets nobody on");
    longest->note(stage.now() - start, stage.name() + " decodes a huge XML");
    answer(stage, request);
}

Activity<> handleOffloading(Stage stage, Request request, LongestStretch) {
    co_await stage.wait(request.feed, "awaits the feed");
    co_await stage.offload(request.decode, "has a huge XML decoded elsewhere");
    answer(stage, request);
}

Activity<> lookBack(Stage stage, std::vector<TaskHandle> clients, LongestStretch longest) {
    co_await gather(stage, clients, "waits for all to be answered");
    stage.log(longest->sentence());
}
// [end]

void play(Stage stage, const Parameters& parameters) {
    constexpr std::int64_t hugeOne = 3;
    const auto longest = std::make_shared<Longest>();
    const auto handleHuge = parameters.choice("handler") == "blocking" ? handleBlocking : handleOffloading;
    std::vector<TaskHandle> clients;
    for (std::int64_t client = 1; client <= parameters.number("clients"); ++client) {
        const bool isHuge = client == hugeOne;
        const Duration delay = parameters.duration("interval") * (client - 1);
        const Request request{TraceTime(delay), parameters.duration("feed"), parameters.duration(isHuge ? "huge" : "decode")};
        clients.push_back(stage.spawn(TaskOptions{.name = fmt::format("Client {}", client), .delay = delay},
                                      isHuge ? handleHuge : handle, request, longest));
    }
    stage.spawn("Server", lookBack, clients, longest);
}

} // namespace

Scenario blockedLoop() {
    return {
        .name = "blocked-loop",
        .title = SIMUL_TR("blocked-loop", "The blocked loop"),
        .line = SIMUL_TR("blocked-loop", "A server’s handlers share a loop, and one of them does not let go"),
        .text = SIMUL_TR("blocked-loop",
                         "Every handler awaits a feed, decodes some XML and answers: just over a second. The third "
                         "client’s XML is huge, and decoding it (handler=blocking) is one long call without an await. "
                         "While it lasts the loop does nothing else: nobody is greeted, nobody answered, and clients "
                         "whose feed was there long ago wait for somebody else’s XML. The log names the stretch that "
                         "went longest without letting go: that is the one to look for. Handed to a thread "
                         "(handler=offload) the same call keeps only its own client waiting. With threads nobody suffers "
                         "either way. Look at the other lanes while the loop is held: they are ready, and nobody comes."),
        .topic = SIMUL_TR("topics", "loop"),
        .icon = "stop",
        .modes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .parameters =
            {
                {"handler", SIMUL_TR("blocked-loop", "Handler"),
                 SIMUL_TR("blocked-loop", "How the huge XML is decoded: in the handler, or handed to a thread."),
                 std::string("blocking"), {}, {}, {"blocking", "offload"}},
                {"clients", SIMUL_TR("blocked-loop", "Clients"), SIMUL_TR("blocked-loop", "How many ask."),
                 std::int64_t{8}, std::int64_t{3}, std::int64_t{10'000}, {}},
                {"interval", SIMUL_TR("blocked-loop", "Interval"), SIMUL_TR("blocked-loop", "How often one comes."),
                 Duration(400ms), Duration::zero(), Duration(1h), {}},
                {"feed", SIMUL_TR("blocked-loop", "Feed"), SIMUL_TR("blocked-loop", "How long the feed takes."),
                 Duration(1s), Duration::zero(), Duration(1h), {}},
                {"decode", SIMUL_TR("blocked-loop", "Decoding"), SIMUL_TR("blocked-loop", "How long usual XML takes."),
                 Duration(100ms), Duration::zero(), Duration(1h), {}},
                {"huge", SIMUL_TR("blocked-loop", "Huge XML"),
                 SIMUL_TR("blocked-loop", "How long the third client’s XML takes."), Duration(5s), Duration::zero(),
                 Duration(1h), {}},
            },
        .worker = SIMUL_TR("blocked-loop", "Loop"),
        .workers = SIMUL_TR("blocked-loop", "Workers"),
        .tasks = SIMUL_TR("blocked-loop", "Clients"),
        .realScale = 0.5,
        .source = "blocked_loop.cpp",
        .play = play,
    };
}

} // namespace simul::stories
