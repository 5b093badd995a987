#include "app/command_line.h"
#include "app/exit_code.h"
#include "app/export_command.h"
#include "app/list_command.h"
#include "app/open_command.h"
#include "app/run_command.h"
#include "app/site_command.h"
#include "app/sweep_command.h"
#include "app/translations.h"
#include "app/window_command.h"
#include "engine/net/process_fetch.h"

#include <QApplication>
#include <fmt/core.h>

namespace {

constexpr auto help = R"(Simul makes concurrency visible: one story, several runtimes, one time axis.

Usage: simul                        opens the window
       simul open FILE              opens it with a trace or a session
       simul export FILE [options]  makes figures and tables of one, without a window
       simul run SCENARIO [options] runs a story in its modes and compares them
       simul sweep SCENARIO --over name=A..B [options]
                                    runs it over the values of a parameter
       simul list [--json]          lists the stories with their modes and parameters
       simul site [--port P]        serves the crawlers' sites on this computer until interrupted

'simul COMMAND --help' says more. Exit codes: 0 done, 1 the run failed, 2 wrong usage.
)";

/// What Qt has to say about the system's set-up is no answer to a command.
void showOnlyErrors(QtMsgType type, const QMessageLogContext&, const QString& message) {
    if (type == QtCriticalMsg || type == QtFatalMsg)
        fmt::print(stderr, "simul: {}\n", message.toStdString());
}

/// Figures need fonts, charts a QApplication; neither needs a display.
template <class Application>
int runWithoutDisplay(int argc, char** argv, int (*command)(const QStringList&), const QStringList& arguments) {
    qInstallMessageHandler(showOnlyErrors);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const Application application(argc, argv);
    simul::installTranslations();
    return command(arguments);
}

} // namespace

int main(int argc, char** argv) {
    if (const std::optional<int> code = simul::serveAsFetchProcess(argc, argv))
        return *code;
    QCoreApplication::setOrganizationName("Simul");
    QCoreApplication::setApplicationName("simul");
    QCoreApplication::setApplicationVersion(SIMUL_VERSION);
    QStringList arguments;
    for (int index = 1; index < argc; ++index)
        arguments.append(QString::fromLocal8Bit(argv[index]));
    if (arguments.isEmpty())
        return simul::windowCommand(argc, argv);

    const QString command = arguments.takeFirst();
    if (command == "open")
        return simul::openCommand(argc, argv, arguments);
    if (command == "export")
        return runWithoutDisplay<QGuiApplication>(argc, argv, simul::exportCommand, arguments);
    if (command == "run")
        return runWithoutDisplay<QGuiApplication>(argc, argv, simul::runCommand, arguments);
    if (command == "sweep")
        return runWithoutDisplay<QApplication>(argc, argv, simul::sweepCommand, arguments);
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
        fmt::format("there is no command '{}'; there are open, export, run, sweep, list and site", command.toStdString()));
}
