#include "adapters/fal/flux_training.hpp"

#include "base/json_text.hpp"
#include "http_client/json_reading.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <charconv>
#include <utility>

namespace likeness::fal {

namespace {

/// A file in the output; nothing without an address.
std::optional<TrainedFile> file_at(const boost::json::object& output, std::string_view name) {
    const boost::json::value* value = output.if_contains({name.data(), name.size()});
    if (value == nullptr || !value->is_object()) {
        return std::nullopt;
    }
    const boost::json::object& object = value->as_object();
    TrainedFile file{std::string(http_client::text_at(object, "url"))};
    if (const boost::json::value* size = object.if_contains("file_size")) {
        if (size->is_int64() && size->as_int64() > 0) {
            file.byte_count = size->as_int64();
        }
    }
    return file.url.empty() ? std::nullopt : std::optional(std::move(file));
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// tqdm's line: `<done>/<all> [`.
std::optional<int> steps_in_line(std::string_view line) {
    const std::size_t bracket = line.rfind(" [");
    const std::size_t slash = line.rfind('/', bracket);
    if (bracket == std::string_view::npos || slash == std::string_view::npos || slash == 0) {
        return std::nullopt;
    }
    const std::string_view all = line.substr(slash + 1, bracket - slash - 1);
    std::size_t begin = slash;
    while (begin > 0 && is_digit(line[begin - 1])) {
        --begin;
    }
    int done = 0;
    const auto [end, failure] = std::from_chars(line.data() + begin, line.data() + slash, done);
    const bool is_progress = failure == std::errc{} && end == line.data() + slash && !all.empty() &&
                             std::all_of(all.begin(), all.end(), is_digit);
    return is_progress ? std::optional(done) : std::nullopt;
}

const char* sentence_for(std::string_view type) {
    if (type == "invalid_archive") {
        return "fal.ai could not read the archive of photos.";
    }
    if (type == "archive_file_count_below_minimum") {
        return "fal.ai found too few photos to learn from.";
    }
    if (type == "archive_file_count_exceeds_maximum") {
        return "fal.ai found too many photos.";
    }
    if (type == "unsupported_image_format" || type == "image_load_error") {
        return "fal.ai could not read one of the photos.";
    }
    if (type == "file_download_error") {
        return "fal.ai could not fetch the photos.";
    }
    if (type == "file_too_large") {
        return "The photos are too large for fal.ai.";
    }
    if (type == "face_detection_error") {
        return "fal.ai found no face in the photos.";
    }
    return nullptr;
}

}  // namespace

std::string training_input(const TrainingOrder& order, std::string_view archive_url) {
    const auto flag = [](bool value) { return value ? "true" : "false"; };
    return R"({"images_data_url":)" + json_string(archive_url) + R"(,"trigger_word":)" +
           json_string(order.trigger_word) + R"(,"steps":)" + std::to_string(order.steps) +
           R"(,"is_style":)" + flag(order.is_style) + R"(,"create_masks":)" +
           flag(order.create_masks) + "}";
}

Result<TrainedFiles> trained_files_in(std::string_view output) {
    const std::optional<boost::json::object> object = http_client::read_object(output);
    std::optional<TrainedFile> weights;
    if (object) {
        weights = file_at(*object, "diffusers_lora_file");
    }
    if (!weights) {
        return Error{
            ErrorCode::upstream_failed,
            "fal.ai ended the training without a LoRA.",
            "an output without diffusers_lora_file"};
    }
    return TrainedFiles{*std::move(weights), file_at(*object, "config_file")};
}

std::optional<int> steps_in(std::span<const std::string> logs) {
    for (auto line = logs.rbegin(); line != logs.rend(); ++line) {
        if (const std::optional<int> steps = steps_in_line(*line)) {
            return steps;
        }
    }
    return std::nullopt;
}

Error to_training_error(const FalFailure& failure) {
    Error error = to_error(failure);  // knows the codes; its sentences are about images
    if (const char* sentence = sentence_for(failure.type)) {
        error.code = ErrorCode::upstream_failed;
        error.message = sentence;
        return error;
    }
    switch (error.code) {
        case ErrorCode::unprocessable:
            error.message = "fal.ai refused these photos for what they show.";
            break;
        case ErrorCode::invalid_argument:
            error.message = "fal.ai does not take these training settings.";
            break;
        case ErrorCode::conflict:
            error.message = "The training was cancelled.";
            break;
        default:
            // A stored outcome is final, whatever its class.
            error.code = ErrorCode::upstream_failed;
            error.message =
                failure.status == 401 || failure.status == 403
                    ? "fal.ai cannot be used at the moment. The operator of this server has to "
                      "look at it."
                    : "fal.ai failed to train this LoRA.";
    }
    return error;
}

}  // namespace likeness::fal
