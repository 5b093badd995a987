#pragma once

#include "ui/timeline/pixel_span.h"
#include "ui/timeline/task_colours.h"

#include <QPointF>
#include <QRect>
#include <QString>

namespace simul {

/// Words on a slice: the state's letter and a text, or one of them.
struct Label {
    State state = State::Running;
    PixelSpan slice;  ///< that it is on
    QRect patch;      ///< what is cleared beneath, within the slice's body
    QPointF letterAt; ///< base line
    QPointF textAt;
    bool withLetter = false;
    bool tiny = false;   ///< a number in the smallest size
    bool isPoll = false; ///< on a look's ground
    Palette palette = statePalette;
    QString text; ///< may be empty
};

} // namespace simul
