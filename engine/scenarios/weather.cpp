#include "engine/net/fetch.h"
#include "engine/scenarios/own_addresses.h"
#include "engine/scenarios/stories.h"

#include <array>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

// [the story]
/// "Oslo: -4.5 °C, snow"
Result<std::string> readWeather(const HttpResponse& answer) {
    try {
        const auto json = nlohmann::json::parse(answer.body);
        return fmt::format("{}: {:.1f} °C, {}", json.at("city").get<std::string>(), json.at("celsius").get<double>(),
                           json.at("sky").get<std::string>());
    } catch (const nlohmann::json::exception&) {
        return Error{fmt::format("{}: the answer is no weather report", answer.effectiveUrl)};
    }
}

Activity<> weatherOf(Stage stage, HttpRequest request) {
    const Result<HttpResponse> answer = co_await fetch(stage, request, "asks for the weather in {n}");
    const Result<std::string> weather = answer ? readWeather(*answer) : Error{answer.error()};
    if (!weather)
        stage.fail(weather.error());
    else
        stage.report(*weather);
    stage.log(weather ? *weather : weather.error());
}
// [end]

struct City {
    const char* name;
    double celsius;
    const char* sky;
};

/// A winter's day, made up.
constexpr std::array<City, 12> cities = {{{"Oslo", -4.5, "snow"},
                                          {"Reykjavik", 1, "wind"},
                                          {"Moscow", -11.5, "clear"},
                                          {"Berlin", 2.5, "rain"},
                                          {"London", 6, "fog"},
                                          {"Paris", 5.5, "rain"},
                                          {"Madrid", 9, "sun"},
                                          {"Rome", 11.5, "sun"},
                                          {"Athens", 13, "clouds"},
                                          {"Cairo", 19.5, "sun"},
                                          {"Tokyo", 8, "clear"},
                                          {"Sydney", 27, "thunder"}}};

/// A service that knows these cities: /weather/Oslo.
Site weatherService(Duration latency) {
    Site site{.name = "weather.example", .latency = latency};
    for (const City& city : cities) {
        const nlohmann::json json = {{"city", city.name}, {"celsius", city.celsius}, {"sky", city.sky}};
        site.pages.push_back(
            {.path = fmt::format("/weather/{}", city.name), .body = json.dump(), .type = "application/json"});
    }
    return site;
}

void play(Stage stage, const Parameters& parameters) {
    std::vector<std::string> urls;
    for (const City& city : cities)
        urls.push_back(fmt::format("http://weather.example/weather/{}", city.name));
    for (const std::string& url : openSites(stage, parameters, {weatherService(parameters.duration("latency"))}, urls)) {
        HttpRequest request(url);
        request.keepBody = true;
        const std::string place = url.substr(url.rfind('/') + 1);
        stage.spawn(place.empty() ? shortName(url) : place, weatherOf, request);
    }
}

} // namespace

Scenario weather() {
    return {
        .name = "weather",
        .title = SIMUL_TR("weather", "The weather in twelve cities"),
        .line = SIMUL_TR("weather", "Twelve requests to one JSON service"),
        .text = SIMUL_TR("weather",
                         "A service is asked for the weather in twelve cities, one request each. The answer is a few "
                         "bytes of JSON, read in no time: all that costs is the way there and back. One after another "
                         "(sync) it is paid twelve times, with coroutines or threads once: twelve times faster, and "
                         "nothing of it is computing. A pool of five pays three times. Look at how little of the time "
                         "anybody works."),
        .topic = SIMUL_TR("topics", "network"),
        .icon = "sun",
        .modes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .parameters =
            {
                {"latency", SIMUL_TR("weather", "Latency"),
                 SIMUL_TR("weather", "How long the service takes for an answer."), Duration(250ms), Duration::zero(),
                 Duration(4s), {}},
                ownAddresses(),
            },
        .tasks = SIMUL_TR("weather", "Cities"),
        .defaultCores = 12,
        .source = "weather.cpp",
        .check = checkOwnAddresses,
        .play = play,
    };
}

} // namespace simul::stories
