#include "engine/net/fetch.h"

#include "engine/net/web.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace simul {

namespace {

enum class Way : std::uint8_t { AsTheModeWaits, Blocking, Offloaded };

/// Suspends its task until the exchange is over, or holds it: as the runtime has it. Destroyed in mid-flight, it aborts
/// the exchange.
class [[nodiscard]] FetchOperation final : public Waitable {
public:
    FetchOperation(Stage stage, Web& web, HttpRequest request, const Step& step, Way way)
        : m_runtime(stage.runtime()), m_task(stage.task()), m_web(web), m_request(std::move(request)), m_step(step),
          m_way(way) {}

    bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> caller) {
        if (m_runtime.clock() == ClockKind::Simulated)
            return simulate(caller);
        if (m_way != Way::AsTheModeWaits || m_runtime.eventLoop() == nullptr)
            return fetchHere(caller);
        return beginTransfer(caller);
    }
    HttpExchange await_resume() {
        if (m_task.interrupted)
            Runtime::throwCancelled(m_task);
        return *std::move(m_exchange);
    }

    void forget(Task&) override { m_transfer.reset(); }
    Task* heldBy(const Task&) const override { return nullptr; }
    std::string wishOf(const Task&) const override { return m_request.url; }

private:
    bool simulate(std::coroutine_handle<> caller) {
        m_exchange = m_web.model().answer(m_request);
        m_step.kind = m_way == Way::Blocking    ? Step::Kind::Block
                      : m_way == Way::Offloaded ? Step::Kind::Offload
                                                : Step::Kind::Wait;
        m_step.duration = m_exchange->phases.total();
        return m_runtime.begin(m_task, m_step, caller);
    }
    bool fetchHere(std::coroutine_handle<> caller) {
        m_step.kind = Step::Kind::Block;
        const auto call = [this] { m_exchange = m_web.fetchHere(m_task, m_request); };
        return m_way == Way::Offloaded ? m_runtime.offload(m_task, m_step, caller, call)
                                       : m_runtime.callBlocking(m_task, m_step, caller, call);
    }
    bool beginTransfer(std::coroutine_handle<> caller) {
        m_step.kind = Step::Kind::Park;
        {
            const std::lock_guard lock(m_runtime.syncMutex());
            if (Runtime::takeCancel(m_task))
                return false;
            m_task.passesCancelOn = false;
            m_runtime.beginWaiting(m_task, *this, m_step.cause);
        }
        m_transfer.emplace(*m_web.eventDriven(), m_request, [this](HttpExchange exchange) {
            m_exchange = std::move(exchange);
            const std::lock_guard lock(m_runtime.syncMutex());
            m_runtime.endWaiting(m_task);
            m_runtime.wake(m_task);
        });
        return m_runtime.begin(m_task, m_step, caller);
    }

    Runtime& m_runtime;
    Task& m_task;
    Web& m_web;
    HttpRequest m_request;
    Step m_step;
    Way m_way;
    std::optional<HttpExchange> m_exchange;
    std::optional<Transfer> m_transfer;
};

/// The phases, one after the other from `start` on, in trace time.
void recordPhases(Stage stage, TraceTime start, const HttpPhases& phases) {
    struct Part {
        const char* name;
        Duration duration;
    };
    const std::array<Part, 6> parts = {{{"queued", phases.queued},
                                        {"name lookup", phases.nameLookup},
                                        {"connect", phases.connect},
                                        {"TLS", phases.tls},
                                        {"waiting", phases.waiting},
                                        {"receiving", phases.receiving}}};
    Runtime& runtime = stage.runtime();
    const TraceTime now = runtime.now();
    TraceTime time = start;
    for (const Part& part : parts) {
        if (part.duration <= Duration::zero())
            continue;
        const std::chrono::duration<double, Duration::period> inStory = part.duration / runtime.scale();
        const TraceTime end = std::min(time + std::chrono::round<Duration>(inStory), now);
        runtime.recorder().addSubSlice({stage.task().id, time, end, part.name});
        time = end;
    }
}

