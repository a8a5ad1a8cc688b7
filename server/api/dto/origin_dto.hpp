#pragma once

#include "api/dto/enums.hpp"
#include "core/moved_image.hpp"

#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace likeness::api {

template <>
struct EnumNames<recipes::Program> {
    static constexpr std::string_view type_name = "RecipeProgram";
    static constexpr std::array<std::pair<std::string_view, recipes::Program>, 7> names{{
        {"a1111", recipes::Program::a1111},
        {"comfyui", recipes::Program::comfyui},
        {"invokeai", recipes::Program::invokeai},
        {"fooocus", recipes::Program::fooocus},
        {"swarmui", recipes::Program::swarmui},
        {"sdcpp", recipes::Program::sdcpp},
        {"likeness", recipes::Program::likeness},
    }};
};

struct OriginLoraDto {
    std::string name;
    double scale = 1;

    static constexpr std::string_view kName = "OriginLora";

    static constexpr auto fields() {
        return std::tuple{
            field("name", &OriginLoraDto::name, "As that program names it."),
            field("scale", &OriginLoraDto::scale, "Its strength in this image."),
        };
    }
};

/// What another program told of an image.
struct ImageOriginDto {
    std::string path;
    std::optional<recipes::Program> program;
    std::string negative_prompt;
    std::string sampler;
    std::string model;
    std::vector<OriginLoraDto> loras;
    std::string text;

    static constexpr std::string_view kName = "ImageOrigin";

    static constexpr auto fields() {
        using Dto = ImageOriginDto;
        return std::tuple{
            field("path", &Dto::path, "Where it lay in the folder or archive; may be empty."),
            field(
                "program",
                &Dto::program,
                "That wrote its recipe; null when the file had none that is understood."
            ),
            field("negativePrompt", &Dto::negative_prompt, "Empty when there was none."),
            field("sampler", &Dto::sampler, "As that program names it; may be empty."),
            field("model", &Dto::model, "The checkpoint, likewise."),
            field("loras", &Dto::loras, "In the order of the prompt."),
            field("text", &Dto::text, "The recipe as that program wrote it, up to 60 KB."),
        };
    }
};

inline ImageOriginDto to_dto(ImageOrigin origin) {
    ImageOriginDto dto{
        std::move(origin.path),
        origin.program,
        std::move(origin.negative_prompt),
        std::move(origin.sampler),
        std::move(origin.model),
        {},
        std::move(origin.text)};
    for (OriginLora& lora : origin.loras) {
        dto.loras.push_back({std::move(lora.name), lora.scale});
    }
    return dto;
}

}  // namespace likeness::api
