#include "ui/files/foreign_story.h"

namespace simul {

const Scenario& foreignStory() {
    static const Scenario story = [] {
        Scenario made;
        made.title = SIMUL_TR("foreign", "A trace from a file");
        made.line = SIMUL_TR("foreign", "Recorded by another program; states are guessed from names");
        made.worker = SIMUL_TR("foreign", "CPU");
        made.workers = SIMUL_TR("foreign", "CPUs");
        made.tasks = SIMUL_TR("foreign", "Threads");
        return made;
    }();
    return story;
}

} // namespace simul
