#include "engine/runtime/queue.h"
#include "engine/scenarios/stories.h"

#include <fmt/format.h>

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

using Outbox = Queue<std::int64_t>; ///< the numbers of the requests whose mails shall leave

struct Times {
    Duration page;
    Duration mail;
};

void answer(Stage stage) {
    stage.log(fmt::format("{} is answered after {:.2f} s", stage.name(), toSeconds(stage.now())));
    stage.measureLongest("longest wait for an answer", stage.now() - TraceTime{});
}

// [the story]
Activity<> requestQueued(Stage stage, std::int64_t request, Outbox outbox, Times times) {
    co_await stage.work(times.page, "makes the page");
    outbox.tryPut(stage, request);
    answer(stage);
}

Activity<> requestDirect(Stage stage, std::int64_t request, Outbox, Times times) {
    co_await stage.work(times.page, "makes the page");
    co_await stage.block(times.mail, "sends the mail itself");
    stage.log(fmt::format("mail {} has left", request));
    answer(stage);
}

Activity<> mailer(Stage stage, std::int64_t mails, Outbox outbox, Times times) {
    for (std::int64_t sent = 0; sent < mails; ++sent) {
        const std::optional<std::int64_t> request = co_await outbox.get(stage, "waits for a mail");
        co_await stage.offload(times.mail, "sends a mail, in a thread of its own");
        stage.log(fmt::format("mail {} has left", *request));
    }
}
// [end]

void play(Stage stage, const Parameters& parameters) {
    const bool isQueued = parameters.choice("mail") == "queued";
    const std::int64_t requests = parameters.number("requests");
    const Times times{parameters.duration("page"), parameters.duration("send")};
    const Outbox outbox(stage, "outbox");
    for (std::int64_t request = 1; request <= requests; ++request)
        stage.spawn(fmt::format("Request {}", request), isQueued ? requestQueued : requestDirect, request, outbox, times);
    if (isQueued)
        stage.spawn("Mailer", mailer, requests, outbox, times);
}

} // namespace

Scenario mailer() {
    return {
        .name = "mailer",
        .title = SIMUL_TR("mailer", "The mailer"),
        .line = SIMUL_TR("mailer", "A web page that sends a mail: who waits for the mail server?"),
        .text = SIMUL_TR("mailer",
                         "Each request ends with a mail, and the mail library blocks for two seconds. Queued for a mailer "
                         "that sends them elsewhere (mail=queued), the requests answer at once and the mails leave one "
                         "after another, in their own time. Sent by the handlers themselves (mail=direct), the user waits "
                         "for the mail server: two seconds with threads, and in coroutines for everybody’s mail before "
                         "it. Look at when a request’s lane ends, and at when its mail leaves."),
        .topic = SIMUL_TR("topics", "loop"),
        .icon = "chat",
        .modes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .parameters =
            {
                {"mail", SIMUL_TR("mailer", "Mail"),
                 SIMUL_TR("mailer", "Who sends it: a mailer with a queue, or the request itself."), std::string("queued"),
                 {}, {}, {"queued", "direct"}},
                {"requests", SIMUL_TR("mailer", "Requests"), SIMUL_TR("mailer", "How many come at once."),
                 std::int64_t{5}, std::int64_t{1}, std::int64_t{10'000}, {}},
                {"page", SIMUL_TR("mailer", "Page"), SIMUL_TR("mailer", "How long it takes to make the page."),
                 Duration(50ms), Duration::zero(), Duration(1h), {}},
                {"send", SIMUL_TR("mailer", "Sending"), SIMUL_TR("mailer", "How long it takes to send a mail."),
                 Duration(2s), Duration::zero(), Duration(1h), {}},
            },
        .realScale = 0.4,
        .source = "mailer.cpp",
        .play = play,
    };
}

} // namespace simul::stories
