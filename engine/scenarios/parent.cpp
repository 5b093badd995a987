#include "engine/runtime/groups.h"
#include "engine/runtime/permits.h"
#include "engine/runtime/shared.h"
#include "engine/scenarios/stories.h"

#include <fmt/format.h>

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

/// A washer or a dryer: one pair of hands at its door at a time, one load in its drum.
struct Machine {
    Machine(Stage stage, const std::string& name, Duration itRuns)
        : door(stage, "the " + name), drum(stage, "room in the " + name, 1), runs(itRuns), idle(name + " idle") {}

    Lock door;
    Semaphore drum;
    Duration runs;
    std::string idle;
    TraceTime stopped; ///< when it ran last; who has a load in the drum may touch it
};

struct Bill {
    const char* whom;
    std::int64_t amount;
};
const std::vector<Bill> bills = {{"the landlord", 700}, {"electricity", 90}, {"water", 40},
                                 {"telephone", 30},     {"insurance", 60},   {"school", 80}};
constexpr Bill doctor{"the doctor", 250};

struct House {
    House(Stage stage, const Parameters& parameters)
        : washer(stage, "washer", parameters.duration("wash")), dryer(stage, "dryer", parameters.duration("dry")),
          finances(stage, "the account book"), account(stage, "the account", atFirst),
          loads(parameters.number("loads")), bedtime(parameters.duration("bedtime")),
          washerFirst(parameters.isOn("lock_order")), locksFinances(parameters.isOn("finance_lock")) {}

    static constexpr std::int64_t atFirst = 2000;
    Machine washer;
    Machine dryer;
    Lock finances;
    Shared<std::int64_t> account;
    std::int64_t loads;
    TraceTime bedtime;
    bool washerFirst;   ///< everybody goes to the washer before the dryer
    bool locksFinances; ///< who pays has the account book
};

/// The evening begins at six.
std::string timeOfDay(TraceTime time) {
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(time.time_since_epoch() + 18h).count();
    return fmt::format("{}:{:02}", minutes / 60 % 24, minutes % 60);
}

// [the story]
Activity<> pay(Stage stage, House* house, Bill bill, Duration time) {
    std::optional<Hold> book;
    if (house->locksFinances)
        book = co_await house->finances.acquire(stage, "takes the account book");
    const std::int64_t before = house->account.read(stage, "reads the balance");
    co_await stage.work(time, "writes it out");
    house->account.write(stage, before - bill.amount, "writes the balance");
    stage.log(fmt::format("{}: {} - {} = {}", bill.whom, before, bill.amount, before - bill.amount));
}

Activity<> payBills(Stage stage, House* house) {
    for (const Bill& bill : bills) {
        co_await pay(stage, house, bill, 5min);
        co_await stage.yield("listens for a bell");
    }
}

Activity<> writeCheque(Stage stage, House* house) {
    co_await stage.wait(21min, "the doctor's letter is on its way");
    co_await pay(stage, house, doctor, 2min);
    co_await stage.work(3min, "looks for a stamp");
}

Activity<> run(Stage stage, Machine* machine, const char* label) {
    stage.measureTotal(machine->idle, stage.now() - machine->stopped);
    machine->stopped = stage.now() + machine->runs;
    co_await stage.wait(machine->runs, label);
}

Activity<> moveToDryer(Stage stage, House* house) {
    const Hold washer = co_await house->washer.door.acquire(stage, "goes to the washer");
    co_await stage.work(3min, "takes the wet clothes out");
    const Hold dryer = co_await house->dryer.door.acquire(stage, "goes to the dryer");
    co_await stage.work(2min, "fills the dryer");
}

Activity<> emptyDryer(Stage stage, House* house, Hold* inDryer) {
    std::optional<Hold> washer;
    if (house->washerFirst)
        washer = co_await house->washer.door.acquire(stage, "goes to the washer first, as agreed");
    const Hold dryer = co_await house->dryer.door.acquire(stage, "goes to the dryer");
    inDryer->release(); // whoever waits for the dryer hears that it is done
    co_await stage.work(3min, "takes the dry clothes out");
    if (!house->washerFirst)
        washer = co_await house->washer.door.acquire(stage, "goes to the washer");
    co_await stage.work(2min, "puts the stained ones to the wash");
}

Activity<> doLaundry(Stage stage, House* house) {
    for (std::int64_t load = 1; load <= house->loads; ++load) {
        Hold inWasher = co_await house->washer.drum.acquire(stage, "waits for an empty washer");
        {
            const Hold washer = co_await house->washer.door.acquire(stage, "goes to the washer");
            co_await stage.work(5min, "loads the washer");
        }
        co_await run(stage, &house->washer, "the washer runs");
        Hold inDryer = co_await house->dryer.drum.acquire(stage, "waits for the dryer to be done");
        co_await moveToDryer(stage, house);
        inWasher.release();
        co_await run(stage, &house->dryer, "the dryer runs");
        co_await emptyDryer(stage, house, &inDryer);
        for (int pile = 1; pile <= 2; ++pile) {
            co_await stage.yield("listens for a bell");
            co_await stage.work(5min, "folds");
        }
        co_await stage.yield("listens for a bell");
    }
}

