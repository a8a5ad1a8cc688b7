#include "adapters/fal/flux_lora.hpp"

#include "base/json_text.hpp"
#include "http_client/json_reading.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace likeness::fal {

namespace {

/// fal.ai merges them all, each with its scale.
std::string loras_json(const std::vector<EngineLora>& loras, const std::vector<std::string>& urls) {
    std::string list;
    for (std::size_t i = 0; i < loras.size(); ++i) {
        list += list.empty() ? R"({"path":)" : R"(,{"path":)";
        append_json_string(list, urls.at(i));
        list += fmt::format(R"(,"scale":{}}})", loras[i].scale);
    }
    return "[" + list + "]";
}

}  // namespace

std::string
flux_lora_input(const EngineRequest& request, const std::vector<std::string>& lora_urls) {
    const GenerationSettings& settings = request.settings;
    std::string input = R"({"prompt":)";
    append_json_string(input, request.prompt);
    input += R"(,"loras":)" + loras_json(request.loras, lora_urls);
    input += fmt::format(
        R"(,"image_size":{{"width":{},"height":{}}},"num_inference_steps":{},)"
        R"("guidance_scale":{},"num_images":1,"seed":{},"enable_safety_checker":{},)"
        R"("output_format":"{}"}})",
        settings.size.width,
        settings.size.height,
        settings.num_inference_steps,
        settings.guidance_scale,
        request.seed.text(),
        settings.enable_safety_checker,
        settings.output_format == OutputFormat::jpeg ? "jpeg" : "png"
    );
    return input;
}

Result<std::string> image_url_in(std::string_view output) {
    const Error no_image{
        ErrorCode::upstream_failed,
        "fal.ai made no image. Another prompt may help.",
        "an output without images"};
    const std::optional<boost::json::object> object = http_client::read_object(output);
    const boost::json::array* images = object ? http_client::array_at(*object, "images") : nullptr;
    if (images == nullptr || images->empty() || !images->front().is_object()) {
        return no_image;
    }
    const boost::json::array* flags = http_client::array_at(*object, "has_nsfw_concepts");
    const bool is_flagged =
        flags != nullptr && !flags->empty() && flags->front().is_bool() && flags->front().as_bool();
    if (is_flagged) {
        return Error{
            ErrorCode::unprocessable,
            "The safety checker held this image back. Another prompt or seed may help."};
    }
    const std::string_view url = http_client::text_at(images->front().as_object(), "url");
    return url.empty() ? Result<std::string>(no_image) : std::string(url);
}

std::optional<std::int64_t>
price_of(const http_client::Response& response, std::int64_t unit_microdollars) {
    const auto text = response.header("x-fal-billable-units");
    double units = 0;
    if (!text) {
        return std::nullopt;
    }
    const char* end = text->data() + text->size();
    const auto [stopped, failure] =
        std::from_chars(text->data(), end, units, std::chars_format::fixed);
    if (failure != std::errc{} || stopped != end || !(units >= 0 && units < 1e6)) {
        return std::nullopt;
    }
    return std::llround(units * static_cast<double>(unit_microdollars));
}

}  // namespace likeness::fal
