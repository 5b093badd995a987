#pragma once

#include <cstdlib>
#include <string>

namespace simul::test {

/// What a file is refused with.
inline void expectOneSentence(const std::string& error) {
    if (error.empty() || error.find('\n') != std::string::npos)
        std::abort();
}

} // namespace simul::test
