#include "engine/net/test_site.h"

#include "engine/net/delay_line.h"
#include "engine/net/descriptor_limit.h"
#include "engine/net/listen.h"
#include "engine/trace/translate.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <microhttpd.h>

namespace simul {

namespace {

/// How long a site that never answers keeps its connections: nobody waits longer, and they would add up.
constexpr auto patience = std::chrono::minutes(10);

struct FreeResponse {
    void operator()(MHD_Response* response) const { MHD_destroy_response(response); }
};
using Response = std::unique_ptr<MHD_Response, FreeResponse>;

/// `body` outlives the response.
Response responseOf(const std::string& body, const std::string& type) {
    Response response(
        MHD_create_response_from_buffer(body.size(), const_cast<char*>(body.data()), MHD_RESPMEM_PERSISTENT));
    if (response && !type.empty())
        MHD_add_response_header(response.get(), MHD_HTTP_HEADER_CONTENT_TYPE, type.c_str());
    return response;
}

/// A site with everything that it may say, ready to be sent.
class ServedSite {
public:
    explicit ServedSite(Site site) : m_site(std::move(site)), m_filler(fillerBody(m_site, m_site.size)) {
        m_fillerResponse = responseOf(m_filler, "text/html; charset=utf-8");
        for (const SitePage& page : m_site.pages) {
            Response& response = m_pages[&page];
            response = responseOf(page.body, page.type);
            if (response && !page.location.empty())
                MHD_add_response_header(response.get(), MHD_HTTP_HEADER_LOCATION, page.location.c_str());
        }
    }
    const Site& site() const { return m_site; }
    /// Null: there is no such page.
    MHD_Response* response(const SiteAnswer& answer) const {
        if (answer.page != nullptr)
            return m_pages.at(answer.page).get();
        return m_site.pages.empty() ? m_fillerResponse.get() : nullptr;
    }

private:
    Site m_site;
    std::string m_filler;
    Response m_fillerResponse;
    std::map<const SitePage*, Response> m_pages;
};

std::string indexPage(const std::vector<Site>& sites) {
    std::string page = "<!DOCTYPE html><title>Simul: the test site</title><h1>The sites served here</h1><ul>\n";
    for (const Site& site : sites) {
        if (site.behaviour != SiteBehaviour::DoesNotResolve)
            page += fmt::format("<li><a href=\"/{0}/\">{0}</a>\n", site.name);
    }
    return page + "</ul>\n";
}

std::string hostOf(MHD_Connection* connection) {
    const char* host = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_HOST);
    const std::string_view text = host != nullptr ? host : "";
    return std::string(text.substr(0, text.find(':')));
}

} // namespace

class TestSite::Server {
public:
    Server(std::vector<Site> sites, double scale) : m_scale(scale), m_index(indexPage(sites)) {
        m_indexResponse = responseOf(m_index, "text/html; charset=utf-8");
        m_notFoundResponse = responseOf(m_empty, "");
        for (Site& site : sites) {
            std::string name = site.name;
            m_sites.try_emplace(std::move(name), std::move(site));
        }
    }
    ~Server() {
        m_delays.stop(); // wakes every connection: the daemon must not end while one is suspended
        if (m_daemon != nullptr)
            MHD_stop_daemon(m_daemon);
    }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Takes over the socket.
    bool start(int listening) {
        m_port = portOf(listening);
        m_daemon =
            MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, nullptr, nullptr,
                             &Server::onRequest, this, MHD_OPTION_LISTEN_SOCKET, listening, MHD_OPTION_CONNECTION_LIMIT,
                             8192U, MHD_OPTION_CONNECTION_TIMEOUT, 60U, MHD_OPTION_END);
        return m_daemon != nullptr;
    }
    std::uint16_t port() const { return m_port; }

