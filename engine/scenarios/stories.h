#pragma once

#include "engine/scenarios/scenario.h"

/// The stories, one file each: a new one is declared here and listed in catalogue.cpp.
namespace simul::stories {

Scenario chess();
Scenario count();
Scenario twoFunctions();
Scenario batch();
Scenario workQueue();
Scenario crawlers();

} // namespace simul::stories
