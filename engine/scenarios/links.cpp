#include "engine/net/links.h"

#include "engine/net/fetch.h"
#include "engine/scenarios/own_addresses.h"
#include "engine/scenarios/stories.h"
#include "engine/scenarios/whole_file.h"

#include <fmt/format.h>
#include <stdexcept>
#include <unordered_set>

namespace simul::stories {

using namespace std::chrono_literals;

namespace {

using Links = std::vector<std::string>;

struct Row {
    std::string page;
    std::string link;
};
using Table = std::vector<Row>;

/// Every link once, with the first page of the list that has it: the same table in whatever order pages came in.
Table tableOf(const std::vector<HttpRequest>& pages, const std::vector<std::shared_ptr<Links>>& found) {
    Table table;
    std::unordered_set<std::string> known;
    for (std::size_t page = 0; page < pages.size(); ++page) {
        for (const std::string& link : *found[page]) {
            if (known.insert(link).second)
                table.push_back({pages[page].url, link});
        }
    }
    return table;
}

std::string csvField(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string field = "\"";
    for (const char c : text)
        field += c == '"' ? std::string("\"\"") : std::string(1, c);
    return field + '"';
}

/// Into the file, or into the log if there is none.
void show(Stage stage, const Table& table, const std::string& file) {
    std::string csv = "page,link\n";
    for (const Row& row : table) {
        csv += fmt::format("{},{}\n", csvField(row.page), csvField(row.link));
        if (file.empty())
            stage.log(fmt::format("{} -> {}", row.page, row.link));
    }
    stage.report(fmt::format("{} links", table.size()));
    if (file.empty())
        return;
    if (const auto done = writeWholeFile(file, csv); !done)
        throw std::runtime_error(done.error());
    stage.log(fmt::format("{} links written to {}", table.size(), file));
}

// [the story]
Activity<> readLinks(Stage stage, HttpRequest request, std::shared_ptr<Links> found) {
    const Result<HttpResponse> page = co_await fetch(stage, request, "fetches {n}");
    if (page && page->isSuccess()) {
        *found = linksOf(page->body, page->effectiveUrl);
        stage.report(fmt::format("{} links", found->size()));
    } else {
        const std::string error = page ? "HTTP " + statusText(page->status) : page.error();
        stage.fail(error);
        stage.log(fmt::format("{}: {}", stage.name(), error));
    }
}

Activity<> makeTable(Stage stage, std::vector<HttpRequest> pages, std::string file) {
    std::vector<std::shared_ptr<Links>> found;
    std::vector<TaskHandle> readers;
    for (const HttpRequest& page : pages) {
        found.push_back(std::make_shared<Links>());
        readers.push_back(stage.spawn(hostOf(page.url) + pathOf(page.url), readLinks, page, found.back()));
    }
    for (const TaskHandle& reader : readers)
        co_await stage.join(reader, "gathers the links");
    show(stage, tableOf(pages, found), file);
}
// [end]

/// A page with links of every kind; `links` is what is in it.
SitePage page(const char* path, const std::string& links) {
    return {.path = path, .body = "<!DOCTYPE html><title>" + std::string(path) + "</title>\n" + links};
}

std::vector<Site> linkedSites() {
    return {
        {.name = "docs.example",
         .latency = 300ms,
         .pages = {page("/", "<a href='guide'>Guide</a> <a href='/reference#top'>All</a>"
                             "<a href='/reference#end'>The end</a> <a href='mailto:docs@docs.example'>Write to us</a>"),
                   page("/guide", "<a href='.'>Up</a> <a href='guide/waiting'>Waiting</a>"
                                  "<a href='http://blog.example/'>Blog</a> <a href='javascript:print()'>Print</a>"),
                   page("/reference", "<base href='/reference/'><a href='stage'>Stage</a>"
                                      "<a href='lock?of=door'>Lock</a> <a href='../guide'>Guide</a>")}},
        {.name = "blog.example",
         .latency = 500ms,
         .pages = {page("/", "<a href='/await'>To await</a> <a href='//docs.example/'>Docs</a>"
                             "<a href='https://shop.example/cups?size=1,5'>Cups</a>"),
                   page("/await", "<p>Wait <b>less <a href='/'>Home</b></a>"
                                  "<a href='http://DOCS.example:80/guide'>Guide</a>")}},
        {.name = "shop.example",
         .latency = 800ms,
         .pages = {page("/", "<map><area href='/cups'></map><a href='/pawns'>Pawns</a>"
                             "<a href='ftp://shop.example/list'>List</a>")}},
    };
}

void play(Stage stage, const Parameters& parameters) {
    const std::vector<std::string> urls = {
        "http://docs.example/", "http://docs.example/guide", "http://docs.example/lost", "http://docs.example/reference",
        "http://blog.example/", "http://blog.example/await", "http://shop.example/"};
    std::vector<HttpRequest> pages;
    for (const std::string& url : openSites(stage, parameters, linkedSites(), urls)) {
        pages.emplace_back(url);
        pages.back().keepBody = true;
    }
    stage.spawn("main", makeTable, pages, parameters.text("table"));
}

Result<std::monostate> check(const Parameters& parameters, ClockKind clock) {
    if (auto usable = checkOwnAddresses(parameters, clock); !usable)
        return usable;
    const std::string& file = parameters.text("table");
    if (file.empty())
        return std::monostate{};
    const auto writable = canWriteWholeFile(file);
    return writable ? writable : Error{"table: " + writable.error()};
}

} // namespace

Scenario links() {
    return {
        .name = "links",
        .title = SIMUL_TR("links", "Collecting links"),
        .line = SIMUL_TR("links", "Seven pages, one of them gone: every link into one table"),
        .text = SIMUL_TR(
            "links", "Each page is fetched and read by a task of its own; when all are done, main makes the table. "
                     "One page is not there (404): its task says so and ends as failed, and nobody else is bothered. "
                     "Look at where main waits, and that it waits for the slowest page only, not for the sum. The "
                     "table is the same in every mode, though the pages come in in different orders: who gathers "
                     "results in the order of the questions need not care who was first. On the real clock pages of "
                     "one site share connections."),
        .topic = SIMUL_TR("topics", "network"),
        .icon = "pin",
        .modes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .realModes = {Mode::Sync, Mode::Threads, Mode::Coroutines, Mode::Pool},
        .parameters =
            {
                {"table", SIMUL_TR("links", "Table"),
                 SIMUL_TR("links", "A CSV file for the table; without one it goes to the log."), std::string(), {}, {},
                 {}},
                ownAddresses(),
            },
        .tasks = SIMUL_TR("links", "Pages"),
        .defaultCores = 8,
        .source = "links.cpp",
        .check = check,
        .play = play,
    };
}

} // namespace simul::stories
