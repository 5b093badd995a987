#include "engine/scenarios/session.h"
#include "tests/fuzz/look_through.h"

#include <sstream>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::istringstream in(std::string(reinterpret_cast<const char*>(data), size));
    const auto session = simul::readSession(in);
    if (!session) {
        if (session.error().empty() || session.error().find('\n') != std::string::npos)
            std::abort(); // one sentence
        return 0;
    }
    for (const simul::SessionRun& run : session->runs)
        simul::test::lookThrough(*run.trace);
    return 0;
}
