#include "core/uploads.hpp"

#include "api/dto/upload_dto.hpp"
#include "api/operations/endpoints.hpp"
#include "api/photo_upload.hpp"

#include <utility>

namespace likeness::api::uploads {

namespace {

struct CreateUploadsInput {
    std::optional<std::string> name;

    static constexpr std::string_view kName = "CreateUploadsInput";

    static constexpr auto fields() {
        return std::tuple{
            field("name", &CreateUploadsInput::name, "Of a raw body's file; forms have their own.")
                .within(0, 255)};
    }
};

struct ListUploadsInput {
    std::optional<std::string> cursor;
    int limit = 50;

    static constexpr std::string_view kName = "ListUploadsInput";

    static constexpr auto fields() {
        using Input = ListUploadsInput;
        return std::tuple{
            field("cursor", &Input::cursor, "nextCursor of the page before."),
            field("limit", &Input::limit, "Photos of a page.").within(1, 200).defaulted(),
        };
    }
};

struct UploadIdInput {
    std::string id;

    static constexpr std::string_view kName = "UploadIdInput";

    static constexpr auto fields() {
        return std::tuple{field("id", &UploadIdInput::id, "Of the photo.")};
    }
};

struct RemovedUploadDto {
    std::string id;

    static constexpr std::string_view kName = "RemovedUpload";

    static constexpr auto fields() {
        return std::tuple{field("id", &RemovedUploadDto::id, "32 hex digits.")};
    }
};

Task<UploadReceiptDto> take_in(Call& call, CreateUploadsInput input) {
    LIKENESS_CO_TRY(
        UploadReceipt receipt, co_await receive_photos(call, input.name.value_or("photo"))
    );
    co_return to_dto(std::move(receipt), call.services.objects);
}

Task<UploadPageDto> show(Call& call, ListUploadsInput input) {
    std::optional<Cursor> after;
    if (input.cursor) {
        LIKENESS_CO_TRY(after, Cursor::parse(*input.cursor));
    }
    LIKENESS_CO_TRY(
        Page<UploadedImage> page,
        co_await call.services.training.uploads.list(call.caller, std::move(after), input.limit)
    );
    co_return to_dto(std::move(page), call.services.objects);
}

Task<RemovedUploadDto> end(Call& call, UploadIdInput input) {
    const std::optional<UploadId> id = UploadId::parse(input.id);
    if (!id) {
        co_return Error::not_found("upload");
    }
    LIKENESS_CO_CHECK(co_await call.services.training.uploads.remove(call.caller, *id));
    co_return RemovedUploadDto{id->text()};
}

}  // namespace

EndpointPtr create() {
    return answers(&take_in);
}

EndpointPtr list() {
    return answers(&show);
}

EndpointPtr remove() {
    return answers(&end);
}

}  // namespace likeness::api::uploads
