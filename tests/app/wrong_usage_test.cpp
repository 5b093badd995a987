#include "tests/app/program.h"

using namespace simul::test;

namespace {

struct Mistake {
    const char* name;
    QStringList arguments;
    const char* sentence; ///< a part of what is said
};

void addRows(const std::vector<Mistake>& mistakes) {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("sentence");
    for (const Mistake& each : mistakes)
        QTest::newRow(each.name) << each.arguments << QString::fromUtf8(each.sentence);
}

} // namespace

/// What cannot be meant: one sentence that says what is wrong and what is allowed, exit code 2, and nothing written.
class WrongUsageTest : public QObject {
    Q_OBJECT

    Program m_program;

    void check() const {
        QFETCH(QStringList, arguments);
        QFETCH(QString, sentence);
        const Ended ended = m_program.run(arguments);
        QCOMPARE(ended.code, 2);
        QVERIFY2(ended.err.contains(sentence.toUtf8()), ended.err.constData());
        QVERIFY2(ended.err.startsWith("simul: ") && ended.err.count('\n') == 1, ended.err.constData());
        QVERIFY(ended.out.isEmpty());
        QCOMPARE(m_program.files(), QStringList());
    }

private slots:
    void ofRuns_data() {
        addRows({
            {"no scenario", {"run"}, "something is missing; the usage is: simul run SCENARIO"},
            {"scenario", {"run", "checkers"}, "there is no scenario 'checkers'; there are chess, parent, secretary, count"},
            {"mode", {"run", "chess", "--mode", "magic"}, "has no mode 'magic'; it has sync, threads, coroutines, pool"},
            {"mode on the real clock", {"run", "chess", "--clock", "real", "--mode", "pool"},
             "chess on the real clock has no mode 'pool'"},
            {"option", {"run", "chess", "--speed", "3"}, "speed"},
            {"parameter", {"run", "chess", "--set", "speed=3"}, "--set: there is no parameter 'speed'; there are opponents"},
            {"value", {"run", "chess", "--set", "opponents=0"}, "--set: opponents: 0 is out of range; allowed are 1 to 1000000"},
            {"no value", {"run", "chess", "--set", "opponents"}, "--set: 'opponents' has no value; write it as name=value"},
            {"clock", {"run", "chess", "--clock", "sand"}, "there is no clock 'sand'; there are simulated and real"},
            {"scale", {"run", "chess", "--scale", "0"}, "--scale: '0' is not a factor"},
            {"seed", {"run", "chess", "--seed", "-1"}, "--seed: '-1' is not a whole number"},
            {"unwritable json", {"run", "chess", "--json", "/nowhere/at/all.json"},
             "--json: '/nowhere/at/all.json' cannot be written"},
            {"no ordinary file", {"run", "chess", "--json", "/dev/null"}, "no ordinary file"},
            {"unwritable trace", {"run", "chess", "--trace", "/nowhere/at/all.json"}, "cannot be written"},
            {"unwritable table", {"run", "links", "--json", "left.json", "--set", "table=/nowhere/at/all.csv"},
             "--set: table: '/nowhere/at/all.csv' cannot be written"},
            {"no list", {"run", "crawlers", "--clock", "real", "--json", "left.json", "--set", "urls=/nowhere/at/all"},
             "--set: urls: '/nowhere/at/all' cannot be read"},
            {"list on the wrong clock", {"run", "crawlers", "--set", "urls=/nowhere/at/all"},
             "--set: urls: addresses of your own are fetched on the real clock only"},
            {"unwritable metrics", {"run", "chess", "--csv", "/nowhere/at/all.csv"}, "cannot be written"},
            {"file without a name", {"run", "chess", "--json", "left.json", "--csv", ""}, "--csv: the name of a file is missing"},
            {"one file for two", {"run", "chess", "--csv", "z.csv", "--json", "./z.csv"},
             "--json and --csv cannot both write to 'z.csv'"},
            {"one file for table and figure", {"run", "chess", "--trace", "a.svg", "--image", "a.svg"},
             "--trace and --image cannot both write to 'a.svg'"},
            {"standard output for two", {"run", "chess", "--csv", "-", "--json", "-"},
             "--json and --csv cannot both write to '-'"},
            {"option twice", {"run", "chess", "--image", "a.svg", "--image", "b.svg"},
             "--image: 'b.svg' is one too many; it can be given only once"},
            {"option twice the same", {"run", "chess", "--seed", "2", "--seed", "2"}, "--seed: '2' is one too many"},
        });
    }
    void ofRuns() { check(); }

