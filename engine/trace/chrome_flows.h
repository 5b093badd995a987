#pragma once

#include "engine/trace/chrome_tracks.h"

namespace simul {

/// The arrows of one process: points that share an id, each on a track.
class ChromeFlows {
public:
    /// `isOwn`: its name says what kind of link it is.
    void add(const ChromeEvent& event, std::size_t track, bool isOwn);
    /// Of a slice that has a "bind_id": the arrow that ends or begins with it.
    void addBound(const ChromeEvent& event, std::size_t track);
    /// A link from each point of a flow to the next, if both are tasks; empties the flows. Times move back by `shift`.
    /// Returns how many were left out.
    std::uint64_t addTo(std::vector<Link>& links, const ChromeTracks& tracks, Duration shift);

private:
    struct Point {
        std::uint64_t id;
        TraceTime time;
        std::size_t track;
        LinkKind kind;
        bool begins; ///< an arrow may go on from here
        bool ends;   ///< one arrives
        bool isLast; ///< of its flow
        std::size_t number; ///< in the order of the file
    };
    std::vector<Point> m_points;
};

} // namespace simul
