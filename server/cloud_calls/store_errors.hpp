#pragma once

#include "base/error.hpp"

#include <chrono>
#include <optional>
#include <string>

/// What object stores say no with, in the words of the ObjectStore port. `detail` names the call
/// and the status; never a query, a header or a body that could hold a credential.
namespace likeness::cloud_calls {

/// It may be better soon.
Error store_unavailable(std::string detail, std::optional<std::chrono::seconds> retry_after = {});

/// The operator has to act: `sentence` says what, naming bucket and account.
Error store_refuses(std::string sentence);

/// Neither: the store and we do not understand each other.
Error store_misunderstands(std::string detail);

}  // namespace likeness::cloud_calls
