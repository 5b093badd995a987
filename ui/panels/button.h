#pragma once

#include "ui/appearance.h"

#include <QAbstractButton>

namespace simul {

/// The one button of the program, painted from the theme: primary, outlined, flat, a chip that can be checked, a
/// segment of a Segmented, or the heading of what can be folded.
class Button : public QAbstractButton {
    Q_OBJECT

public:
    enum class Kind { Primary, Outline, Flat, Chip, Segment, Fold };

    Button(Appearance& appearance, Kind kind, const QString& iconName, const QString& text, QWidget* parent = nullptr);

    void setIconName(const QString& name);
    /// At 100 %; 30 unless told, 24 for the small ones.
    void setControlHeight(int pixels);
    /// Without its text the icon must say it all; the text becomes the tooltip's beginning. For narrow windows.
    void setShowsText(bool shows);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    QString shownIcon() const;
    void paintBody(QPainter& painter) const;
    QColor textColour() const;
    QFont labelFont() const;

    Appearance& m_appearance;
    Kind m_kind;
    QString m_icon;
    int m_height = 30;
    bool m_showsText = true;
};

} // namespace simul
