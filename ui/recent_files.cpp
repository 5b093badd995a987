#include "ui/recent_files.h"

#include "ui/settings.h"

#include <QFileInfo>
#include <QSettings>

namespace simul {

namespace {

constexpr qsizetype mostRecent = 8;
const auto recentKey = QStringLiteral("files/recent");

} // namespace

QStringList recentFiles() {
    QStringList files = openSettings().value(recentKey).toStringList();
    files.removeIf([](const QString& file) { return !QFileInfo::exists(file); });
    return files;
}

void rememberFile(const QString& path) {
    QStringList files = recentFiles();
    const QString whole = QFileInfo(path).absoluteFilePath();
    files.removeAll(whole);
    files.prepend(whole);
    openSettings().setValue(recentKey, QStringList(files.mid(0, mostRecent)));
}

} // namespace simul
