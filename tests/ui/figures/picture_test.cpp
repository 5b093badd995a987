#include "tests/support/fixtures.h"
#include "tests/support/picture.h"
#include "tests/support/shared_stories.h"
#include "ui/figures/figure.h"

#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

/// A pseudo-random number that no library may change.
class Dice {
public:
    std::uint32_t operator()(std::uint32_t most) {
        m_state = m_state * 1664525U + 1013904223U;
        return (m_state >> 8) % most;
    }

private:
    std::uint32_t m_state = 63;
};

/// Four tasks in turn at one worker for about 1000 s: turns of a millisecond up to seconds, so that there is something to
/// see at each zoom. Every state occurs. `wrong`: one second is blocked that should be waiting.
std::string manyTurns(bool wrong = false) {
    Dice dice;
    std::array<std::string, 4> tasks;
    std::string worker = "worker Judit | ";
    std::array<std::uint64_t, 4> last{};
    const auto ms = [](std::uint64_t time) { return std::to_string(time) + "ms"; };
    std::uint64_t now = 0;
    for (std::uint32_t turn = 0; now < 1'000'000; ++turn) {
        const std::uint32_t who = dice(4);
        const std::uint64_t length = dice(20) == 0 ? 1000 + dice(9000) : 1 + dice(200);
        const std::uint64_t waited = now - last[who];
        std::string& task = tasks[who];
        if (waited > 0) {
            const bool isBlocked = (who == 3) != (wrong && who == 2 && now > 400'000 && now < 600'000);
            const std::uint64_t ready = last[who] + waited * 2 / 3;
            task += (isBlocked ? "blocked " : "waiting ") + ms(last[who]) + "-" + ms(ready) + ", ready " + ms(ready) + "-" +
                    ms(now) + ", ";
        }
        task += "running " + ms(now) + "-" + ms(now + length) + ", ";
        worker += (turn > 0 ? ", " : "") + std::string("running ") + ms(now) + "-" + ms(now + length) + " Task " +
                  std::to_string(who + 1);
        last[who] = now += length;
        if (dice(4) == 0) {
            const std::uint64_t pause = 1 + dice(500);
            worker += ", idle " + ms(now) + "-" + ms(now + pause);
            now += pause;
        }
    }
    const std::array ends = {"done ", "failed ", "cancelled ", "done "};
    std::string text;
    for (std::size_t who = 0; who < tasks.size(); ++who)
        text += "Task " + std::to_string(who + 1) + " | " + tasks[who] + ends[who] + ms(last[who]) + "\n";
    return text + worker;
}

} // namespace

/// What figures look like, against stored pictures: the same runs at five zooms in three themes.
class PictureTest : public QObject {
    Q_OBJECT

    static Comparison comparison(bool wrong = false) {
        Comparison made;
        made.runs = {runFromText(Mode::Coroutines, manyTurns(wrong)), runOf(Mode::Threads, playFactory)};
        return made;
    }
    static FigureOptions options(TimeRange range, ThemeKind theme) {
        FigureOptions options;
        options.size = {640, 420};
        options.theme = theme;
        options.range = range;
        options.title = QStringLiteral("Four tasks in turn");
        options.subtitle = QStringLiteral("and a factory");
        options.letters = {{u'a', range.begin + range.span() / 3}};
        return options;
    }
    static QImage paint(const Comparison& comparison, const FigureOptions& options) {
        const Result<RenderedFigure> figure = renderFigure(comparison, options, FigureFormat::Png);
        return figure ? figure->image : QImage();
    }
    static QString stored(const QString& name) { return QStringLiteral(SIMUL_PICTURES "/%1.png").arg(name); }

private slots:
    void looksAsItDid_data() {
        QTest::addColumn<TimeRange>("range");
        QTest::addColumn<ThemeKind>("theme");
        const std::array ranges = {TimeRange{at(0s), at(1020s)}, TimeRange{at(0s), at(100s)}, TimeRange{at(2s), at(22s)},
                                   TimeRange{at(5s), at(9s)}, TimeRange{at(6s), at(6400ms)}};
        const std::array<std::pair<const char*, ThemeKind>, 3> themes = {
            {{"light", ThemeKind::Light}, {"dark", ThemeKind::Dark}, {"print", ThemeKind::Print}}};
        for (std::size_t zoom = 0; zoom < ranges.size(); ++zoom) {
            for (const auto& [name, theme] : themes)
                QTest::addRow("%s-%d", name, static_cast<int>(zoom + 1)) << ranges[zoom] << theme;
        }
    }
    void looksAsItDid() {
        QFETCH(const TimeRange, range);
        QFETCH(const ThemeKind, theme);
        const QString difference = differenceFrom(stored(QString::fromLatin1(QTest::currentDataTag())),
                                                  paint(comparison(), options(range, theme)));
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }
    /// The comparison itself: what is wrong must be noticed.
    void wrongPicturesAreNoticed() {
        const FigureOptions whole = options({at(0s), at(1020s)}, ThemeKind::Light);
        const FigureOptions close = options({at(2s), at(22s)}, ThemeKind::Light);
        const QImage right(stored(QStringLiteral("light-1")));
        const QImage rightClose(stored(QStringLiteral("light-3")));
        QVERIFY(worstSquare(right, paint(comparison(true), whole)) > 20);                          // a state
        QVERIFY(worstSquare(right, paint(comparison(), options({at(0s), at(1000s)}, ThemeKind::Light))) > 20); // a place
        QVERIFY(worstSquare(right, paint(comparison(), options({at(0s), at(1020s)}, ThemeKind::Print))) > 20); // a colour
        FigureOptions other = close;
        other.title = QStringLiteral("Five tasks in turn");
        QVERIFY(worstSquare(rightClose, paint(comparison(), other)) > 20); // a word
        other = close;
        other.letters[0].time += 500ms;
        QVERIFY(worstSquare(rightClose, paint(comparison(), other)) > 20); // a letter's place
        QVERIFY(worstSquare(rightClose, paint(comparison(), close)) < 8);
    }
};

QTEST_MAIN(PictureTest)
#include "picture_test.moc"
