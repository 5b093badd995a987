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
    if (!valueName.isEmpty())
        m_single << names.first();
}

void CommandLine::addListOption(const QString& name, const QString& text, const QString& valueName) {
    m_parser.addOption(QCommandLineOption(name, text, valueName));
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
    const std::optional<std::string> wrong = mistake(isParsed, positional);
    if (wrong)
        m_exitCode = usageError(*wrong);
    return !wrong;
}

std::optional<std::string> CommandLine::mistake(bool isParsed, int positional) const {
    if (!isParsed)
        return fmt::format("{}; see 'simul {} --help'", m_parser.errorText().chopped(1).toStdString(), m_command.toStdString());
    const QStringList given = m_parser.positionalArguments();
    if (given.size() < positional)
        return fmt::format("something is missing; the usage is: simul {}", m_usage.toStdString());
    if (given.size() > positional)
        return fmt::format("'{}' is one argument too many; the usage is: simul {}", given.at(positional).toStdString(),
                           m_usage.toStdString());
    return givenTwice();
}

std::optional<std::string> CommandLine::givenTwice() const {
    for (const QString& option : m_single) {
        if (const QStringList values = m_parser.values(option); values.size() > 1)
            return fmt::format("--{}: '{}' is one too many; it can be given only once", option.toStdString(),
                               values.at(1).toStdString());
    }
    return std::nullopt;
}

int usageError(const std::string& message) {
    fmt::print(stderr, "simul: {}\n", message);
    return WrongUsage;
}

} // namespace simul
