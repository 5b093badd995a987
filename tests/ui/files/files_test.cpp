#include "engine/analysis/metrics_csv.h"
#include "engine/trace/slices_csv.h"
#include "tests/support/trace_from_text.h"
#include "ui/files/foreign_story.h"
#include "ui/files/open_file.h"
#include "ui/files/save_file.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace simul;
using namespace simul::test;

namespace {

Session pictured() {
    Session session;
    session.scenario = "chess";
    session.runs = {{{}, Mode::Pool, ClockKind::Simulated, sharedTrace("Table 1 | ready 0s-2s, running 2s-4s, done 4s\n"
                                                                       "Table 2 | running 0s-2s, done 2s\n"
                                                                       "worker Judit | running 0s-2s Table 2, running 2s-4s Table 1")}};
    return session;
}

} // namespace

class FilesTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    void write(const char* name, const QByteArray& content) const {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    std::string errorOf(const char* name) const {
        const auto session = openFile(path(name));
        return session ? "no error" : session.error();
    }

private slots:
    void init() { QVERIFY(m_folder.isValid()); }

    void endingsSayTheFormat() {
        QCOMPARE(formatOf("a.simul"), FileFormat::Session);
        QCOMPARE(formatOf("a.CSV"), FileFormat::SlicesCsv);
        QCOMPARE(formatOf("a.json"), FileFormat::ChromeTrace);
        QCOMPARE(formatOf("simul"), FileFormat::ChromeTrace);
    }

    void whatIsSavedOpens() {
        for (const char* name : {"run.simul", "run.json"}) {
            QVERIFY(bool(saveFile(path(name), formatOf(path(name)), pictured())));
            const Result<Session> session = openFile(path(name));
            QVERIFY2(bool(session), session ? "" : session.error().c_str());
            QCOMPARE(session->scenario, std::string("chess"));
            QCOMPARE(&storyOf(*session), scenarioNamed("chess"));
            QCOMPARE(session->runs.front().mode, Mode::Pool);
            QVERIFY(session->runs.front().name.empty());
            QCOMPARE(session->runs.front().trace->tasks().size(), std::size_t{2});
        }
    }

    void whatOthersWroteIsAForeignStory() {
        write("other.json", R"([{"ph":"X","name":"a","ts":1,"dur":2,"pid":3},{"ph":"X","name":"a","ts":1,"dur":2,"pid":4}])");
        const Result<Session> session = openFile(path("other.json"));
        QVERIFY(bool(session));
        QVERIFY(session->scenario.empty());
        QCOMPARE(&storyOf(*session), &foreignStory());
        QCOMPARE(session->runs.size(), std::size_t{2});
        QCOMPARE(session->runs[1].name, std::string("Process 4"));
        // and keeps its names when it is saved
        QVERIFY(bool(saveFile(path("again.simul"), FileFormat::Session, *session)));
        QCOMPARE(openFile(path("again.simul"))->runs[1].name, std::string("Process 4"));
    }

    void errorsNameTheFileAndThePlace() {
        write("bad.json", "[{\"ph\":\"X\",\"ts\":1},nonsense]");
        QVERIFY(QString::fromStdString(errorOf("bad.json")).startsWith(QString("'%1' cannot be read: byte 19: ").arg(path("bad.json"))));
        for (const char* strange : {"\x7f" "ELF, or something else", "simul session", "\xef\xbb\xbf\n <html>"}) {
            write("damaged.simul", strange);
            const QString error = QString::fromStdString(errorOf("damaged.simul"));
            QVERIFY2(error.startsWith(QString("'%1' cannot be read: byte ").arg(path("damaged.simul"))), qPrintable(error));
            QVERIFY2(error.contains("neither a session of Simul nor a trace") && error.contains("open another copy"), qPrintable(error));
        }
        write("damaged.simul", "\xef\xbb\xbf\n <html>");
        QVERIFY(QString::fromStdString(errorOf("damaged.simul")).contains("byte 5:"));
        write("packed.json.gz", "\x1f\x8b\x08");
        QVERIFY(QString::fromStdString(errorOf("packed.json.gz")).contains("gzip"));
        write("empty.json", "");
        QVERIFY(QString::fromStdString(errorOf("empty.json")).contains("empty"));
        QVERIFY(QString::fromStdString(errorOf("nowhere.json")).contains("No such file"));
        QVERIFY(QString::fromStdString(errorOf(".")).contains("folder"));
    }

    void savingChangesNothingIfItFailsOrIsStopped() {
        write("keep.simul", "old");
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!saveFile(path("keep.simul"), FileFormat::Session, pictured(), stop.get_token()));
        QFile file(path("keep.simul"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("old"));
        QVERIFY(!saveFile(path("no/such/folder.simul"), FileFormat::Session, pictured()));
    }

    void slicesAsCsv() {
        const Session session = pictured();
        const NamedTrace named{"a \"b\"", *session.runs.front().trace};
        std::string text;
        writeSlicesCsv(std::span(&named, 1), [&](std::string_view part) { text += part; });
        const QStringList lines = QString::fromStdString(text).split("\r\n");
        QCOMPARE(lines[0], QString("run,lane,kind,start,end,state,label,cause,of,at"));
        QCOMPARE(lines[1], QString("\"a \"\"b\"\"\",Judit,worker,0.000000000,2.000000000,running,,task,Table 2,"));
        QVERIFY(lines.contains("\"a \"\"b\"\"\",Table 1,task,0.000000000,2.000000000,ready,,worker,,"));
        QVERIFY(lines.contains("\"a \"\"b\"\"\",Table 1,task,4.000000000,4.000000000,done,,,,"));
        QCOMPARE(csvText("a,b"), std::string("\"a,b\""));
        QCOMPARE(csvText("a b"), std::string("a b"));
    }

    void metricsAsCsv() {
        const Session session = pictured();
        const NamedTrace named{"run", *session.runs.front().trace};
        const QStringList lines = QString::fromStdString(metricsCsv(std::span(&named, 1))).split("\r\n");
        QCOMPARE(lines.size(), 5); // head, run, two tasks, nothing
        const qsizetype columns = lines[0].count(',');
        for (const QString& line : lines.mid(1, 3))
            QCOMPARE(line.count(','), columns);
        QCOMPARE(lines[1], QString("run,,completed,0,4,4,,,0,0,1,0,1"));
        QCOMPARE(lines[2], QString("run,Table 1,done,0,4,2,2,0,0,,,,"));
        // Nobody recorded workers: what they did is not nothing, but unknown.
        const auto withoutWorkers = sharedTrace("A | running 0s-4s");
        const NamedTrace foreign{"foreign", *withoutWorkers};
        QCOMPARE(QString::fromStdString(metricsCsv(std::span(&foreign, 1))).split("\r\n")[1],
                 QString("foreign,,completed,0,4,,,,,,,,"));
    }
};

QTEST_GUILESS_MAIN(FilesTest)
#include "files_test.moc"
