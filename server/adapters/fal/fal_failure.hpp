#pragma once

#include "base/result.hpp"
#include "http_client/message.hpp"

#include <string>

namespace likeness::fal {

/// An answer of fal.ai that is no success, read as far as it can be read. Its texts repeat what
/// people typed and links to their LoRAs, so that only types and codes are taken from it.
struct FalFailure {
    int status = 0;
    std::string type;  // of the first model error, or of the platform's: "content_policy_violation"
    std::string location;         // of the first model error: "body.loras.0.path"
    bool is_outcome = false;      // certainly the request's own end, not a fault of this call
    bool may_be_outcome = false;  // JSON of the platform, which does not say
    bool was_start_timeout = false;
    bool is_still_running = false;  // the result was asked for too early
};

FalFailure read_failure(const http_client::Response& response);

/// What it means to whoever asked for an image: unprocessable (refused for its content),
/// invalid_argument (its settings), deadline_exceeded (its time), conflict (cancelled),
/// upstream_failed (all else).
Error to_error(const FalFailure& failure);

}  // namespace likeness::fal
