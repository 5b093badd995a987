// What the timeline costs at ten thousand to a hundred million slices, against itself and against what one would have
// otherwise, all in one process on one thread:
//
//     timeline_bench [MOST]             up to so many slices; the default is 10000000
//
// Prints each bar with what was measured. Medians; CPU time of this thread.

#include "tests/bench/bars.h"

#include <QApplication>

#include <algorithm>

int main(int argc, char** argv) {
    using namespace simul::bench;
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    const std::size_t most = argc > 1 ? std::stoull(argv[1]) : 10'000'000;
    const std::size_t many = std::min<std::size_t>(most, 10'000'000); // where more would only take longer
    std::vector<std::size_t> counts;
    for (std::size_t count = 10'000; count <= most; count *= count == 10'000 ? 100 : 10)
        counts.push_back(count);
    measureFrames(counts);
    measureAdversarial(most);
    measureNaive(many);
    measureGraphicsView(std::min<std::size_t>(most, 1'000'000));
    measureStore(many);
    measurePanning(many);
    measureExactness(many);
    measureLabels();
    measureArrows();
    measureFiles(most);
    measurePointer(most);
    return printSummary() ? 0 : 1;
}
