#include "engine/net/links.h"

#include "engine/net/http.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <gumbo.h>
#include <memory>
#include <optional>
#include <unordered_set>

namespace simul {

namespace {

/// Whether elements of this name never hold another of the same: nothing gets deep by them, and few close them.
bool staysFlat(std::string_view name) {
    static constexpr auto flat = std::to_array<std::string_view>(
        {"area", "base", "br",     "col", "dd",    "dt",     "embed", "hr", "img", "input", "li",
         "link", "meta", "option", "p",   "param", "source", "td",    "th", "tr",  "track", "wbr"});
    return std::ranges::find(flat, name) != flat.end();
}

/// The name that begins at `text`, in lower case; of the first letters only, and empty if there is none.
std::string tagName(std::string_view text) {
    std::string name;
    for (const char c : text.substr(0, 8)) {
        if (std::isalpha(static_cast<unsigned char>(c)) == 0)
            break;
        name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return name;
}

/// The parser looks through all that is open at each tag, so what is nested deep enough would keep it busy for hours:
/// the part of a page that takes it about a second at most.
std::string_view readablePart(std::string_view html) {
    constexpr std::size_t mostSteps = 200'000'000;
    std::size_t open = 0;
    std::size_t steps = 0;
    for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
        const bool isEnd = html.substr(at + 1).starts_with('/');
        const std::string name = tagName(html.substr(at + (isEnd ? 2 : 1)));
        if (!name.empty() && !staysFlat(name))
            open = !isEnd ? open + 1 : open > 0 ? open - 1 : 0;
        steps += open;
        if (steps > mostSteps)
            return html.substr(0, at);
    }
    return html;
}

struct FreeOutput {
    void operator()(GumboOutput* output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }
};
using Page = std::unique_ptr<GumboOutput, FreeOutput>;

Page parse(std::string_view html) {
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0; // nobody reads them
    return Page(gumbo_parse_with_options(&options, html.data(), html.size()));
}

const GumboVector* childrenOf(const GumboNode& node) {
    switch (node.type) {
    case GUMBO_NODE_DOCUMENT:
        return &node.v.document.children;
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE:
        return &node.v.element.children;
    default:
        return nullptr;
    }
}

/// Calls `visit` for every element, in the order of the page. Not recursive: pages may be nested deeper than a stack
/// is.
template <class Visit>
void forEachElement(const GumboNode& root, Visit visit) {
    std::vector<const GumboNode*> left = {&root};
    while (!left.empty()) {
        const GumboNode& node = *left.back();
        left.pop_back();
        if (node.type == GUMBO_NODE_ELEMENT)
            visit(node.v.element);
        const GumboVector* children = childrenOf(node);
        for (unsigned index = children != nullptr ? children->length : 0; index > 0; --index)
            left.push_back(static_cast<const GumboNode*>(children->data[index - 1]));
    }
}

/// As browsers take it: no spaces around, no line breaks within.
std::optional<std::string> hrefOf(const GumboElement& element) {
    const GumboAttribute* attribute = gumbo_get_attribute(&element.attributes, "href");
    if (attribute == nullptr)
        return std::nullopt;
    std::string href = attribute->value;
    std::erase_if(href, [](char c) { return c == '\n' || c == '\r' || c == '\t'; });
    const auto isSpace = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
    href.erase(std::ranges::find_if_not(href.rbegin(), href.rend(), isSpace).base(), href.end());
    href.erase(href.begin(), std::ranges::find_if_not(href, isSpace));
    return href;
}

} // namespace

std::vector<std::string> linksOf(std::string_view html, const std::string& url) {
    const Page page = parse(readablePart(html));
    std::string base = url;
    std::vector<std::string> targets;
    bool hasBase = false;
    forEachElement(*page->document, [&](const GumboElement& element) {
        const bool isBase = element.tag == GUMBO_TAG_BASE && !hasBase;
        if (!isBase && element.tag != GUMBO_TAG_A && element.tag != GUMBO_TAG_AREA)
            return;
        const std::optional<std::string> href = hrefOf(element);
        if (!href)
            return;
        if (!isBase) {
            targets.push_back(*href);
        } else if (const std::string resolved = pageLinkedTo(url, *href); !resolved.empty()) {
            base = resolved;
            hasBase = true;
        }
    });
    std::vector<std::string> links;
    std::unordered_set<std::string> known;
    for (const std::string& target : targets) {
        std::string link = pageLinkedTo(base, target);
        if (!link.empty() && known.insert(link).second)
            links.push_back(std::move(link));
    }
    return links;
}

} // namespace simul
