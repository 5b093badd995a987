#include "app/interruption.h"

#include <atomic>
#include <csignal>

namespace simul {

namespace {
std::atomic<bool> isRequested = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may touch nothing else");

void remember(int) { isRequested = true; }
} // namespace

Interruption::Interruption() {
    isRequested = false;
    std::signal(SIGINT, remember);
    std::signal(SIGTERM, remember);
}

Interruption::~Interruption() {
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

bool Interruption::requested() const { return isRequested; }

} // namespace simul
