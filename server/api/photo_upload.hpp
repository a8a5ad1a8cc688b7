#pragma once

#include "api/operation.hpp"
#include "core/uploads.hpp"

#include <string>

namespace likeness::api {

/// Streams the files of the call's body to disk and keeps their photos: a raw body of one image or
/// archive called `name`, or all files of a form. unprocessable with the first reason when nothing
/// could be kept.
Task<UploadReceipt> receive_photos(Call& call, std::string name);

}  // namespace likeness::api
