#include "ui/session_view.h"

#include "ui/timeline/lane_choices_text.h"

namespace simul {

SessionView sessionViewOf(const ViewState& view) {
    SessionView kept{view.target().begin, view.target().end, view.playhead(), {}};
    if (view.lanes() != LaneChoices{})
        kept.lanes = textOf(view.lanes()).toStdString();
    if (const auto& selection = view.selection())
        kept.selection = SessionView::Selection{static_cast<std::uint32_t>(selection->run), selection->lane, selection->time,
                                                selection->resource};
    if (const auto& measured = view.measured())
        kept.measured = SessionView::Range{measured->begin, measured->end};
    if (const auto& pair = view.compared()) {
        const auto side = [](const RunPair::Side& each) {
            return SessionView::Side{static_cast<std::uint32_t>(each.run), each.isGhost};
        };
        kept.compared = {side(pair->a), side(pair->b)};
    }
    kept.looks = SessionView::Looks{view.colourBy() == ColourBy::Task, view.showsAllArrows()};
    return kept;
}

std::vector<SessionMark> sessionMarksOf(const Marks& marks) {
    std::vector<SessionMark> kept;
    for (const Mark& mark : marks)
        kept.push_back({mark.time.begin, mark.time.end, mark.note.toStdString()});
    return kept;
}

Marks marksOf(const Session& session) {
    Marks marks;
    for (const SessionMark& mark : session.marks)
        marks.push_back({{mark.start, mark.end}, QString::fromStdString(mark.text)});
    return marks;
}

void adoptSessionView(const Session& session, ViewState& state) {
    if (!session.view) {
        state.reset(state.end(), state.target(), marksOf(session));
        return;
    }
    const SessionView& view = *session.view;
    const auto measured = view.measured ? std::optional(TimeRange{view.measured->from, view.measured->to}) : std::nullopt;
    state.reset(state.end(), {view.from, view.to}, marksOf(session), measured);
    state.setPlayhead(view.playhead);
    state.restoreLanes(view.lanes.empty() ? LaneChoices{} : laneChoicesFrom(QByteArray::fromStdString(view.lanes)));
    if (view.looks) {
        state.setColourBy(view.looks->coloursByTask ? ColourBy::Task : ColourBy::State);
        state.setShowsAllArrows(view.looks->allArrows);
    }
    if (view.selection)
        state.select(Selection{view.selection->run, view.selection->lane, view.selection->time, view.selection->resource});
    const auto side = [](const SessionView::Side& each) { return RunPair::Side{each.run, each.isSimulated}; };
    state.setCompared(view.compared ? std::optional(RunPair{side(view.compared->front()), side(view.compared->back())})
                                    : std::nullopt);
}

} // namespace simul
