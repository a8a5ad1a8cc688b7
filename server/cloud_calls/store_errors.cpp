#include "cloud_calls/store_errors.hpp"

#include <utility>

namespace likeness::cloud_calls {

Error store_unavailable(std::string detail, std::optional<std::chrono::seconds> retry_after) {
    Error error = Error::unavailable(
        "The object store does not answer as it should. Please try again.", std::move(detail)
    );
    error.retry_after = retry_after;
    return error;
}

Error store_refuses(std::string sentence) {
    return {
        ErrorCode::permission_denied,
        "The object store refuses this server. Its operator has to mend that.",
        std::move(sentence)};
}

Error store_misunderstands(std::string detail) {
    return Error::internal(std::move(detail));
}

}  // namespace likeness::cloud_calls
