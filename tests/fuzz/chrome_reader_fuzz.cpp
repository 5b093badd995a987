#include "engine/trace/chrome_reader.h"
#include "tests/fuzz/look_through.h"

#include <sstream>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::istringstream in(std::string(reinterpret_cast<const char*>(data), size));
    const auto traces = simul::readChromeTrace(in);
    if (!traces) {
        if (traces.error().empty() || traces.error().find('\n') != std::string::npos)
            std::abort(); // one sentence
        return 0;
    }
    for (const simul::LoadedTrace& loaded : *traces)
        simul::test::lookThrough(loaded.trace);
    return 0;
}
