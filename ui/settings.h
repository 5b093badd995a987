#pragma once

#include <QSettings>

namespace simul {

/// Where the window keeps what it remembers between two starts.
inline QSettings openSettings() {
    return QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("Simul"), QStringLiteral("simul"));
}

} // namespace simul
