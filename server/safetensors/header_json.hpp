#pragma once

#include "base/result.hpp"
#include "safetensors/header.hpp"

#include <string_view>

namespace likeness::safetensors {

/// Takes the JSON text of a header apart: tensors in the order of the text, metadata, nothing else
/// filled in. Checks the form of every entry, all limits and that no entry stands twice inside one
/// object, tensor names excepted: the caller compares those when it sorts them.
Result<Header> parse_header_json(std::string_view json);

}  // namespace likeness::safetensors
