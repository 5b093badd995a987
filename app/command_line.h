#pragma once

#include "engine/trace/result.h"

#include <QCommandLineParser>
#include <QStringList>

#include <optional>
#include <string>

namespace simul {

/// Parses the arguments of one command. Prints its help if asked for, or one line about what is wrong: then the exit
/// code is the error's.
class CommandLine {
public:
    /// `usage` is what follows `simul`, for instance "run SCENARIO [options]".
    CommandLine(const QString& command, const QString& usage, const QString& text);

    /// With a `valueName` it takes a value, and only one.
    void addOption(const QStringList& names, const QString& text, const QString& valueName = {});
    /// May be given again for each value more.
    void addListOption(const QString& name, const QString& text, const QString& valueName);

    /// True: go on. False: stop with exitCode(). `positional` is how many arguments besides options there must be.
    bool parse(const QStringList& arguments, int positional);
    int exitCode() const { return m_exitCode; }

    bool isSet(const QString& option) const { return m_parser.isSet(option); }
    std::string value(const QString& option) const { return m_parser.value(option).toStdString(); }
    QStringList values(const QString& option) const { return m_parser.values(option); }
    std::string positional(int index) const { return m_parser.positionalArguments().at(index).toStdString(); }

private:
    /// What is wrong with the arguments that were parsed, or that they could not be.
    std::optional<std::string> mistake(bool isParsed, int positional) const;
    /// Says which of those that take one value has two.
    std::optional<std::string> givenTwice() const;

    QCommandLineParser m_parser;
    QStringList m_single; ///< names of the options that take one value
    QString m_command;
    QString m_usage;
    int m_exitCode = 0;
};

/// Prints "simul: MESSAGE" to standard error; returns the exit code for wrong usage.
int usageError(const std::string& message);

} // namespace simul
