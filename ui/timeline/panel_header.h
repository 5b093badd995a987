#pragma once

#include "ui/comparison.h"
#include "ui/theme.h"

#include <QRect>

class QPainter;

namespace simul {

/// The line above a run's lanes: its mode, how long it took, how it compares and how busy its workers were.
struct PanelHeader {
    const Theme& theme;
    double uiScale = 1;
    QRect rect;
    const Scenario* scenario = nullptr;
    const ModeRun& run;
    std::optional<double> speedUp; ///< against the run that it is compared with
    bool collapsed = false;
    bool hasGhost = false; ///< another run is laid over its lanes

    void paint(QPainter& painter) const;
    QRect menuRect() const { return {rect.right() - px(34), rect.top() + px(5), px(24), px(24)}; }

private:
    int paintTitle(QPainter& painter, int end) const; ///< returns where it ends
    QString warningsText() const;
    int warningsWidth() const; ///< with the gap before them; 0: there are none
    int paintWarnings(QPainter& painter, int x) const; ///< returns where they end
    int paintResult(QPainter& painter) const;
    void paintChip(QPainter& painter, const QRect& chip, const QString& text) const;
    void paintUtilization(QPainter& painter, const QString& busy) const;
    /// x of the right edge of what the spec places at `at` in a header of 1000 pixels.
    int fromRight(int at) const { return rect.right() + 1 - px(1000 - at); }
    int px(double pixels) const { return static_cast<int>(std::lround(pixels * uiScale)); }
};

} // namespace simul
