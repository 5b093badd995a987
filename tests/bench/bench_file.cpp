#include "tests/bench/bench_file.h"

#include <fmt/format.h>
#include <fstream>
#include <unistd.h>

namespace simul::bench {

BenchFile::BenchFile(std::uint64_t slices)
    : m_path(std::filesystem::temp_directory_path() / fmt::format("simul-bench-{}-{}.json", getpid(), slices)) {
    std::ofstream out(m_path, std::ios::binary);
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

BenchFile::~BenchFile() {
    std::error_code gone;
    std::filesystem::remove(m_path, gone);
}

double BenchFile::megabytes() const { return 1e-6 * static_cast<double>(std::filesystem::file_size(m_path)); }

} // namespace simul::bench
