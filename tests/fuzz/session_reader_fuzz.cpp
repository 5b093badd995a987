#include "engine/scenarios/session.h"
#include "tests/fuzz/look_through.h"
#include "tests/fuzz/one_sentence.h"
#include "ui/timeline/lane_choices_text.h"

#include <sstream>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::istringstream in(std::string(reinterpret_cast<const char*>(data), size));
    const auto session = simul::readSession(in);
    if (!session) {
        simul::test::expectOneSentence(session.error());
        return 0;
    }
    for (const simul::SessionRun& run : session->runs)
        simul::test::lookThrough(*run.trace);
    if (session->view) { // in the window's words, which settings have too
        const simul::LaneChoices lanes = simul::laneChoicesFrom(QByteArray::fromStdString(session->view->lanes));
        if (simul::laneChoicesFrom(textOf(lanes)) != lanes)
            std::abort();
    }
    return 0;
}
