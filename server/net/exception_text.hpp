#pragma once

#include <string>

namespace likeness::net {

/// What the exception that is being handled says, for the log. Call inside a catch block.
std::string exception_text();

}  // namespace likeness::net
