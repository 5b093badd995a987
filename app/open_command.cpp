#include "app/open_command.h"

#include "app/command_line.h"
#include "app/exit_code.h"
#include "app/input_file.h"
#include "app/window_command.h"
#include "ui/files/open_file.h"

#include <fmt/core.h>

namespace simul {

int openCommand(int argc, char** argv, const QStringList& arguments) {
    CommandLine line("open", "open FILE",
                     "Opens the window with a session of Simul, or a trace in Chrome's Trace Event JSON.");
    if (!line.parse(arguments, 1))
        return line.exitCode();
    const QString path = QString::fromStdString(line.positional(0));
    if (const auto isFile = checkInputFile(path); !isFile)
        return usageError(isFile.error());
    if (hasDisplay())
        return windowCommand(argc, argv, path);
    // Without a display it can still be said whether the file is worth one.
    if (const Result<Session> session = openFile(path); !session) {
        fmt::print(stderr, "simul: {}\n", session.error());
        return RunFailed;
    }
    return windowCommand(argc, argv, path);
}

} // namespace simul
