#pragma once

#include "engine/scenarios/session.h"

#include <QString>

namespace simul {

/// Reads a session, or a Chrome trace as a session: with a run for each process, and the scenario if Simul wrote it. What
/// the file is says its beginning, not its name. Fails with one sentence that names the file and the place. Any thread.
Result<Session> openFile(const QString& path, const ReadControl& control = {});

/// The catalogue's, or foreignStory().
const Scenario& storyOf(const Session& session);

} // namespace simul
