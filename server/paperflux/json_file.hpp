#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <functional>
#include <string_view>

namespace boost::json {
class value;
}

namespace likeness::paperflux {

using ReadJson = std::function<Result<void>(const boost::json::value& document)>;

/// Parses one of the model's JSON files and hands the document to `read`, whose calls of Boost.JSON
/// may throw: a missing key, another type or a number out of range ends in the same `unprocessable`
/// as broken JSON does, naming the file.
Result<void> read_json(std::string_view file_name, BytesView text, const ReadJson& read);

/// `unprocessable`: what is wrong in one of the model's files.
Error model_error(std::string_view file_name, std::string_view what);

}  // namespace likeness::paperflux
