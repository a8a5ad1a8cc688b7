#include "base/error.hpp"

#include <utility>

namespace likeness {

Error Error::invalid_field(std::string path, std::string why) {
    std::vector<FieldError> fields;
    fields.push_back({std::move(path), std::move(why)});
    return invalid_fields(std::move(fields));
}

Error Error::invalid_fields(std::vector<FieldError> fields) {
    Error error{ErrorCode::invalid_argument, {}};
    for (const FieldError& field : fields) {
        error.message += error.message.empty() ? "" : "; ";
        error.message += field.path.empty() ? field.message : field.path + ": " + field.message;
    }
    error.fields = std::move(fields);
    return error;
}

Error Error::not_found(std::string what) {
    return {ErrorCode::not_found, "There is no such " + std::move(what) + "."};
}

Error Error::internal(std::string detail) {
    return {ErrorCode::internal, "Something went wrong on our side.", std::move(detail)};
}

Error Error::unavailable(std::string message, std::string detail) {
    Error error{ErrorCode::unavailable, std::move(message), std::move(detail)};
    error.retry_after = std::chrono::seconds{2};
    return error;
}

}  // namespace likeness
