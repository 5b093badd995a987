#include "app/command_line.h"
#include "app/exit_code.h"
#include "app/list_command.h"
#include "app/run_command.h"
#include "app/site_command.h"
#include "app/window_command.h"

#include <QApplication>
#include <fmt/core.h>

namespace {

constexpr auto help = R"(Simul makes concurrency visible: one story, several runtimes, one time axis.

Usage: simul                        opens the window
       simul run SCENARIO [options] runs a story in its modes and compares them
       simul list [--json]          lists the stories with their modes and parameters
       simul site [--port P]        serves the crawlers' sites on this computer until interrupted

'simul COMMAND --help' says more. Exit codes: 0 done, 1 the run failed, 2 wrong usage.
)";

/// What Qt has to say about the system's set-up is no answer to a command.
void showOnlyErrors(QtMsgType type, const QMessageLogContext&, const QString& message) {
    if (type == QtCriticalMsg || type == QtFatalMsg)
        fmt::print(stderr, "simul: {}\n", message.toStdString());
}

/// Figures need fonts, not a display.
int runWithoutDisplay(int argc, char** argv, const QStringList& arguments) {
    qInstallMessageHandler(showOnlyErrors);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    return simul::runCommand(arguments);
}

} // namespace

int main(int argc, char** argv) {
    QCoreApplication::setOrganizationName("Simul");
    QCoreApplication::setApplicationName("simul");
    QCoreApplication::setApplicationVersion(SIMUL_VERSION);
    QStringList arguments;
    for (int index = 1; index < argc; ++index)
        arguments.append(QString::fromLocal8Bit(argv[index]));
    if (arguments.isEmpty())
        return simul::windowCommand(argc, argv);

    const QString command = arguments.takeFirst();
    if (command == "run")
        return runWithoutDisplay(argc, argv, arguments);
    if (command == "list")
        return simul::listCommand(arguments);
    if (command == "site")
        return simul::siteCommand(arguments);
    if (command == "-h" || command == "--help" || command == "help") {
        fmt::print("{}", help);
        return simul::Success;
    }
    if (command == "--version") {
        fmt::print("simul {}\n", SIMUL_VERSION);
        return simul::Success;
    }
    return simul::usageError(
        fmt::format("there is no command '{}'; there are run, list and site", command.toStdString()));
}
