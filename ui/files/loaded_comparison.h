#pragma once

#include "engine/scenarios/session.h"
#include "ui/comparison.h"

#include <QString>

#include <memory>

namespace simul {

/// What a session from the file at `path` is shown as. Takes a while for large ones: empty if asked to stop. Any thread.
std::unique_ptr<Comparison> comparisonOf(const Session& session, const QString& path, const std::stop_token& stop = {});

} // namespace simul
