#include "engine/trace/trace_builder.h"
#include "tests/support/fixtures.h"
#include "ui/timeline/digit_text.h"
#include "ui/timeline/panel_header.h"
#include "ui/timeline/time_text.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace simul;
using namespace simul::test;
using namespace std::chrono_literals;

/// The line above a run's lanes: what it says finds its room.
class PanelHeaderTest : public QObject {
    Q_OBJECT

    static ModeRun runWith(const std::string& name, int warnings) {
        Recorder recorder;
        recorder.addTask(TaskId(0U), {"A", {}, {}, {}, {}});
        {
            ThreadRecorder thread(recorder);
            thread.record(0, TaskId(0U), 0, SliceInfo(State::Created, {}, {}, {}));
        }
        for (int warning = 0; warning < warnings; ++warning)
            recorder.addWarning("Something was left out.");
        recorder.finish(at(12h), Outcome::Completed, {});
        ModeRun run;
        run.name = name;
        run.trace = std::make_shared<const Trace>(buildTrace(recorder));
        run.renew();
        return run;
    }
    static QImage paint(const ModeRun& run, int width) {
        QImage image(width, 34, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        PanelHeader{.theme = themeFor(ThemeKind::Light), .rect = image.rect(), .run = run, .speedUp = {}}.paint(painter);
        return image;
    }

private slots:
    void warningsLeaveTheResultAlone_data() {
        QTest::addColumn<int>("width");
        for (const int width : {420, 700, 1000})
            QTest::addRow("%d", width) << width;
    }
    void warningsLeaveTheResultAlone() {
        QFETCH(const int, width);
        const std::string name = "a process of another program with a name that is as long as two of the usual ones";
        const ModeRun run = runWith(name, 0);
        const QImage without = paint(run, width);
        const QImage with = paint(runWith(name, 12), width);
        const int right = width >= 760 ? 602 : width - 1 - 106; // of the makespan
        const int left = right - static_cast<int>(DigitText(uiFont(20, QFont::DemiBold)).width(makespanText(run.metrics.makespan)));
        const QRect result(left - 6, 0, width - left + 6, 34);
        QVERIFY(with.copy(result) == without.copy(result));
        QVERIFY(with != without);
    }
};

QTEST_MAIN(PanelHeaderTest)
#include "panel_header_test.moc"
