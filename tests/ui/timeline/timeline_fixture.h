#pragma once

#include "tests/support/fixtures.h"
#include "ui/timeline/layout.h"
#include "ui/timeline/timeline_view.h"

#include <QTest>

namespace simul::test {

/// `range` in `width` pixels, without names.
inline TimelineLayout layoutOf(const Comparison& comparison, TimeRange range, int width) {
    LayoutRequest request;
    request.rows.comparison = &comparison;
    request.rows.range = range;
    request.rows.height = 700;
    request.gutter = 0;
    request.rightMargin = 0;
    request.width = width;
    TimelineLayout layout;
    layout.build(request);
    return layout;
}

/// A timeline on the screen, of two tasks and a worker.
class TimelineFixture {
protected:
    static constexpr int axisLeft = 116;
    static constexpr int bodyTop = 34 + 62 + 26;
    static constexpr QSize viewSize{1000, 600};

    void open() {
        using namespace std::chrono_literals;
        m_comparison = {};
        m_comparison.runs = {runFromText(Mode::Coroutines, "A | running 0s-40s, waiting 40s-80s\n"
                                                           "B | ready 0s-40s, running 40s-80s\n"
                                                           "worker W | running 0s-40s A, running 40s-80s B")};
        m_state.restoreLanes({});
        m_state.reset(at(80s), {at(0s), at(80s)});
        m_state.setPlayhead({});
        m_view = new TimelineView(m_state);
        m_view->resize(viewSize);
        m_view->setComparison(&m_comparison);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view));
    }
    void close() { delete m_view; }

    /// The middle of a moment in the first task's lane: below the header and the worker.
    QPoint inFirstTask(Duration time) const {
        const double perSecond = (viewSize.width() - axisLeft - 4) / toSeconds(m_state.range().span());
        return {axisLeft + static_cast<int>(toSeconds(TraceTime(time) - m_state.range().begin) * perSecond),
                bodyTop + 34 + 42 + 4 + 6 + 13};
    }

    Comparison m_comparison;
    ViewState m_state;
    TimelineView* m_view = nullptr;
};

} // namespace simul::test
