#include "tests/support/fixtures.h"
#include "tests/support/picture.h"
#include "tests/support/write_figure.h"
#include "ui/figures/figure.h"

#include <QElapsedTimer>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QTemporaryDir>
#include <QTest>

#include <webp/demux.h>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

namespace {

struct Frame {
    QImage image;
    int endMs = 0;
};

/// What a browser would show.
std::vector<Frame> framesOf(const QByteArray& bytes) {
    const WebPData data{reinterpret_cast<const std::uint8_t*>(bytes.constData()), static_cast<std::size_t>(bytes.size())};
    WebPAnimDecoderOptions options;
    WebPAnimDecoderOptionsInit(&options);
    options.color_mode = MODE_BGRA;
    std::vector<Frame> frames;
    WebPAnimDecoder* decoder = WebPAnimDecoderNew(&data, &options);
    WebPAnimInfo info;
    if (decoder == nullptr || WebPAnimDecoderGetInfo(decoder, &info) == 0)
        return frames;
    std::uint8_t* pixels = nullptr;
    int ms = 0;
    while (WebPAnimDecoderHasMoreFrames(decoder) != 0 && WebPAnimDecoderGetNext(decoder, &pixels, &ms) != 0)
        frames.push_back({QImage(pixels, static_cast<int>(info.canvas_width), static_cast<int>(info.canvas_height),
                                 QImage::Format_ARGB32)
                              .convertToFormat(QImage::Format_RGB32),
                          ms});
    WebPAnimDecoderDelete(decoder);
    return frames;
}

} // namespace

class FigureAnimationTest : public QObject {
    Q_OBJECT

    Comparison m_comparison;
    FigureOptions m_options;
    QTemporaryDir m_folder;

    QByteArray packed() const {
        const Result<RenderedFigure> figure = renderFigure(m_comparison, m_options, FigureFormat::Webp);
        const Result<QByteArray> bytes = figure ? packFigure(*figure) : Result<QByteArray>(Error{figure.error()});
        return bytes ? *bytes : QByteArray();
    }

private slots:
    void initTestCase() {
        m_comparison.runs = {runFromText(Mode::Coroutines, "A | running 0s-40s, waiting 40s-80s, done 80s\n"
                                                           "worker W | running 0s-40s A")};
        m_options.size = {480, 320};
        m_options.animation = {.framesPerSecond = 10, .length = 1s};
    }
    void thePlayheadGoesFromEndToEnd() {
        const std::vector<Frame> frames = framesOf(packed());
        QCOMPARE(frames.size(), std::size_t(11));
        QCOMPARE(frames.front().endMs, 100);
        QCOMPARE(frames[9].endMs, 1000);
        QVERIFY(frames.back().endMs >= 2500); // a rest
        const Result<RenderedFigure> still = renderFigure(m_comparison, m_options, FigureFormat::Png);
        QVERIFY(still);
        // Without loss: each frame is the figure with the playhead where it is then.
        const Result<RenderedFigure> figure = renderFigure(m_comparison, m_options, FigureFormat::Webp);
        QCOMPARE(figure->way->timeOf(0), at(0s));
        QCOMPARE(figure->way->timeOf(5), at(40s));
        QCOMPARE(figure->way->timeOf(10), at(80s)); // the end of the run, not of the axis
        for (int frame = 0; frame < 11; ++frame) {
            QImage expected = still->image.copy();
            QPainter painter(&expected);
            figure->way->paint(painter, figure->way->timeOf(frame));
            painter.end();
            QCOMPARE(frames[static_cast<std::size_t>(frame)].image, expected.convertToFormat(QImage::Format_RGB32));
        }
    }
    /// On paper its dots are not those that the figure was painted in.
    void thePlayheadIsWhereItsLanesAre() {
        FigureOptions options = m_options;
        options.size = PageSize({60, 40}, PageSize::Unit::Millimetres, 150);
        const Result<RenderedFigure> figure = renderFigure(m_comparison, options, FigureFormat::Webp);
        QVERIFY(figure);
        const std::vector<Frame> frames = framesOf(*packFigure(*figure));
        QCOMPARE(frames[5].image.size(), options.size.dots());
        const int x = static_cast<int>(std::lround(figure->way->scale.x(at(40s)) / 2));
        const int y = (figure->way->bands.front().first + figure->way->bands.front().second) / 4;
        const QRgb playhead = themeFor(ThemeKind::Print).playhead.rgb();
        bool isThere = false;
        for (int beside = -1; beside <= 1; ++beside)
            isThere = isThere || frames[5].image.pixel(x + beside, y) == playhead;
        QVERIFY(isThere);
    }
    void whatComesAfterItIsDim() {
        const std::vector<Frame> frames = framesOf(packed());
        const QRgb running = themeFor(ThemeKind::Print).look(State::Running).ink.rgb();
        const auto inked = [&](const QImage& image) { return countPixels(image, running); };
        QVERIFY(inked(frames[0].image) < inked(frames[2].image));
        QVERIFY(inked(frames[2].image) < inked(frames[5].image));
        QVERIFY(inked(frames[10].image) > 1000);
    }
    void sameInputSameBytes() { QCOMPARE(packed(), packed()); }
    void onlyWhatChangesIsStored() {
        const auto sizeOf = [&](Duration length) {
            m_options.animation.length = length;
            return packed().size();
        };
        const qsizetype two = sizeOf(100ms);
        const qsizetype hundredMore = sizeOf(10s + 100ms) - two;
        m_options.animation.length = 1s;
        QVERIFY2(hundredMore / 100 < two / 8, qPrintable(QStringLiteral("%1 and %2").arg(two).arg(hundredMore)));
    }
    void stopsAndLeavesNothing() {
        m_options.animation.length = 10min;
        const QString path = m_folder.filePath(QStringLiteral("a.webp"));
        int calls = 0;
        double last = -1;
        const auto written = writeFigure(m_comparison, m_options, path, [&](double done) {
            [&] { QVERIFY(done > last && done < 1); }();
            last = done;
            return ++calls < 5;
        });
        m_options.animation.length = 1s;
        QVERIFY(!written);
        QCOMPARE(calls, 5);
        QVERIFY(!QFile::exists(path));
    }
    void theFormatGoesByTheEnding() {
        const QString path = m_folder.filePath(QStringLiteral("b.WEBP"));
        QVERIFY(writeFigure(m_comparison, m_options, path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), packed());
    }
};

QTEST_MAIN(FigureAnimationTest)
#include "figure_animation_test.moc"
