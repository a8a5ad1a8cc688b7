#include "api/lora_upload.hpp"

#include "api/body_copy.hpp"
#include "api/request_body.hpp"
#include "net/multipart.hpp"

#include <array>
#include <charconv>
#include <memory>
#include <utility>

namespace likeness::api {

namespace {

constexpr std::size_t kMaxFieldLength = 4'096;

Task<std::string> read_field(net::MultipartReader& form) {
    std::string text;
    std::array<char, 1024> piece{};
    while (true) {
        LIKENESS_CO_TRY(const std::size_t count, co_await form.read_some(piece));
        if (count == 0) {
            co_return text;
        }
        text.append(piece.data(), count);
        if (text.size() > kMaxFieldLength) {
            co_return Error{ErrorCode::payload_too_large, "A field of the form is too long."};
        }
    }
}

/// A form: fields in any order, one file.
Task<StagedLora> receive_form(Call& call, ImportLoraInput& input) {
    LIKENESS_CO_TRY(net::MultipartReader form, net::MultipartReader::open(*call.upload));
    json::object fields;
    std::unique_ptr<LoraUpload> upload;
    while (true) {
        LIKENESS_CO_TRY(const std::optional<net::FormPart> part, co_await form.next_part());
        if (!part) {
            break;
        }
        if (part->filename && !upload) {
            LIKENESS_CO_TRY(
                upload,
                co_await call.services.lora_staging.begin(call.services.import_lora.new_id())
            );
            LIKENESS_CO_CHECK(co_await copy_body(form, *upload, call.services.facts.max_lora_bytes)
            );
        } else if (!part->filename) {
            LIKENESS_CO_TRY(const std::string value, co_await read_field(form));
            fields.emplace(part->name, value);
        }
    }
    if (!upload) {
        co_return Error::invalid_field("file", "is missing from the form");
    }
    Decoder decoder(InputForm::query);
    decoder.read(json::value(std::move(fields)), "", {}, input);
    LIKENESS_CO_CHECK(std::move(decoder).result());
    co_return co_await upload->finish();
}

Task<StagedLora> receive_bytes(Call& call) {
    const std::int64_t limit = call.services.facts.max_lora_bytes;
    if (call.upload->content_length().value_or(0) > static_cast<std::uint64_t>(limit)) {
        co_return Error{ErrorCode::payload_too_large, "The file is larger than this server takes."};
    }
    LIKENESS_CO_TRY(
        const std::unique_ptr<LoraUpload> upload,
        co_await call.services.lora_staging.begin(call.services.import_lora.new_id())
    );
    LIKENESS_CO_CHECK(co_await copy_body(*call.upload, *upload, limit));
    co_return co_await upload->finish();
}

LoraLabels labels_from(ImportLoraInput input) {
    return {std::move(input.name), std::move(input.trigger), input.person_id, input.visibility};
}

}  // namespace

Task<Lora> receive_lora(Call& call, ImportLoraInput input) {
    const bool has_file = call.upload != nullptr && body_kind(*call.upload) != BodyKind::media;
    if (!has_file && !input.url) {
        co_return Error{
            ErrorCode::unsupported_media_type,
            "Send the file as application/octet-stream or multipart/form-data, or its address as "
            "url."};
    }
    if (has_file && input.url) {
        co_return Error::invalid_field("url", "must not come together with a file");
    }
    // What is wrong with the labels is said before two gigabytes have been sent.
    LIKENESS_CO_CHECK(
        co_await call.services.import_lora.check_labels(call.caller, labels_from(input))
    );
    Result<StagedLora> staged = Error::internal("nothing was received");
    if (!has_file) {
        staged = co_await call.services.lora_links.fetch(
            *call.caller.wallet, *input.url, call.services.facts.max_lora_bytes
        );
    } else if (body_kind(*call.upload) == BodyKind::form) {
        staged = co_await receive_form(call, input);
    } else {
        staged = co_await receive_bytes(call);
    }
    if (!staged) {
        co_return std::move(staged).error();
    }
    co_return co_await call.services.import_lora.import(
        call.caller, labels_from(std::move(input)), *std::move(staged)
    );
}

}  // namespace likeness::api
