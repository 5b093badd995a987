#pragma once

#include "ui/timeline/mark.h"

#include <QByteArray>

namespace simul {

/// As one line of JSON, for settings.
QByteArray textOf(const Marks& marks);

/// Reads what textOf() wrote; what it does not understand is left out.
Marks marksFrom(const QByteArray& text);

} // namespace simul
