#pragma once

#include "ui/timeline/lane_choices.h"

#include <QByteArray>

namespace simul {

/// As one line of JSON, for settings and sessions; the same choices give the same bytes.
QByteArray textOf(const LaneChoices& choices);

/// Reads what textOf() wrote; what it does not understand is left out.
LaneChoices laneChoicesFrom(const QByteArray& text);

} // namespace simul
