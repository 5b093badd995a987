#include "ui/timeline/mark_band.h"
#include "ui/timeline/ruler.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace simul;
using namespace std::chrono_literals;

namespace {

TraceTime at(Duration time) { return TraceTime(time); }
Mark moment(Duration time, const char* note) { return {{at(time), at(time)}, QString::fromUtf8(note)}; }

} // namespace

/// Flags tell their whole note or none of it, and are found where they are drawn.
class MarkBandTest : public QObject {
    Q_OBJECT

    const Theme& m_theme = themeFor(ThemeKind::Light);
    TimeScale m_scale{{at(0s), at(100s)}, 100, 1000}; // ten pixels a second
    Marks m_marks;

    MarkBand band() { return {m_theme, 1, m_scale, QRect(0, 50, 1104, 22), m_marks}; }

private slots:
    void init() { m_marks.clear(); }

    void noBandWithoutMarks() {
        QCOMPARE(MarkBand::heightFor(0, 1), 0);
        QCOMPARE(MarkBand::heightFor(3, 1), 22);
        QCOMPARE(MarkBand::heightFor(1, 1.5), 33);
        QVERIFY(band().flags().empty());
    }
    void aNoteIsToldAsAWholeOrNotAtAll() {
        m_marks = {moment(10s, "here Judit is late"), moment(50s, "a"), moment(51s, "b"), moment(80s, "")};
        const auto flags = band().flags();
        QCOMPARE(flags.size(), std::size_t{4});
        QCOMPARE(flags[0].pole, 200);
        QVERIFY(flags[0].hasText);
        QVERIFY(flags[0].rect.right() < flags[1].pole);
        QVERIFY(!flags[1].hasText); // ten pixels up to the next one
        QVERIFY(flags[2].hasText);
        QVERIFY(!flags[3].hasText);
        m_marks = {moment(10s, "here Judit is late"), moment(13s, "x")};
        QVERIFY(!band().flags()[0].hasText);
    }
    void theLastOneStandsLeftOfItsPoleAtTheEdge() {
        m_marks = {moment(10s, "first"), moment(99s, "the very end of it all")};
        const auto flags = band().flags();
        QVERIFY(flags[1].hasText);
        QCOMPARE(flags[1].rect.right(), flags[1].pole);
        m_marks = {moment(95s, "close before it"), moment(99s, "the very end of it all")};
        QVERIFY(!band().flags()[1].hasText); // there is another one
    }
    void withoutAPlayheadNoneIsCurrent() {
        m_marks = {moment(0s, "start")};
        QVERIFY(!band().current()); // as in a figure
        MarkBand withPlayhead = band();
        withPlayhead.playhead = at(0s);
        QCOMPARE(withPlayhead.current(), std::optional(std::size_t{0}));
    }
    void onlyWhatIsInView() {
        m_marks = {moment(10s, "a"), {{at(20s), at(60s)}, "range"}, moment(90s, "b")};
        m_scale = TimeScale({at(30s), at(80s)}, 100, 1000);
        const auto flags = band().flags();
        QCOMPARE(flags.size(), std::size_t{1});
        QCOMPARE(flags[0].mark, std::size_t{1});
        QCOMPARE(flags[0].pole, 100); // it goes on from before
        m_scale = TimeScale({at(0s), at(100s)}, 100, 1000);
    }
    void whatIsDrawnIsFound() {
        m_marks = {moment(10s, "early"), moment(50s, "")};
        const MarkBand marks = band();
        const auto flags = marks.flags();
        QCOMPARE(marks.at(flags[0].rect.center()), std::optional<std::size_t>(0));
        QCOMPARE(marks.at(flags[1].rect.center()), std::optional<std::size_t>(1));
        QVERIFY(!marks.at(QPoint(400, 60)));
        QVERIFY(!marks.at(flags[0].rect.center() + QPoint(0, 60)));
        QImage image(1104, 200, QImage::Format_RGB32);
        image.fill(m_theme.panel);
        QPainter painter(&image);
        marks.paint(painter, std::nullopt);
        marks.paintLines(painter, 72, 200);
        painter.end();
        QCOMPARE(image.pixelColor(200, 65), m_theme.text2); // the pole
        int dashes = 0;
        for (int y = 72; y < 200; ++y)
            dashes += image.pixelColor(600, y) == m_theme.text2;
        QVERIFY(dashes > 50 && dashes < 80); // half of the line
        QCOMPARE(image.pixelColor(601, 100), m_theme.panel);
    }
    void timesBeneathWhatIsMeasuredAreWholeOrLeftOut() {
        const MeasureOverlay overlay{m_theme, 1, m_scale, {at(12s), at(40s)}};
        const QRect rect(0, 0, 1104, 26);
        const QRect covered = overlay.covered(rect);
        const Ruler ruler{m_theme, 1, m_scale, rect, at(100s)};
        const auto paint = [&](QRect hidden) {
            QImage image(rect.size(), QImage::Format_RGB32);
            QPainter painter(&image);
            ruler.paint(painter, {{at(10s), Tick::Kind::Major, QStringLiteral("0:00:10")}}, std::nullopt, hidden);
            return image.copy(205, 2, 90, 15);
        };
        QVERIFY(paint({}) != paint(covered)); // it would begin before and end beneath
        QImage empty(90, 15, QImage::Format_RGB32);
        empty.fill(m_theme.panel);
        QCOMPARE(paint(covered), empty);
    }
    void whatIsMeasuredIsVeiledAndNamed() {
        QImage image(1104, 200, QImage::Format_RGB32);
        image.fill(m_theme.panel);
        QPainter painter(&image);
        const MeasureOverlay overlay{m_theme, 1, m_scale, {at(20s), at(40s)}};
        overlay.paintVeil(painter, 100, 200);
        overlay.paintLength(painter, QRect(0, 50, 1104, 26));
        painter.end();
        QCOMPARE(image.pixelColor(300, 150), m_theme.accent);
        QCOMPARE(image.pixelColor(500, 150), m_theme.accent);
        QVERIFY(image.pixelColor(400, 150) != m_theme.panel);
        QCOMPARE(image.pixelColor(299, 150), m_theme.panel);
        QCOMPARE(image.pixelColor(501, 150), m_theme.panel);
        QImage outside(1104, 200, QImage::Format_RGB32);
        outside.fill(m_theme.panel);
        QPainter later(&outside);
        const MeasureOverlay beyond{m_theme, 1, m_scale, {at(200s), at(400s)}};
        beyond.paintVeil(later, 100, 200);
        beyond.paintLength(later, QRect(0, 50, 1104, 26));
        later.end();
        for (int x = 0; x < 1104; ++x)
            QCOMPARE(outside.pixelColor(x, 60), m_theme.panel);
    }
};

QTEST_MAIN(MarkBandTest)
#include "mark_band_test.moc"
