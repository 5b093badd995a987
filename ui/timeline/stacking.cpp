#include "ui/timeline/stacking.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>

namespace simul {

namespace {

// In 16 bits, so that the compiler puts eight stacks into a register.

/// `below`: of half of Column::whole.
constexpr std::uint16_t raised(std::uint16_t below, std::uint16_t share) {
    return static_cast<std::uint16_t>(below + share - share / 2);
}

/// Where a part ends: to the nearest pixel, but over what it stands on.
constexpr std::int16_t topOf(std::int16_t ground, std::uint16_t below, std::uint16_t share, std::uint16_t height) {
    const auto quarters = static_cast<std::uint16_t>(4 * height);
    const auto twice = static_cast<std::uint16_t>((static_cast<std::uint32_t>(below) * quarters) >> 16);
    const auto exact = static_cast<std::int16_t>((twice + 1) / 2);
    return std::max(exact, static_cast<std::int16_t>(ground + (share != 0 ? 1 : 0)));
}

/// So high may a stack be, over which a gap keeps its pixel.
constexpr int mostOf(std::uint16_t below, int height) {
    constexpr std::uint32_t noGap = (Column::whole - StateCount) / 2; // shares are rounded too
    return std::max(below < noGap ? height - 1 : height, 1);
}

using Heights [[gnu::vector_size(stacksAtOnce)]] = std::uint8_t;
using Mask [[gnu::vector_size(stacksAtOnce)]] = std::int8_t; ///< as a comparison gives it

bool isNone(bool is) {
    return !is;
}
bool isNone(Mask mask) {
    const auto halves = std::bit_cast<std::array<std::uint64_t, 2>>(mask);
    return (halves[0] | halves[1]) == 0;
}

/// What was rounded up is taken from the largest part, the lowest of these. A part keeps a pixel. Of one stack, or of
/// many.
template <class Height>
void settle(std::array<Height, stackParts>& tops, Height most) {
    for (;;) {
        Height largest = tops[0];
        Height place{};
        for (std::uint8_t part = 1; part < stackParts; ++part) {
            const Height height = tops[part] - tops[part - 1];
            const auto isLarger = height > largest;
            largest = isLarger ? height : largest;
            place = isLarger ? Height{} + part : place;
        }
        const auto isTaken = (tops.back() > most) & (largest > Height{} + std::uint8_t{1});
        if (isNone(isTaken))
            return;
        for (std::uint8_t part = 0; part < stackParts; ++part) {
            const auto isLowered = isTaken & (place <= Height{} + part);
            tops[part] = isLowered ? tops[part] - std::uint8_t{1} : tops[part];
        }
    }
}

/// So many from `first` on.
void settleAt(StackTops& tops, std::size_t first, const std::uint8_t* most) {
    std::array<Heights, stackParts> ends;
    for (std::size_t part = 0; part < stackParts; ++part)
        std::memcpy(&ends[part], tops[part].data() + first, sizeof(Heights));
    Heights highest;
    std::memcpy(&highest, most, sizeof(highest));
    settle(ends, highest);
    for (std::size_t part = 0; part < stackParts; ++part)
        std::memcpy(tops[part].data() + first, &ends[part], sizeof(Heights));
}

} // namespace

std::array<int, StateCount> stackHeights(const Column& column, int height) {
    std::array<int, stackParts> tops{};
    std::uint16_t below = 0;
    std::int16_t ground = 0;
    for (std::size_t part = 0; part < stackParts; ++part) {
        const std::uint16_t share = column.shares[static_cast<std::size_t>(stackOrder[part])];
        below = raised(below, share);
        tops[part] = ground = topOf(ground, below, share, static_cast<std::uint16_t>(height));
    }
    settle(tops, mostOf(below, height));
    std::array<int, StateCount> heights{};
    for (std::size_t part = 0; part < stackParts; ++part)
        heights[static_cast<std::size_t>(stackOrder[part])] = tops[part] - (part > 0 ? tops[part - 1] : 0);
    return heights;
}

void stackTops(const StackShares& shares, int height, StackTops& tops) {
    const std::size_t count = shares.front().size();
    assert(count % stacksAtOnce == 0);
    for (std::vector<std::uint8_t>& of : tops)
        of.resize(count);
    constexpr std::size_t atOnce = 8 * stacksAtOnce;
    for (std::size_t first = 0; first < count; first += atOnce) {
        const std::size_t number = std::min(atOnce, count - first);
        std::array<std::uint16_t, atOnce> below{};
        std::array<std::int16_t, atOnce> ground{};
        for (std::size_t part = 0; part < stackParts; ++part) {
            const std::uint16_t* share = shares[part].data() + first;
            std::uint8_t* top = tops[part].data() + first;
            if (part > 0 && std::all_of(share, share + number, [](std::uint16_t one) { return one == 0; })) {
                std::copy_n(tops[part - 1].data() + first, number, top);
                continue;
            }
            for (std::size_t i = 0; i < number; ++i) {
                below[i] = raised(below[i], share[i]);
                ground[i] = topOf(ground[i], below[i], share[i], static_cast<std::uint16_t>(height));
                top[i] = static_cast<std::uint8_t>(ground[i]);
            }
        }
        std::array<std::uint8_t, atOnce> most;
        for (std::size_t i = 0; i < number; ++i)
            most[i] = static_cast<std::uint8_t>(mostOf(below[i], height));
        for (std::size_t i = 0; i < number; i += stacksAtOnce)
            settleAt(tops, first + i, &most[i]);
    }
}

} // namespace simul
