#pragma once

#include "ui/appearance.h"

#include <QTimer>
#include <QWidget>

namespace simul {

class ElidedLabel;

/// One sentence about what went wrong, until it is closed or out of date, or about what went well. Stops nobody from going on.
class MessageBar : public QWidget {
    Q_OBJECT

public:
    explicit MessageBar(Appearance& appearance, QWidget* parent = nullptr);
    QString text() const;

public slots:
    void say(const QString& sentence);
    /// For a while only: nothing has to be done about it.
    void mention(const QString& sentence);
    void clear();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Appearance& m_appearance;
    ElidedLabel* m_text;
    QTimer m_while; ///< runs while what is said went well
};

} // namespace simul
