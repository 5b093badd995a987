#include "tests/app/program.h"

#include <QImage>
#include <QJsonDocument>
#include <QRegularExpression>

using namespace simul::test;

/// What the command line writes: traces, figures, tables and charts; and nothing where it was stopped.
class WrittenFilesTest : public QObject {
    Q_OBJECT

    Program m_program;

private slots:
    void cleanup() { m_program.clearFolder(); }

    /// Each of the three that --trace writes; a good one only lacks a display.
    void tracesAreWrittenAndOpened() {
        for (const char* name : {"chess.json", "chess.simul"}) {
            QCOMPARE(m_program.run({"run", "chess", "--mode", "sync", "--trace", name}).code, 0);
            QVERIFY(QFile::exists(m_program.path(name)));
            const Ended ended = m_program.run({"open", name});
            QCOMPARE(ended.code, 1);
            QVERIFY2(ended.err.startsWith("simul: there is no display"), ended.err.constData());
        }
        QCOMPARE(m_program.run({"run", "chess", "--mode", "sync", "--trace", "chess.csv"}).code, 0);
        QVERIFY(m_program.contentOf("chess.csv").startsWith("run,lane,kind,start,end,state,label,cause,of,at\r\nchess: sync,"));
        const Ended metrics = m_program.run({"run", "chess", "--mode", "sync", "--mode", "coroutines", "--csv", "-"});
        QCOMPARE(metrics.code, 0);
        QVERIFY(metrics.out.startsWith("run,task,outcome,start,end,"));
        QVERIFY(metrics.out.contains("\r\nchess: sync,,completed,0,43200,"));
        QCOMPARE(metrics.out.count("\r\n"), 1 + 2 * 25);
    }

    void figuresAreWritten() {
        const Ended ended = m_program.run({"run", "chess", "--image", "chess.png", "--size", "1200x800"});
        QCOMPARE(ended.code, 0);
        QCOMPARE(QImage(m_program.path("chess.png")).size(), QSize(1200, 800));
        QCOMPARE(m_program.run({"run", "count", "--image", "count.svg", "--theme", "dark"}).code, 0);
        const QByteArray text = m_program.contentOf("count.svg");
        QVERIFY(text.contains("<text") && text.contains("One, two"));
        QCOMPARE(m_program.run({"run", "batch", "--image", "batch.pdf"}).code, 0);
        QVERIFY(m_program.contentOf("batch.pdf").startsWith("%PDF-"));
    }

    void figuresTakeWhatIsSaidOfThem() {
        const QStringList chess = {"run", "chess", "--mode", "coroutines", "--letter", "a=1min", "--title", "Mein Titel",
                                   "--subtitle", "darunter", "--caption", "Sieh (a).", "--lane", "Judit"};
        QCOMPARE(m_program.run(chess + QStringList{"--image", "a.svg", "--size", "160x90mm"}).code, 0);
        const QByteArray text = m_program.contentOf("a.svg");
        for (const char* part : {"width=\"160mm\"", ">Mein Titel<", ">darunter<", ">(a)<", ">Judit<",
                                 ">simul run chess --mode coroutines --from 0s --to 5min --lane Judit --letter a=1min<"})
            QVERIFY2(text.contains(part), part);
        QVERIFY(!text.contains(">Table 1<"));
        QCOMPARE(m_program.run(chess + QStringList{"--image", "a.png", "--size", "800x600", "--dpi", "200"}).code, 0);
        const QImage image(m_program.path("a.png"));
        QCOMPARE(image.size(), QSize(800, 600));
        QCOMPARE(image.dotsPerMeterX(), 7874);
        QCOMPARE(m_program.run(chess + QStringList{"--image", "a.webp", "--fps", "2", "--duration", "1s"}).code, 0);
        QVERIFY(m_program.contentOf("a.webp").startsWith("RIFF"));
    }

