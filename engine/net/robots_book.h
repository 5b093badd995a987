#pragma once

#include "engine/net/robots.h"
#include "engine/runtime/permits.h"

#include <map>
#include <optional>

namespace simul {

/// The robots.txt of every site that a run asks, each read once. Any task.
class RobotsBook {
public:
    struct Entry {
        Lock lock; ///< held by who reads it, so that nobody reads it twice
        std::optional<RobotsRules> rules = {};
    };
    /// For the robots.txt at `url`.
    Entry& entryFor(Stage stage, const std::string& url) {
        const std::lock_guard guard(m_mutex);
        const auto known = m_entries.find(url);
        return known != m_entries.end() ? known->second : m_entries.emplace(url, Entry{Lock(stage, url)}).first->second;
    }

private:
    std::mutex m_mutex;
    std::map<std::string, Entry> m_entries; ///< node-based: entries stay where they are
};

} // namespace simul
