#include "engine/trace/chrome_flows.h"

#include <algorithm>

namespace simul {

namespace {

constexpr std::array<std::string_view, 4> linkNames = {"spawn", "wake", "hand over", "item"};

} // namespace

void ChromeFlows::add(const ChromeEvent& event, std::size_t track, bool isOwn) {
    const auto kind = static_cast<std::size_t>(std::ranges::find(linkNames, event.name) - linkNames.begin());
    m_points.push_back({event.id.value_or(0), TraceTime(*event.time), track,
                        isOwn && kind < linkNames.size() ? static_cast<LinkKind>(kind) : LinkKind::Wake, event.phase != 'f',
                        event.phase != 's', event.phase == 'f', m_points.size()});
}

void ChromeFlows::addBound(const ChromeEvent& event, std::size_t track) {
    constexpr std::uint64_t ofBound = 0x9e3779b97f4a7c15; // not the other flows' numbers
    if (event.bindId && (event.flowsIn || event.flowsOut))
        m_points.push_back({*event.bindId ^ ofBound, TraceTime(*event.time), track, LinkKind::Wake, event.flowsOut, event.flowsIn,
                            false, m_points.size()});
}

std::uint64_t ChromeFlows::addTo(std::vector<Link>& links, const ChromeTracks& tracks, Duration shift) {
    std::ranges::stable_sort(m_points, [](const Point& a, const Point& b) {
        return a.id != b.id ? a.id < b.id : a.time < b.time;
    });
    std::uint64_t leftOut = 0;
    std::vector<std::pair<std::size_t, Link>> found; // with their place in the file, which decides between equal times
    const Point* from = nullptr;
    for (const Point& to : m_points) {
        if (from != nullptr && from->id != to.id)
            from = nullptr;
        if (to.ends && (from == nullptr || !tracks[from->track].isTask() || !tracks[to.track].isTask()))
            ++leftOut;
        else if (to.ends)
            found.emplace_back(to.number, Link{to.time - shift, tracks[from->track].lane.task(),
                                               tracks[to.track].lane.task(), to.kind, to.time - from->time});
        if (to.begins || to.isLast)
            from = to.isLast ? nullptr : &to;
    }
    std::ranges::sort(found, {}, &std::pair<std::size_t, Link>::first);
    for (const auto& [number, link] : found)
        links.push_back(link);
    m_points.clear();
    return leftOut;
}

} // namespace simul
