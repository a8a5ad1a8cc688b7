#pragma once

#include "app/config.hpp"

namespace likeness::app {

/// Runs the server until SIGINT or SIGTERM. Prints one line with its address once it answers.
/// Returns the exit status; errors are those that keep it from starting.
Result<int> serve(Config config);

}  // namespace likeness::app
