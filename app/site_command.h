#pragma once

#include <QStringList>

namespace simul {

/// `simul site [--port P]`: serves the embedded test site until interrupted. Returns the exit code.
int siteCommand(const QStringList& arguments);

} // namespace simul
