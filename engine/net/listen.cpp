#include "engine/net/listen.h"

#include "engine/trace/translate.h"

#include <cerrno>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace simul {

namespace {

bool bindHere(int descriptor, std::uint16_t port, bool isIPv6) {
    sockaddr_in6 six{};
    six.sin6_family = AF_INET6;
    six.sin6_addr = in6addr_loopback;
    six.sin6_port = htons(port);
    sockaddr_in four{};
    four.sin_family = AF_INET;
    four.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    four.sin_port = htons(port);
    return isIPv6 ? bind(descriptor, reinterpret_cast<const sockaddr*>(&six), sizeof six) == 0
                  : bind(descriptor, reinterpret_cast<const sockaddr*>(&four), sizeof four) == 0;
}

} // namespace

Result<int> listenHere(std::uint16_t port, bool isIPv6) {
    const int descriptor = socket(isIPv6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const int yes = 1;
    if (descriptor >= 0 && setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0 &&
        bindHere(descriptor, port, isIPv6) && listen(descriptor, SOMAXCONN) == 0)
        return descriptor;
    const int error = errno;
    if (descriptor >= 0)
        close(descriptor);
    if (error == EADDRINUSE)
        return Error{fmt::format(
            SIMUL_TR("net", "port {} on this computer is already in use; choose another with --port"), port)};
    return Error{fmt::format(SIMUL_TR("net", "port {} on this computer cannot be used: {}"), port,
                             std::generic_category().message(error))};
}

std::uint16_t portOf(int descriptor) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size);
    // Both kinds of address have their port at the same place.
    return ntohs(reinterpret_cast<const sockaddr_in*>(&address)->sin_port);
}

} // namespace simul
