#include "engine/runtime/groups.h"
#include "engine/runtime/queue.h"
#include "engine/scenarios/stories.h"

#include <atomic>
#include <fmt/format.h>

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

/// What a producer puts: its first item is "0.1" if it is Producer 0.
struct Item {
    std::int64_t producer;
    std::int64_t number;
    TraceTime stamp;

    std::string name() const { return fmt::format("{}.{}", producer, number); }
    double ageAt(TraceTime now) const { return toSeconds(now - stamp); }
};
using Items = Queue<Item>;
using Countdown = std::shared_ptr<std::atomic<std::int64_t>>;
using Seconds = std::vector<std::int64_t>;

/// The numbers that a task draws: the article's, over and over, or its own, from 0 to 10.
class Draws {
public:
    Draws(Random random, Seconds article) : m_random(random), m_article(std::move(article)) {}

    std::int64_t items() { return m_article.empty() ? draw() : static_cast<std::int64_t>(m_article.size()); }
    Duration pause() {
        return std::chrono::seconds(m_article.empty() ? draw() : m_article[m_next++ % m_article.size()]);
    }

private:
    std::int64_t draw() { return std::uniform_int_distribution<std::int64_t>(0, 10)(m_random); }

    Random m_random;
    Seconds m_article;
    std::size_t m_next = 0;
};

// [the story]
Activity<> produce(Stage stage, Items queue, std::int64_t producer, Countdown producing, Seconds article) {
    Draws draws(stage.random(), article);
    const std::int64_t items = draws.items();
    for (std::int64_t number = 1; number <= items; ++number) {
        co_await stage.wait(draws.pause(), "sleeps");
        const Item item{producer, number, stage.now()};
        co_await queue.put(stage, item, "waits for room in the queue");
        stage.log(fmt::format("{} added item {}", stage.name(), item.name()));
    }
    if (--*producing == 0) // the last one closes
        queue.close(stage);
}

Activity<> consume(Stage stage, Items queue, Seconds article) {
    Draws draws(stage.random(), article);
    while (true) {
        co_await stage.wait(draws.pause(), "sleeps");
        const std::optional<Item> item = co_await queue.get(stage, "waits for an item");
        if (!item)
            co_return;
        stage.log(fmt::format("{} got item {} after {:.1f} s", stage.name(), item->name(), item->ageAt(stage.now())));
        stage.measureLongest("longest wait of an item", stage.now() - item->stamp);
        queue.taskDone(stage);
    }
}

Activity<> oversee(Stage stage, Items queue, std::vector<TaskHandle> producers, std::vector<TaskHandle> consumers) {
    co_await gather(stage, producers, "waits for the producers");
    co_await queue.join(stage, "waits until all is consumed");
    for (const TaskHandle consumer : consumers)
        stage.cancel(consumer, "there is nothing left to consume");
    stage.log("all is consumed");
}
// [end]

/// What the article's run with two producers and five consumers drew, in seconds, a row each. A producer adds as many
/// items as it has draws.
const std::vector<Seconds> articleProducers = {{3, 5, 1}, {3}};
const std::vector<Seconds> articleConsumers = {{4, 4}, {3, 3}, {3, 4}, {5}, {4, 5}};

/// Nothing for those that the article did not have: they draw their own.
Seconds rowOf(const std::vector<Seconds>& rows, std::int64_t row) {
    return static_cast<std::size_t>(row) < rows.size() ? rows[static_cast<std::size_t>(row)] : Seconds{};
}

void play(Stage stage, const Parameters& parameters) {
    const bool isArticle = parameters.choice("draws") == "article";
    const Items queue(stage, "queue", static_cast<std::size_t>(parameters.number("capacity")));
    const auto producing = std::make_shared<std::atomic<std::int64_t>>(parameters.number("producers"));
    std::vector<TaskHandle> producers;
    for (std::int64_t number = 0; number < parameters.number("producers"); ++number)
        producers.push_back(stage.spawn(fmt::format("Producer {}", number), produce, queue, number, producing,
                                        isArticle ? rowOf(articleProducers, number) : Seconds{}));
    std::vector<TaskHandle> consumers;
    for (std::int64_t number = 0; number < parameters.number("consumers"); ++number)
        consumers.push_back(stage.spawn(fmt::format("Consumer {}", number), consume, queue,
                                        isArticle ? rowOf(articleConsumers, number) : Seconds{}));
    stage.spawn("main", oversee, queue, producers, consumers);
}

} // namespace

Scenario producerConsumer() {
    return {
        .name = "producer-consumer",
        .title = SIMUL_TR("producer-consumer", "Producers and consumers"),
        .line = SIMUL_TR("producer-consumer", "Some put items into a queue, others take them out, each at its own pace"),
        .text = SIMUL_TR("producer-consumer",
                         "Producers sleep, stamp an item and put it into a queue; consumers sleep and take the next one. "
                         "Nobody knows anybody: the queue is all they share. One after another (sync) the producers have "
                         "gone home before the first consumer comes, and the first consumer finds everything. Together, "
                         "an item that meets a waiting consumer is taken at once. When all is consumed, main cancels the "
                         "consumers that are still asleep; those who wait at the closed queue go home by themselves. The "
                         "article’s own draws (draws=article) end after 9 seconds. Look at the arrows, who gets whose "
                         "item, and at the consumers that wait in line. A bounded queue (capacity) makes quick producers "
                         "wait; in sync they then wait for ever, because nobody can take anything while they do."),
        .topic = SIMUL_TR("topics", "queue"),
        .icon = "flow",
        .modes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool, Mode::Processes},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .parameters =
            {
                {"producers", SIMUL_TR("producer-consumer", "Producers"),
                 SIMUL_TR("producer-consumer", "How many put items into the queue."), std::int64_t{2}, std::int64_t{1},
                 std::int64_t{10'000}, {}},
                {"consumers", SIMUL_TR("producer-consumer", "Consumers"),
                 SIMUL_TR("producer-consumer", "How many take items out."), std::int64_t{5}, std::int64_t{1},
                 std::int64_t{10'000}, {}},
                {"capacity", SIMUL_TR("producer-consumer", "Room"),
                 SIMUL_TR("producer-consumer", "How many items the queue holds; 0 is as many as come."), std::int64_t{0},
                 std::int64_t{0}, std::int64_t{10'000}, {}},
                {"draws", SIMUL_TR("producer-consumer", "Draws"),
                 SIMUL_TR("producer-consumer",
                          "How many items there are and how long all sleep: drawn from the seed, 0 to 10 seconds, or as "
                          "the article’s run with two producers and five consumers had it."),
                 std::string("random"), {}, {}, {"random", "article"}},
            },
        .realScale = 0.1,
        .source = "producer_consumer.cpp",
        .play = play,
    };
}

} // namespace simul::stories
