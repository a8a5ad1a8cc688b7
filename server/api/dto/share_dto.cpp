#include "api/dto/share_dto.hpp"

namespace likeness::api {

namespace {

std::string link_of(const Share& share, const std::string& public_url) {
    return public_url + "/s/" + share.token;
}

/// The full file tells its recipe to whoever reads it, so others get a copy without.
std::string file_url(
    const Share& share,
    const GeneratedImage& image,
    const std::optional<std::string>& pass,
    ObjectStore& objects,
    const std::string& public_url
) {
    if (share.shows_recipe) {
        return objects.signed_url(Bucket::generated, image.path, kLinkLifetime);
    }
    const bool asks_for_pass = share.password_record && pass;
    return link_of(share, public_url) + "/files/" + image.id.text() +
           (asks_for_pass ? "?pass=" + *pass : "");
}

SharedRecipeDto to_dto(const GeneratedImage& image, SharedRecipe recipe) {
    return {
        std::move(recipe.prompt),
        std::move(recipe.lora_name),
        std::move(recipe.trigger_word),
        recipe.settings.lora_scale,
        image.seed,
        recipe.settings.num_inference_steps,
        recipe.settings.guidance_scale,
        image.engine};
}

}  // namespace

ShareDto to_dto(const ShareOverview& overview, const std::string& public_url, Timestamp now) {
    const Share& share = overview.share;
    ShareDto dto;
    dto.id = share.id.text();
    dto.url = link_of(share, public_url);
    dto.kind = share.kind;
    dto.title = share.title;
    dto.lora_name = overview.lora_name;
    if (share.kind == ShareKind::images) {
        dto.image_count = overview.chosen_count;
    }
    dto.has_password = share.password_record.has_value();
    dto.shows_recipe = share.shows_recipe;
    dto.shows_owner = share.shows_owner;
    dto.opened_count = share.opened_count;
    dto.has_ended = share.has_ended(now);
    dto.created_at = share.created_at;
    dto.expires_at = share.expires_at;
    return dto;
}

SharedPageDto to_dto(
    SharedPage page,
    const std::optional<std::string>& pass,
    ObjectStore& objects,
    const std::string& public_url
) {
    SharedPageDto dto;
    dto.is_locked = page.head.is_locked;
    if (dto.is_locked) {
        return dto;
    }
    const Share& share = page.head.share;
    dto.kind = share.kind;
    dto.title = share.title;
    dto.lora_name = std::move(page.head.lora_name);
    if (share.shows_owner) {
        dto.owner = share.wallet.text();
    }
    dto.image_count = page.head.image_count;
    dto.expires_at = share.expires_at;
    for (std::size_t i = 0; i < page.images.items.size(); ++i) {
        const GeneratedImage& image = page.images.items[i];
        const auto thumbnail = [&](int side) {
            return objects.signed_url(
                Bucket::generated, thumbnail_key(image.path, side), kLinkLifetime
            );
        };
        SharedImageDto item{
            image.id.text(),
            image.size.width,
            image.size.height,
            image.thumbhash,
            thumbnail(384),
            thumbnail(768),
            file_url(share, image, pass, objects, public_url),
            std::nullopt};
        if (share.shows_recipe) {
            item.recipe = to_dto(image, std::move(page.recipes.at(i)));
        }
        dto.items.push_back(std::move(item));
    }
    if (page.images.next) {
        dto.next_cursor = page.images.next->text();
    }
    return dto;
}

}  // namespace likeness::api
