#include "api/image_upload.hpp"

#include "api/body_copy.hpp"
#include "api/request_body.hpp"
#include "net/multipart.hpp"

#include <memory>
#include <string>
#include <utility>

namespace likeness::api {

namespace {

/// What copy_body() fills.
class Sidecar {
public:
    Task<void> write(Bytes chunk) {
        if (text_.size() + chunk.size() > MoveInLimits::kMaxSidecarBytes) {
            Error error = Error::invalid_field("sidecar", "must have at most 1 MB");
            error.code = ErrorCode::payload_too_large;
            co_return error;
        }
        text_ += chunk;
        co_return Result<void>{};
    }

    std::string take() { return std::move(text_); }

private:
    std::string text_;
};

template <class Source>
Task<StagedImage> receive_file(Call& call, Source& source) {
    LIKENESS_CO_TRY(
        const std::unique_ptr<IncomingImage> image, co_await call.services.image_intake.begin()
    );
    LIKENESS_CO_CHECK(co_await copy_body(source, *image));
    co_return co_await image->finish();
}

Task<ArrivingImage> receive_form(Call& call) {
    LIKENESS_CO_TRY(net::MultipartReader form, net::MultipartReader::open(*call.upload));
    ArrivingImage arriving;
    while (true) {
        LIKENESS_CO_TRY(const std::optional<net::FormPart> part, co_await form.next_part());
        if (!part) {
            break;
        }
        if (part->name == "file" && !arriving.staged.file) {
            LIKENESS_CO_TRY(arriving.staged, co_await receive_file(call, form));
        } else if (part->name == "sidecar") {
            Sidecar sidecar;
            LIKENESS_CO_CHECK(co_await copy_body(form, sidecar));
            arriving.sidecar = sidecar.take();
        }
    }
    if (!arriving.staged.file) {
        co_return Error::invalid_field("file", "is missing from the form");
    }
    co_return arriving;
}

}  // namespace

Task<ArrivingImage> receive_image(Call& call) {
    if (call.upload == nullptr) {
        co_return Error{
            ErrorCode::unsupported_media_type,
            "Send the image as it is, or as the part file of a form (multipart/form-data)."};
    }
    if (body_kind(*call.upload) == BodyKind::form) {
        co_return co_await receive_form(call);
    }
    ArrivingImage arriving;
    LIKENESS_CO_TRY(arriving.staged, co_await receive_file(call, *call.upload));
    co_return arriving;
}

}  // namespace likeness::api
