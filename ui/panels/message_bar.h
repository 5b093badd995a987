#pragma once

#include "ui/appearance.h"

#include <QWidget>

namespace simul {

class ElidedLabel;

/// One sentence about what went wrong, until it is closed or out of date. Stops nobody from going on.
class MessageBar : public QWidget {
    Q_OBJECT

public:
    explicit MessageBar(Appearance& appearance, QWidget* parent = nullptr);
    QString text() const;

public slots:
    void say(const QString& sentence);
    void clear();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Appearance& m_appearance;
    ElidedLabel* m_text;
};

} // namespace simul
