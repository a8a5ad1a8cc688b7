#pragma once

#include "base/bytes.hpp"

#include <optional>
#include <string>

namespace likeness::safetensors {

/// If the bytes are the start of a file of another well-known kind: a sentence that says which and
/// what to do. Looks at the first bytes only. A safetensors file with a small header may look like
/// one of them: ask only once the length in front makes no sense.
std::optional<std::string> foreign_file_kind(BytesView start_of_file);

}  // namespace likeness::safetensors
