#pragma once

class QKeyEvent;

namespace simul {

/// The key that an American keyboard has at that place: what lies under the fingers is the same for Russian, French or
/// Dvorak letters. `scanCode`: of X11 or Wayland; `key`: what the layout makes of it, which stays for what has no letter.
int keyAtPosition(unsigned scanCode, int key);

/// Of an event; its own key where places are not known.
int positionalKey(const QKeyEvent& event);

} // namespace simul
