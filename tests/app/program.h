#pragma once

#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

namespace simul::test {

/// The program as scripts start it: without a display, in a folder of its own.
class Program {
public:
    struct Ended {
        int code = -1;
        QByteArray out;
        QByteArray err;
    };

    void start(QProcess& process, const QStringList& arguments, bool hasDisplay = false) const {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
            environment.remove(QString::fromLatin1(name));
        if (hasDisplay) {
            environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
            environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_folder.path());
        }
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_folder.path());
        process.start(SIMUL_PROGRAM, arguments);
    }

    Ended run(const QStringList& arguments) const {
        QProcess process;
        start(process, arguments);
        return end(process, 60'000);
    }

    /// Presses Ctrl+C once the program has more than `threads` threads. Its handler is in place before the first thread
    /// beyond the main one. What is stopped would take much longer than the program may until it has ended.
    Ended runInterrupted(const QStringList& arguments, int threads) const {
        QProcess process;
        start(process, arguments);
        if (!process.waitForStarted())
            return {-1, {}, "not started"};
        const QDir tasks(QString("/proc/%1/task").arg(process.processId()));
        if (!QTest::qWaitFor([&] { return tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot).size() > threads; }, 60'000))
            return {-1, {}, "too few threads"};
        QElapsedTimer timer;
        timer.start();
        interrupt(process);
        const Ended ended = end(process, 10'000);
        if (timer.elapsed() >= 5000)
            return {-1, {}, "stopped too late: " + QByteArray::number(timer.elapsed()) + " ms"};
        return ended;
    }

    static void interrupt(const QProcess& process) { ::kill(static_cast<pid_t>(process.processId()), SIGINT); }

    // The folder.
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    QStringList files() const { return QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden); }
    QByteArray contentOf(const char* name) const {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void clearFolder() const {
        for (const QString& file : files())
            QFile::remove(m_folder.filePath(file));
    }

private:
    /// -1 if it does not end in time, or crashes.
    static Ended end(QProcess& process, int milliseconds) {
        const bool hasEnded = process.waitForFinished(milliseconds) && process.exitStatus() == QProcess::NormalExit;
        return {hasEnded ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
    }

    QTemporaryDir m_folder;
};

using Ended = Program::Ended;

} // namespace simul::test
