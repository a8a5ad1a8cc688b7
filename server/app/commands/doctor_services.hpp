#pragma once

#include "app/commands/command_tools.hpp"

#include <string>
#include <vector>

namespace likeness::app {

/// One thing that was tried, and what to do if it did not go well.
struct Finding {
    std::string subject;
    bool is_good = true;
    std::string detail;
    std::string advice = {};
};

/// Tries the database, the store and every engine elsewhere that is configured, each with a call
/// that changes and costs nothing. Takes some seconds where something does not answer.
std::vector<Finding> check_services(const Config& config);

}  // namespace likeness::app
