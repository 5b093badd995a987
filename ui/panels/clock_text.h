#pragma once

#include "ui/appearance.h"

#include <QWidget>

namespace simul {

/// A time in digits that stand still: every digit has a cell of the same width, as the font has none.
class ClockText : public QWidget {
    Q_OBJECT

public:
    ClockText(Appearance& appearance, double pixels, QFont::Weight weight, QWidget* parent = nullptr);

    QString text() const { return m_text; }
    void setText(const QString& text);
    /// Keeps room for this text, so that nothing beside it moves.
    void setWidest(const QString& text);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int widthOf(const QString& text) const;
    QFont shownFont() const { return m_appearance.look().font(m_pixels, m_weight); }

    Appearance& m_appearance;
    double m_pixels;
    QFont::Weight m_weight;
    QString m_text;
    QString m_widest;
};

} // namespace simul
