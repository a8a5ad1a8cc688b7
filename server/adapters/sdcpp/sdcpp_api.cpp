#include "adapters/sdcpp/sdcpp_api.hpp"

#include "base/json_text.hpp"
#include "http_client/json_reading.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <limits>

namespace likeness::sdcpp {

namespace {

using boost::json::object;
using http_client::array_at;
using http_client::read_object;
using http_client::text_at;

constexpr std::size_t kMaxReason = 200;

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return result;
}

const object* object_at(const object& from, std::string_view name) {
    const boost::json::value* value = from.if_contains({name.data(), name.size()});
    return value == nullptr ? nullptr : value->if_object();
}

std::string_view format_name(OutputFormat format) {
    // Not every build of the server writes WebP.
    return format == OutputFormat::jpeg ? "jpeg" : "png";
}

std::string
loras_json(const std::vector<EngineLora>& loras, const std::vector<std::string>& paths) {
    std::string list;
    for (std::size_t i = 0; i < loras.size(); ++i) {
        list += list.empty() ? R"({"path":)" : R"(,{"path":)";
        append_json_string(list, paths.at(i));
        list += fmt::format(R"(,"multiplier":{},"is_high_noise":false}})", loras[i].scale);
    }
    return "[" + list + "]";
}

Bytes first_image(const object& job) {
    const object* result = object_at(job, "result");
    const boost::json::array* images = result == nullptr ? nullptr : array_at(*result, "images");
    if (images == nullptr || images->empty() || !images->front().is_object()) {
        return {};
    }
    return from_base64(text_at(images->front().as_object(), "b64_json")).value_or("");
}

}  // namespace

bool Capabilities::is_flux() const {
    return lower(model).find("flux") != std::string::npos;
}

std::optional<std::string> Capabilities::lora_with(std::string_view sha256) const {
    const auto found = std::find_if(loras.begin(), loras.end(), [&](const std::string& path) {
        return !sha256.empty() && lower(path).find(sha256) != std::string::npos;
    });
    return found == loras.end() ? std::nullopt : std::optional<std::string>(*found);
}

std::optional<Capabilities> read_capabilities(std::string_view json) {
    const std::optional<object> answer = read_object(json);
    const object* model = answer ? object_at(*answer, "model") : nullptr;
    if (model == nullptr) {
        return std::nullopt;
    }
    Capabilities capabilities;
    capabilities.model = text_at(*model, "name");
    if (const boost::json::array* loras = array_at(*answer, "loras")) {
        for (const boost::json::value& entry : *loras) {
            if (entry.is_object()) {
                capabilities.loras.emplace_back(text_at(entry.as_object(), "path"));
            }
        }
    }
    return capabilities;
}

std::int64_t seed_for(Seed seed) {
    return static_cast<std::int64_t>(
        seed.value & static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())
    );
}

std::string img_gen_body(const EngineRequest& request, const std::vector<std::string>& lora_paths) {
    const GenerationSettings& settings = request.settings;
    std::string body = R"({"prompt":)";
    append_json_string(body, request.prompt);
    body += fmt::format(
        R"(,"negative_prompt":"","width":{},"height":{},"seed":{},"batch_count":1,)"
        R"("sample_params":{{"sample_method":"euler","sample_steps":{},)"
        R"("guidance":{{"txt_cfg":1.0,"distilled_guidance":{}}}}},"lora":)",
        settings.size.width,
        settings.size.height,
        seed_for(request.seed),
        settings.num_inference_steps,
        settings.guidance_scale
    );
    body += loras_json(request.loras, lora_paths);
    body += fmt::format(
        R"(,"embed_image_metadata":false,"output_format":"{}","output_compression":95}})",
        format_name(settings.output_format)
    );
    return body;
}

std::optional<std::string> job_id_in(std::string_view json) {
    const std::optional<object> answer = read_object(json);
    const std::string id(answer ? text_at(*answer, "id") : std::string_view());
    const bool is_usable =
        !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](unsigned char c) {
            return std::isalnum(c) != 0 || c == '-' || c == '_';
        });
    return is_usable ? std::optional<std::string>(id) : std::nullopt;
}

std::optional<JobStatus> read_job(std::string_view json) {
    const std::optional<object> job = read_object(json);
    const std::string_view word = job ? text_at(*job, "status") : std::string_view();
    if (word.empty()) {
        return std::nullopt;
    }
    JobStatus status;
    if (word == "completed") {
        status.state = JobStatus::State::completed;
        status.image = first_image(*job);
    } else if (word == "failed") {
        status.state = JobStatus::State::failed;
        const object* error = object_at(*job, "error");
        status.reason =
            error == nullptr ? "" : std::string(text_at(*error, "message").substr(0, kMaxReason));
    } else if (word == "cancelled") {
        status.state = JobStatus::State::cancelled;
    }
    return status;
}

}  // namespace likeness::sdcpp