/// One exchange, whoever allows it.
Activity<Result<HttpResponse>> exchange(Stage stage, HttpRequest request, const char* label, std::source_location where,
                                        Way way) {
    Runtime& runtime = stage.runtime();
    Web& web = openWeb(runtime);
    const ResourceId id = runtime.recorder().addResource({ResourceKind::Request, request.url});
    const TraceTime start = runtime.now();
    const Step step{.duration = {}, .label = label, .where = where, .cause = {CauseKind::Request, id.value}};
    FetchOperation operation(stage, web, std::move(request), step, way);
    HttpExchange result = co_await operation;
    recordPhases(stage, start, result.phases);
    co_return std::move(result.response);
}

/// What the robots.txt for `url` says; whoever needs it first reads it, and the others wait for that.
Activity<const RobotsRules*> rulesFor(Stage stage, std::string url, std::source_location where, Way way) {
    RobotsBook::Entry& entry = openWeb(stage.runtime()).robots().entryFor(stage, robotsUrlFor(url));
    const Hold hold = co_await entry.lock.acquire(stage, "waits for robots.txt", where);
    if (!entry.rules) {
        const HttpRequest request = robotsRequestFor(url);
        const Result<HttpResponse> robots = co_await exchange(stage, request, "reads robots.txt", where, way);
        entry.rules = robotsFrom(robots);
    }
    co_return &*entry.rules;
}

/// Asks robots.txt first, where manners want it, also before a redirect is followed. Each hop has the whole timeout.
Activity<Result<HttpResponse>> askPolitely(Stage stage, HttpRequest request, const char* label,
                                           std::source_location where, Way way) {
    Web& web = openWeb(stage.runtime());
    HttpRequest hop = request;
    hop.followRedirects = false;
    for (int redirects = 0; redirects <= request.maxRedirects; ++redirects) {
        if (!hasWebScheme(hop.url))
            co_return noWebAddress(hop.url);
        if (web.asksRobotsOf(hostOf(hop.url)) && pathOf(hop.url) != "/robots.txt") {
            const RobotsRules* rules = co_await rulesFor(stage, hop.url, where, way);
            if (!rules->allows(userAgent, targetOf(hop.url)))
                co_return forbiddenByRobots(hop.url);
        }
        Result<HttpResponse> response = co_await exchange(stage, hop, label, where, way);
        if (!request.followRedirects || !response || response->location.empty())
            co_return std::move(response);
        hop.url = response->location;
    }
    co_return tooManyRedirects(request.url, request.maxRedirects);
}

/// Where all hosts are this computer there is nobody to be polite to, and the story is told as it is.
Activity<Result<HttpResponse>> ask(Stage stage, HttpRequest request, const char* label, std::source_location where,
                                   Way way) {
    return openWeb(stage.runtime()).asksRobots() ? askPolitely(stage, std::move(request), label, where, way)
                                                 : exchange(stage, std::move(request), label, where, way);
}

} // namespace

// Not coroutines themselves: what is handed to them moves on before anything can be suspended.
Activity<Result<HttpResponse>> fetch(Stage stage, HttpRequest request, const char* label, std::source_location where) {
    return ask(stage, std::move(request), label, where, Way::AsTheModeWaits);
}

Activity<Result<HttpResponse>> fetch(Stage stage, std::string url, const char* label, std::source_location where) {
    return ask(stage, HttpRequest(std::move(url)), label, where, Way::AsTheModeWaits);
}

Activity<Result<HttpResponse>> fetchBlocking(Stage stage, HttpRequest request, const char* label,
                                             std::source_location where) {
    return ask(stage, std::move(request), label, where, Way::Blocking);
}

Activity<Result<HttpResponse>> fetchBlocking(Stage stage, std::string url, const char* label,
                                             std::source_location where) {
    return ask(stage, HttpRequest(std::move(url)), label, where, Way::Blocking);
}

Activity<Result<HttpResponse>> fetchOffloaded(Stage stage, HttpRequest request, const char* label,
                                              std::source_location where) {
    return ask(stage, std::move(request), label, where, Way::Offloaded);
}

} // namespace simul
