#pragma once

#include "ui/theme.h"

#include <QObject>

#include <cmath>

namespace simul {

/// Theme and size of everything that is not data. Sizes in the code are those at 100 %.
struct Look {
    ThemeKind kind = ThemeKind::Light;
    double scale = 1; ///< up to 1.5 while presenting

    const Theme& theme() const { return themeFor(kind); }
    int px(double pixels) const { return static_cast<int>(std::lround(pixels * scale)); }
    QFont font(double pixels, QFont::Weight weight = QFont::Normal) const { return uiFont(pixels * scale, weight); }
    QFont code(double pixels = 11.5) const { return codeFont(pixels * scale); }
};

/// Keeps the look that all widgets of a window share and tells them when it changes. GUI thread only.
class Appearance : public QObject {
    Q_OBJECT

public:
    explicit Appearance(QObject* parent = nullptr) : QObject(parent) {}

    const Look& look() const { return m_look; }
    const Theme& theme() const { return m_look.theme(); }
    void setTheme(ThemeKind kind);
    void setScale(double scale);

    /// Calls `apply(look)` now and whenever the look changes, as long as `owner` lives.
    template <class Apply>
    void follow(QObject* owner, Apply apply) {
        apply(m_look);
        connect(this, &Appearance::changed, owner, [this, apply] { apply(m_look); });
    }

signals:
    void changed();

private:
    Look m_look;
};

} // namespace simul
