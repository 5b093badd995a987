#pragma once

#include <cstdint>
#include <filesystem>

namespace simul::bench {

/// A Chrome trace of so many slices as tracers write them, nested, over 24 threads. Gone when it is destroyed.
class BenchFile {
public:
    explicit BenchFile(std::uint64_t slices);
    ~BenchFile();
    BenchFile(const BenchFile&) = delete;
    BenchFile& operator=(const BenchFile&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    double megabytes() const;

private:
    std::filesystem::path m_path;
};

} // namespace simul::bench
