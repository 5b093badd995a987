#pragma once

#include "engine/runtime/random.h"

#include <cstddef>
#include <vector>

namespace simul {

/// The whole numbers that a task of a story draws: first those that an article has printed, then its own, from 0 to 10.
class Draws {
public:
    explicit Draws(Random random, std::vector<std::int64_t> article = {})
        : m_random(random), m_article(std::move(article)) {}

    std::int64_t next() {
        if (m_next < m_article.size())
            return m_article[m_next++];
        return std::uniform_int_distribution<std::int64_t>(0, 10)(m_random);
    }

private:
    Random m_random;
    std::vector<std::int64_t> m_article;
    std::size_t m_next = 0;
};

} // namespace simul
