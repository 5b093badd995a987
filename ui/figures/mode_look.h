#pragma once

#include "ui/theme.h"

#include <QPen>

namespace simul {

/// The pen of a mode's line in charts: its colour, and dashes that tell it from the others without colour.
QPen modePen(const Theme& theme, Mode mode, double scale);

/// The mode's own mark, `size` high, around `centre`: square, circle, triangles, diamond.
void drawModeMarker(QPainter& painter, const Theme& theme, Mode mode, QPointF centre, double size);

} // namespace simul
