#pragma once

#include "ui/comparison.h"

class QComboBox;

namespace simul {

/// Offers the runs of a comparison (nullptr: none) by name, and shows `current`. A list that is open stays as it is where
/// the names are the same.
void fillRunChoice(QComboBox& choice, const Comparison* comparison, std::size_t current);

} // namespace simul