Activity<> mindChildren(Stage stage, House* house) {
    Random random = stage.random();
    const auto playFor = [&random] { return random.around(20min, 50); };
    for (TraceTime happens = stage.now() + playFor(); happens < house->bedtime; happens += playFor()) {
        const bool isHurt = std::bernoulli_distribution(0.25)(random);
        if (stage.now() < happens)
            co_await stage.wait(happens - stage.now(), "they play alone");
        const Duration waited = std::max(stage.now() - happens, Duration::zero());
        if (isHurt) {
            stage.measureLongest("longest wait of a hurt child", waited);
            co_await stage.work(10min, "comforts a hurt child");
        } else {
            co_await stage.work(5min, "makes a snack");
        }
        stage.log(fmt::format("{} that had waited {:.1f} min", isHurt ? "comforted a child" : "made a snack for one",
                              toSeconds(waited) / 60));
    }
    if (stage.now() < house->bedtime)
        co_await stage.wait(house->bedtime - stage.now(), "they play alone");
}

Activity<> evening(Stage stage, House* house) {
    std::vector<TaskHandle> all;
    all.push_back(stage.spawn(TaskOptions{.name = "Children", .priority = 3}, mindChildren, house));
    all.push_back(stage.spawn(TaskOptions{.name = "Laundry A", .priority = 2}, doLaundry, house));
    all.push_back(stage.spawn(TaskOptions{.name = "Laundry B", .priority = 2}, doLaundry, house));
    all.push_back(stage.spawn(TaskOptions{.name = "Cheque C", .priority = 1}, writeCheque, house));
    all.push_back(stage.spawn(TaskOptions{.name = "Bills D"}, payBills, house));
    co_await gather(stage, all, "longs for bed");
    const std::int64_t left = house->account.read(stage, "reads the last balance");
    std::int64_t due = House::atFirst - doctor.amount;
    for (const Bill& bill : bills)
        due -= bill.amount;
    stage.log(fmt::format("{}: the account holds {} and should hold {}", timeOfDay(stage.now()), left, due));
    stage.report(timeOfDay(stage.now()));
    stage.count("money astray", left - due);
}
// [end]

void play(Stage stage, const Parameters& parameters) {
    House& house = stage.runtime().own<House>(stage, parameters);
    stage.spawn("Evening", evening, &house);
}

} // namespace

Scenario parent() {
    return {
        .name = "parent",
        .title = SIMUL_TR("parent", "A parent’s evening"),
        .line = SIMUL_TR("parent", "Bills, laundry and children: one parent, one washer, one dryer, one evening"),
        .text = SIMUL_TR("parent",
                         "Bills are the parent’s own work. Laundry is work now and then: the washer and the dryer "
                         "run alone. Children play alone, want a snack now and then, and are hurt rarely: then "
                         "nothing is more urgent.\n"
                         "One thing after another (sync) the parent watches the children until bedtime and does "
                         "the rest deep into the night. Looking every 15 minutes (polling) all gets done in the "
                         "evening, but looks are wasted, a finished washer stands idle and a hurt child waits up "
                         "to 15 minutes; look more often (poll_interval) and it waits less and most looks are "
                         "wasted. With bells and priorities (coroutines) nothing is wasted.\n"
                         "Clones of the parent (threads) do it all at once, and get into each other’s way: A "
                         "stands at the dryer and wants to go to the washer, B stands at the washer and wants to "
                         "go to the dryer, for ever. If all go to the washer first (lock_order=on) the evening "
                         "ends, but the doctor’s cheque is lost: C writes it while D pays a bill from the same "
                         "balance. Whoever pays must have the account book (finance_lock=on).\n"
                         "The coroutines need neither, with the very same code: between one machine and the other, "
                         "and between reading and writing the balance, there is only work, and no await that lets "
                         "others go."),
        .topic = SIMUL_TR("topics", "everything"),
        .icon = "washer",
        .modes = {Mode::Sync, Mode::Polling, Mode::Threads, Mode::Coroutines},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines},
        .parameters =
            {
                {"lock_order", SIMUL_TR("parent", "Washer first"),
                 SIMUL_TR("parent", "Everybody goes to the washer before the dryer: no deadlock."), false, {}, {}, {}},
                {"finance_lock", SIMUL_TR("parent", "Account book"),
                 SIMUL_TR("parent", "Who pays has the account book: no lost update."), false, {}, {}, {}},
                {"loads", SIMUL_TR("parent", "Loads"), SIMUL_TR("parent", "How many loads A and B have each."),
                 std::int64_t{2}, std::int64_t{1}, std::int64_t{100}, {}},
                {"wash", SIMUL_TR("parent", "Washing"), SIMUL_TR("parent", "How long the washer runs."), Duration(30min),
                 Duration(1min), Duration(6h), {}},
                {"dry", SIMUL_TR("parent", "Drying"), SIMUL_TR("parent", "How long the dryer runs."), Duration(35min),
                 Duration(1min), Duration(6h), {}},
                {"bedtime", SIMUL_TR("parent", "Bedtime"),
                 SIMUL_TR("parent", "When the children go to bed, after the evening’s beginning at six."), Duration(3h),
                 Duration::zero(), Duration(12h), {}},
            },
        .worker = SIMUL_TR("parent", "Parent"),
        .workers = SIMUL_TR("parent", "Parents"),
        .tasks = SIMUL_TR("parent", "Duties"),
        .realScale = 0.0003,
        .source = "parent.cpp",
        .play = play,
    };
}

} // namespace simul::stories
