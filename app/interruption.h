#pragma once

namespace simul {

/// While one exists, Ctrl+C and a polite kill do not end the program but are remembered. One at a time.
class Interruption {
public:
    Interruption();
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;

    bool requested() const;
};

} // namespace simul
