#include "engine/net/curl_options.h"

#include "engine/net/descriptor_limit.h"

#include <cstdlib>
#include <mutex>
#include <new>

namespace simul {

void initializeCurl() {
    static std::once_flag once;
    std::call_once(once, [] {
        if (curl_global_init(CURL_GLOBAL_ALL) != CURLE_OK)
            throw std::runtime_error("libcurl could not be started");
        trustedCertificates();
    });
    allowManyDescriptors();
}

void append(CurlList& list, const std::string& text) {
    curl_slist* longer = curl_slist_append(list.get(), text.c_str());
    if (longer == nullptr)
        throw std::bad_alloc();
    [[maybe_unused]] curl_slist* same = list.release();
    list.reset(longer);
}

/// Read once, because others may not change the environment while it is read.
const char* trustedCertificates() {
    static const std::string file = [] {
        const char* name = std::getenv("SSL_CERT_FILE");
        return std::string(name != nullptr ? name : "");
    }();
    return file.empty() ? nullptr : file.c_str();
}

} // namespace simul
