#include "ui/timeline/stack_filler.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <type_traits>

namespace simul {

namespace {

constexpr std::size_t blockSize = stacksAtOnce; ///< pixels
using Block [[gnu::vector_size(blockSize)]] = std::uint8_t;

/// So many neighbours of one pixel each are turned over at once.
constexpr std::size_t turned = 8;
using Turned [[gnu::vector_size(turned * sizeof(std::uint16_t))]] = std::uint16_t;
// Idle is a gap.
constexpr std::size_t firstTurned = 1;
static_assert(firstTurned + turned == StateCount);

/// Whether columns from `first` on are such neighbours: they are sorted, and each has a pixel at least.
bool areNarrow(std::span<const Column> columns, std::size_t first) {
    constexpr std::size_t last = turned - 1;
    return first + last < columns.size() && columns[first + last].width == 1 &&
           columns[first + last].x - columns[first].x == static_cast<int>(last);
}

/// Shares by column become shares by state. Three times each row is shuffled with the one half of them further on.
std::array<Turned, turned> turnOver(const Column* columns) {
    std::array<Turned, turned> rows;
    for (std::size_t i = 0; i < turned; ++i)
        std::memcpy(&rows[i], &columns[i].shares[firstTurned], sizeof(Turned));
    for (int round = 0; round < 3; ++round) {
        std::array<Turned, turned> next;
        for (std::size_t i = 0; i < turned / 2; ++i) {
            next[2 * i] = __builtin_shufflevector(rows[i], rows[i + turned / 2], 0, 8, 1, 9, 2, 10, 3, 11);
            next[2 * i + 1] = __builtin_shufflevector(rows[i], rows[i + turned / 2], 4, 12, 5, 13, 6, 14, 7, 15);
        }
        rows = next;
    }
    return rows;
}

constexpr std::size_t wholeBlocks(int pixels) {
    return (static_cast<std::size_t>(pixels) + blockSize - 1) / blockSize * blockSize;
}

} // namespace

void StackFiller::stack(std::span<const Column> columns, int x0, QSize size, double scale) {
    m_size = size;
    const std::size_t count = wholeBlocks(size.width());
    std::array<std::uint16_t*, stackParts> shares{};
    for (std::size_t part = 0; part < stackParts; ++part) {
        m_shares[part].resize(count);
        shares[part] = m_shares[part].data();
    }
    const auto clear = [&](std::size_t from, std::size_t to) { // all parts end at 0
        for (std::uint16_t* of : shares)
            std::fill(of + from, of + to, std::uint16_t{0});
    };
    const auto device = [scale](int pixel) {
        return scale == 1 ? pixel : static_cast<int>(std::lround(pixel * scale));
    };
    const int left = device(x0);
    std::size_t end = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const Column& column = columns[i];
        const auto from = static_cast<std::size_t>(device(column.x) - left);
        if (from > end)
            clear(end, from);
        if (scale == 1 && areNarrow(columns, i)) {
            const std::array<Turned, turned> rows = turnOver(&column);
            for (std::size_t part = 0; part < stackParts; ++part)
                std::memcpy(shares[part] + from, &rows[static_cast<std::size_t>(stackOrder[part]) - firstTurned],
                            sizeof(Turned));
            end = from + turned;
            i += turned - 1;
            continue;
        }
        end = static_cast<std::size_t>(device(column.x + column.width) - left);
        for (std::size_t x = from; x < end; ++x) {
            for (std::size_t part = 0; part < stackParts; ++part)
                shares[part][x] = column.shares[static_cast<std::size_t>(stackOrder[part])];
        }
    }
    clear(end, count);
    stackTops(m_shares, m_size.height(), m_tops);
}

/// Line by line: where in its stack a pixel is says which state's texture it takes.
void StackFiller::fill(const DevicePixels& pixels, const StackTextures& textures, QPoint pattern, Gaps gaps) {
    std::array<TextureLines, stackParts> lines;
    std::ranges::transform(textures, lines.begin(),
                           [&](const StateTexture& texture) { return TextureLines(texture, pattern); });
    if (gaps == Gaps::AreClear)
        m_nothing.resize(static_cast<std::size_t>(m_size.width()));
    for (int y = 0; y < m_size.height(); ++y) {
        QRgb* line = pixels.first + y * pixels.perLine;
        std::array<const QRgb*, stackParts + 1> rows{};
        std::ranges::transform(lines, rows.begin(), &TextureLines::next);
        rows[stackParts] = gaps == Gaps::AreClear ? m_nothing.data() : line;
        fillLine(line, static_cast<std::uint8_t>(m_size.height() - 1 - y), rows);
    }
}

/// `above`: how far the line is from the ground. In blocks of a register; most lie in one part of their stacks.
void StackFiller::fillLine(QRgb* line, std::uint8_t above, const Rows& rows) const {
    const auto count = static_cast<std::size_t>(m_size.width());
    std::array<const std::uint8_t*, stackParts> tops{};
    for (std::size_t part = 0; part < stackParts; ++part)
        tops[part] = m_tops[part].data();
    for (std::size_t x = 0; x < count; x += blockSize) {
        Block parts{}; // how many parts have ended below
        for (const std::uint8_t* top : tops) {
            Block ends;
            std::memcpy(&ends, top + x, sizeof(ends));
            parts -= static_cast<Block>(ends <= above); // all ones where that is so
        }
        const auto part = std::bit_cast<std::array<std::uint8_t, blockSize>>(parts);
        const auto halves = std::bit_cast<std::array<std::uint64_t, 2>>(parts);
        const bool isOnePart = halves[0] == halves[1] && halves[0] == part[0] * 0x0101'0101'0101'0101U;
        if (isOnePart && rows[part[0]] == line)
            continue;
        const auto fill = [&](auto pixels) {
            if (isOnePart) {
                std::memcpy(line + x, rows[part[0]] + x, pixels * sizeof(QRgb));
                return;
            }
            for (std::size_t i = 0; i < pixels; ++i)
                line[x + i] = rows[part[i]][x + i];
        };
        if (count - x >= blockSize)
            fill(std::integral_constant<std::size_t, blockSize>()); // which the compiler need not count
        else
            fill(count - x);
    }
}

} // namespace simul
