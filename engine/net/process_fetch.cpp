#include "engine/net/process_fetch.h"

#include "engine/net/blocking_fetch.h"
#include "engine/net/process_messages.h"
#include "engine/trace/translate.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

extern char** environ;

namespace simul {

namespace {

constexpr const char* command = "fetch-process";
std::atomic<bool> canServe = false; ///< main() would serve if it were started so

/// Until the other end is closed, or breaks the rules.
int serve(int socket) {
    BlockingFetcher fetcher;
    while (const std::optional<std::string> message = receiveMessage(socket)) {
        const std::optional<FetchOrder> order = decodeOrder(*message);
        if (!order)
            return 1;
        const CurlRoute route = order->port != 0 ? CurlRoute(order->names, order->port) : CurlRoute();
        if (!sendMessage(socket, encode(fetcher.fetch(order->request, route, order->scale, {}))))
            return 0;
    }
    return 0;
}

/// The program with `socket` as its standard input, and nothing else of what is open here but the standard outputs.
/// Gives the error number.
int spawnSelf(pid_t& child, int socket) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    // A group of its own: Ctrl+C is for the program, which then ends its children.
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    std::string name = "simul";
    std::string argument = command;
    char* const arguments[] = {name.data(), argument.data(), nullptr};
    const int error = posix_spawn(&child, "/proc/self/exe", &actions, &attributes, arguments, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

} // namespace

std::optional<int> serveAsFetchProcess(int argc, char** argv) {
    if (argc != 2 || std::strcmp(argv[1], command) != 0) {
        canServe = true;
        return std::nullopt;
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL); // nobody is left to read what it would find
    return serve(STDIN_FILENO);
}

Result<std::unique_ptr<FetchProcess>> FetchProcess::start() {
    if (!canServe)
        return Error{SIMUL_TR("net", "this program cannot start itself as a process that fetches")};
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return Error{fmt::format(SIMUL_TR("net", "no process could be started: {}"),
                                 std::generic_category().message(errno))};
    pid_t child = 0;
    const int error = spawnSelf(child, ends[1]);
    close(ends[1]);
    if (error == 0)
        return std::unique_ptr<FetchProcess>(new FetchProcess(child, ends[0]));
    close(ends[0]);
    return Error{fmt::format(SIMUL_TR("net", "no process could be started: {}"), std::generic_category().message(error))};
}

FetchProcess::~FetchProcess() {
    close(m_socket);
    if (m_child == 0)
        return;
    kill(m_child, SIGKILL); // it has nothing to lose
    while (waitpid(m_child, nullptr, 0) < 0 && errno == EINTR) {}
}

std::optional<HttpExchange> FetchProcess::fetch(const std::string& order, const std::string& url, int stopEvent) {
    if (!sendMessage(m_socket, order))
        return HttpExchange{death(url), {}};
    pollfd events[] = {{m_socket, POLLIN, 0}, {stopEvent, POLLIN, 0}};
    while (poll(events, 2, -1) < 0 && errno == EINTR) {}
    if (events[0].revents == 0)
        return std::nullopt;
    if (const std::optional<std::string> answer = receiveMessage(m_socket)) {
        if (std::optional<HttpExchange> exchange = decodeExchange(*answer))
            return exchange;
        kill(m_child, SIGKILL); // it talks nonsense
    }
    return HttpExchange{death(url), {}};
}

/// What it died of. Reaps it.
Error FetchProcess::death(const std::string& url) {
    int status = 0;
    while (waitpid(m_child, &status, 0) < 0 && errno == EINTR) {}
    m_child = 0;
    if (WIFSIGNALED(status))
        return {fmt::format(SIMUL_TR("net", "{}: its process was killed by signal {} ({})"), hostOf(url), WTERMSIG(status),
                            strsignal(WTERMSIG(status)))};
    return {fmt::format(SIMUL_TR("net", "{}: its process ended before it had an answer (exit code {})"), hostOf(url),
                        WEXITSTATUS(status))};
}

ProcessFetchers::ProcessFetchers(const CurlRoute& route, double scale, const FetchLimits& limits, std::stop_token stop)
    : m_route(route), m_scale(scale), m_turnstile(limits), m_stop(stop),
      m_onStop(std::move(stop), [this] { eventfd_write(m_stopEvent.descriptor, 1); }) {}

ProcessFetchers::StopEvent::StopEvent() : descriptor(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (descriptor < 0)
        throw std::system_error(errno, std::generic_category(), "cannot start processes");
}

ProcessFetchers::StopEvent::~StopEvent() {
    close(descriptor);
}

bool ProcessFetchers::isNew(TaskId task) const {
    const std::lock_guard lock(m_mutex);
    return !m_processes.contains(task.value);
}

Result<FetchProcess*> ProcessFetchers::processOf(TaskId task) {
    {
        const std::lock_guard lock(m_mutex);
        if (const auto known = m_processes.find(task.value); known != m_processes.end())
            return known->second.get();
    }
    Result<std::unique_ptr<FetchProcess>> started = FetchProcess::start(); // others need not wait for that
    if (!started)
        return Error{started.error()};
    const std::lock_guard lock(m_mutex);
    return (m_processes[task.value] = *std::move(started)).get();
}

HttpExchange ProcessFetchers::fetch(TaskId task, const HttpRequest& request) {
    const auto asked = std::chrono::steady_clock::now();
    const std::string host = hostOf(request.url);
    if (!m_turnstile.enter(host, m_route.isLocal() || isThisComputer(host), m_stop))
        return stoppedExchange(request.url);
    const Duration queued = std::chrono::steady_clock::now() - asked;
    std::optional<HttpExchange> exchange;
    const Result<FetchProcess*> process = processOf(task);
    if (!process)
        exchange = HttpExchange{Error{fmt::format("{}: {}", host, process.error())}, {}};
    else
        exchange = (*process)->fetch(encode(FetchOrder{request, m_route.names(), m_route.port(), m_scale}), request.url,
                                     m_stopEvent.descriptor);
    m_turnstile.leave(host);
    if (!exchange || (process && !(*process)->isAlive()))
        end(task);
    HttpExchange result = exchange ? *std::move(exchange) : stoppedExchange(request.url);
    result.wasQueuedFor(queued);
    return result;
}

void ProcessFetchers::end(TaskId task) {
    std::unique_ptr<FetchProcess> process; // dies after the lock
    const std::lock_guard lock(m_mutex);
    const auto known = m_processes.find(task.value);
    if (known == m_processes.end())
        return;
    process = std::move(known->second);
    m_processes.erase(known);
}

} // namespace simul
