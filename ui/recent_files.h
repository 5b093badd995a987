#pragma once

#include <QStringList>

namespace simul {

/// Files opened lately, or saved in a form that can be opened, that are still there, the latest first.
QStringList recentFiles();
void rememberFile(const QString& path);

} // namespace simul
