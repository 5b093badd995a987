#pragma once

#include "engine/scenarios/scenario.h"

/// The stories, one file each: a new one is declared here and listed in catalogue.cpp.
namespace simul::stories {

Scenario chess();
Scenario parent();
Scenario secretary();
Scenario count();
Scenario twoFunctions();
Scenario batch();
Scenario chained();
Scenario makerandom();
Scenario gathered();
Scenario connection();
Scenario lifecycle();
Scenario followUp();
Scenario workQueue();
Scenario producerConsumer();
Scenario urlQueue();
Scenario blockedLoop();
Scenario loopInThread();
Scenario loopRules();
Scenario mailer();
Scenario toThread();
Scenario race();
Scenario deadlock();
Scenario philosophers();
Scenario crawlers();
Scenario robotsBot();
Scenario links();
Scenario status();
Scenario threeSites();
Scenario weather();
Scenario sameUrl();

} // namespace simul::stories
