#include "ui/timeline/key_position.h"

#include <QGuiApplication>
#include <QKeyEvent>

#include <array>
#include <string_view>

namespace simul {

namespace {

struct Stretch {
    unsigned first; ///< scan code
    std::string_view keys;
};

/// The three rows of letters, by the codes of evdev plus eight.
constexpr std::array rows = {Stretch{24, "QWERTYUIOP[]"}, Stretch{38, "ASDFGHJKL;'"}, Stretch{52, "ZXCVBNM,./"}};

int keyOfPlace(unsigned scanCode) {
    for (const Stretch& row : rows) {
        if (scanCode >= row.first && scanCode < row.first + row.keys.size())
            return row.keys[scanCode - row.first];
    }
    return 0;
}

bool isLatinLetter(int key) {
    return key >= Qt::Key_A && key <= Qt::Key_Z;
}

/// Of another script, or with an accent.
bool isOtherLetter(int key) {
    return key > 0x7f && key < Qt::Key_Escape;
}

/// Of another script.
bool isForeignLetter(int key) {
    constexpr int afterLatin = 0x24f;
    return key > afterLatin && isOtherLetter(key);
}

/// Alphabets of Latin letters have one of their own at one of the two at the most: the pair is either there or not.
bool isBracket(int place) {
    return place == Qt::Key_BracketLeft || place == Qt::Key_BracketRight;
}

} // namespace

int keyAtPosition(unsigned scanCode, int key) {
    const int place = keyOfPlace(scanCode);
    if (place == 0)
        return key;
    const bool isZoomOrPan = place == Qt::Key_W || place == Qt::Key_A || place == Qt::Key_S || place == Qt::Key_D;
    const bool isCyrillicSlash = place == Qt::Key_Slash && key == Qt::Key_Period;
    if (place == Qt::Key_Slash && key == Qt::Key_Comma) // the same place with Shift
        return Qt::Key_Question;
    if ((place == Qt::Key_Comma || place == Qt::Key_Period) && isLatinLetter(key)) // whose own are where letters lie
        return place;
    if (isBracket(place))
        return isForeignLetter(key) ? place : key;
    return isZoomOrPan || isOtherLetter(key) || isCyrillicSlash || (isLatinLetter(key) && isLatinLetter(place)) ? place
                                                                                                               : key;
}

int positionalKey(const QKeyEvent& event) {
    const QString platform = QGuiApplication::platformName();
    const bool isKnown = platform == QLatin1String("xcb") || platform.startsWith(QLatin1String("wayland"));
    return isKnown && event.nativeScanCode() != 0 ? keyAtPosition(event.nativeScanCode(), event.key()) : event.key();
}

} // namespace simul
