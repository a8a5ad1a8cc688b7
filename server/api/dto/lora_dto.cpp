#include "api/dto/lora_dto.hpp"

#include "api/dto/image_dto.hpp"
#include "core/image.hpp"

#include <boost/json/parse.hpp>

#include <utility>

namespace likeness::api {

namespace {

std::optional<CoverDto> cover_of(const Lora& lora, ObjectStore& objects) {
    if (!lora.cover) {
        return std::nullopt;
    }
    const LoraCover& cover = *lora.cover;
    const auto link = [&](const ObjectKey& key) {
        return objects.signed_url(cover.bucket, key, kLinkLifetime);
    };
    const std::optional<ImageId> image =
        cover.bucket == Bucket::generated ? image_under(cover.path) : std::nullopt;
    return CoverDto{
        link(cover.path),
        link(thumbnail_key(cover.path, 384)),
        link(thumbnail_key(cover.path, 768)),
        cover.size.width,
        cover.size.height,
        cover.thumbhash,
        cover.alt,
        image ? std::optional(image->text()) : std::nullopt};
}

bool can_generate(const Lora& lora, const Engines& engines) {
    return lora.status == LoraStatus::completed && engines.can_use(lora.file.base_model);
}

TextMap map_from(const std::string& details) {
    TextMap map;
    boost::system::error_code failed;
    const boost::json::value json = boost::json::parse(details, failed);
    if (failed || !json.is_object()) {
        return map;
    }
    for (const auto& [key, value] : json.get_object()) {
        if (value.is_string()) {
            map.pairs.emplace_back(std::string(key), std::string(value.get_string()));
        }
    }
    return map;
}

/// The fields that a row and a detail share.
template <class Dto>
Dto common(Lora& lora, const LoraView& view) {
    Dto dto;
    dto.id = lora.id.text();
    dto.number = lora.number;
    dto.person_id = lora.person;
    dto.first_name = std::move(lora.first_name);
    dto.last_name = std::move(lora.last_name);
    dto.name = std::move(lora.name);
    dto.trigger = std::move(lora.trigger_word);
    dto.status = lora.status;
    dto.source = lora.source;
    dto.visibility = lora.visibility;
    dto.cover_image = cover_of(lora, view.objects);
    dto.image_count = lora.image_count;
    dto.default_scale = lora.default_scale;
    dto.can_generate = can_generate(lora, view.engines);
    dto.base_model = std::move(lora.file.base_model);
    dto.is_mine = view.caller.may_manage(lora.wallet);
    dto.created_at = lora.created_at;
    return dto;
}

}  // namespace

LoraDto to_dto(Lora lora, const LoraView& view) {
    return common<LoraDto>(lora, view);
}

LoraPageDto to_dto(Page<Lora> page, const LoraView& view) {
    LoraPageDto dto;
    for (Lora& lora : page.items) {
        dto.items.push_back(to_dto(std::move(lora), view));
    }
    if (page.next) {
        dto.next_cursor = page.next->text();
    }
    return dto;
}

LoraDetailDto to_detail(Lora lora, const LoraView& view) {
    LoraDetailDto dto = common<LoraDetailDto>(lora, view);
    dto.key_family = std::move(lora.file.key_family);
    dto.rank = lora.file.rank;
    dto.alpha = lora.file.alpha;
    dto.parameter_count = lora.file.parameter_count;
    dto.file_bytes = lora.file.byte_count;
    dto.sha256 = std::move(lora.file.sha256);
    dto.details = map_from(lora.file.details);
    dto.warnings = std::move(lora.file.warnings);
    dto.example_prompts = std::move(lora.example_prompts);
    return dto;
}

std::vector<LoraModelDto> to_models(std::vector<LoraModel> models) {
    std::vector<LoraModelDto> dtos;
    dtos.reserve(models.size());
    for (LoraModel& model : models) {
        dtos.push_back(
            {model.number,
             model.id.text(),
             model.person,
             std::move(model.first_name),
             std::move(model.last_name),
             std::move(model.trigger_word),
             std::move(model.name)}
        );
    }
    return dtos;
}

}  // namespace likeness::api
