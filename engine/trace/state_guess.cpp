#include "engine/trace/state_guess.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace simul {

namespace {

struct Word {
    std::string_view text;
    State state;
};

constexpr std::array schedulerWords = {
    Word{"running", State::Running},          Word{"runnable", State::Ready},
    Word{"queued", State::Ready},             Word{"sleeping", State::Waiting},
    Word{"interruptible sleep", State::Waiting}, Word{"suspended", State::Waiting},
    Word{"idle", State::Waiting},             Word{"uninterruptible sleep", State::Blocked},
    Word{"parked", State::Blocked},
};

constexpr std::array<std::string_view, 12> blockingWords = {"sleep", "wait", "acquire", "lock",  "mutex", "futex",
                                                            "join",  "poll", "epoll",   "recv", "nanosleep", "waitpid"};

/// Before "join": nobody waits for these.
constexpr std::array<std::string_view, 5> joinedThings = {"path", "posixpath", "ntpath", "str", "bytes"};

bool isAlphanumeric(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }
bool isOfName(char c) { return isAlphanumeric(c) || c == '_'; }
bool startsName(char c) { return isOfName(c) && std::isdigit(static_cast<unsigned char>(c)) == 0; }

/// Where a function's own name starts, behind its classes and modules: they are all names, with dots or :: between.
std::size_t ownName(std::string_view text) {
    std::size_t own = 0;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        const bool isBetween = text[i] == '.' || (text[i] == ':' && text[i - 1] == ':');
        const std::size_t before = text[i] == '.' || i < 2 ? i - 1 : i - 2;
        if (isBetween && isOfName(text[before]) && startsName(text[i + 1]))
            own = i + 1;
    }
    return own;
}

/// `text`: in small letters.
bool saysThatItWaits(std::string_view text) {
    text = text.substr(0, text.find('(', 1)); // where it is, or of what
    const std::size_t own = ownName(text);
    std::string_view before;
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = begin;
        while (end < text.size() && isAlphanumeric(text[end]))
            ++end;
        const std::string_view word = text.substr(begin, end - begin);
        const bool joinsThings = word == "join" && std::ranges::find(joinedThings, before) != joinedThings.end();
        if (begin >= own && !joinsThings && std::ranges::find(blockingWords, word) != blockingWords.end())
            return true;
        if (!word.empty())
            before = word;
        begin = end + 1;
    }
    return false;
}

} // namespace

std::optional<State> stateNamed(std::string_view name) {
    for (std::size_t index = 0; index < StateCount; ++index) {
        if (nameOf(static_cast<State>(index)) == name)
            return static_cast<State>(index);
    }
    return std::nullopt;
}

State guessState(std::string_view name, std::string_view category) {
    for (const std::string_view text : {category, name}) {
        const std::optional<State> state = stateNamed(text);
        if (state && *state != State::Idle && !isFinal(*state))
            return *state;
    }
    std::string lower(name.substr(0, 256));
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const std::string_view text = lower;
    for (const Word& word : schedulerWords) {
        if (text == word.text || (text.starts_with(word.text) && text.substr(word.text.size()).starts_with(" (")))
            return word.state;
    }
    return saysThatItWaits(text) ? State::Blocked : State::Running;
}

} // namespace simul
