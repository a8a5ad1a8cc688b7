#include "api/dto/share_dto.hpp"
#include "api/operations/endpoints.hpp"
#include "api/wire_types.hpp"

#include <utility>

namespace likeness::api::shares {

namespace {

struct CreateInput {
    std::optional<std::vector<std::string>> image_ids;
    std::optional<std::string> batch_id;
    std::optional<LoraRefInput> lora_training_id;
    std::string title;
    std::optional<Timestamp> expires_at;
    std::optional<std::string> password;
    bool shows_recipe = false;
    bool shows_owner = false;

    static constexpr std::string_view kName = "CreateShareInput";

    static constexpr auto fields() {
        using Input = CreateInput;
        return std::tuple{
            field("imageIds", &Input::image_ids, "The caller's own images.").within(1, 500),
            field("batchId", &Input::batch_id, "Or all images of a batch of the caller's."),
            field(
                "loraTrainingId",
                &Input::lora_training_id,
                "Or what the caller makes with a LoRA of his own; id or number."
            ),
            field("title", &Input::title, "What visitors read above the images.")
                .within(0, 120)
                .defaulted(),
            field("expiresAt", &Input::expires_at, "When it ends; left out: when it is revoked."),
            field("password", &Input::password, "What visitors have to give first.").within(4, 200),
            field("showsRecipe", &Input::shows_recipe, "Tell how the images were made.")
                .defaulted(),
            field("showsOwner", &Input::shows_owner, "Tell the wallet's address.").defaulted(),
        };
    }
};

struct ShareListDto {
    std::vector<ShareDto> items;

    static constexpr std::string_view kName = "ShareList";

    static constexpr auto fields() {
        return std::tuple{field("items", &ShareListDto::items, "Newest first.")};
    }
};

struct ShareIdDto {
    std::string id;

    static constexpr std::string_view kName = "ShareId";

    static constexpr auto fields() {
        return std::tuple{field("id", &ShareIdDto::id, "32 hex digits.")};
    }
};

struct OpenInput {
    std::string token;
    std::optional<std::string> pass;
    std::optional<std::string> cursor;
    int limit = 40;

    static constexpr std::string_view kName = "OpenShareInput";

    static constexpr auto fields() {
        using Input = OpenInput;
        return std::tuple{
            field("token", &Input::token, "The end of the link."),
            field("pass", &Input::pass, "From shares.unlock, where there is a password.")
                .within(1, 200),
            field("cursor", &Input::cursor, "nextCursor of the page before."),
            field("limit", &Input::limit, "Images of a page.").within(1, 100).defaulted(),
        };
    }
};

struct UnlockInput {
    std::string token;
    std::string password;

    static constexpr std::string_view kName = "UnlockShareInput";

    static constexpr auto fields() {
        using Input = UnlockInput;
        return std::tuple{
            field("token", &Input::token, "The end of the link."),
            field("password", &Input::password, "As its owner told it.").within(1, 200),
        };
    }
};

struct SharePassDto {
    std::string pass;
    Timestamp expires_at;

    static constexpr std::string_view kName = "SharePass";

    static constexpr auto fields() {
        using Dto = SharePassDto;
        return std::tuple{
            field("pass", &Dto::pass, "Give it to shares.open instead of the password."),
            field("expiresAt", &Dto::expires_at, "Until then."),
        };
    }
};

Result<ShareWish> wish_of(CreateInput input) {
    ShareWish wish;
    if (input.image_ids) {
        wish.images.emplace();
        for (std::size_t i = 0; i < input.image_ids->size(); ++i) {
            const std::optional<ImageId> id = ImageId::parse((*input.image_ids)[i]);
            if (!id) {
                return Error::invalid_field(
                    "imageIds[" + std::to_string(i) + "]", "must be an image's id"
                );
            }
            wish.images->push_back(*id);
        }
    }
    if (input.batch_id) {
        wish.batch = BatchId::parse(*input.batch_id);
        if (!wish.batch) {
            return Error::invalid_field("batchId", "must be a batch's id");
        }
    }
    if (input.lora_training_id) {
        wish.lora = input.lora_training_id->ref;
    }
    wish.title = std::move(input.title);
    wish.expires_at = input.expires_at;
    wish.password = std::move(input.password);
    wish.shows_recipe = input.shows_recipe;
    wish.shows_owner = input.shows_owner;
    return wish;
}

Task<ShareDto> make(Call& call, CreateInput input) {
    LIKENESS_CO_TRY(ShareWish wish, wish_of(std::move(input)));
    const auto chosen = wish.images ? wish.images->size() : 0;
    LIKENESS_CO_TRY(
        Share share, co_await call.services.shares.create(*call.caller.wallet, std::move(wish))
    );
    ShareOverview overview{std::move(share), static_cast<std::int64_t>(chosen)};
    if (overview.share.lora) {
        LIKENESS_CO_TRY(
            Lora lora, co_await call.services.loras.find(call.caller, *overview.share.lora)
        );
        overview.lora_name = std::move(lora.name);
    }
    co_return to_dto(overview, call.services.facts.public_url, call.services.clock.now());
}

Task<ShareListDto> show(Call& call, Nothing) {
    LIKENESS_CO_TRY(
        const std::vector<ShareOverview> own,
        co_await call.services.shares.list(*call.caller.wallet)
    );
    ShareListDto dto;
    for (const ShareOverview& overview : own) {
        dto.items.push_back(
            to_dto(overview, call.services.facts.public_url, call.services.clock.now())
        );
    }
    co_return dto;
}

Task<ShareIdDto> end(Call& call, ShareIdDto input) {
    const std::optional<ShareId> id = ShareId::parse(input.id);
    if (!id) {
        co_return Error::not_found("shared link");
    }
    LIKENESS_CO_CHECK(co_await call.services.shares.revoke(call.caller, *id));
    co_return input;
}

Task<SharedPageDto> look(Call& call, OpenInput input) {
    std::optional<Cursor> after;
    if (input.cursor) {
        LIKENESS_CO_TRY(after, Cursor::parse(*input.cursor));
    }
    LIKENESS_CO_TRY(
        SharedPage page,
        co_await call.services.shared_pictures.open(
            call.caller, std::move(input.token), input.pass, std::move(after), input.limit
        )
    );
    co_return to_dto(
        std::move(page), input.pass, call.services.objects, call.services.facts.public_url
    );
}

Task<SharePassDto> give_pass(Call& call, UnlockInput input) {
    LIKENESS_CO_TRY(
        SharePass pass,
        co_await call.services.shared_pictures.unlock(
            std::move(input.token), std::move(input.password)
        )
    );
    co_return SharePassDto{std::move(pass.pass), pass.expires_at};
}

}  // namespace

EndpointPtr create() {
    return answers(&make);
}

EndpointPtr list() {
    return answers(&show);
}

EndpointPtr revoke() {
    return answers(&end);
}

EndpointPtr open() {
    return answers(&look);
}

EndpointPtr unlock() {
    return answers(&give_pass);
}

}  // namespace likeness::api::shares
