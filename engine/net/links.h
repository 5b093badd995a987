#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace simul {

/// Where the links of a page lead: whole addresses with http or https, without what follows a '#', each once, in the
/// order of the page. `url` is the page's own address, which counts unless the page names another (<base>); if it is
/// no address, there are none. Any text will do for a page. Any thread.
std::vector<std::string> linksOf(std::string_view html, const std::string& url);

} // namespace simul
