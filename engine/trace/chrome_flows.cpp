#include "engine/trace/chrome_flows.h"

#include <algorithm>

namespace simul {

namespace {

constexpr std::array<std::string_view, 4> linkNames = {"spawn", "wake", "hand over", "item"};

} // namespace

void ChromeFlows::add(const ChromeEvent& event, std::size_t track, bool isOwn) {
    const auto kind = static_cast<std::size_t>(std::ranges::find(linkNames, event.name) - linkNames.begin());
    m_points.push_back({event.id.value_or(0), TraceTime(*event.time), track,
                        isOwn && kind < linkNames.size() ? static_cast<LinkKind>(kind) : LinkKind::Wake, event.phase,
                        m_points.size()});
}

std::uint64_t ChromeFlows::addTo(std::vector<Link>& links, const ChromeTracks& tracks, Duration shift) {
    std::ranges::stable_sort(m_points, [](const Point& a, const Point& b) {
        return a.id != b.id ? a.id < b.id : a.time < b.time;
    });
    std::uint64_t leftOut = 0;
    std::vector<std::pair<std::size_t, Link>> found; // with their place in the file, which decides between equal times
    for (std::size_t index = 0; index < m_points.size(); ++index) {
        const Point& to = m_points[index];
        const Point* from = index > 0 && m_points[index - 1].id == to.id ? &m_points[index - 1] : nullptr;
        if (to.phase == 's')
            continue;
        if (from == nullptr || from->phase == 'f' || !tracks[from->track].isTask() || !tracks[to.track].isTask())
            ++leftOut;
        else
            found.emplace_back(to.number, Link{to.time - shift, tracks[from->track].lane.task(),
                                               tracks[to.track].lane.task(), to.kind});
    }
    std::ranges::sort(found, {}, &std::pair<std::size_t, Link>::first);
    for (const auto& [number, link] : found)
        links.push_back(link);
    m_points.clear();
    return leftOut;
}

} // namespace simul
