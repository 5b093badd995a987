#include "ui/appearance.h"

namespace simul {

void Appearance::setTheme(ThemeKind kind) {
    if (m_look.kind == kind)
        return;
    m_look.kind = kind;
    emit changed();
}

void Appearance::setScale(double scale) {
    if (m_look.scale == scale)
        return;
    m_look.scale = scale;
    emit changed();
}

} // namespace simul
