#pragma once

#include "ui/comparison.h"

#include <variant>

namespace simul {

/// A task's row or a resource's.
using RowEntry = std::variant<TaskId, ResourceId>;

/// The rows of a panel below its workers.
struct RowOrder {
    std::vector<RowEntry> ring;     ///< of a deadlock, in its order: who wants what, held by whom
    std::vector<RowEntry> tasks;    ///< and, between them, queues that go from the ones above to the ones below
    std::vector<ResourceId> others; ///< every other resource
};

/// `shown`: the tasks that have rows, sorted.
RowOrder orderRows(const ModeRun& run, const std::vector<TaskId>& shown);

/// Whether the deadlock that the run ended in, if any, is a cycle that this is part of.
bool isInRing(const Trace& trace, RowEntry entry);

} // namespace simul
