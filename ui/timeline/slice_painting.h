#pragma once

#include "ui/theme.h"

#include <QRect>

#include <span>

class QPainter;

namespace simul {

/// What a painter draws on. Pictures of vectors lose texture brushes and ignore clips, so patterns become lines there.
enum class Medium { Raster, Vector };

/// The place that a state's body takes within its lane, centred: full, 60 % for Ready, a rail for Waiting, nothing
/// below that. Same left and right as `lane`.
QRect bodyOf(State state, const QRect& lane);

/// Fills bodies of one state: solid, or tint, pattern and (if `bordered`) a border of 1 px. Patterns are anchored to
/// the painter's brush origin, so that neighbours share one. Any thread.
void fillBodies(QPainter& painter, const Theme& theme, State state, std::span<const QRect> bodies, bool bordered,
                Medium medium);

/// After how many device pixels the pattern of fillBodies() repeats, if a pixel has `scale` of them; 1: it has none.
int patternPeriod(const Theme& theme, State state, double scale);

/// The mark where a task ends: cap and tick for Done, a short box else. `lane` starts at the end's place; returns what
/// the mark covers.
QRect drawEndMark(QPainter& painter, const Theme& theme, State state, const QRect& lane, Medium medium);
/// How wide that is in a lane of this height.
int endMarkWidth(State state, int laneHeight);

/// A slice of the state as legends show it.
void drawSliceSample(QPainter& painter, const Theme& theme, State state, const QRect& rect,
                     Medium medium = Medium::Raster);

} // namespace simul
