#pragma once

#include "engine/net/fetch.h"
#include "engine/net/hostile_site.h"
#include "engine/net/web.h"
#include "engine/runtime/real_loop_runtime.h"

#include <map>

namespace simul::test {

/// What came of many requests, of which most met with some trouble.
struct SoakCount {
    std::map<std::string, std::size_t> answers;  ///< by path
    std::map<std::string, std::size_t> failures; ///< by path
    std::map<std::string, std::size_t> reasons;  ///< by sentence
    std::size_t inAll = 0;
    Ending ending;
};

/// The troubles of a soak: those that are over by themselves, and a few that end by a short timeout.
inline std::vector<HttpRequest> soakRequests(const std::string& site) {
    std::vector<HttpRequest> requests;
    for (const HostilePage& page : hostilePages()) {
        HttpRequest request(site + page.path);
        request.maxBodyBytes = 100'000;
        const bool neverEnds = page.path == "/silent" || page.path == "/stall" || page.path == "/slow-body" ||
                               page.path == "/slow-headers" || page.path == "/no-length-no-end";
        request.timeout = neverEnds ? std::chrono::milliseconds(50) : std::chrono::seconds(60);
        requests.push_back(request);
        if (!neverEnds) // every third request is as it should be
            requests.emplace_back(site + "/ok").timeout = std::chrono::seconds(60);
    }
    return requests;
}

inline Activity<> soakWorker(Stage stage, std::vector<HttpRequest> requests, std::size_t first, std::size_t count,
                             SoakCount* result) {
    for (std::size_t index = 0; index < count; ++index) {
        const HttpRequest request = requests[(first + index) % requests.size()];
        const Result<HttpResponse> response = co_await fetch(stage, request);
        ++result->inAll;
        if (!response)
            ++result->reasons[response.error()];
        auto& counts = response ? result->answers : result->failures;
        ++counts[pathOf(request.url)];
    }
}

/// `count` requests in all by `workers` tasks on one event loop.
inline SoakCount soak(const std::string& site, std::size_t count, std::size_t workers) {
    SoakCount result;
    Recorder recorder;
    RealLoopRuntime runtime(recorder, {}, 1, 1, {});
    openWeb(runtime);
    const std::vector<HttpRequest> requests = soakRequests(site);
    for (std::size_t worker = 0; worker < workers; ++worker) {
        const std::size_t share = count / workers + (worker < count % workers ? 1 : 0);
        Stage(runtime).spawn("Worker", soakWorker, requests, worker, share, &result);
    }
    result.ending = runtime.run({});
    return result;
}

} // namespace simul::test
