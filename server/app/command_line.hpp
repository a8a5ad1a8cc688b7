#pragma once

namespace likeness::app {

/// Reads the command line, runs what it asks for, returns the exit status.
int run_command_line(int argc, char** argv);

}  // namespace likeness::app
