#include "tests/app/program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace simul::test;

/// The program as scripts use it: its arguments, its JSON, its exit codes.
class CommandLineTest : public QObject {
    Q_OBJECT

private:
    Program m_program;

    QJsonObject report(const QStringList& arguments) const {
        const Ended ended = m_program.run(QStringList{"run"} + arguments + QStringList{"--json", "-"});
        if (ended.code != 0)
            qWarning() << ended.err;
        return QJsonDocument::fromJson(ended.out).object();
    }

private slots:
    void cleanup() { m_program.clearFolder(); }

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

    /// Of a thousand workers for months, as of one: the sums have room.
    void sumsOverManyWorkersAreRight() {
        QStringList arguments = {"philosophers", "--mode", "pool"};
        for (const char* setting : {"workers=1024", "philosophers=2", "lock_order=lowest", "meals=1000", "think=1h", "reach=1h", "eat=1h"})
            arguments << "--set" << setting;
        const QJsonObject run = report(arguments)["runs"].toArray().at(0).toObject();
        QCOMPARE(run["makespan"].toDouble(), 4001 * 3600.0);
        QCOMPARE(run["blocked"].toDouble(), 8000 * 3600.0);
        QCOMPARE(run["idle"].toDouble(), (1024 * 4001 - 8000) * 3600.0);
    }

    /// As in the window: what ran out of time is no measure of speed.
    void speedIsMeasuredAgainstWhatWasCompleted() {
        const Ended ended = m_program.run({"run", "chess", "--mode", "sync", "--mode", "coroutines", "--timeout", "2h"});
        const QStringList lines = QString::fromUtf8(ended.out).split('\n').filter(QRegularExpression("^coroutines +completed "));
        QCOMPARE(lines.size(), 1);
        QVERIFY2(lines[0].contains(" 1.0x "), qPrintable(lines[0]));
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
        const Ended first = m_program.run(arguments);
        QVERIFY(first.out.size() > 10'000);
        QCOMPARE(m_program.run(arguments).out, first.out);
        QStringList other = arguments;
        other.replace(3, "8");
        QVERIFY(m_program.run(other).out != first.out);
        QCOMPARE(m_program.run({"run", "chess", "--trace", "a.json"}).code, 0);
        QCOMPARE(m_program.run({"run", "chess", "--trace", "b.json"}).code, 0);
        const QByteArray bytes = m_program.contentOf("a.json");
        QVERIFY(bytes.size() > 100'000);
        QCOMPARE(m_program.contentOf("b.json"), bytes);
    }

    void listSaysWhatThereIs() {
        const Ended text = m_program.run({"list"});
        QCOMPARE(text.code, 0);
        const Ended ended = m_program.run({"list", "--json"});
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

    void helpIsNoError() {
        for (const QStringList& arguments : {QStringList{"--help"}, {"run", "--help"}, {"list", "-h"}, {"site", "--help"}, {"sweep", "--help"}, {"open", "--help"}}) {
            const Ended ended = m_program.run(arguments);
            QCOMPARE(ended.code, 0);
            QVERIFY(ended.out.contains("Usage: simul"));
            QVERIFY(ended.err.isEmpty());
        }
    }

    void windowNeedsADisplay() {
        const Ended ended = m_program.run({});
        QCOMPARE(ended.code, 1);
        QVERIFY(ended.err.startsWith("simul: there is no display"));
        QCOMPARE(ended.err.count('\n'), 1);
    }

    void aFileThatCannotBeReadIsOneSentence() {
        QFile file(m_program.path("bad.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[{\"ph\":\"X\",\"ts\":1},nonsense]");
        file.close();
        const Ended ended = m_program.run({"open", "bad.json"});
        QCOMPARE(ended.code, 1);
        QVERIFY2(ended.err.startsWith("simul: 'bad.json' cannot be read: byte 19: "), ended.err.constData());
        QCOMPARE(ended.err.count('\n'), 1);
        QVERIFY(ended.out.isEmpty());
    }

    /// Who clicks a file sees no terminal: the window stays and says why, as for a file that is chosen there.
    void aFileThatCannotBeReadLeavesTheWindowOpen() {
        QFile file(m_program.path("bad.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[{\"ph\":\"X\",\"ts\":1},nonsense]");
        file.close();
        QProcess process;
        m_program.start(process, {"open", "bad.json"}, true);
        const QByteArray sentence = "simul: 'bad.json' cannot be read: byte 19: ";
        QByteArray said; // by Qt too, about the platform
        QTRY_VERIFY_WITH_TIMEOUT((process.waitForReadyRead(50), said += process.readAllStandardError()).contains(sentence), 60'000);
        QVERIFY(!process.waitForFinished(500));
        process.terminate();
        QVERIFY(process.waitForFinished(60'000));
    }

    void timeLimitIsAFailure() {
        const Ended ended = m_program.run({"run", "chess", "--mode", "sync", "--timeout", "1h", "--json", "-"});
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
        const Ended ended = m_program.runInterrupted(
            {"run", "chess", "--clock", "real", "--scale", "0.05", "--mode", "threads", "--json", "stopped.json"}, 10);
        QVERIFY2(ended.code == 1, ended.err);
        const QJsonValue run = QJsonDocument::fromJson(m_program.contentOf("stopped.json"))["runs"].toArray().at(0);
        QCOMPARE(run["outcome"].toString(), "cancelled");
        QCOMPARE(run["tasks"].toArray().size(), 24);
    }

    /// What the kernel refuses is said in the text and in the report, with the counts that there are all the same.
    void aKernelThatRefusesIsReported() {
        qputenv("SIMUL_KERNEL_SWITCHES", "off");
        const QStringList arguments = {"chess", "--clock", "real", "--mode", "threads", "--scale", "0.0001", "--set",
                                       "opponents=3"};
        const QJsonObject run = report(arguments)["runs"].toArray().at(0).toObject();
        const Ended text = m_program.run(QStringList{"run"} + arguments);
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
        m_program.start(process, {"site"});
        QVERIFY(process.waitForReadyRead(10'000));
        QTRY_VERIFY(process.peek(10'000).contains("facebook.com"));
        const QByteArray out = process.readAllStandardOutput();
        const QRegularExpressionMatch port = QRegularExpression("http://127.0.0.1:(\\d+)/").match(out);
        QVERIFY2(port.hasMatch(), out.constData());
        // The same port again is in use: one sentence.
        const Ended second = m_program.run({"site", "--port", port.captured(1)});
        QCOMPARE(second.code, 1);
        QVERIFY2(second.err.contains("already in use"), second.err.constData());
        QCOMPARE(second.err.count('\n'), 1);
        Program::interrupt(process);
        QVERIFY(process.waitForFinished(5'000));
        QCOMPARE(process.exitCode(), 0);
    }
};

QTEST_GUILESS_MAIN(CommandLineTest)
#include "command_line_test.moc"
