#include "app/command_line.h"

#include "app/exit_code.h"

#include <fmt/core.h>

namespace simul {

CommandLine::CommandLine(const QString& command, const QString& usage, const QString& text)
    : m_command(command), m_usage(usage) {
    m_parser.setApplicationDescription(text);
    m_parser.addOption(QCommandLineOption({"h", "help"}, "Shows this help."));
}

void CommandLine::addOption(const QStringList& names, const QString& text, const QString& valueName) {
    m_parser.addOption(QCommandLineOption(names, text, valueName));
}

bool CommandLine::parse(const QStringList& arguments, int positional) {
    const bool isParsed = m_parser.parse(QStringList{"simul " + m_command} + arguments);
    if (isParsed && m_parser.isSet("help")) {
        // The parser's own text names the program's path first; ours names the command.
        const QString help = m_parser.helpText();
        fmt::print("Usage: simul {}\n{}", m_usage.toStdString(), help.mid(help.indexOf('\n') + 1).toStdString());
        m_exitCode = Success;
        return false;
    }
    const auto count = static_cast<int>(m_parser.positionalArguments().size());
    if (!isParsed)
        m_exitCode = usageError(fmt::format("{}; see 'simul {} --help'", m_parser.errorText().chopped(1).toStdString(),
                                            m_command.toStdString()));
    else if (count < positional)
        m_exitCode = usageError(fmt::format("something is missing; the usage is: simul {}", m_usage.toStdString()));
    else if (count > positional)
        m_exitCode = usageError(fmt::format("'{}' is one argument too many; the usage is: simul {}",
                                            m_parser.positionalArguments().at(positional).toStdString(),
                                            m_usage.toStdString()));
    return isParsed && count == positional;
}

int usageError(const std::string& message) {
    fmt::print(stderr, "simul: {}\n", message);
    return WrongUsage;
}

} // namespace simul
