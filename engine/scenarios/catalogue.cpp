#include "engine/scenarios/scenario.h"
#include "engine/scenarios/stories.h"

#include <algorithm>

namespace simul {

using namespace std::chrono_literals;

namespace {

/// What every scenario takes besides its own parameters.
std::vector<Parameter> modeParameters(const Scenario& scenario) {
    return {
        {"cores", SIMUL_TR("modes", "Cores"), SIMUL_TR("modes", "Threads: how many of them can run at once."),
         scenario.defaultCores, std::int64_t{1}, std::int64_t{1024}, {}},
        {"workers", SIMUL_TR("modes", "Pool"), SIMUL_TR("modes", "Pool: how many threads it has."), std::int64_t{5},
         std::int64_t{1}, std::int64_t{1024}, {}},
        {"quantum", SIMUL_TR("modes", "Quantum"),
         SIMUL_TR("modes", "Threads: how long one may run while others are ready; 0 is for ever. Simulated clock only."),
         Duration::zero(), Duration::zero(), Duration(1h), {}},
        {"switch_cost", SIMUL_TR("modes", "Switch cost"),
         SIMUL_TR("modes", "Threads: what a core needs to take up another thread. Simulated clock only."),
         Duration::zero(), Duration::zero(), Duration(1h), {}},
        {"poll_interval", SIMUL_TR("modes", "Poll interval"),
         SIMUL_TR("modes", "Polling: how often the worker looks whether something has ended."), Duration(15min),
         Duration(1us), Duration(24h), {}},
        {"poll_cost", SIMUL_TR("modes", "Poll cost"), SIMUL_TR("modes", "Polling: how long one look takes."),
         Duration::zero(), Duration::zero(), Duration(1h), {}},
        {"burn", SIMUL_TR("modes", "Burn"),
         SIMUL_TR("modes", "Real clock: work computes and uses its time on a processor instead of sleeping."), false, {}, {}, {}},
    };
}

} // namespace

const std::vector<Scenario>& catalogue() {
    static const std::vector<Scenario> scenarios = {
        // analogies
        stories::chess(), stories::parent(), stories::secretary(),
        // first steps
        stories::count(), stories::twoFunctions(), stories::batch(), stories::chained(), stories::makerandom(),
        stories::gathered(), stories::connection(), stories::lifecycle(), stories::followUp(),
        // queues
        stories::workQueue(), stories::producerConsumer(), stories::urlQueue(),
        // the loop and its enemies
        stories::blockedLoop(), stories::loopInThread(), stories::loopRules(), stories::mailer(), stories::toThread(),
        stories::race(), stories::deadlock(), stories::philosophers(),
        // crawlers
        stories::crawlers(), stories::robotsBot(), stories::links(), stories::status(), stories::threeSites(),
        stories::weather(), stories::sameUrl(),
    };
    return scenarios;
}

const Scenario* scenarioNamed(std::string_view name) {
    const auto found = std::ranges::find(catalogue(), name, &Scenario::name);
    return found == catalogue().end() ? nullptr : &*found;
}

Parameters parametersFor(const Scenario& scenario) {
    std::vector<Parameter> all = scenario.parameters;
    std::ranges::move(modeParameters(scenario), std::back_inserter(all));
    return Parameters(std::move(all));
}

} // namespace simul
