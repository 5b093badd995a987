#pragma once

#include "ui/figures/figure_animation.h"
#include "ui/figures/figure_page.h"

#include <QStringList>

#include <optional>

class QSettings;

namespace simul {

/// What somebody chose for a figure and would choose again: how large and of what kind for every figure, what it says for those
/// of the same story. As it was typed, also where that makes no sense.
struct FigureChoices {
    FigureFormat format = FigureFormat::Png;
    PageSize size;
    std::optional<ThemeKind> theme; ///< none: the one that is proposed
    AnimationOptions animation;

    enum class Range { Visible, Whole, FromTo };

    QString title; ///< empty: the one that is proposed
    QString caption;
    QStringList letters; ///< the moments of (a), (b)...
    Range range = Range::Visible;
    QString from; ///< where the range begins and ends, whichever was chosen
    QString to;

    /// `story`: the key under which is kept what its figures say. What is not there is as in `others`.
    static FigureChoices read(const QSettings& settings, const QString& story, const FigureChoices& others);
    void write(QSettings& settings, const QString& story) const;
};

} // namespace simul
