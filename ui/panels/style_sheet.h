#pragma once

#include "ui/appearance.h"

#include <QPalette>
#include <QString>

namespace simul {

/// What Qt's own widgets (fields, lists, tables, tabs, scroll bars, menus, tooltips) look like.
QString styleSheetFor(const Look& look);
QPalette paletteFor(const Theme& theme);

} // namespace simul
