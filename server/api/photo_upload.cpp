#include "api/photo_upload.hpp"

#include "api/body_copy.hpp"
#include "api/request_body.hpp"
#include "net/multipart.hpp"

#include <memory>
#include <utility>

namespace likeness::api {

namespace {

net::MultipartLimits form_limits() {
    net::MultipartLimits limits;
    limits.max_parts = UploadLimits::kMaxImagesAtOnce;
    return limits;
}

/// Takes one file in, whatever carries it. A file that is none we take is noted in the receipt; one
/// that is too large ends the request, because the rest of it is still to come.
template <class Source>
Task<void> receive_file(Call& call, Source& source, std::string name, UploadReceipt& receipt) {
    TrainingServices& services = call.services.training;
    LIKENESS_CO_TRY(
        const std::unique_ptr<IncomingUpload> upload, co_await services.intake.begin(name)
    );
    const Result<void> copied = co_await copy_body(source, *upload);
    if (!copied && copied.error().code == ErrorCode::unprocessable) {
        receipt.refused.push_back({std::move(name), copied.error().message});
        co_return Result<void>{};
    }
    if (!copied) {
        co_return copied.error();
    }
    Result<std::unique_ptr<PictureSource>> pictures = co_await upload->finish();
    if (!pictures && pictures.error().code == ErrorCode::unprocessable) {
        receipt.refused.push_back({std::move(name), pictures.error().message});
        co_return Result<void>{};
    }
    if (!pictures) {
        co_return std::move(pictures).error();
    }
    co_return co_await services.uploads.keep(call.caller, **pictures, receipt);
}

Task<void> receive_form(Call& call, UploadReceipt& receipt) {
    LIKENESS_CO_TRY(
        net::MultipartReader form, net::MultipartReader::open(*call.upload, form_limits())
    );
    bool has_file = false;
    while (true) {
        LIKENESS_CO_TRY(const std::optional<net::FormPart> part, co_await form.next_part());
        if (!part) {
            break;
        }
        if (part->filename) {
            has_file = true;
            LIKENESS_CO_CHECK(co_await receive_file(call, form, *part->filename, receipt));
        }
    }
    if (!has_file) {
        co_return Error::invalid_field("file", "is missing from the form");
    }
    co_return Result<void>{};
}

}  // namespace

Task<UploadReceipt> receive_photos(Call& call, std::string name) {
    if (call.upload == nullptr) {
        co_return Error{
            ErrorCode::unsupported_media_type,
            "Send the photos as multipart/form-data, or one file as it is."};
    }
    UploadReceipt receipt;
    if (body_kind(*call.upload) == BodyKind::form) {
        LIKENESS_CO_CHECK(co_await receive_form(call, receipt));
    } else {
        LIKENESS_CO_CHECK(co_await receive_file(call, *call.upload, std::move(name), receipt));
    }
    if (receipt.kept.empty() && !receipt.refused.empty()) {
        co_return Error{ErrorCode::unprocessable, receipt.refused.front().reason};
    }
    co_return receipt;
}

}  // namespace likeness::api