private:
    /// libmicrohttpd comes by several times with each request: when its head has arrived, when all of it has, and once
    /// more after it was suspended.
    enum class Stage : std::intptr_t { New, Arrived, Delayed };

    struct Addressed {
        const ServedSite* served = nullptr;
        std::string_view path;
    };

    static MHD_Result onRequest(void* self, MHD_Connection* connection, const char* url, const char* method,
                                const char* /*version*/, const char* /*upload*/, std::size_t* /*uploadSize*/,
                                void** stage) {
        return static_cast<Server*>(self)->handle(connection, url, method, *stage);
    }

    MHD_Result handle(MHD_Connection* connection, std::string_view url, std::string_view method, void*& state) {
        const auto stage = static_cast<Stage>(reinterpret_cast<std::intptr_t>(state));
        const auto goTo = [&](Stage next) { state = reinterpret_cast<void*>(static_cast<std::intptr_t>(next)); };
        if (stage == Stage::New) {
            if (method != MHD_HTTP_METHOD_GET && method != MHD_HTTP_METHOD_HEAD)
                return MHD_queue_response(connection, MHD_HTTP_METHOD_NOT_ALLOWED, m_notFoundResponse.get());
            goTo(Stage::Arrived);
            return MHD_YES;
        }
        const Addressed to = addressed(connection, url);
        if (to.served == nullptr) {
            const unsigned status = url == "/" ? MHD_HTTP_OK : MHD_HTTP_NOT_FOUND;
            return MHD_queue_response(connection, status, m_indexResponse.get());
        }
        if (stage == Stage::Arrived) {
            goTo(Stage::Delayed);
            suspend(connection, to.served->site());
            return MHD_YES;
        }
        if (to.served->site().behaviour == SiteBehaviour::NeverAnswers)
            return MHD_NO; // closes the connection
        const SiteAnswer answer = answerOf(to.served->site(), to.path);
        MHD_Response* response = to.served->response(answer);
        return MHD_queue_response(connection, static_cast<unsigned>(answer.status),
                                  response != nullptr ? response : m_notFoundResponse.get());
    }

    void suspend(MHD_Connection* connection, const Site& site) {
        const std::chrono::duration<double, Duration::period> wall = site.latency * m_scale;
        const Duration delay =
            site.behaviour == SiteBehaviour::NeverAnswers ? Duration(patience) : std::chrono::round<Duration>(wall);
        MHD_suspend_connection(connection);
        if (!m_delays.callAt(DelayLine::Clock::now() + delay, [connection] { MHD_resume_connection(connection); }))
            MHD_resume_connection(connection);
    }

    Addressed addressed(MHD_Connection* connection, std::string_view url) const {
        const auto known = m_sites.find(hostOf(connection));
        if (known != m_sites.end())
            return {&known->second, url};
        const std::string_view rest = url.substr(std::min<std::size_t>(1, url.size()));
        const std::size_t end = std::min(rest.find('/'), rest.size());
        const auto named = m_sites.find(std::string(rest.substr(0, end)));
        if (named == m_sites.end() || named->second.site().behaviour == SiteBehaviour::DoesNotResolve)
            return {};
        return {&named->second, end == rest.size() ? "/" : rest.substr(end)};
    }

    double m_scale;
    std::string m_index;
    std::string m_empty;
    Response m_indexResponse;
    Response m_notFoundResponse;
    std::map<std::string, ServedSite> m_sites;
    MHD_Daemon* m_daemon = nullptr;
    std::uint16_t m_port = 0;
    DelayLine m_delays;
};

Result<std::unique_ptr<TestSite>> TestSite::start(std::vector<Site> sites, Options options) {
    allowManyDescriptors();
    auto server = std::make_unique<Server>(std::move(sites), options.scale);
    const Result<int> listening = listenHere(options.port);
    if (!listening)
        return Error{listening.error()};
    if (!server->start(*listening))
        return Error{
            SIMUL_TR("net", "the test site could not be started: the system has no threads or descriptors left")};
    return std::unique_ptr<TestSite>(new TestSite(std::move(server)));
}

TestSite::TestSite(std::unique_ptr<Server> server) : m_server(std::move(server)) {}

TestSite::~TestSite() = default;

std::uint16_t TestSite::port() const {
    return m_server->port();
}

std::string TestSite::address() const {
    return fmt::format("http://127.0.0.1:{}/", port());
}

} // namespace simul
