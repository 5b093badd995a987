#pragma once

#include <cassert>
#include <curl/curl.h>
#include <memory>
#include <stdexcept>
#include <string>

namespace simul {

/// Before any other use of libcurl, from any thread, as often as one likes.
void initializeCurl();

struct FreeCurlList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using CurlList = std::unique_ptr<curl_slist, FreeCurlList>;
/// Throws std::bad_alloc if there is no memory.
void append(CurlList& list, const std::string& text);

/// Wrong options are mistakes of ours; the rest is a lack of memory.
template <class T>
void setOption(CURL* handle, CURLoption option, T value) {
    const CURLcode code = curl_easy_setopt(handle, option, value);
    assert(code == CURLE_OK || code == CURLE_OUT_OF_MEMORY);
    if (code != CURLE_OK)
        throw std::runtime_error(curl_easy_strerror(code));
}

/// Where certificates are that the user trusts, as the tools of OpenSSL and curl have it; null: where the system has
/// them. After initializeCurl().
const char* trustedCertificates();

} // namespace simul
