#pragma once

#include "ui/appearance.h"

#include <QStringList>
#include <QWidget>

#include <vector>

namespace simul {

class Button;

/// One of a few, side by side: "Simulated | Real". Arrow keys move the choice.
class Segmented : public QWidget {
    Q_OBJECT

public:
    Segmented(Appearance& appearance, const QStringList& texts, QWidget* parent = nullptr);

    int current() const;
    void setCurrent(int index); ///< says nothing
    void setControlHeight(int pixels);
    Button* button(int index) const { return m_buttons[static_cast<std::size_t>(index)]; }

signals:
    void chosen(int index); ///< by the user

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Appearance& m_appearance;
    std::vector<Button*> m_buttons;
};

} // namespace simul
