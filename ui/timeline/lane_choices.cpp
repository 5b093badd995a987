#include "ui/timeline/lane_choices.h"

#include <algorithm>

namespace simul {

namespace {

constexpr std::size_t mostMoves = 500; ///< remembered; the oldest are forgotten

/// How many before `index` have the same name.
template <class Infos>
std::uint32_t countBefore(const Infos& infos, std::size_t index) {
    const std::string& name = infos[index].name;
    const auto end = infos.begin() + static_cast<std::ptrdiff_t>(index);
    return static_cast<std::uint32_t>(
        std::count_if(infos.begin(), end, [&](const auto& info) { return info.name == name; }));
}

template <class Infos>
LaneKey keyIn(LaneKey::Kind kind, const Infos& infos, std::size_t index) {
    return {kind, infos[index].name, countBefore(infos, index)};
}

void setContained(std::vector<LaneKey>& keys, const LaneKey& key, bool contained) {
    std::erase(keys, key);
    if (contained)
        keys.push_back(key);
}

} // namespace

LaneKey keyOf(const Trace& trace, LaneRef ref) {
    if (const auto* resource = std::get_if<ResourceId>(&ref))
        return keyIn(LaneKey::Kind::Resource, trace.resources(), resource->value);
    const LaneId lane = std::get<LaneId>(ref);
    if (lane.isCpu())
        return keyIn(LaneKey::Kind::Cpu, trace.cpus(), lane.cpu().value);
    return lane.isWorker() ? keyIn(LaneKey::Kind::Worker, trace.workers(), lane.worker().value)
                           : keyIn(LaneKey::Kind::Task, trace.tasks(), lane.task().value);
}

std::string panelKey(const ModeRun& run) {
    return run.name.empty() ? std::string(nameOf(run.mode)) : run.name;
}

PanelChoice LaneChoices::panel(const ModeRun& run) const {
    const auto found = panels.find(panelKey(run));
    return found == panels.end() ? PanelChoice{} : found->second;
}

bool LaneChoices::isPinned(const LaneKey& lane) const {
    return std::ranges::find(pinned, lane) != pinned.end();
}

bool LaneChoices::isHidden(const LaneKey& lane) const {
    return std::ranges::find(hidden, lane) != hidden.end();
}

void LaneChoices::pin(const LaneKey& lane, bool isPinned) {
    setContained(pinned, lane, isPinned);
    if (isPinned)
        hide(lane, false);
}

void LaneChoices::hide(const LaneKey& lane, bool isHidden) {
    setContained(hidden, lane, isHidden);
    if (isHidden)
        pin(lane, false);
}

void LaneChoices::move(const LaneKey& lane, std::optional<LaneKey> after) {
    if (isPinned(lane)) { // pinned ones have an order of their own
        std::erase(pinned, lane);
        const auto place = after ? std::ranges::find(pinned, *after) : pinned.end();
        pinned.insert(place == pinned.end() ? pinned.begin() : place + 1, lane);
        return;
    }
    if (!moves.empty() && moves.back().lane == lane)
        moves.pop_back();
    moves.push_back({lane, std::move(after)});
    if (moves.size() > mostMoves)
        moves.erase(moves.begin());
}

void LaneChoices::setHeight(const LaneKey& lane, std::optional<int> height) {
    if (height)
        heights[lane] = std::clamp(*height, leastLaneHeight, mostLaneHeight);
    else
        heights.erase(lane);
}

} // namespace simul
