#include "app/window_command.h"

#include "app/exit_code.h"
#include "app/translations.h"
#include "ui/first_frame.h"
#include "ui/main_window.h"

#include <QApplication>
#include <fmt/core.h>

namespace simul {

namespace {

/// Qt would abort the program with a page of advice.
bool hasDisplay() {
    return qEnvironmentVariableIsSet("QT_QPA_PLATFORM") || !qEnvironmentVariableIsEmpty("DISPLAY") ||
           !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
}

} // namespace

int windowCommand(int argc, char** argv) {
    if (!hasDisplay()) {
        fmt::print(stderr, "simul: there is no display for the window; without one try: "
                           "simul run chess --image chess.svg\n");
        return RunFailed;
    }
    const QApplication application(argc, argv);
    installTranslations();
    MainWindow window;
    quitAfterFirstFrameIfAsked(window);
    window.show();
    return QApplication::exec();
}

} // namespace simul
