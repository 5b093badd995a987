#pragma once

#include "ui/appearance.h"

#include <QFrame>
#include <QLabel>

namespace simul {

/// What a line of text is for; decides size, weight and colour.
enum class TextRole { Title, Section, Body, Strong, Detail, Faint };

/// A label that follows the theme.
QLabel* makeLabel(Appearance& appearance, TextRole role, const QString& text = {}, QWidget* parent = nullptr);

void setTextColour(QLabel& label, const QColor& colour);

/// A line of text that shows as much as there is room for, and the rest as its tooltip.
class ElidedLabel : public QWidget {
    Q_OBJECT

public:
    ElidedLabel(Appearance& appearance, TextRole role, QWidget* parent = nullptr);
    QString text() const { return m_text; }
    void setText(const QString& text);
    /// What is written in bold in front of the text.
    void setLead(const QString& lead);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QFont leadFont() const;
    int textLeft() const;
    QString shownText() const;
    void renew();

    Appearance& m_appearance;
    TextRole m_role;
    QString m_lead;
    QString m_text;
};

/// A hairline between parts of a panel.
QFrame* makeLine(Qt::Orientation orientation, QWidget* parent = nullptr);

QFont fontOf(const Look& look, TextRole role);
QColor colourOf(const Theme& theme, TextRole role);

} // namespace simul