    /// What a figure cannot show is found before the tables beside it are written.
    void whatAFileDoesNotHaveLeavesNothing_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const QString& option, const QString& value, const char* sentence) {
            QTest::newRow(qPrintable(option)) << QStringList{option, value} << QString::fromUtf8(sentence);
        };
        row("--from", "50h", "--from 50h: must lie before the end of the runs, at 3");
        row("--mark", "50h=x", "--mark 50h=x: lies behind the end of the runs, at 3");
        row("--letter", "a=50h", "The letter (a) stands at");
        row("--lane", "Boris", "There is no lane “Boris”.");
    }
    void whatAFileDoesNotHaveLeavesNothing() {
        QFETCH(QStringList, arguments);
        QFETCH(QString, sentence);
        QCOMPARE(m_program.run({"run", "count", "--mode", "sync", "--trace", "count.simul"}).code, 0); // takes 3 s
        const Ended ended = m_program.run(
            QStringList{"export", "count.simul", "--csv", "a.csv", "--trace", "a.json", "--image", "a.svg"} + arguments);
        QCOMPARE(ended.code, 2);
        QVERIFY2(ended.err.contains(sentence.toUtf8()) && ended.err.count('\n') == 1, ended.err.constData());
        QCOMPARE(m_program.files(), QStringList{"count.simul"});
    }

    /// Then the letter's time was still to come: what there is of the run is not lost for it.
    void aStoppedRunIsReportedWithoutItsFigure() {
        const Ended ended = m_program.runInterrupted({"run", "chess", "--clock", "real", "--scale", "0.05", "--mode", "threads",
                                                      "--json", "stopped.json", "--image", "a.svg", "--letter", "a=10min"},
                                                     10);
        QVERIFY2(ended.code == 1, ended.err);
        QVERIFY2(ended.err.contains("The letter (a) stands at"), ended.err.constData());
        QCOMPARE(m_program.files(), QStringList{"stopped.json"});
    }

    void standardOutputHasTheTraceAlone() {
        const Ended ended = m_program.run({"run", "count", "--mode", "sync", "--trace", "-"});
        QCOMPARE(ended.code, 0);
        QVERIFY2(!QJsonDocument::fromJson(ended.out).isNull(), ended.out.left(200).constData());
    }

    /// What the window exports of a file, without it: a session as it was left, a trace of anybody's.
    void filesAreExported() {
        QCOMPARE(m_program.run({"run", "chess", "--mode", "coroutines", "--set", "opponents=3", "--trace", "chess.simul"}).code, 0);
        const QStringList chess = {"export", "chess.simul", "--image", "a.svg", "--to", "5min", "--lane", "Table*", "--mark", "1min=here & now", "--mark",
                                   "2min..3min=a round", "--arrange", R"({"pinned":["t0:Table 3"]})"};
        const Ended ended = m_program.run(chess + QStringList{"--csv", "-", "--trace", "chess.json"});
        QCOMPARE(ended.err, QByteArray());
        QCOMPARE(ended.code, 0);
        QVERIFY(ended.out.contains("chess: coroutines,Table 3,"));
        const QByteArray text = m_program.contentOf("a.svg");
        for (const char* part : {">Simulated clock, seed 1, Opponents 3,", ">here &amp; now<", ">a round<"})
            QVERIFY2(text.contains(part), part);
        QVERIFY(text.indexOf(">Table 3<") < text.indexOf(">Table 1<"));
        const Ended foreign = m_program.run({"export", "chess.json", "--image", "b.png"});
        QCOMPARE(foreign.err, QByteArray());
        QCOMPARE(foreign.code, 0);
        QCOMPARE(QImage(m_program.path("b.png")).size(), QSize(1600, 1000));
    }
    void whatWasLeftOutOfATraceIsSaid() {
        QFile file(m_program.path("cut.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"([{"ph":"X","pid":1,"tid":1,"ts":1,"dur":5,"name":"a"},{"ph":"X",)");
        file.close();
        const Ended ended = m_program.run({"export", "cut.json", "--image", "cut.svg"});
        QCOMPARE(ended.code, 0);
        QCOMPARE(ended.err, QByteArray("simul: Process 1: The file ends in the middle, at byte 64: what comes before is shown.\n"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[1]");
        file.close();
        const Ended refused = m_program.run({"export", "cut.json", "--csv", "out.csv"});
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.startsWith("simul: 'cut.json' cannot be read: byte 1: "), refused.err.constData());
        QVERIFY(!QFile::exists(m_program.path("out.csv")));
    }

    void animationsAreStopped() {
        QProcess process;
        m_program.start(process, {"run", "count", "--json", "report.json", "--image", "long.webp", "--duration", "10min",
                                      "--fps", "60"});
        QTRY_VERIFY_WITH_TIMEOUT(m_program.files().contains("report.json"), 60'000); // then comes the figure
        QElapsedTimer timer;
        timer.start();
        Program::interrupt(process);
        QVERIFY(process.waitForFinished(60'000));
        QVERIFY(timer.elapsed() < 5000);
        QCOMPARE(process.exitCode(), 1);
        QCOMPARE(m_program.files(), QStringList{"report.json"});
    }

    void sweepsAreTables() {
        const Ended ended = m_program.run({"sweep", "chess", "--over", "opponents=11..13", "--mode", "coroutines", "--csv", "-"});
        QCOMPARE(ended.code, 0);
        QCOMPARE(ended.out, QByteArray("value,mode,outcome,makespan,switches\r\n"
                                       "11,coroutines,completed,1850,340\r\n"
                                       "12,coroutines,completed,1855,371\r\n"
                                       "13,coroutines,completed,2005,402\r\n"));
        const Ended table = m_program.run({"sweep", "chess", "--over", "opponents=1..24", "--csv", "chess.csv"});
        QCOMPARE(table.code, 0);
        QVERIFY(table.err.isEmpty());
        QVERIFY(table.out.contains("coroutines: knee at opponents=12"));
        QCOMPARE(table.out.count("knee"), 1); // sync is a line, the pool a staircase
        const QByteArray csv = m_program.contentOf("chess.csv");
        QCOMPARE(csv.count("\r\n"), 1 + 24 * 4);
        QVERIFY(csv.contains("\r\n24,sync,completed,43200,"));
        const Ended durations = m_program.run({"sweep", "chess", "--over", "judit=500ms..1s:250ms", "--mode", "sync", "--set",
                                       "opponents=1", "--set", "moves=1", "--csv", "-"});
        QVERIFY(durations.out.contains("\r\n0.75,sync,completed,55.75,0\r\n"));
    }

    void sweepsAreCharts() {
        const QStringList sweep = {"sweep", "chess", "--over", "opponents=1..24", "--image"};
        QCOMPARE(m_program.run(sweep + QStringList{"chess.png", "--size", "1200x800", "--theme", "dark"}).code, 0);
        QCOMPARE(QImage(m_program.path("chess.png")).size(), QSize(1200, 800));
        QCOMPARE(m_program.run(sweep + QStringList{"chess.svg"}).code, 0);
        const QByteArray text = m_program.contentOf("chess.svg");
        for (const char* word : {"Coroutines: knee at 12", "Opponents", "Makespan", ">24</text>", "12 h", "Threads",
                                 "simul sweep chess --over opponents=1..24"})
            QVERIFY2(QString::fromUtf8(text).replace(QChar(0xA0), u' ').contains(word), word);
        QCOMPARE(m_program.run(sweep + QStringList{"chess.pdf"}).code, 0);
        QVERIFY(m_program.contentOf("chess.pdf").startsWith("%PDF-"));
    }

    void sweepsTellOfRunsThatDidNotEnd() {
        const Ended ended = m_program.run({"sweep", "chess", "--over", "opponents=1..3", "--mode", "sync", "--timeout", "1h", "--csv", "-"});
        QCOMPARE(ended.code, 1);
        QVERIFY(ended.out.contains("\r\n3,sync,timeout,3600,"));
        QCOMPARE(ended.err, QByteArray("simul: sync with opponents=3: timeout\n"));
    }

    void interruptedSweepsWriteNothing() {
        const Ended ended = m_program.runInterrupted({"sweep", "chess", "--over", "opponents=2000..22000", "--csv", "a.csv", "--image", "a.svg"}, 1);
        QVERIFY2(ended.code == 1, ended.err);
        QVERIFY2(QRegularExpression("simul: stopped after \\d+ of 80004 runs; nothing was written\n").match(ended.err).hasMatch(),
                 ended.err);
        QVERIFY(ended.out.isEmpty());
        QCOMPARE(m_program.files(), QStringList());
    }
};

QTEST_GUILESS_MAIN(WrittenFilesTest)
#include "written_files_test.moc"
