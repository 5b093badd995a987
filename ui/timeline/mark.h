#pragma once

#include "ui/timeline/time_scale.h"

#include <QString>

#include <vector>

namespace simul {

/// A moment or a range of the time axis with a note.
struct Mark {
    TimeRange time; ///< ends where it begins: a moment
    QString note = {};

    bool isMoment() const { return time.begin == time.end; }
    friend bool operator==(const Mark&, const Mark&) = default;
};

/// Sorted by where they begin.
using Marks = std::vector<Mark>;

} // namespace simul
