#pragma once

namespace simul {

/// Lets this process have as many open descriptors as it may: each exchange needs one to four, and with the test site
/// in the same process one more. From any thread, as often as one likes.
void allowManyDescriptors();

} // namespace simul
