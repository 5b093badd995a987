#include "tests/bench/plain_chess.h"

#include <deque>
#include <queue>
#include <vector>

namespace simul::bench {

namespace {

struct Event {
    std::int64_t at;
    std::uint64_t sequence;
    std::uint32_t table;
    bool isReply;
    bool operator<(const Event& other) const {
        return at != other.at ? at > other.at : sequence > other.sequence;
    }
};

} // namespace

std::chrono::nanoseconds plainChess(std::uint32_t opponents, std::uint32_t moves) {
    using namespace std::chrono_literals;
    constexpr std::int64_t juditsMove = std::chrono::nanoseconds(5s).count();
    constexpr std::int64_t opponentsMove = std::chrono::nanoseconds(55s).count();
    std::priority_queue<Event> events;
    std::deque<std::uint32_t> ready;
    std::vector<std::uint32_t> movesLeft(opponents, moves);
    std::uint64_t sequence = 0;
    std::int64_t now = 0;
    bool isBusy = false;
    const auto goOn = [&] {
        if (isBusy || ready.empty())
            return;
        isBusy = true;
        events.push({now + juditsMove, sequence++, ready.front(), false});
        ready.pop_front();
    };
    for (std::uint32_t table = 0; table < opponents; ++table)
        ready.push_back(table);
    goOn();
    while (!events.empty()) {
        const Event event = events.top();
        events.pop();
        now = event.at;
        if (event.isReply) {
            if (--movesLeft[event.table] > 0)
                ready.push_back(event.table);
        } else {
            isBusy = false;
            events.push({now + opponentsMove, sequence++, event.table, true});
        }
        goOn();
    }
    return std::chrono::nanoseconds(now);
}

} // namespace simul::bench
