#include "engine/trace/json_elements.h"

#include "engine/trace/json_scan.h"

#include <cstring>
#include <utility>
#include <fmt/format.h>

namespace simul {

namespace {

constexpr std::size_t firstWindow = std::size_t{1} << 14; // most files are small
constexpr std::size_t window = std::size_t{1} << 20;
constexpr std::size_t longestElement = std::size_t{64} << 20;
constexpr std::size_t longestField = 256;
constexpr std::size_t padding = simdjson::SIMDJSON_PADDING;

} // namespace

JsonElements::JsonElements(std::istream& in, ReadControl control)
    : m_in(in), m_control(std::move(control)), m_buffer(1 + firstWindow + padding), m_base(0U - std::uint64_t{1}) {}

/// Moves what is left to the front and reads on.
void JsonElements::refill() {
    if (m_begin > 1) {
        std::memmove(m_buffer.data() + 1, m_buffer.data() + m_begin, m_end - m_begin);
        m_base += m_begin - 1;
        m_end -= m_begin - 1;
        m_begin = 1;
    }
    if (!m_isAtEnd && m_buffer.size() < window)
        m_buffer.resize(2 * m_buffer.size());
    const std::size_t room = m_buffer.size() - padding - m_end;
    if (!m_isAtEnd && room > 0) {
        m_in.read(m_buffer.data() + m_end, static_cast<std::streamsize>(room));
        m_end += static_cast<std::size_t>(m_in.gcount());
        m_isAtEnd = !m_in.good();
    }
    m_buffer[m_end] = '\0';
    if (m_control.progress)
        m_control.progress(fileOffset(m_end));
}

/// The next character, -1 at the end of the file.
int JsonElements::peek() {
    if (m_begin == m_end && !m_isAtEnd)
        refill();
    return m_begin == m_end ? -1 : static_cast<unsigned char>(m_buffer[m_begin]);
}

int JsonElements::peekSpace() {
    int c = peek();
    while (c >= 0 && isJsonSpace(static_cast<char>(c))) {
        ++m_begin;
        c = peek();
    }
    return c;
}

/// A string without its quotes, as it is written; none if it does not end.
std::optional<std::string> JsonElements::takeString() {
    std::string text;
    ++m_begin;
    for (int c = peek(); c >= 0; c = peek()) {
        ++m_begin;
        if (c == '"')
            return text;
        if (text.size() <= longestField)
            text += static_cast<char>(c);
        if (c == '\\' && peek() >= 0)
            text += m_buffer[m_begin++];
        if (m_control.stop.stop_requested())
            return std::nullopt;
    }
    return std::nullopt;
}

/// Any value as it is written, cut off where it gets long; none if it does not end.
std::optional<std::string> JsonElements::takeValue() {
    std::string text;
    std::size_t depth = 0;
    for (int c = peekSpace(); c >= 0; c = depth > 0 ? peekSpace() : peek()) {
        if (c == '"') {
            const std::optional<std::string> string = takeString();
            if (!string)
                return std::nullopt;
            if (text.size() <= longestField)
                text += '"' + *string + '"';
        } else {
            if (depth == 0 && (c == ',' || c == '}' || c == ']' || isJsonSpace(static_cast<char>(c))))
                return text;
            depth += c == '{' || c == '[' ? 1 : 0;
            depth -= c == '}' || c == ']' ? 1 : 0;
            if (text.size() <= longestField)
                text += static_cast<char>(c);
            ++m_begin;
            if (depth == 0 && (c == '}' || c == ']'))
                return text;
        }
        if (m_control.stop.stop_requested())
            return std::nullopt;
    }
    return std::nullopt;
}

Error JsonElements::errorAt(std::size_t index, std::string_view what) const {
    return {fmt::format("byte {}: {}", fileOffset(index), what)};
}

Error JsonElements::expected(std::string_view what) {
    if (m_control.stop.stop_requested())
        return {"stopped"};
    return peek() < 0 ? errorAt(m_begin, fmt::format("the file ends where {} should be", what))
                      : errorAt(m_begin, fmt::format("there should be {}", what));
}

Result<std::monostate> JsonElements::open(std::string_view key) {
    refill();
    if (m_end - m_begin >= 3 && std::memcmp(m_buffer.data() + m_begin, "\xef\xbb\xbf", 3) == 0)
        m_begin += 3;
    const int first = peekSpace();
    if (first < 0)
        return Error{"the file is empty"};
    if (first != '{' && first != '[')
        return expected("JSON, which begins with { or [");
    ++m_begin;
    if (first == '[')
        return std::monostate{};
    m_isObject = true;
    for (bool isFirst = true; peekSpace() != '}'; isFirst = false) {
        if (!isFirst) {
            if (peek() != ',')
                return expected("a comma or the end of the object");
            ++m_begin;
        }
        if (peekSpace() != '"')
            return expected("a key");
        const std::optional<std::string> name = takeString();
        if (!name || peekSpace() != ':')
            return expected("a colon");
        ++m_begin;
        if (*name == key) {
            if (peekSpace() != '[')
                return expected(fmt::format("the array of \"{}\"", key));
            ++m_begin;
            return std::monostate{};
        }
        std::optional<std::string> value = takeValue();
        if (!value)
            return expected("the end of a value");
        if (value->size() <= longestField)
            m_fields.insert_or_assign(*name, *std::move(value));
    }
    return Error{fmt::format("there is no \"{}\" in it", key)};
}

std::optional<std::string> JsonElements::field(const std::string& key) const {
    const auto found = m_fields.find(key);
    return found == m_fields.end() ? std::nullopt : std::optional(found->second);
}

Result<std::optional<simdjson::dom::array>> JsonElements::next() {
    using Batch = std::optional<simdjson::dom::array>;
    if (m_isClosed)
        return Batch{};
    for (;;) {
        if (m_control.stop.stop_requested())
            return Error{"stopped"};
        refill();
        std::size_t begin = m_begin;
        const auto skipSpace = [&] {
            while (begin < m_end && isJsonSpace(m_buffer[begin]))
                ++begin;
        };
        skipSpace();
        if (!m_isFirst && begin < m_end && m_buffer[begin] == ',') {
            ++begin;
            skipSpace();
        } else if (!m_isFirst && begin < m_end && m_buffer[begin] != ']') {
            return errorAt(begin, "there should be a comma");
        }
        m_batchBegin = begin;
        if (const auto elements = guess())
            return Batch{*elements};
        const WholeElements found = findWholeElements(m_buffer.data(), begin, m_end);
        if (found.end > begin) {
            m_batchEnd = found.end;
            break;
        }
        if (begin < m_end && m_buffer[begin] == ',')
            return errorAt(begin, "there should be an element");
        if (found.isClosed) {
            m_isClosed = true;
            return Batch{};
        }
        if (m_isAtEnd) {
            m_isClosed = true;
            // A writer of the array form may leave the closing bracket out.
            if (m_isObject || begin < m_end)
                m_truncatedAt = fileOffset(m_end);
            return Batch{};
        }
        if (m_end == m_buffer.size() - padding && m_begin == 1) {
            if (m_buffer.size() > longestElement)
                return errorAt(begin, "an element is longer than 64 MiB");
            m_buffer.resize(2 * m_buffer.size());
        }
    }
    const auto elements = parse();
    if (!elements)
        return badElement(m_batchEnd);
    return Batch{*elements};
}

/// The batch up to where the last object but one seems to end: to scan all that is in the buffer takes as long as to parse
/// it. Whether that was right the parser says.
std::optional<simdjson::dom::array> JsonElements::guess() {
    constexpr std::size_t mostWrong = 4; // there are files in which it always is
    if (m_wrongGuesses == mostWrong)
        return std::nullopt;
    ++m_wrongGuesses;
    const std::optional<std::size_t> length = guessLengthOfObjects({m_buffer.data() + m_batchBegin, m_end - m_batchBegin});
    if (!length)
        return std::nullopt;
    m_batchEnd = m_batchBegin + *length;
    const auto elements = parse();
    if (elements)
        m_wrongGuesses = 0;
    return elements;
}

/// The batch; what is in the buffer stays as it is.
std::optional<simdjson::dom::array> JsonElements::parse() {
    const char before = std::exchange(m_buffer[m_batchBegin - 1], '[');
    const char after = std::exchange(m_buffer[m_batchEnd], ']');
    simdjson::dom::array elements;
    const auto error = m_parser.parse(m_buffer.data() + m_batchBegin - 1, m_batchEnd - m_batchBegin + 2, false).get(elements);
    m_buffer[m_batchBegin - 1] = before;
    m_buffer[m_batchEnd] = after;
    if (error)
        return std::nullopt;
    m_isFirst = false;
    m_begin = m_batchEnd;
    return elements;
}

/// Parses the elements of a batch one by one until one fails.
Error JsonElements::badElement(std::size_t end) {
    simdjson::dom::parser parser;
    for (std::size_t begin = m_batchBegin; begin < end;) {
        while (begin < end && isJsonSpace(m_buffer[begin]))
            ++begin;
        const std::size_t stop = elementEnd(m_buffer.data(), begin, end);
        const simdjson::padded_string text(m_buffer.data() + begin, stop - begin);
        if (const auto error = parser.parse(text).error()) {
            const std::string_view why = simdjson::error_message(error); // "CODE: in words", mostly
            const std::size_t code = why.find(": ");
            return errorAt(begin, fmt::format("what begins here is not well-formed JSON: {}",
                                              why.substr(code == why.npos ? 0 : code + 2)));
        }
        begin = stop + 1;
    }
    return errorAt(m_batchBegin, "what begins here is not well-formed JSON");
}

Result<std::monostate> JsonElements::forEach(const std::function<Result<std::monostate>(simdjson::dom::element)>& use) {
    for (;;) {
        const auto batch = next();
        if (!batch)
            return Error{batch.error()};
        if (!*batch)
            return std::monostate{};
        m_index = 0;
        m_placedIndex = 0;
        m_placedBegin = m_batchBegin;
        for (const simdjson::dom::element element : **batch) {
            if (const auto done = use(element); !done)
                return Error{fmt::format("byte {}: {}", place(), done.error())};
            ++m_index;
        }
    }
}

std::uint64_t JsonElements::place() {
    const auto skipSpace = [this] {
        while (m_placedBegin < m_batchEnd && isJsonSpace(m_buffer[m_placedBegin]))
            ++m_placedBegin;
    };
    for (skipSpace(); m_placedIndex < m_index; ++m_placedIndex) {
        m_placedBegin = elementEnd(m_buffer.data(), m_placedBegin, m_batchEnd) + 1;
        skipSpace();
    }
    return fileOffset(m_placedBegin);
}

} // namespace simul
