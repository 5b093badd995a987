#pragma once

#include "ui/appearance.h"

#include <QTimer>
#include <QWidget>

#include <functional>

namespace simul {

class Button;
class ElidedLabel;

/// One sentence about what went wrong or was lost, and perhaps the way back, until it is closed or out of date; or for a while
/// about what went well. Stops nobody from going on.
class MessageBar : public QWidget {
    Q_OBJECT

public:
    explicit MessageBar(Appearance& appearance, QWidget* parent = nullptr);
    QString text() const;

public slots:
    void say(const QString& sentence);
    /// With a button for what can be done about it.
    void offer(const QString& sentence, const QString& verb, std::function<void()> action);
    /// For a while only, and not in place of what went wrong: nothing has to be done about it.
    void mention(const QString& sentence);
    void clear();
    /// Is no longer so; anything else stays.
    void takeBack(const QString& sentence);
    /// But for an offer: it is of use until it is taken or closed.
    void clearWords();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Appearance& m_appearance;
    ElidedLabel* m_text;
    Button* m_offer;
    std::function<void()> m_action; ///< of m_offer
    QTimer m_while;                 ///< runs while what is said went well
};

} // namespace simul
