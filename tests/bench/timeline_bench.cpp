// What the timeline costs at ten thousand to a hundred million slices, against itself and against what one would have
// otherwise, all in one process on one thread:
//
//     timeline_bench [MOST [BAR]...]    up to so many slices (10000000 unless told), and only these bars
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
    const std::vector<std::string> only(argv + std::min(argc, 2), argv + argc);
    const auto measures = [&](std::initializer_list<int> bars, auto measure) {
        if (only.empty() || std::ranges::any_of(bars, [&](int bar) {
                return std::ranges::find(only, std::to_string(bar)) != only.end();
            }))
            measure();
    };
    measures({1, 2, 11}, [&] { measureFrames(counts); });
    measures({3}, [&] { measureAdversarial(most); });
    measures({4}, [&] { measureNaive(many); });
    measures({5}, [&] { measureGraphicsView(std::min<std::size_t>(most, 1'000'000)); });
    measures({6, 7}, [&] { measureStore(many); });
    measures({8}, [&] { measurePanning(many); });
    measures({9}, [&] { measureExactness(many); });
    measures({10}, measureLabels);
    measures({10}, measureArrows);
    measures({12}, [&] { measureFiles(many); });
    measures({13}, [&] { measurePointer(most); });
    return printSummary() ? 0 : 1;
}
