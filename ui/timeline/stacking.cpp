#include "ui/timeline/stacking.h"

#include <algorithm>

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

/// What was rounded up is taken from the largest, and a gap keeps its pixel. `topAt(part)` can be changed.
template <class TopAt>
void settle(int filled, std::uint16_t below, int height, const TopAt& topAt) {
    constexpr std::uint32_t noGap = (Column::whole - StateCount) / 2; // shares are rounded too
    const int most = std::max(below < noGap ? height - 1 : height, 1);
    for (; filled > most; --filled) {
        std::size_t largest = 0;
        const auto heightOf = [&](std::size_t part) { return topAt(part) - (part > 0 ? topAt(part - 1) : 0); };
        for (std::size_t part = 1; part < stackParts; ++part)
            largest = heightOf(part) > heightOf(largest) ? part : largest;
        if (heightOf(largest) <= 1)
            return;
        for (std::size_t part = largest; part < stackParts; ++part)
            --topAt(part);
    }
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
    settle(ground, below, height, [&](std::size_t part) -> int& { return tops[part]; });
    std::array<int, StateCount> heights{};
    for (std::size_t part = 0; part < stackParts; ++part)
        heights[static_cast<std::size_t>(stackOrder[part])] = tops[part] - (part > 0 ? tops[part - 1] : 0);
    return heights;
}

void stackTops(const StackShares& shares, int height, StackTops& tops) {
    const std::size_t count = shares.front().size();
    constexpr std::size_t atOnce = 128;
    for (std::vector<std::uint8_t>& of : tops)
        of.resize(count);
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
        for (std::size_t i = 0; i < number; ++i)
            settle(ground[i], below[i], height,
                   [&](std::size_t part) -> std::uint8_t& { return tops[part][first + i]; });
    }
}

} // namespace simul
