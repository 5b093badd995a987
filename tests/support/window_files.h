#pragma once

#include "tests/support/window.h"
#include "ui/panels/message_bar.h"

#include <QFile>
#include <QSignalSpy>

namespace simul::test {

/// A test's own settings, and files beside them.
class WindowFiles : public OwnSettings {
public:
    QString folder() const { return m_folder.path(); }
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    void write(const char* name, const QByteArray& content) const {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    QByteArray read(const char* name) const {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

inline void openIn(MainWindow& window, const QString& file) {
    QSignalSpy opened(&window.files(), &FileController::opened);
    window.openFile(file);
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, 60'000);
}

inline void saveFrom(MainWindow& window, const QString& file, FileFormat format) {
    QSignalSpy saved(&window.files(), &FileController::saved);
    window.files().save(file, format);
    QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, 60'000);
}

inline QString messageOf(MainWindow& window) {
    return window.findChild<MessageBar*>()->text();
}

} // namespace simul::test
