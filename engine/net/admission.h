#pragma once

#include "engine/net/fetch_limits.h"

#include <cassert>
#include <cstdint>
#include <list>

namespace simul {

/// Lets exchanges of one thread through as the limits allow; the rest stand in line, first come, first served.
/// Turnstile is the same for threads, which wait.
class Admission {
public:
    class Ticket;

    /// A host as far as this has to do with it; longer alive than the tickets for it.
    struct Host {
        std::size_t most = 0; ///< let through at once
        std::size_t admitted = 0;
    std::list<Ticket*> waiting = {}; ///< for others of this host
    };

    /// Who wants to get through, from enter() to leave(). Stays where it is meanwhile.
    class Ticket {
    private:
        friend class Admission;
        enum class Place : std::uint8_t { Outside, WithItsHost, InLine, Through };
        Place m_place = Place::Outside;
        Host* m_host = nullptr;
        std::list<Ticket*>::iterator m_position; ///< in a line
    };

    explicit Admission(const FetchLimits& limits) : m_limits(limits) {}
    ~Admission() { assert(m_line.empty() && m_through == 0); }
    Admission(const Admission&) = delete;
    Admission& operator=(const Admission&) = delete;

    void enter(Ticket& ticket, Host& host);
    /// The next that may begin, which counts as begun from now on; null if nobody may.
    Ticket* next();
    bool hasNext() const { return !m_line.empty() && m_through < m_limits.atOnce; }
    void leave(Ticket& ticket); ///< from wherever it is

private:
    const FetchLimits m_limits;
    std::list<Ticket*> m_line; ///< hosts have room for these
    std::size_t m_through = 0;
};

} // namespace simul
