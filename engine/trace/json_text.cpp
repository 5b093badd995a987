#include "engine/trace/json_text.h"

#include <nlohmann/json.hpp>

namespace simul {

std::string jsonText(std::string_view text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace simul
