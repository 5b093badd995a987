#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace simul::bench {

/// Prints what a bar of the timeline allows and what was measured, and remembers whether that is kept.
/// `relation`: "<=" or ">=".
void report(int bar, const std::string& what, double value, const char* relation, double limit, const char* unit);
/// All bars of which something was reported, with how many of their figures are kept. Returns whether all are.
bool printSummary();

/// "10k", "1M".
std::string countText(std::size_t count);

// Families of bars. `count`: of slices.
void measureFrames(const std::vector<std::size_t>& counts); ///< 1, 2, 11
void measureNaive(std::size_t count);                       ///< 4
void measureGraphicsView(std::size_t count);                ///< 5
void measureAdversarial(std::size_t count);                 ///< 3
void measureStore(std::size_t count);                       ///< 6, 7
void measureExactness(std::size_t count);                   ///< 9
void measurePanning(std::size_t count);                     ///< 8
void measureLabels();                                       ///< 10
void measureArrows();                                       ///< 10
void measureFiles(std::size_t count);                       ///< 12
void measurePointer(std::size_t count);                     ///< 13

} // namespace simul::bench
