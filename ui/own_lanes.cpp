#include "ui/own_lanes.h"

#include <algorithm>
#include <set>

namespace simul {

namespace {

using Keys = std::set<LaneKey>;

/// Takes from `own` what has gone from `brought`, and adds what has come: that is returned.
Keys follow(std::vector<LaneKey>& own, const std::vector<LaneKey>& brought, const std::vector<LaneKey>& now) {
    const Keys before(brought.begin(), brought.end());
    const Keys after(now.begin(), now.end());
    Keys added;
    std::ranges::set_difference(after, before, std::inserter(added, added.end()));
    std::erase_if(own, [&](const LaneKey& lane) {
        return added.contains(lane) || (before.contains(lane) && !after.contains(lane));
    });
    std::ranges::copy_if(now, std::back_inserter(own), [&](const LaneKey& lane) { return added.contains(lane); });
    return added;
}

template <class Key, class T>
void follow(std::map<Key, T>& own, const std::map<Key, T>& brought, const std::map<Key, T>& now) {
    std::erase_if(own, [&](const auto& each) { return brought.contains(each.first) && !now.contains(each.first); });
    for (const auto& [key, value] : now) {
        if (const auto was = brought.find(key); was == brought.end() || !(was->second == value))
            own.insert_or_assign(key, value);
    }
}

} // namespace

LaneChoices ownLanes(LaneChoices own, const LaneChoices& brought, const LaneChoices& now) {
    const Keys pinned = follow(own.pinned, brought.pinned, now.pinned);
    const Keys hidden = follow(own.hidden, brought.hidden, now.hidden);
    std::erase_if(own.hidden, [&](const LaneKey& lane) { return pinned.contains(lane); });
    std::erase_if(own.pinned, [&](const LaneKey& lane) { return hidden.contains(lane); });
    for (const LaneChoices::Move& move : now.moves) {
        if (std::ranges::find(brought.moves, move) == brought.moves.end())
            own.move(move.lane, move.after);
    }
    follow(own.heights, brought.heights, now.heights);
    follow(own.panels, brought.panels, now.panels);
    return own;
}

} // namespace simul
