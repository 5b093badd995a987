#pragma once

#include "engine/net/http.h"

#include <optional>
#include <vector>

namespace simul {

/// What a process that fetches is asked: all that it needs to know.
struct FetchOrder {
    HttpRequest request;
    std::vector<std::string> names; ///< of the route, see CurlRoute
    std::uint16_t port = 0;         ///< 0: the Internet
    double scale = 1;
};

/// As bytes, and back; empty if they are none. Bodies may hold any bytes.
std::string encode(const FetchOrder& order);
std::string encode(const HttpExchange& exchange);
std::optional<FetchOrder> decodeOrder(const std::string& bytes);
std::optional<HttpExchange> decodeExchange(const std::string& bytes);

/// A message through a stream socket, whole. False, or empty, if the other side is gone.
bool sendMessage(int socket, const std::string& bytes);
std::optional<std::string> receiveMessage(int socket);

} // namespace simul
