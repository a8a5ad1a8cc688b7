#pragma once

#include "api/operation.hpp"
#include "core/move_in_images.hpp"

namespace likeness::api {

/// Streams the image of the call's body to disk: a raw body, or the part `file` of a form whose
/// part `sidecar`, if there is one, is the text file that lay beside it. Errors as of
/// IncomingImage; unsupported_media_type without a file, payload_too_large for a long sidecar.
Task<ArrivingImage> receive_image(Call& call);

}  // namespace likeness::api
