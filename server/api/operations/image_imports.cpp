#include "api/dto/image_dto.hpp"
#include "api/dto/origin_dto.hpp"
#include "api/image_upload.hpp"
#include "api/operations/endpoints.hpp"
#include "core/text_rules.hpp"

#include <utility>

namespace likeness::api {

namespace {

enum class ImportOutcome {
    added,
    known
};

}  // namespace

template <>
struct EnumNames<ImportOutcome> {
    static constexpr std::string_view type_name = "ImportOutcome";
    static constexpr std::array<std::pair<std::string_view, ImportOutcome>, 2> names{{
        {"added", ImportOutcome::added},
        {"known", ImportOutcome::known},
    }};
};

}  // namespace likeness::api

namespace likeness::api::images {

namespace {

struct ImportImageInput {
    std::optional<std::string> path;
    std::optional<Timestamp> modified_at;

    static constexpr std::string_view kName = "ImportImageInput";

    static constexpr auto fields() {
        using Input = ImportImageInput;
        return std::tuple{
            field(
                "path",
                &Input::path,
                "The file's name with its folders, as its owner's folder or archive calls it."
            )
                .within(1, static_cast<double>(MoveInLimits::kMaxPathLength)),
            field(
                "modifiedAt",
                &Input::modified_at,
                "When the file was changed last: its time where the recipe tells none."
            ),
        };
    }
};

struct ImportedImageDto {
    ImportOutcome outcome = ImportOutcome::added;
    ImageDto image;
    std::optional<recipes::Program> program;

    static constexpr std::string_view kName = "ImportedImage";

    static constexpr auto fields() {
        using Dto = ImportedImageDto;
        return std::tuple{
            field("outcome", &Dto::outcome, "known when the caller has had this very file before."),
            field("image", &Dto::image, "As it is in the gallery."),
            field("program", &Dto::program, "That wrote its recipe; null when there is none."),
        };
    }
};

Task<ImportedImageDto> take_in(Call& call, ImportImageInput input) {
    std::string path;
    if (input.path) {
        LIKENESS_CO_TRY(path, clean_label("path", *input.path, 1, MoveInLimits::kMaxPathLength));
    }
    LIKENESS_CO_TRY(ArrivingImage arriving, co_await receive_image(call));
    arriving.path = std::move(path);
    arriving.modified_at = input.modified_at;
    LIKENESS_CO_TRY(
        MovedImage moved, co_await call.services.move_in.take(call.caller, std::move(arriving))
    );
    co_return ImportedImageDto{
        moved.was_known ? ImportOutcome::known : ImportOutcome::added,
        to_dto(std::move(moved.image), call.services.objects),
        moved.program};
}

}  // namespace

EndpointPtr import() {
    return answers(&take_in);
}

}  // namespace likeness::api::images
