#include "tests/support/resources.h"

#include <QDir>
#include <QElapsedTimer>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

namespace {

struct Ended {
    int code = -1;
    QByteArray out;
    QByteArray err;
};

} // namespace

/// The program as scripts use it: its arguments, its JSON, its exit codes, the files it writes or does not.
class CommandLineTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QProcessEnvironment withoutDisplay() const {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
            environment.remove(name);
        return environment;
    }

    Ended simul(const QStringList& arguments) const {
        QProcess process;
        process.setProcessEnvironment(withoutDisplay());
        process.setWorkingDirectory(m_folder.path());
        process.start(SIMUL_PROGRAM, arguments);
        const bool hasEnded = process.waitForFinished(60'000);
        return {hasEnded && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                process.readAllStandardOutput(), process.readAllStandardError()};
    }
    QJsonObject report(const QStringList& arguments) const {
        const Ended ended = simul(QStringList{"run"} + arguments + QStringList{"--json", "-"});
        if (ended.code != 0)
            qWarning() << ended.err;
        return QJsonDocument::fromJson(ended.out).object();
    }
    QStringList filesLeft() const { return QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden); }

    /// Starts the program, presses Ctrl+C once it has more than `threads` threads, and waits for its end.
    /// Its handler is in place before the first thread beyond the main one.
    Ended interrupted(const QStringList& arguments, int threads) const {
        QProcess process;
        process.setProcessEnvironment(withoutDisplay());
        process.setWorkingDirectory(m_folder.path());
        process.start(SIMUL_PROGRAM, arguments);
        if (!process.waitForStarted())
            return {-1, {}, "not started"};
        const QDir tasks(QString("/proc/%1/task").arg(process.processId()));
        if (!QTest::qWaitFor([&] { return tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot).size() > threads; }, 10'000))
            return {-1, {}, "too few threads"};
        QElapsedTimer timer;
        timer.start();
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        const bool hasEnded = process.waitForFinished(10'000) && process.exitStatus() == QProcess::NormalExit;
        if (!hasEnded || timer.elapsed() >= 10 * simul::test::limitForStop().count())
            return {-1, {}, "stopped too late: " + QByteArray::number(timer.elapsed()) + " ms"};
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }

private slots:
    void cleanup() {
        for (const QString& file : filesLeft())
            QFile::remove(m_folder.filePath(file));
    }

    void jsonIsTheContract() {
        const QJsonObject json = report({"chess", "--mode", "coroutines"});
        QCOMPARE(json["scenario"].toString(), "chess");
        QCOMPARE(json["clock"].toString(), "simulated");
        QCOMPARE(json["seed"].toInt(), 1);
        QCOMPARE(json["parameters"]["opponents"].toInt(), 24);
        QCOMPARE(json["parameters"]["judit"].toDouble(), 5.0);
        const QJsonObject run = json["runs"].toArray().at(0).toObject();
        for (const char* key : {"mode", "outcome", "makespan", "worker_finished", "switches", "preemptions", "busy",
                                "blocked", "idle", "utilization", "deadlock", "races", "events", "tasks", "log"})
            QVERIFY2(run.contains(key), key);
        QCOMPARE(run["outcome"].toString(), "completed");
        QCOMPARE(run["makespan"].toDouble(), 3655.0);
        QCOMPARE(run["worker_finished"].toDouble(), 3600.0);
        QCOMPARE(run["switches"].toInt(), 743);
        QCOMPARE(run["busy"].toDouble() + run["blocked"].toDouble() + run["idle"].toDouble(),
                 run["makespan"].toDouble() * run["workers"].toDouble());
        QVERIFY(run["deadlock"].isNull());
        QVERIFY(run["events"]["emitted"].toInt() > 3000);
        QCOMPARE(run["events"]["emitted"].toInt(), run["events"]["stored"].toInt());
        QCOMPARE(run["tasks"].toArray().size(), 24);
        const QJsonObject task = run["tasks"].toArray().at(6).toObject();
        QCOMPARE(task["name"].toString(), "Table 7");
        QCOMPARE(task["state"].toString(), "done");
        QCOMPARE(task["running"].toDouble() + task["ready"].toDouble() + task["waiting"].toDouble() +
                     task["blocked"].toDouble(),
                 task["end"].toDouble() - task["start"].toDouble());
    }

    void allModesAreCompared() {
        const QJsonArray runs = report({"chess"})["runs"].toArray();
        QStringList modes;
        for (const QJsonValue& run : runs)
            modes.append(run["mode"].toString());
        QCOMPARE(modes, (QStringList{"sync", "threads", "coroutines", "pool"}));
    }

    void parametersAreSet() {
        const QJsonObject json = report({"chess", "--mode", "pool", "--set", "workers=4", "--set", "opponents=8"});
        QCOMPARE(json["runs"].toArray().at(0)["makespan"].toDouble(), 3600.0);
    }

    void sameSeedSameBytes() {
        const QStringList arguments = {"run", "chess", "--seed", "7", "--set", "variation=30", "--json", "-"};
        const Ended first = simul(arguments);
        QVERIFY(first.out.size() > 10'000);
        QCOMPARE(simul(arguments).out, first.out);
        QStringList other = arguments;
        other.replace(3, "8");
        QVERIFY(simul(other).out != first.out);
        QCOMPARE(simul({"run", "chess", "--trace", "a.json"}).code, 0);
        QCOMPARE(simul({"run", "chess", "--trace", "b.json"}).code, 0);
        QFile a(m_folder.filePath("a.json"));
        QFile b(m_folder.filePath("b.json"));
        QVERIFY(a.open(QIODevice::ReadOnly) && b.open(QIODevice::ReadOnly));
        const QByteArray bytes = a.readAll();
        QVERIFY(bytes.size() > 100'000);
        QCOMPARE(b.readAll(), bytes);
    }

    void listSaysWhatThereIs() {
        const Ended text = simul({"list"});
        QCOMPARE(text.code, 0);
        const Ended ended = simul({"list", "--json"});
        QCOMPARE(ended.code, 0);
        const QJsonArray scenarios = QJsonDocument::fromJson(ended.out)["scenarios"].toArray();
        QVERIFY(scenarios.size() >= 6);
        for (const QJsonValue& scenario : scenarios) {
            QVERIFY(text.out.contains(scenario["name"].toString().toUtf8()));
            for (const char* key : {"name", "title", "text"})
                QVERIFY2(!scenario[QLatin1String(key)].toString().isEmpty(), key);
            QVERIFY(!scenario["modes"].toArray().isEmpty());
            for (const QJsonValue& parameter : scenario["parameters"].toArray()) {
                for (const char* key : {"name", "unit", "default", "min", "max", "text"})
                    QVERIFY2(parameter.toObject().contains(key), key);
            }
        }
    }

    void wrongUsage_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* name, const QStringList& arguments, const char* sentence) {
            QTest::newRow(name) << arguments << sentence;
        };
        row("command", {"fly"}, "there is no command 'fly'; there are open, export, run, sweep, list and site");
        row("no scenario", {"run"}, "something is missing; the usage is: simul run SCENARIO");
        row("scenario", {"run", "checkers"}, "there is no scenario 'checkers'; there are chess, parent, secretary, count");
        row("mode", {"run", "chess", "--mode", "magic"}, "has no mode 'magic'; it has sync, threads, coroutines, pool");
        row("mode on the real clock", {"run", "chess", "--clock", "real", "--mode", "pool"},
            "chess on the real clock has no mode 'pool'");
        row("option", {"run", "chess", "--speed", "3"}, "speed");
        row("nothing to export", {"export", SIMUL_PROGRAM}, "there is nothing to write; say what with --image, --trace or --csv");
        row("no file to export", {"export", "none.json", "--csv", "-"}, "there is no file 'none.json'");
        row("mark", {"run", "chess", "--image", "a.png", "--mark", "5min"}, "--mark 5min: write it like 5min=note or 5min..6min=note");
        row("mark's end", {"run", "chess", "--image", "a.png", "--mark", "5min..4min=x"}, "write it like 5min=note");
        row("arrangement", {"run", "chess", "--image", "a.png", "--arrange", "Table 1"}, "--arrange: 'Table 1' arranges nothing");
        row("parameter", {"run", "chess", "--set", "speed=3"}, "there is no parameter 'speed'; there are opponents");
        row("value", {"run", "chess", "--set", "opponents=0"}, "out of range; allowed are 1 to 1000000");
        row("no value", {"run", "chess", "--set", "opponents"}, "write it as name=value");
        row("clock", {"run", "chess", "--clock", "sand"}, "there is no clock 'sand'; there are simulated and real");
        row("scale", {"run", "chess", "--scale", "0"}, "--scale: '0' is not a factor");
        row("seed", {"run", "chess", "--seed", "-1"}, "--seed: '-1' is not a whole number");
        row("size", {"run", "chess", "--size", "10x10"}, "--size: '10x10' is not a size");
        row("theme", {"run", "chess", "--theme", "pink"}, "there is no theme 'pink'; there are light, dark and print");
        row("colour", {"run", "chess", "--colour", "mood"}, "--colour: there is no 'mood'; there are state and task");
        row("from", {"run", "chess", "--from", "soon"}, "--from: 'soon' is not a duration");
        row("from after to", {"run", "chess", "--from", "9s", "--to", "3s"}, "--from must lie before --to");
        row("image", {"run", "chess", "--image", "chess.bmp"}, "allowed are .png, .svg, .pdf and .webp");
        row("size on paper", {"run", "chess", "--size", "5mmx90mm"}, "each side 200 to 16384 dots");
        row("mixed size", {"run", "chess", "--size", "160mmx900"}, "write it like 1600x1000 or 160mmx100mm");
        row("dots", {"run", "chess", "--dpi", "9"}, "--dpi: '9' is no number of dots to the inch; allowed are 36 to 1200");
        row("letter", {"run", "chess", "--letter", "1min"}, "--letter 1min: write it like a=5min");
        row("letter's time", {"run", "chess", "--letter", "a=soon"}, "--letter a=soon: 'soon' is not a duration");
        row("letter twice", {"run", "chess", "--letter", "a=1s", "--letter", "a=2s"}, "there can be only one a");
        row("letter out of sight", {"run", "chess", "--to", "1min", "--letter", "a=5min"},
            "--letter a=5min: must lie between --from and --to");
        row("colour", {"run", "chess", "--colour", "red"}, "--colour: there is no 'red'; there are state and task");
        row("frames", {"run", "chess", "--fps", "0"}, "--fps: '0' is no number of frames a second; allowed are 1 to 60");
        row("duration", {"run", "chess", "--duration", "1h"}, "--duration: '1h' is out of range; allowed are 100ms to 10min");
        row("unwritable json", {"run", "chess", "--json", "/nowhere/at/all.json"}, "cannot be written");
        row("unwritable trace", {"run", "chess", "--trace", "/nowhere/at/all.json"}, "cannot be written");
        row("unwritable image", {"run", "chess", "--json", "left.json", "--image", "/nowhere/at/all.svg"},
            "cannot be written");
        row("unwritable table", {"run", "links", "--json", "left.json", "--set", "table=/nowhere/at/all.csv"},
            "table: '/nowhere/at/all.csv' cannot be written");
        row("nothing to sweep", {"sweep", "chess"}, "--over is missing; write it like --over opponents=1..24");
        row("swept scenario", {"sweep", "checkers", "--over", "a=1..2"}, "there is no scenario 'checkers'");
        row("swept parameter", {"sweep", "chess", "--over", "boards=1..2"}, "there is no parameter 'boards'; a sweep goes over");
        row("swept switch", {"sweep", "chess", "--over", "burn=0..1"}, "'burn' has no range of values");
        row("backwards", {"sweep", "chess", "--over", "opponents=9..2"}, "9 is greater than 2; write the lesser one first");
        row("step", {"sweep", "chess", "--over", "opponents=1..9:0"}, "the step of opponents must be greater than 0");
        row("too many runs", {"sweep", "chess", "--over", "opponents=1..1000000", "--csv", "left.csv"},
            "are 4000000 runs; allowed are 100000");
        row("sweep on the real clock", {"sweep", "chess", "--over", "opponents=1..2", "--clock", "real"}, "clock");
        row("unwritable csv", {"sweep", "chess", "--over", "opponents=1..2", "--csv", "/nowhere/at/all.csv"},
            "cannot be written");
        row("unwritable chart", {"sweep", "chess", "--over", "opponents=1..2", "--csv", "left.csv", "--image", "/nowhere/a.svg"},
            "cannot be written");
        row("chart's ending", {"sweep", "chess", "--over", "opponents=1..2", "--csv", "left.csv", "--image", "a.gif"},
            "allowed are .png, .svg and .pdf");
        row("no list", {"run", "crawlers", "--clock", "real", "--json", "left.json", "--set", "urls=/nowhere/at/all"},
            "urls: '/nowhere/at/all' cannot be read");
        row("list on the wrong clock", {"run", "crawlers", "--set", "urls=/nowhere/at/all"}, "on the real clock only");
        row("no file", {"open", "/nowhere/at/all.json"}, "there is no file '/nowhere/at/all.json'");
        row("nothing to open", {"open"}, "something is missing; the usage is: simul open FILE");
        row("a folder", {"open", "."}, "'.' is a folder");
        row("unwritable metrics", {"run", "chess", "--csv", "/nowhere/at/all.csv"}, "cannot be written");
        row("port", {"site", "--port", "99999"}, "'99999' is not a port");
        row("too many", {"list", "everything"}, "'everything' is one argument too many");
    }
    void wrongUsage() {
        QFETCH(QStringList, arguments);
        QFETCH(QString, sentence);
        const Ended ended = simul(arguments);
        QCOMPARE(ended.code, 2);
        QVERIFY2(ended.err.contains(sentence.toUtf8()), ended.err.constData());
        QVERIFY2(ended.err.startsWith("simul: ") && ended.err.count('\n') == 1, ended.err.constData());
        QVERIFY(ended.out.isEmpty());
        QCOMPARE(filesLeft(), QStringList());
    }

    void helpIsNoError() {
        for (const QStringList& arguments : {QStringList{"--help"}, {"run", "--help"}, {"list", "-h"}, {"site", "--help"}, {"sweep", "--help"}, {"open", "--help"}}) {
            const Ended ended = simul(arguments);
            QCOMPARE(ended.code, 0);
            QVERIFY(ended.out.contains("Usage: simul"));
            QVERIFY(ended.err.isEmpty());
        }
    }

    void windowNeedsADisplay() {
        const Ended ended = simul({});
        QCOMPARE(ended.code, 1);
        QVERIFY(ended.err.startsWith("simul: there is no display"));
        QCOMPARE(ended.err.count('\n'), 1);
    }

    void aFileThatCannotBeReadIsOneSentence() {
        QFile file(m_folder.filePath("bad.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[{\"ph\":\"X\",\"ts\":1},nonsense]");
        file.close();
        const Ended ended = simul({"open", "bad.json"});
        QCOMPARE(ended.code, 1);
        QVERIFY2(ended.err.startsWith("simul: 'bad.json' cannot be read: byte 19: "), ended.err.constData());
        QCOMPARE(ended.err.count('\n'), 1);
        QVERIFY(ended.out.isEmpty());
    }

    /// Each of the three that --trace writes; a good one only lacks a display.
    void tracesAreWrittenAndOpened() {
        for (const char* name : {"chess.json", "chess.simul"}) {
            QCOMPARE(simul({"run", "chess", "--mode", "sync", "--trace", name}).code, 0);
            QVERIFY(QFile::exists(m_folder.filePath(name)));
            const Ended ended = simul({"open", name});
            QCOMPARE(ended.code, 1);
            QVERIFY2(ended.err.startsWith("simul: there is no display"), ended.err.constData());
        }
        QCOMPARE(simul({"run", "chess", "--mode", "sync", "--trace", "chess.csv"}).code, 0);
        QFile slices(m_folder.filePath("chess.csv"));
        QVERIFY(slices.open(QIODevice::ReadOnly));
        QVERIFY(slices.readAll().startsWith("run,lane,kind,start,end,state,label,cause,of,at\r\nchess: sync,"));
        const Ended metrics = simul({"run", "chess", "--mode", "sync", "--mode", "coroutines", "--csv", "-"});
        QCOMPARE(metrics.code, 0);
        QVERIFY(metrics.out.startsWith("run,task,outcome,start,end,"));
        QVERIFY(metrics.out.contains("\r\nchess: sync,,completed,0,43200,"));
        QCOMPARE(metrics.out.count("\r\n"), 1 + 2 * 25);
    }

    void figuresAreWritten() {
        const Ended ended = simul({"run", "chess", "--image", "chess.png", "--size", "1200x800"});
        QCOMPARE(ended.code, 0);
        QCOMPARE(QImage(m_folder.filePath("chess.png")).size(), QSize(1200, 800));
        QCOMPARE(simul({"run", "count", "--image", "count.svg", "--theme", "dark"}).code, 0);
        QFile svg(m_folder.filePath("count.svg"));
        QVERIFY(svg.open(QIODevice::ReadOnly));
        const QByteArray text = svg.readAll();
        QVERIFY(text.contains("<text") && text.contains("One, two"));
        QCOMPARE(simul({"run", "batch", "--image", "batch.pdf"}).code, 0);
        QFile pdf(m_folder.filePath("batch.pdf"));
        QVERIFY(pdf.open(QIODevice::ReadOnly));
        QVERIFY(pdf.readAll().startsWith("%PDF-"));
    }

    void figuresTakeWhatIsSaidOfThem() {
        const QStringList chess = {"run", "chess", "--mode", "coroutines", "--letter", "a=1min", "--title", "Mein Titel",
                                   "--subtitle", "darunter", "--caption", "Sieh (a).", "--lane", "Judit"};
        QCOMPARE(simul(chess + QStringList{"--image", "a.svg", "--size", "160x90mm"}).code, 0);
        QFile svg(m_folder.filePath("a.svg"));
        QVERIFY(svg.open(QIODevice::ReadOnly));
        const QByteArray text = svg.readAll();
        for (const char* part : {"width=\"160mm\"", ">Mein Titel<", ">darunter<", ">(a)<", ">Judit<",
                                 ">simul run chess --mode coroutines --from 0s --to 5min --lane Judit --letter a=1min<"})
            QVERIFY2(text.contains(part), part);
        QVERIFY(!text.contains(">Table 1<"));
        QCOMPARE(simul(chess + QStringList{"--image", "a.png", "--size", "800x600", "--dpi", "200"}).code, 0);
        const QImage image(m_folder.filePath("a.png"));
        QCOMPARE(image.size(), QSize(800, 600));
        QCOMPARE(image.dotsPerMeterX(), 7874);
        QCOMPARE(simul(chess + QStringList{"--image", "a.webp", "--fps", "2", "--duration", "1s"}).code, 0);
        QFile animation(m_folder.filePath("a.webp"));
        QVERIFY(animation.open(QIODevice::ReadOnly));
        QVERIFY(animation.read(12).startsWith("RIFF"));
        const Ended unknown = simul({"run", "chess", "--image", "none.png", "--lane", "Boris"});
        QCOMPARE(unknown.code, 1);
        QCOMPARE(unknown.err, QByteArray("simul: There is no lane “Boris”.\n"));
        QVERIFY(!QFile::exists(m_folder.filePath("none.png")));
    }

    /// What the window exports of a file, without it: a session as it was left, a trace of anybody's.
    void filesAreExported() {
        QCOMPARE(simul({"run", "chess", "--mode", "coroutines", "--set", "opponents=3", "--trace", "chess.simul"}).code, 0);
        const QStringList chess = {"export", "chess.simul", "--image", "a.svg", "--to", "5min", "--lane", "Table*", "--mark", "1min=here & now", "--mark",
                                   "2min..3min=a round", "--arrange", R"({"pinned":["t0:Table 3"]})"};
        const Ended ended = simul(chess + QStringList{"--csv", "-", "--trace", "chess.json"});
        QCOMPARE(ended.err, QByteArray());
        QCOMPARE(ended.code, 0);
        QVERIFY(ended.out.contains("chess: coroutines,Table 3,"));
        QFile svg(m_folder.filePath("a.svg"));
        QVERIFY(svg.open(QIODevice::ReadOnly));
        const QByteArray text = svg.readAll();
        for (const char* part : {">Simulated clock, seed 1, Opponents 3,", ">here &amp; now<", ">a round<"})
            QVERIFY2(text.contains(part), part);
        QVERIFY(text.indexOf(">Table 3<") < text.indexOf(">Table 1<"));
        const Ended foreign = simul({"export", "chess.json", "--image", "b.png"});
        QCOMPARE(foreign.err, QByteArray());
        QCOMPARE(foreign.code, 0);
        QCOMPARE(QImage(m_folder.filePath("b.png")).size(), QSize(1600, 1000));
    }
    void whatWasLeftOutOfATraceIsSaid() {
        QFile file(m_folder.filePath("cut.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"([{"ph":"X","pid":1,"tid":1,"ts":1,"dur":5,"name":"a"},{"ph":"X",)");
        file.close();
        const Ended ended = simul({"export", "cut.json", "--image", "cut.svg"});
        QCOMPARE(ended.code, 0);
        QCOMPARE(ended.err, QByteArray("simul: Process 1: The file ends in the middle, at byte 64: what comes before is shown.\n"));
        file.open(QIODevice::WriteOnly);
        file.write("[1]");
        file.close();
        const Ended refused = simul({"export", "cut.json", "--csv", "out.csv"});
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.startsWith("simul: 'cut.json' cannot be read: byte 1: "), refused.err.constData());
        QVERIFY(!QFile::exists(m_folder.filePath("out.csv")));
    }

    void animationsAreStopped() {
        QProcess process;
        process.setProcessEnvironment(withoutDisplay());
        process.setWorkingDirectory(m_folder.path());
        process.start(SIMUL_PROGRAM, {"run", "count", "--json", "report.json", "--image", "long.webp", "--duration", "10min",
                                      "--fps", "60"});
        QTRY_VERIFY_WITH_TIMEOUT(filesLeft().contains("report.json"), 60'000); // then comes the figure
        QElapsedTimer timer;
        timer.start();
        kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(60'000));
        QVERIFY(timer.elapsed() < 5000);
        QCOMPARE(process.exitCode(), 1);
        QCOMPARE(filesLeft(), QStringList{"report.json"});
    }

    void sweepsAreTables() {
        const Ended ended = simul({"sweep", "chess", "--over", "opponents=11..13", "--mode", "coroutines", "--csv", "-"});
        QCOMPARE(ended.code, 0);
        QCOMPARE(ended.out, QByteArray("value,mode,outcome,makespan,switches\r\n"
                                       "11,coroutines,completed,1850,340\r\n"
                                       "12,coroutines,completed,1855,371\r\n"
                                       "13,coroutines,completed,2005,402\r\n"));
        const Ended table = simul({"sweep", "chess", "--over", "opponents=1..24", "--csv", "chess.csv"});
        QCOMPARE(table.code, 0);
        QVERIFY(table.err.isEmpty());
        QVERIFY(table.out.contains("coroutines: knee at opponents=12"));
        QCOMPARE(table.out.count("knee"), 1); // sync is a line, the pool a staircase
        QFile file(m_folder.filePath("chess.csv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray csv = file.readAll();
        QCOMPARE(csv.count("\r\n"), 1 + 24 * 4);
        QVERIFY(csv.contains("\r\n24,sync,completed,43200,"));
        const Ended durations = simul({"sweep", "chess", "--over", "judit=500ms..1s:250ms", "--mode", "sync", "--set",
                                       "opponents=1", "--set", "moves=1", "--csv", "-"});
        QVERIFY(durations.out.contains("\r\n0.75,sync,completed,55.75,0\r\n"));
    }

    void sweepsAreCharts() {
        const QStringList sweep = {"sweep", "chess", "--over", "opponents=1..24", "--image"};
        QCOMPARE(simul(sweep + QStringList{"chess.png", "--size", "1200x800", "--theme", "dark"}).code, 0);
        QCOMPARE(QImage(m_folder.filePath("chess.png")).size(), QSize(1200, 800));
        QCOMPARE(simul(sweep + QStringList{"chess.svg"}).code, 0);
        QFile svg(m_folder.filePath("chess.svg"));
        QVERIFY(svg.open(QIODevice::ReadOnly));
        const QByteArray text = svg.readAll();
        for (const char* word : {"Coroutines: knee at 12", "Opponents", "Makespan", ">24</text>", "12 h", "Threads",
                                 "simul sweep chess --over opponents=1..24"})
            QVERIFY2(QString::fromUtf8(text).replace(QChar(0xA0), u' ').contains(word), word);
        QCOMPARE(simul(sweep + QStringList{"chess.pdf"}).code, 0);
        QFile pdf(m_folder.filePath("chess.pdf"));
        QVERIFY(pdf.open(QIODevice::ReadOnly));
        QVERIFY(pdf.readAll().startsWith("%PDF-"));
    }

    void sweepsTellOfRunsThatDidNotEnd() {
        const Ended ended = simul({"sweep", "chess", "--over", "opponents=1..3", "--mode", "sync", "--timeout", "1h", "--csv", "-"});
        QCOMPARE(ended.code, 1);
        QVERIFY(ended.out.contains("\r\n3,sync,timeout,3600,"));
        QCOMPARE(ended.err, QByteArray("simul: sync with opponents=3: timeout\n"));
    }

    void interruptedSweepsWriteNothing() {
        const Ended ended = interrupted({"sweep", "chess", "--over", "opponents=2000..22000", "--csv", "a.csv", "--image", "a.svg"}, 1);
        QVERIFY2(ended.code == 1, ended.err);
        QVERIFY2(QRegularExpression("simul: stopped after \\d+ of 80004 runs; nothing was written\n").match(ended.err).hasMatch(),
                 ended.err);
        QVERIFY(ended.out.isEmpty());
        QCOMPARE(filesLeft(), QStringList());
    }

    void timeLimitIsAFailure() {
        const Ended ended = simul({"run", "chess", "--mode", "sync", "--timeout", "1h", "--json", "-"});
        QCOMPARE(ended.code, 1);
        const QJsonValue run = QJsonDocument::fromJson(ended.out)["runs"].toArray().at(0);
        QCOMPARE(run["outcome"].toString(), "timeout");
        QCOMPARE(run["makespan"].toDouble(), 3600.0);
    }

    void realRunsReport() {
        const QJsonObject json = report({"count", "--clock", "real", "--scale", "0.05"});
        QCOMPARE(json["scale"].toDouble(), 0.05);
        QCOMPARE(json["runs"].toArray().size(), 3);
        for (const QJsonValue& run : json["runs"].toArray())
            QCOMPARE(run["outcome"].toString(), "completed");
    }

    void interruptStopsCleanlyAndStillReports() {
        const Ended ended = interrupted({"run", "chess", "--clock", "real", "--mode", "threads", "--json", "stopped.json"}, 10);
        QVERIFY2(ended.code == 1, ended.err);
        QFile file(m_folder.filePath("stopped.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonValue run = QJsonDocument::fromJson(file.readAll())["runs"].toArray().at(0);
        QCOMPARE(run["outcome"].toString(), "cancelled");
        QCOMPARE(run["tasks"].toArray().size(), 24);
    }

    /// What the kernel refuses is said in the text and in the report, with the counts that there are all the same.
    void aKernelThatRefusesIsReported() {
        qputenv("SIMUL_KERNEL_SWITCHES", "off");
        const QStringList arguments = {"chess", "--clock", "real", "--mode", "threads", "--scale", "0.0001", "--set",
                                       "opponents=3"};
        const QJsonObject run = report(arguments)["runs"].toArray().at(0).toObject();
        const Ended text = simul(QStringList{"run"} + arguments);
        const QJsonObject simulated = report({"chess", "--mode", "threads"})["runs"].toArray().at(0).toObject();
        qunsetenv("SIMUL_KERNEL_SWITCHES");
        const QString refused = run["kernel"]["refused"].toString();
        QVERIFY2(refused.contains("SIMUL_KERNEL_SWITCHES is off"), qPrintable(refused));
        QCOMPARE(run["warnings"].toArray().size(), 1);
        QVERIFY(run["warnings"].toArray().at(0).toString().startsWith(refused));
        QCOMPARE(text.out.count(refused.toUtf8()), 1);
        QVERIFY(run["kernel"]["recorded_switches"].isNull());
        qint64 voluntary = 0;
        for (const QJsonValue& task : run["tasks"].toArray()) {
            QVERIFY(task["cpu_time"].toDouble() > 0);
            QVERIFY(task["involuntary_switches"].isDouble());
            voluntary += task["voluntary_switches"].toInteger();
        }
        QVERIFY(voluntary > 0);
        QCOMPARE(run["kernel"]["voluntary_switches"].toInteger(), voluntary);
        QVERIFY(simulated["kernel"].isNull()); // nobody asked it
        QVERIFY(simulated["tasks"].toArray().at(0)["cpu_time"].isNull());
    }

    void siteServesUntilInterrupted() {
        QProcess process;
        process.setProcessEnvironment(withoutDisplay());
        process.start(SIMUL_PROGRAM, {"site"});
        QVERIFY(process.waitForReadyRead(10'000));
        QTRY_VERIFY(process.peek(10'000).contains("facebook.com"));
        const QByteArray out = process.readAllStandardOutput();
        const QRegularExpressionMatch port = QRegularExpression("http://127.0.0.1:(\\d+)/").match(out);
        QVERIFY2(port.hasMatch(), out.constData());
        // The same port again is in use: one sentence.
        const Ended second = simul({"site", "--port", port.captured(1)});
        QCOMPARE(second.code, 1);
        QVERIFY2(second.err.contains("already in use"), second.err.constData());
        QCOMPARE(second.err.count('\n'), 1);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(5'000));
        QCOMPARE(process.exitCode(), 0);
    }
};

QTEST_GUILESS_MAIN(CommandLineTest)
#include "command_line_test.moc"
