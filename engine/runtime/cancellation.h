#pragma once

#include <exception>
#include <string>
#include <utility>

namespace simul {

/// Thrown by the await at which a task learns that it was cancelled, and by whoever joins a task that ended so. A task
/// whose body it leaves ends as Cancelled; one that catches it and goes on has refused.
class Cancelled : public std::exception {
public:
    explicit Cancelled(std::string message) : m_message(std::move(message)) {}
    const char* what() const noexcept override { return m_message.c_str(); }

private:
    std::string m_message;
};

/// Thrown by waitFor() when the time was over first.
class TimedOut : public std::exception {
public:
    const char* what() const noexcept override { return "the time was over"; }
};

} // namespace simul
