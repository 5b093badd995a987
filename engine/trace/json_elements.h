#pragma once

#include "engine/trace/read_control.h"
#include "engine/trace/result.h"

#include <functional>
#include <istream>
#include <map>
#include <optional>
#include <simdjson.h>
#include <vector>

namespace simul {

/// The elements of one long array of a JSON file, a batch at a time, so that the file may be larger than memory: the
/// array is the file itself, or stands under a key of the object that the file is. A file that ends in the middle is
/// read as far as it goes. Errors name the byte. One thread at a time.
class JsonElements {
public:
    /// `in` must outlive the reader.
    JsonElements(std::istream& in, ReadControl control);

    /// Finds the array. Call once, first. `key`: what it is called if the file is an object.
    Result<std::monostate> open(std::string_view key);
    /// What stands before the array, as JSON text, if it is no longer than 256 bytes.
    std::optional<std::string> field(const std::string& key) const;

    /// Hands over all elements that are left; fails where the file is wrong, or with what `use` says is.
    Result<std::monostate> forEach(const std::function<Result<std::monostate>(simdjson::dom::element)>& use);

    /// Within it: where the element that was handed over last begins.
    std::uint64_t place();

    /// After that: where the file ends too early, if it does.
    const std::optional<std::uint64_t>& truncatedAt() const { return m_truncatedAt; }

private:
    /// The next elements, valid until it is called again; none: that was all.
    Result<std::optional<simdjson::dom::array>> next();
    void refill();
    int peek();
    int peekSpace();
    std::optional<std::string> takeString();
    std::optional<std::string> takeValue();
    Error expected(std::string_view what);
    std::optional<simdjson::dom::array> guess();
    std::optional<simdjson::dom::array> parse();
    Error badElement(std::size_t end);
    Error errorAt(std::size_t index, std::string_view what) const;
    std::uint64_t fileOffset(std::size_t index) const { return m_base + index; }

    std::istream& m_in;
    ReadControl m_control;
    simdjson::dom::parser m_parser;
    std::vector<char> m_buffer;
    std::uint64_t m_base = 0;  ///< offset in the file of m_buffer[0], which may lie before the file: wraps
    std::size_t m_begin = 1;   ///< of what is not yet read
    std::size_t m_end = 1;     ///< of what is in the buffer; a zero follows
    std::size_t m_batchBegin = 1;
    std::size_t m_batchEnd = 1;
    std::size_t m_wrongGuesses = 0; ///< in a row
    std::size_t m_index = 0;       ///< of the element that was handed over last, in the batch
    std::size_t m_placedIndex = 0; ///< of the one that place() was asked for last
    std::size_t m_placedBegin = 1; ///< where that begins
    bool m_isAtEnd = false;
    bool m_isObject = false;
    bool m_isClosed = false;
    bool m_isFirst = true;
    std::map<std::string, std::string> m_fields;
    std::optional<std::uint64_t> m_truncatedAt;
};

} // namespace simul
