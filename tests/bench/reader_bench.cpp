#include "engine/trace/chrome_reader.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <sys/resource.h>

// How fast a Chrome trace is read: `reader_bench [SLICES]`, ten million unless told, over 24 threads with nested slices as
// tracers write them. Target: 200 MB/s. The file is written first and read from the page cache.

using namespace simul;

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

void writeFile(const std::filesystem::path& path, std::uint64_t slices) {
    std::ofstream out(path, std::ios::binary);
    std::string text = "{\"traceEvents\":[\n";
    for (std::uint64_t slice = 0; slice < slices; ++slice) {
        const std::uint64_t thread = slice % 24;
        const std::uint64_t start = slice / 24 * 40;
        const bool isInner = slice / 24 % 4 == 3; // in every fourth one, of the one before it
        fmt::format_to(std::back_inserter(text),
                       R"({}{{"ph":"X","cat":"work","name":"step {}","pid":1,"tid":{},"ts":{}.{:03},"dur":{}.125,"args":{{"n":{}}}}})",
                       slice == 0 ? "" : ",\n", slice % 97, thread + 1, isInner ? start - 20 : start, slice % 1000,
                       isInner ? 5 : 35, slice);
        if (text.size() > std::size_t{1} << 20) {
            out << text;
            text.clear();
        }
    }
    out << text << "\n]}\n";
}

long peakMegabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

} // namespace

int main(int argc, char** argv) {
    const std::uint64_t slices = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 10'000'000;
    const std::filesystem::path path = std::filesystem::temp_directory_path() / fmt::format("simul-reader-bench-{}.json", slices);
    writeFile(path, slices);
    const auto size = static_cast<double>(std::filesystem::file_size(path));
    for (int round = 0; round < 3; ++round) {
        std::ifstream in(path, std::ios::binary);
        std::uint64_t calls = 0;
        const auto cpu = std::clock();
        const auto start = Clock::now();
        const auto traces = readChromeTrace(in, {{}, [&](std::uint64_t) { ++calls; }});
        const double seconds = secondsSince(start);
        const double used = static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC;
        if (!traces) {
            fmt::print(stderr, "{}\n", traces.error());
            std::filesystem::remove(path);
            return 1;
        }
        fmt::print("chrome reader: {} slices, {:.0f} MB in {:.2f} s ({:.2f} s of CPU): {:.0f} MB/s, {:.0f} MB per CPU second; "
                   "{} slices stored, peak {} MB, {} reports of progress\n",
                   slices, size / 1e6, seconds, used, size / 1e6 / seconds, size / 1e6 / used, traces->front().trace.slicesStored(),
                   peakMegabytes(), calls);
    }
    std::filesystem::remove(path);
    return 0;
}