    void ofFigures_data() {
        addRows({
            {"size", {"run", "chess", "--size", "10x10"}, "--size: '10x10' is not a size"},
            {"theme", {"run", "chess", "--theme", "pink"}, "there is no theme 'pink'; there are light, dark and print"},
            {"mark", {"run", "chess", "--image", "a.png", "--mark", "5min"},
             "--mark 5min: write it like 5min=note or 5min..6min=note"},
            {"mark's end", {"run", "chess", "--image", "a.png", "--mark", "5min..4min=x"}, "write it like 5min=note"},
            {"arrangement", {"run", "chess", "--image", "a.png", "--arrange", "Table 1"}, "--arrange: 'Table 1' arranges nothing"},
            {"from", {"run", "chess", "--from", "soon"}, "--from: 'soon' is not a duration"},
            {"from after to", {"run", "chess", "--from", "9s", "--to", "3s"}, "--from must lie before --to"},
            {"image", {"run", "chess", "--image", "chess.bmp"}, "allowed are .png, .svg, .pdf and .webp"},
            {"size on paper", {"run", "chess", "--size", "5mmx90mm"}, "each side 200 to 16384 dots"},
            {"mixed size", {"run", "chess", "--size", "160mmx900"}, "write it like 1600x1000 or 160mmx100mm"},
            {"dots", {"run", "chess", "--dpi", "9"}, "--dpi: '9' is no number of dots to the inch; allowed are 36 to 1200"},
            {"letter", {"run", "chess", "--letter", "1min"}, "--letter 1min: write it like a=5min"},
            {"letter's time", {"run", "chess", "--letter", "a=soon"}, "--letter a=soon: 'soon' is not a duration"},
            {"letter twice", {"run", "chess", "--letter", "a=1s", "--letter", "a=2s"}, "there can be only one a"},
            {"letter out of sight", {"run", "chess", "--to", "1min", "--letter", "a=5min"},
             "--letter a=5min: must lie between --from and --to"},
            {"colour", {"run", "chess", "--colour", "red"}, "--colour: there is no 'red'; there are state and task"},
            {"frames", {"run", "chess", "--fps", "0"}, "--fps: '0' is no number of frames a second; allowed are 1 to 60"},
            {"duration", {"run", "chess", "--duration", "1h"}, "--duration: '1h' is out of range; allowed are 100ms to 10min"},
            {"from behind the end", {"run", "chess", "--json", "left.json", "--image", "a.svg", "--from", "50h"},
             "--from 50h: must lie before the end of the runs, at 12:00:00"},
            {"from at the end", {"run", "chess", "--image", "a.svg", "--from", "12h"}, "--from 12h: must lie before the end"},
            {"mark behind the end", {"run", "chess", "--csv", "left.csv", "--image", "a.svg", "--mark", "500h=x"},
             "--mark 500h=x: lies behind the end of the runs, at 12:00:00"},
            {"letter behind the end",
             {"run", "chess", "--csv", "left.csv", "--trace", "left.json", "--json", "-", "--image", "a.svg", "--letter", "a=99h"},
             "The letter (a) stands at 99:00:00"},
            {"lane", {"run", "chess", "--json", "left.json", "--image", "a.png", "--lane", "Boris"}, "There is no lane “Boris”."},
            {"unwritable image", {"run", "chess", "--json", "left.json", "--image", "/nowhere/at/all.svg"},
             "cannot be written"},
        });
    }
    void ofFigures() { check(); }

    void ofSweeps_data() {
        addRows({
            {"nothing to sweep", {"sweep", "chess"}, "--over is missing; write it like --over opponents=1..24"},
            {"swept scenario", {"sweep", "checkers", "--over", "a=1..2"}, "there is no scenario 'checkers'"},
            {"swept parameter", {"sweep", "chess", "--over", "boards=1..2"}, "there is no parameter 'boards'; a sweep goes over"},
            {"swept switch", {"sweep", "chess", "--over", "burn=0..1"}, "'burn' has no range of values"},
            {"backwards", {"sweep", "chess", "--over", "opponents=9..2"}, "9 is greater than 2; write the lesser one first"},
            {"step", {"sweep", "chess", "--over", "opponents=1..9:0"}, "the step of opponents must be greater than 0"},
            {"too many runs", {"sweep", "chess", "--over", "opponents=1..1000000", "--csv", "left.csv"},
             "are 4000000 runs; allowed are 100000"},
            {"sweep on the real clock", {"sweep", "chess", "--over", "opponents=1..2", "--clock", "real"}, "clock"},
            {"unwritable csv", {"sweep", "chess", "--over", "opponents=1..2", "--csv", "/nowhere/at/all.csv"},
             "cannot be written"},
            {"unwritable chart", {"sweep", "chess", "--over", "opponents=1..2", "--csv", "left.csv", "--image", "/nowhere/a.svg"},
             "cannot be written"},
            {"one file for table and chart",
             {"sweep", "chess", "--over", "opponents=1..2", "--csv", "a.svg", "--image", "a.svg"},
             "--csv and --image cannot both write to 'a.svg'"},
            {"axis twice", {"sweep", "chess", "--over", "opponents=1..2", "--over", "moves=1..2"},
             "--over: 'moves=1..2' is one too many"},
            {"chart's ending", {"sweep", "chess", "--over", "opponents=1..2", "--csv", "left.csv", "--image", "a.gif"},
             "allowed are .png, .svg and .pdf"},
        });
    }
    void ofSweeps() { check(); }

    void ofOthers_data() {
        addRows({
            {"command", {"fly"}, "there is no command 'fly'; there are open, export, run, sweep, list and site"},
            {"nothing to export", {"export", SIMUL_PROGRAM}, "there is nothing to write; say what with --image, --trace or --csv"},
            {"one file for two exports", {"export", SIMUL_PROGRAM, "--trace", "z.csv", "--csv", "z.csv"},
             "--trace and --csv cannot both write to 'z.csv'"},
            {"no file to export", {"export", "none.json", "--csv", "-"}, "there is no file 'none.json'"},
            {"no file", {"open", "/nowhere/at/all.json"}, "there is no file '/nowhere/at/all.json'"},
            {"nothing to open", {"open"}, "something is missing; the usage is: simul open FILE"},
            {"a folder", {"open", "."}, "'.' is a folder"},
            {"port", {"site", "--port", "99999"}, "'99999' is not a port"},
            {"port twice", {"site", "--port", "8001", "--port", "8002"}, "--port: '8002' is one too many"},
            {"too many", {"list", "everything"}, "'everything' is one argument too many"},
        });
    }
    void ofOthers() { check(); }
};

QTEST_GUILESS_MAIN(WrongUsageTest)
#include "wrong_usage_test.moc"
