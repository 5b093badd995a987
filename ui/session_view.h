#pragma once

#include "engine/scenarios/session.h"
#include "ui/timeline/view_state.h"

namespace simul {

// What one looks at, as a session keeps it.

SessionView sessionViewOf(const ViewState& view);
std::vector<SessionMark> sessionMarksOf(const Marks& marks);
Marks marksOf(const Session& session);

/// Looks at what the session says, its runs being shown. GUI thread.
void adoptSessionView(const Session& session, ViewState& view);

} // namespace simul
