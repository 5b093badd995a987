#include "tests/bench/bars.h"

#include <cstdio>
#include <fmt/format.h>
#include <map>

namespace simul::bench {

namespace {

struct Tally {
    int kept = 0;
    int all = 0;
};

std::map<int, Tally>& tallies() {
    static std::map<int, Tally> byBar;
    return byBar;
}

} // namespace

void report(int bar, const std::string& what, double value, const char* relation, double limit, const char* unit) {
    const bool isKept = std::string_view(relation) == "<=" ? value <= limit : value >= limit;
    fmt::print("{:>3}  {:<66} {:>10.3f} {} {:<8g} {:<8} {}\n", bar, what, value, relation, limit, unit,
               isKept ? "ok" : "MISSED");
    std::fflush(stdout);
    Tally& tally = tallies()[bar];
    tally.kept += isKept ? 1 : 0;
    ++tally.all;
}

bool printSummary() {
    bool areKept = true;
    for (const auto& [bar, tally] : tallies()) {
        fmt::print("bar {:>2}: {} of {} kept{}\n", bar, tally.kept, tally.all, tally.kept == tally.all ? "" : "  MISSED");
        areKept = areKept && tally.kept == tally.all;
    }
    return areKept;
}

std::string countText(std::size_t count) {
    return count >= 1'000'000 ? fmt::format("{}M", count / 1'000'000) : fmt::format("{}k", count / 1000);
}

} // namespace simul::bench
