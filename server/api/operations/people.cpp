#include "core/people.hpp"

#include "api/dto/image_dto.hpp"
#include "api/operations/endpoints.hpp"

#include <utility>

namespace likeness::api::people {

namespace {

struct PersonDto {
    std::int64_t id = 0;
    std::string first_name;
    std::string last_name;
    std::int64_t lora_count = 0;
    std::int64_t image_count = 0;
    std::optional<std::string> avatar;

    static constexpr std::string_view kName = "Person";

    static constexpr auto fields() {
        return std::tuple{
            field("id", &PersonDto::id, "The userId of the original routes."),
            field("firstName", &PersonDto::first_name, "First name."),
            field("lastName", &PersonDto::last_name, "Last name; may be empty."),
            field("loraCount", &PersonDto::lora_count, "LoRAs of this person."),
            field("imageCount", &PersonDto::image_count, "Images in this person's gallery."),
            field(
                "avatar",
                &PersonDto::avatar,
                "Link to a thumbnail of the newest image; null without one."
            ),
        };
    }
};

struct PersonListDto {
    std::vector<PersonDto> items;

    static constexpr std::string_view kName = "PersonList";

    static constexpr auto fields() {
        return std::tuple{field("items", &PersonListDto::items, "In the order they were made.")};
    }
};

struct CreatePersonInput {
    std::string first_name;
    std::string last_name;

    static constexpr std::string_view kName = "CreatePersonInput";

    static constexpr auto fields() {
        return std::tuple{
            field("firstName", &CreatePersonInput::first_name, "First name.").within(1, 80),
            field("lastName", &CreatePersonInput::last_name, "Last name.")
                .within(0, 80)
                .defaulted(),
        };
    }
};

struct UpdatePersonInput {
    std::int64_t id = 0;
    std::optional<std::string> first_name;
    std::optional<std::string> last_name;

    static constexpr std::string_view kName = "UpdatePersonInput";

    static constexpr auto fields() {
        return std::tuple{
            field("id", &UpdatePersonInput::id, "Which person."),
            field("firstName", &UpdatePersonInput::first_name, "First name.").within(1, 80),
            field("lastName", &UpdatePersonInput::last_name, "Last name.").within(0, 80),
        };
    }
};

struct PersonIdDto {
    std::int64_t id = 0;

    static constexpr std::string_view kName = "PersonId";

    static constexpr auto fields() {
        return std::tuple{field("id", &PersonIdDto::id, "Which person.")};
    }
};

PersonDto to_dto(const Person& person) {
    return {person.id, person.first_name, person.last_name, 0, 0, std::nullopt};
}

PersonDto to_dto(const PersonOverview& overview, ObjectStore& objects) {
    PersonDto dto = to_dto(overview.person);
    dto.lora_count = overview.lora_count;
    dto.image_count = overview.image_count;
    if (overview.avatar) {
        dto.avatar = objects.signed_url(
            Bucket::generated, thumbnail_key(*overview.avatar, 384), kLinkLifetime
        );
    }
    return dto;
}

Task<PersonListDto> show(Call& call, Nothing) {
    LIKENESS_CO_TRY(
        const std::vector<PersonOverview> people,
        co_await call.services.people.list(*call.caller.wallet)
    );
    PersonListDto dto;
    for (const PersonOverview& person : people) {
        dto.items.push_back(to_dto(person, call.services.objects));
    }
    co_return dto;
}

Task<PersonDto> make(Call& call, CreatePersonInput input) {
    LIKENESS_CO_TRY(
        const Person person,
        co_await call.services.people.create(
            *call.caller.wallet, std::move(input.first_name), std::move(input.last_name)
        )
    );
    co_return to_dto(person);
}

Task<PersonDto> change(Call& call, UpdatePersonInput input) {
    LIKENESS_CO_TRY(
        const Person person,
        co_await call.services.people.rename(
            call.caller, input.id, std::move(input.first_name), std::move(input.last_name)
        )
    );
    co_return to_dto(person);
}

Task<PersonIdDto> end(Call& call, PersonIdDto input) {
    LIKENESS_CO_CHECK(co_await call.services.people.remove(call.caller, input.id));
    co_return input;
}

}  // namespace

EndpointPtr list() {
    return answers(&show);
}

EndpointPtr create() {
    return answers(&make);
}

EndpointPtr update() {
    return answers(&change);
}

EndpointPtr remove() {
    return answers(&end);
}

}  // namespace likeness::api::people
