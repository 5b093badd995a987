#include "engine/scenarios/whole_file.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace simul;

/// A file is there whole, or as it was before.
class WholeFileTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void writesAndReplaces() {
        QVERIFY(bool(writeWholeFile(path("a").toStdString(), "first, and longer")));
        QCOMPARE(content("a"), QByteArray("first, and longer"));
        QVERIFY(bool(writeWholeFile(path("a").toStdString(), "second")));
        QCOMPARE(content("a"), QByteArray("second"));
        QCOMPARE(files(), QStringList("a"));
    }

    void askingLeavesNothingBehind() {
        QVERIFY(bool(canWriteWholeFile(path("a").toStdString())));
        QCOMPARE(files(), QStringList());
        QVERIFY(bool(writeWholeFile(path("a").toStdString(), "x")));
        QVERIFY(bool(canWriteWholeFile(path("a").toStdString())));
        QCOMPARE(content("a"), QByteArray("x"));
        QCOMPARE(files(), QStringList("a"));
    }

    void keepsPermissionsAndLinks() {
        QVERIFY(bool(writeWholeFile(path("a").toStdString(), "x")));
        const auto permissions = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
        QVERIFY(QFile::setPermissions(path("a"), permissions));
        QVERIFY(QFile::link(path("a"), path("b")));
        QVERIFY(bool(writeWholeFile(path("b").toStdString(), "through")));
        QCOMPARE(content("a"), QByteArray("through"));
        QVERIFY(QFileInfo(path("b")).isSymLink());
        QCOMPARE(QFile::permissions(path("a")), permissions);
    }

    void refusesWhatIsNoFile() {
        QVERIFY(refusal(m_folder->path()).endsWith("cannot be written: it is a folder"));
        QCOMPARE(refusal("/dev/null"), QString("'/dev/null' cannot be written: it is no ordinary file"));
        QVERIFY(refusal(path("no/such/folder")).endsWith("No such file or directory"));
        QCOMPARE(refusal(""), QString("a file without a name cannot be written"));
        QVERIFY(QFile::link(path("nowhere"), path("dangling")));
        QVERIFY(refusal(path("dangling")).endsWith("No such file or directory"));
        QCOMPARE(files(), QStringList());
    }

private:
    QString path(const char* name) const { return m_folder->filePath(name); }
    QByteArray content(const char* name) const {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
    }
    QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden); }
    /// The same for asking and for doing.
    static QString refusal(const QString& path) {
        const auto asked = canWriteWholeFile(path.toStdString());
        const auto done = writeWholeFile(path.toStdString(), "x");
        return !asked && !done && asked.error() == done.error() ? QString::fromStdString(done.error()) : QString();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(WholeFileTest)
#include "whole_file_test.moc"
