#pragma once

#include "engine/net/http.h"
#include "engine/runtime/stage.h"

namespace simul {

/// Fetches a page: `const Result<HttpResponse> response = co_await fetch(stage, request);` The task waits as its mode
/// waits: it holds its worker in sync and pool, its thread in threads, nobody in coroutines. A status of 400 and more
/// is an answer too. The request appears in the trace as a resource, its phases as parts of the task's slice. Needs
/// openWeb() in play(). On the Internet robots.txt is asked first, once a site and run: what it forbids is an error.
/// Resumes on: a worker of the task's runtime.
Activity<Result<HttpResponse>> fetch(Stage stage, HttpRequest request, const char* label = "",
                                     std::source_location where = std::source_location::current());
Activity<Result<HttpResponse>> fetch(Stage stage, std::string url, const char* label = "",
                                     std::source_location where = std::source_location::current());

/// The same as a blocking call: it holds the worker in every mode, in coroutines the whole loop.
Activity<Result<HttpResponse>> fetchBlocking(Stage stage, HttpRequest request, const char* label = "",
                                             std::source_location where = std::source_location::current());
Activity<Result<HttpResponse>> fetchBlocking(Stage stage, std::string url, const char* label = "",
                                             std::source_location where = std::source_location::current());

/// The same, handed to a helper thread where that frees the worker: in coroutines.
Activity<Result<HttpResponse>> fetchOffloaded(Stage stage, HttpRequest request, const char* label = "",
                                              std::source_location where = std::source_location::current());

} // namespace simul
