#include "engine/scenarios/url_list.h"

#include "engine/net/http.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <map>
#include <memory>
#include <system_error>

namespace simul {

namespace {

constexpr std::size_t mostBytes = 1 << 20;
constexpr std::size_t mostAddresses = 1000;
constexpr int mostOfAHost = 10;

Result<std::string> readFile(const std::string& path) {
    const auto cannotRead = [&] {
        return Error{fmt::format("'{}' cannot be read: {}", path, std::generic_category().message(errno))};
    };
    std::error_code unknown; // what cannot be looked at cannot be opened either, which then says why
    if (std::filesystem::exists(path, unknown) && !std::filesystem::is_regular_file(path, unknown))
        return Error{fmt::format("'{}' cannot be read: it is no ordinary file", path)};
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    const std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "re"));
    if (!file)
        return cannotRead();
    std::string content(mostBytes + 1, '\0');
    content.resize(std::fread(content.data(), 1, content.size(), file.get()));
    if (std::ferror(file.get()) != 0)
        return cannotRead();
    if (content.size() > mostBytes)
        return Error{fmt::format("'{}' is larger than a list of addresses can be", path)};
    return content;
}

/// "ftp://a.test/" as a sentence may quote it: whatever is in the file, it stays a short line.
std::string inQuotes(std::string_view line) {
    constexpr std::size_t most = 60;
    std::string text(line.substr(0, most));
    std::ranges::replace_if(
        text, [](char c) { return c < ' ' || c > '~'; }, '.');
    return fmt::format("'{}{}'", text, line.size() > most ? "..." : "");
}

std::string_view trimmed(std::string_view line) {
    const std::size_t first = line.find_first_not_of(" \t\r");
    return first == std::string_view::npos ? std::string_view{}
                                           : line.substr(first, line.find_last_not_of(" \t\r") + 1 - first);
}

bool isWebAddress(const std::string& line) {
    const auto beginsWith = [&](std::string_view scheme) {
        return std::ranges::equal(std::string_view(line).substr(0, scheme.size()), scheme, {},
                                  [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    };
    return (beginsWith("http://") || beginsWith("https://")) && !pageLinkedTo(line, "").empty();
}

} // namespace

Result<std::vector<std::string>> parseUrlList(std::string_view content, const std::string& name) {
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    if (content.starts_with(byteOrderMark))
        content.remove_prefix(byteOrderMark.size());
    std::vector<std::string> urls;
    std::map<std::string, int> ofHost;
    for (int number = 1; !content.empty(); ++number) {
        const std::size_t end = std::min(content.find('\n'), content.size());
        const std::string line(trimmed(content.substr(0, end)));
        content.remove_prefix(std::min(end + 1, content.size()));
        if (line.empty() || line.starts_with('#'))
            continue;
        if (!isWebAddress(line))
            return Error{fmt::format("line {} of '{}', {}, is no http or https address", number, name, inQuotes(line))};
        const std::string url = pageLinkedTo(line, "");
        if (std::ranges::find(urls, url) != urls.end())
            continue;
        const std::string host = hostOf(url);
        if (++ofHost[host] > mostOfAHost && !isThisComputer(host))
            return Error{fmt::format("'{}' has more than {} addresses of {}: that many at once would be rude", name,
                                     mostOfAHost, inQuotes(host))};
        urls.push_back(url);
        if (urls.size() > mostAddresses)
            return Error{fmt::format("'{}' has more than {} addresses", name, mostAddresses)};
    }
    if (urls.empty())
        return Error{fmt::format("'{}' has no address in it", name)};
    return urls;
}

Result<std::vector<std::string>> readUrlList(const std::string& path) {
    const Result<std::string> content = readFile(path);
    if (!content)
        return Error{content.error()};
    return parseUrlList(*content, path);
}

} // namespace simul
