#include "engine/trace/chrome_reader.h"
#include "tests/bench/bench_file.h"

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fmt/format.h>
#include <fstream>
#include <sys/resource.h>

// How fast a Chrome trace is read: `reader_bench [SLICES]`, ten million unless told. Target: 200 MB/s. The file is written
// first and read from the page cache.

using namespace simul;

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

long peakMegabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

} // namespace

int main(int argc, char** argv) {
    const std::uint64_t slices = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 10'000'000;
    const bench::BenchFile file(slices);
    for (int round = 0; round < 3; ++round) {
        std::ifstream in(file.path(), std::ios::binary);
        std::uint64_t calls = 0;
        const auto cpu = std::clock();
        const auto start = Clock::now();
        const auto traces = readChromeTrace(in, {{}, [&](std::uint64_t) { ++calls; }});
        const double seconds = secondsSince(start);
        const double used = static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC;
        if (!traces) {
            fmt::print(stderr, "{}\n", traces.error());
            return 1;
        }
        fmt::print("chrome reader: {} slices, {:.0f} MB in {:.2f} s ({:.2f} s of CPU): {:.0f} MB/s, {:.0f} MB per CPU second; "
                   "{} slices stored, peak {} MB, {} reports of progress\n",
                   slices, file.megabytes(), seconds, used, file.megabytes() / seconds, file.megabytes() / used,
                   traces->front().trace.slicesStored(), peakMegabytes(), calls);
    }
    return 0;
}
