#include "engine/net/process_messages.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>
#include <sys/socket.h>

namespace simul {

namespace {

using Json = nlohmann::json;

std::string toBytes(const Json& json) {
    std::string bytes;
    Json::to_cbor(json, bytes);
    return bytes;
}

Json::binary_t binary(const std::string& bytes) { return Json::binary_t({bytes.begin(), bytes.end()}); }

std::string textOf(const Json& json) {
    const Json::binary_t& bytes = json.get_binary();
    return {bytes.begin(), bytes.end()};
}

Json toJson(const HttpPhases& phases) {
    return {phases.queued.count(), phases.nameLookup.count(), phases.connect.count(),
            phases.tls.count(),    phases.waiting.count(),    phases.receiving.count()};
}

HttpPhases phasesFrom(const Json& json) {
    const auto at = [&](std::size_t index) { return Duration(json.at(index).get<Duration::rep>()); };
    return {at(0), at(1), at(2), at(3), at(4), at(5)};
}

/// What a process that was killed in mid-sentence has left, or another version of the program has sent.
template <class T, class Read>
std::optional<T> decode(const std::string& bytes, Read read) {
    try {
        return read(Json::from_cbor(bytes));
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

bool sendAll(int socket, const char* data, std::size_t size) {
    while (size > 0) {
        const ssize_t sent = ::send(socket, data, size, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return false;
        data += sent;
        size -= static_cast<std::size_t>(sent);
    }
    return true;
}

bool receiveAll(int socket, char* data, std::size_t size) {
    while (size > 0) {
        const ssize_t received = ::recv(socket, data, size, 0);
        if (received < 0 && errno == EINTR)
            continue;
        if (received <= 0)
            return false;
        data += received;
        size -= static_cast<std::size_t>(received);
    }
    return true;
}

} // namespace

// Texts go as bytes: addresses and what servers say need not be UTF-8.
std::string encode(const FetchOrder& order) {
    const HttpRequest& request = order.request;
    return toBytes({{"url", binary(request.url)},
                    {"timeout", request.timeout.count()},
                    {"maxBody", request.maxBodyBytes},
                    {"maxRedirects", request.maxRedirects},
                    {"follow", request.followRedirects},
                    {"keepBody", request.keepBody},
                    {"names", order.names},
                    {"port", order.port},
                    {"scale", order.scale}});
}

std::optional<FetchOrder> decodeOrder(const std::string& bytes) {
    return decode<FetchOrder>(bytes, [](const Json& json) {
        FetchOrder order;
        order.request.url = textOf(json.at("url"));
        order.request.timeout = Duration(json.at("timeout").get<Duration::rep>());
        json.at("maxBody").get_to(order.request.maxBodyBytes);
        json.at("maxRedirects").get_to(order.request.maxRedirects);
        json.at("follow").get_to(order.request.followRedirects);
        json.at("keepBody").get_to(order.request.keepBody);
        json.at("names").get_to(order.names);
        json.at("port").get_to(order.port);
        json.at("scale").get_to(order.scale);
        return order;
    });
}

std::string encode(const HttpExchange& exchange) {
    Json json = {{"phases", toJson(exchange.phases)}};
    if (!exchange.response) {
        json["error"] = binary(exchange.response.error());
    } else {
        const HttpResponse& response = *exchange.response;
        json["status"] = response.status;
        json["bodySize"] = response.bodySize;
        json["body"] = binary(response.body);
        json["url"] = binary(response.effectiveUrl);
        json["statusLine"] = binary(response.statusLine);
        json["location"] = binary(response.location);
    }
    return toBytes(json);
}

std::optional<HttpExchange> decodeExchange(const std::string& bytes) {
    return decode<HttpExchange>(bytes, [](const Json& json) -> HttpExchange {
        const HttpPhases phases = phasesFrom(json.at("phases"));
        if (json.contains("error"))
            return {Error{textOf(json.at("error"))}, phases};
        return {HttpResponse{json.at("status").get<int>(), json.at("bodySize").get<std::uint64_t>(),
                             textOf(json.at("body")), textOf(json.at("url")), textOf(json.at("statusLine")), phases,
                             textOf(json.at("location"))},
                phases};
    });
}

bool sendMessage(int socket, const std::string& bytes) {
    const auto size = static_cast<std::uint32_t>(bytes.size());
    std::array<char, sizeof size> header{};
    std::memcpy(header.data(), &size, sizeof size);
    return sendAll(socket, header.data(), header.size()) && sendAll(socket, bytes.data(), bytes.size());
}

std::optional<std::string> receiveMessage(int socket) {
    std::uint32_t size = 0;
    std::array<char, sizeof size> header{};
    if (!receiveAll(socket, header.data(), header.size()))
        return std::nullopt;
    std::memcpy(&size, header.data(), sizeof size);
    std::string bytes(size, '\0');
    if (!receiveAll(socket, bytes.data(), bytes.size()))
        return std::nullopt;
    return bytes;
}

} // namespace simul
