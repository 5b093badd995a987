#pragma once

#include "engine/trace/result.h"

#include <QCommandLineParser>
#include <QStringList>

namespace simul {

/// Parses the arguments of one command. Prints its help if asked for, or one line about what is wrong: then the exit
/// code is the error's.
class CommandLine {
public:
    /// `usage` is what follows `simul`, for instance "run SCENARIO [options]".
    CommandLine(const QString& command, const QString& usage, const QString& text);

    void addOption(const QStringList& names, const QString& text, const QString& valueName = {});

    /// True: go on. False: stop with exitCode(). `positional` is how many arguments besides options there must be.
    bool parse(const QStringList& arguments, int positional);
    int exitCode() const { return m_exitCode; }

    bool isSet(const QString& option) const { return m_parser.isSet(option); }
    std::string value(const QString& option) const { return m_parser.value(option).toStdString(); }
    QStringList values(const QString& option) const { return m_parser.values(option); }
    std::string positional(int index) const { return m_parser.positionalArguments().at(index).toStdString(); }

private:
    QCommandLineParser m_parser;
    QString m_command;
    QString m_usage;
    int m_exitCode = 0;
};

/// Prints "simul: MESSAGE" to standard error; returns the exit code for wrong usage.
int usageError(const std::string& message);

} // namespace simul
