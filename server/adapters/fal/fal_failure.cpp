#include "adapters/fal/fal_failure.hpp"

#include "http_client/json_reading.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace likeness::fal {

namespace {

constexpr std::size_t kMaxTypeLength = 60;

/// Types are words of fal's; anything else is not repeated.
std::string word(std::string_view text) {
    const bool is_word =
        text.size() <= kMaxTypeLength && std::all_of(text.begin(), text.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
        });
    return is_word ? std::string(text) : std::string("unreadable");
}

std::string location_of(const boost::json::object& problem) {
    std::string location;
    if (const boost::json::array* path = http_client::array_at(problem, "loc")) {
        for (const boost::json::value& step : *path) {
            location += location.empty() ? "" : ".";
            location += step.is_string() ? word({step.as_string().data(), step.as_string().size()})
                                         : std::string("#");
        }
    }
    return location;
}

void read_body(const boost::json::object& body, FalFailure& failure) {
    if (const boost::json::array* problems = http_client::array_at(body, "detail")) {
        failure.is_outcome = true;
        if (!problems->empty() && problems->front().is_object()) {
            const boost::json::object& first = problems->front().as_object();
            failure.type = word(http_client::text_at(first, "type"));
            failure.location = location_of(first);
        }
    } else if (const std::string_view type = http_client::text_at(body, "error_type");
               !type.empty()) {
        failure.is_outcome = true;
        failure.type = word(type);
    } else {
        failure.is_still_running =
            failure.status == 400 &&
            http_client::text_at(body, "detail").find("in progress") != std::string_view::npos;
    }
}

bool is_about_settings(std::string_view type) {
    constexpr std::array<std::string_view, 18> kTypes = {
        "greater_than",
        "greater_than_equal",
        "less_than",
        "less_than_equal",
        "multiple_of",
        "sequence_too_short",
        "sequence_too_long",
        "one_of",
        "feature_not_supported",
        "missing",
        "string_type",
        "int_parsing",
        "int_from_float",
        "float_parsing",
        "bool_parsing",
        "list_type",
        "literal_error",
        "model_attributes_type"};
    return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

}  // namespace

FalFailure read_failure(const http_client::Response& response) {
    FalFailure failure;
    failure.status = response.status;
    const std::optional<boost::json::object> body = http_client::read_object(response.body);
    if (body) {
        read_body(*body, failure);
    }
    if (const auto type = response.header("x-fal-error-type")) {
        failure.is_outcome = true;
        failure.type = failure.type.empty() ? word(*type) : failure.type;
    }
    failure.was_start_timeout = response.header("x-fal-request-timeout-type") == "user";
    failure.is_outcome = failure.is_outcome || failure.was_start_timeout;
    failure.may_be_outcome = body && response.header("x-fal-request-id").has_value();
    return failure;
}

Error to_error(const FalFailure& failure) {
    const std::string detail = "status " + std::to_string(failure.status) +
                               (failure.type.empty() ? "" : ", type " + failure.type) +
                               (failure.location.empty() ? "" : ", at " + failure.location);
    const auto error = [&](ErrorCode code, const char* message) {
        return Error{code, message, detail};
    };
    if (failure.type == "content_policy_violation") {
        return error(
            ErrorCode::unprocessable,
            "fal.ai refused this prompt for what it asks. Please change it."
        );
    }
    if (failure.type == "file_download_error" ||
        failure.location.find("loras") != std::string::npos) {
        return error(ErrorCode::upstream_failed, "fal.ai could not use the LoRA's file.");
    }
    if (failure.type == "no_media_generated") {
        return error(ErrorCode::upstream_failed, "fal.ai made no image. Another prompt may help.");
    }
    if (is_about_settings(failure.type)) {
        return error(ErrorCode::invalid_argument, "fal.ai does not take these settings.");
    }
    if (failure.was_start_timeout || failure.type == "request_timeout" ||
        failure.type == "startup_timeout") {
        return error(ErrorCode::deadline_exceeded, "fal.ai did not begin with this image in time.");
    }
    if (failure.type == "generation_timeout" || failure.status == 504) {
        return error(ErrorCode::deadline_exceeded, "fal.ai took too long for this image.");
    }
    if (failure.status == 499) {
        return error(ErrorCode::conflict, "The request was cancelled.");
    }
    if (failure.status == 401 || failure.status == 403) {
        return error(
            ErrorCode::upstream_failed,
            "fal.ai cannot be used at the moment. The operator of this server has to look at it."
        );
    }
    return error(ErrorCode::upstream_failed, "fal.ai failed to make this image.");
}

}  // namespace likeness::fal
