#pragma once

namespace simul {

/// Installs the system's language, as far as there is a catalogue of it; English needs none. Once, when there is an
/// application and before anything is shown.
void installTranslations();

} // namespace simul
