#include "engine/runtime/groups.h"
#include "engine/runtime/permits.h"
#include "engine/runtime/shared.h"
#include "engine/scenarios/stories.h"

#include <fmt/format.h>

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

constexpr std::int64_t amount = 50;
constexpr std::int64_t opening = 100;

struct Account {
    Shared<std::int64_t> balance;
    Lock lock;
};
struct Between {
    bool isAwait;
    Duration pause;
};

// [the story]
Activity<> payIn(Stage stage, Account account, Between between) {
    const std::int64_t before = account.balance.read(stage, "reads the balance");
    stage.log(fmt::format("{} reads {}", stage.name(), before));
    if (between.isAwait)
        co_await stage.wait(between.pause, "awaits the bank, and lets others go on");
    else
        co_await stage.work(between.pause, "adds up, and lets nobody on");
    account.balance.write(stage, before + amount, "writes the balance");
    stage.log(fmt::format("{} writes {}", stage.name(), before + amount));
}

Activity<> payInLocked(Stage stage, Account account, Between between) {
    const Hold hold = co_await account.lock.acquire(stage, "wants the account for itself");
    co_await payIn(stage, account, between);
}

Activity<> audit(Stage stage, Account account, std::vector<TaskHandle> deposits) {
    co_await gather(stage, deposits, "waits for all to have paid in");
    const std::int64_t balance = account.balance.read(stage, "reads the balance");
    const std::int64_t expected = opening + amount * static_cast<std::int64_t>(deposits.size());
    if (balance == expected)
        stage.log(fmt::format("the balance is {}, as it should be", balance));
    else
        stage.log(fmt::format("the balance is {} and should be {}: an update was lost", balance, expected));
    stage.report(std::to_string(balance));
}
// [end]

void play(Stage stage, const Parameters& parameters) {
    const Account account{{stage, "balance", opening}, {stage, "account"}};
    const Between between{parameters.choice("between") == "await", parameters.duration("pause")};
    std::vector<TaskHandle> deposits;
    for (std::int64_t deposit = 1; deposit <= parameters.number("tasks"); ++deposit)
        deposits.push_back(stage.spawn(fmt::format("Deposit {}", deposit), parameters.isOn("lock") ? payInLocked : payIn,
                                       account, between));
    stage.spawn("Audit", audit, account, deposits);
}

} // namespace

Scenario race() {
    return {
        .name = "race",
        .title = SIMUL_TR("race", "The lost update"),
        .line = SIMUL_TR("race", "Two tasks read a balance of 100, add 50 and write it back"),
        .text = SIMUL_TR("race",
                         "The balance should be 200. Both read 100, both write 150, and one of the two deposits is gone: "
                         "with threads, and with coroutines just as well, for the await between reading and writing lets "
                         "the other in. Who says that coroutines need no locks has forgotten their awaits. With no await "
                         "in between (between=work) the coroutines are safe and the threads still are not. With a lock "
                         "(lock=on) both are, and the second waits for the first. Look at what lies between a task’s read "
                         "and its write."),
        .topic = SIMUL_TR("topics", "trouble"),
        .icon = "warn",
        .modes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .parameters =
            {
                {"lock", SIMUL_TR("race", "Lock"), SIMUL_TR("race", "Whether who changes the balance locks the account."),
                 false, {}, {}, {}},
                {"between", SIMUL_TR("race", "In between"),
                 SIMUL_TR("race", "What lies between reading and writing: an await, or work that lets nobody on."),
                 std::string("await"), {}, {}, {"await", "work"}},
                {"pause", SIMUL_TR("race", "Pause"), SIMUL_TR("race", "How long that takes."), Duration(3s),
                 Duration::zero(), Duration(1h), {}},
                {"tasks", SIMUL_TR("race", "Deposits"), SIMUL_TR("race", "How many pay in at the same time."),
                 std::int64_t{2}, std::int64_t{2}, std::int64_t{1000}, {}},
            },
        .source = "race.cpp",
        .play = play,
    };
}

} // namespace simul::stories
