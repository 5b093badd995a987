#include "ui/own_lanes.h"

#include <algorithm>

namespace simul {

namespace {

bool contains(const auto& list, const auto& each) { return std::ranges::find(list, each) != list.end(); }

/// Those of `list` that `others` has not.
void forEachBesides(const auto& list, const auto& others, const auto& use) {
    for (const auto& each : list) {
        if (!contains(others, each))
            use(each);
    }
}

template <class Key, class T>
void follow(std::map<Key, T>& own, const std::map<Key, T>& brought, const std::map<Key, T>& now) {
    std::erase_if(own, [&](const auto& each) { return brought.contains(each.first) && !now.contains(each.first); });
    forEachBesides(now, brought, [&](const auto& each) { own.insert_or_assign(each.first, each.second); });
}

} // namespace

LaneChoices ownLanes(LaneChoices own, const LaneChoices& brought, const LaneChoices& now) {
    forEachBesides(brought.pinned, now.pinned, [&](const LaneKey& lane) { own.pin(lane, false); });
    forEachBesides(brought.hidden, now.hidden, [&](const LaneKey& lane) { own.hide(lane, false); });
    forEachBesides(now.pinned, brought.pinned, [&](const LaneKey& lane) { own.pin(lane, true); });
    forEachBesides(now.hidden, brought.hidden, [&](const LaneKey& lane) { own.hide(lane, true); });
    forEachBesides(now.moves, brought.moves, [&](const LaneChoices::Move& move) { own.move(move.lane, move.after); });
    follow(own.heights, brought.heights, now.heights);
    follow(own.panels, brought.panels, now.panels);
    return own;
}

} // namespace simul
