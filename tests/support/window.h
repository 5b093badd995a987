#pragma once

#include "ui/main_window.h"
#include "ui/panels/button.h"
#include "ui/panels/metrics_model.h"
#include "ui/timeline/timeline_view.h"

#include <QAbstractItemView>
#include <QFile>
#include <QImage>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace simul::test {

/// Whether the window comes to show so many runs, none of which goes on.
inline bool waitForRuns(MainWindow& window, std::size_t runs) {
    constexpr int longest = 60'000;
    return QTest::qWaitFor(
        [&] {
            const Comparison* shown = window.controller().comparison();
            return shown != nullptr && shown->runs.size() == runs && !window.controller().isRunning();
        },
        longest);
}

/// On the screen, with so many runs.
inline void showWithRuns(MainWindow& window, std::size_t runs) {
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QVERIFY(waitForRuns(window, runs));
}

inline TimelineView* timelineOf(MainWindow& window) { return window.findChild<TimelineView*>(); }

/// Settings of a test's own, in place of the user's.
class OwnSettings {
public:
    OwnSettings() { QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path()); }
    void clear() { QFile::remove(m_folder.filePath(QStringLiteral("Simul/simul.ini"))); }

protected:
    QTemporaryDir m_folder;
};

inline WindowOptions twoOfChess() {
    return {scenarioNamed("chess"), {Mode::Sync, Mode::Coroutines}};
}

inline WindowOptions threeOfChess() {
    return {scenarioNamed("chess"), {Mode::Sync, Mode::Threads, Mode::Coroutines}};
}

/// In the coroutines of these, while it stands ready.
inline void selectTable7(MainWindow& window) {
    window.view().setPlayhead(TraceTime(std::chrono::seconds(132)));
    window.view().select(Selection{2, TaskId(6U), TraceTime(std::chrono::seconds(132))});
}

inline void click(MainWindow& window, const char* name) {
    QTest::mouseClick(window.findChild<Button*>(QString::fromLatin1(name)), Qt::LeftButton);
}

inline QString makespanOf(MainWindow& window, int row) {
    return window.findChild<QAbstractItemView*>(QStringLiteral("metrics"))
        ->model()
        ->index(row, MetricsModel::Makespan)
        .data()
        .toString();
}

/// How many pixels of a widget are of a colour; a few neighbours in colour count too.
inline int pixelsLike(QWidget& widget, const QColor& colour) {
    const QImage image = widget.grab().toImage();
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            count += std::abs(pixel.red() - colour.red()) + std::abs(pixel.green() - colour.green()) +
                                 std::abs(pixel.blue() - colour.blue()) <
                             12
                         ? 1
                         : 0;
        }
    }
    return count;
}

} // namespace simul::test
