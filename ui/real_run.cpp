#include "ui/real_run.h"

#include <utility>

namespace simul {

RealRun::RealRun(RunRequest request)
    : m_mode(request.mode), m_thread([this, request = std::move(request)](std::stop_token stop) {
          runScenario(request, m_recorder, std::move(stop));
          m_hasEnded = true;
      }) {}

} // namespace simul
