#include "engine/net/admission.h"

#include <utility>

namespace simul {

void Admission::enter(Ticket& ticket, Host& host) {
    const bool hasRoom = host.admitted < host.most;
    std::list<Ticket*>& line = hasRoom ? m_line : host.waiting;
    ticket.m_host = &host;
    ticket.m_place = hasRoom ? Ticket::Place::InLine : Ticket::Place::WithItsHost;
    ticket.m_position = line.insert(line.end(), &ticket);
    host.admitted += hasRoom;
}

Admission::Ticket* Admission::next() {
    if (!hasNext())
        return nullptr;
    Ticket* ticket = m_line.front();
    m_line.pop_front();
    ticket->m_place = Ticket::Place::Through;
    ++m_through;
    return ticket;
}

void Admission::leave(Ticket& ticket) {
    Host& host = *ticket.m_host;
    const Ticket::Place place = std::exchange(ticket.m_place, Ticket::Place::Outside);
    if (place == Ticket::Place::WithItsHost) {
        host.waiting.erase(ticket.m_position);
        return;
    }
    if (place == Ticket::Place::InLine)
        m_line.erase(ticket.m_position);
    else
        --m_through;
    --host.admitted;
    if (host.waiting.empty())
        return;
    // Its host has room for the next one.
    Ticket& next = *host.waiting.front();
    m_line.splice(m_line.end(), host.waiting, next.m_position);
    next.m_place = Ticket::Place::InLine;
    ++host.admitted;
}

} // namespace simul
