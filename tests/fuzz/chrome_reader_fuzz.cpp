#include "engine/trace/chrome_reader.h"
#include "tests/fuzz/look_through.h"
#include "tests/fuzz/one_sentence.h"

#include <sstream>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::istringstream in(std::string(reinterpret_cast<const char*>(data), size));
    const auto traces = simul::readChromeTrace(in);
    if (!traces) {
        simul::test::expectOneSentence(traces.error());
        return 0;
    }
    for (const simul::LoadedTrace& loaded : *traces)
        simul::test::lookThrough(loaded.trace);
    return 0;
}
