#include "app/window_command.h"

#include "app/exit_code.h"
#include "app/translations.h"
#include "ui/first_frame.h"
#include "ui/main_window.h"

#include <QApplication>
#include <fmt/core.h>

namespace simul {

bool hasDisplay() {
    return qEnvironmentVariableIsSet("QT_QPA_PLATFORM") || !qEnvironmentVariableIsEmpty("DISPLAY") ||
           !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
}

int windowCommand(int argc, char** argv, const QString& file) {
    if (!hasDisplay()) {
        fmt::print(stderr, "simul: there is no display for the window; without one try: "
                           "simul run chess --image chess.svg\n");
        return RunFailed;
    }
    const QApplication application(argc, argv);
    installTranslations();
    MainWindow window;
    quitAfterFirstFrameIfAsked(window);
    window.showWhereItFits();
    int code = Success;
    if (!file.isEmpty()) {
        auto* untilRead = new QObject(&window);
        QObject::connect(&window.files(), &FileController::opened, untilRead, &QObject::deleteLater);
        QObject::connect(&window.files(), &FileController::cancelled, untilRead, &QObject::deleteLater);
        // The window stays and says so too: whoever clicked a file sees no terminal.
        QObject::connect(&window.files(), &FileController::failed, untilRead, [&code, untilRead](const QString& sentence) {
            fmt::print(stderr, "simul: {}\n", sentence.toStdString());
            code = RunFailed;
            untilRead->deleteLater();
        });
        window.openFile(file);
    }
    const int ended = QApplication::exec();
    return ended == Success ? code : ended;
}

} // namespace simul
