#pragma once

#include "ui/timeline/view_state.h"

#include <map>
#include <string_view>

namespace simul {

/// Where a text was found: in the name of a lane or resource, in what a slice says about itself or waits for, in the log.
struct SearchHit {
    enum class Kind : std::uint8_t { Name, Slice, Log };

    std::uint32_t run = 0; ///< index into Comparison::runs
    LaneId lane;
    Kind kind = Kind::Slice;
    TraceTime time;
    std::optional<ResourceId> resource = {}; ///< of the name of one
};

/// All places of a text, in the order in which one goes through them: run by run, names before what happened.
struct SearchHits {
    std::vector<SearchHit> hits;
    /// Which slices of a lane are among them, sorted: what is lit.
    std::map<std::pair<std::uint32_t, LaneId>, std::vector<std::uint32_t>> slices;
    bool isCut = false; ///< there are more
    static constexpr std::size_t most = 100'000;
};

/// Looks for a text in some runs, step by step: beside the GUI thread, or between its frames while a run still grows.
/// What slices say depends on few places and causes, so that a slice costs two looks into tables; a name or a line of the
/// log counts as several slices. Upper and lower case are the same. Workers are found by their names only: what they run, the tasks say.
class TraceSearch {
public:
    /// `first`: the run whose hits come first. Holds the traces.
    TraceSearch(const Comparison& comparison, std::size_t first, const QString& wanted);

    /// Looks at about so many slices; false: all is done.
    bool step(std::size_t slices);
    std::shared_ptr<const SearchHits> take() { return std::make_shared<const SearchHits>(std::move(m_found)); }

private:
    enum class Answer : std::uint8_t { Unknown, No, Yes };
    struct Run {
        std::uint32_t index;
        std::shared_ptr<const Trace> trace;
        std::vector<ResourceId> resources; ///< that have a lane
    };

    /// The parts of a run, in this order: each goes on for so many slices and takes them off; whether it is through.
    bool findTasks(std::size_t& slices);
    bool findWorkers(std::size_t& slices);
    bool findResources(std::size_t& slices);
    bool findLog(std::size_t& slices);
    bool findSlices(std::size_t& slices);

    template <class Look>
    bool lookAt(std::size_t count, std::size_t& slices, const Look& look);
    void lookAtName(LaneId lane);
    void beginRun();
    void finishRun();
    void walkLane(const Lane& lane, std::size_t last);
    bool says(const Slice& slice);
    bool saysPlace(PlaceId place);
    bool saysCause(const Slice& slice);
    bool contains(const std::string& text) const;
    const Trace& trace() const { return *m_runs[m_run].trace; }

    std::vector<Run> m_runs;
    const Scenario* m_scenario;
    QString m_wanted;
    SearchHits m_found;

    std::size_t m_run = 0;
    std::size_t m_part = 0;  ///< of the run
    std::size_t m_next = 0;  ///< of what the part goes through: tasks, lines of the log...
    std::size_t m_slice = 0; ///< where in the lane of a task
    bool m_hasBegun = false;
    std::size_t m_firstOfRun = 0;   ///< of the hits: behind the names
    std::vector<Answer> m_places;   ///< of the run, but for those that name their task:
    std::vector<PlaceId> m_ofTask;  ///< which are asked anew for each lane
    std::vector<std::vector<Answer>> m_causes; ///< by kind and id
};

} // namespace simul
