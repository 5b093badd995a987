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

bool isLetter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

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
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = static_cast<std::size_t>(std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(begin),
                                                                          text.end(), isLetter) - text.begin());
        if (std::ranges::find(blockingWords, text.substr(begin, end - begin)) != blockingWords.end())
            return State::Blocked;
        begin = end + 1;
    }
    return State::Running;
}

} // namespace simul
