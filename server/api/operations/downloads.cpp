#include "api/dto/image_dto.hpp"
#include "api/image_archive.hpp"
#include "api/operations/endpoints.hpp"
#include "core/file_names.hpp"
#include "net/open_file.hpp"

#include <array>
#include <utility>

namespace likeness::api {

namespace {

enum class WithRecipe {
    yes,
    no
};

}  // namespace

template <>
struct EnumNames<WithRecipe> {
    static constexpr std::string_view type_name = "WithRecipe";
    static constexpr std::array names{
        std::pair{std::string_view("yes"), WithRecipe::yes},
        std::pair{std::string_view("no"), WithRecipe::no}};
};

namespace downloads {

namespace {

struct ImageFileInput {
    std::string id;
    WithRecipe recipe = WithRecipe::yes;

    static constexpr std::string_view kName = "ImageFileInput";

    static constexpr auto fields() {
        return std::tuple{
            field("id", &ImageFileInput::id, "32 hex digits."),
            field("recipe", &ImageFileInput::recipe, "Whether the file tells how it was made.")
                .defaulted(),
        };
    }
};

struct ImagesZipInput {
    std::optional<std::string> ids;
    std::optional<LoraRefInput> lora_training_id;

    static constexpr std::string_view kName = "ImagesZipInput";

    static constexpr auto fields() {
        using Input = ImagesZipInput;
        return std::tuple{
            field("ids", &Input::ids, "Of images, separated by commas."),
            field(
                "loraTrainingId",
                &Input::lora_training_id,
                "All images made with this LoRA; id or number."
            ),
        };
    }
};

struct CreateZipInput {
    std::vector<std::string> ids;

    static constexpr std::string_view kName = "CreateZipInput";

    static constexpr auto fields() {
        return std::tuple{field("ids", &CreateZipInput::ids, "Of images.")
                              .within(1, static_cast<double>(ZipLinks::kMaxImages))};
    }
};

struct ZipLinkDto {
    std::string url;

    static constexpr std::string_view kName = "ZipLink";

    static constexpr auto fields() {
        return std::tuple{
            field("url", &ZipLinkDto::url, "Gives the archive to whoever has it, for some hours.")};
    }
};

struct ZipFileInput {
    std::string id;
    std::string expires;
    std::string signature;

    static constexpr std::string_view kName = "ZipFileInput";

    static constexpr auto fields() {
        return std::tuple{
            field("id", &ZipFileInput::id, "As in the link."),
            field("expires", &ZipFileInput::expires, "As in the link."),
            field("signature", &ZipFileInput::signature, "As in the link."),
        };
    }
};

Result<std::vector<ImageId>> image_ids(const std::vector<std::string>& texts) {
    std::vector<ImageId> ids;
    ids.reserve(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        std::optional<ImageId> id = ImageId::parse(texts[i]);
        if (!id) {
            return Error::invalid_field(
                "ids[" + std::to_string(i) + "]", "must be an image's id, 32 hex digits"
            );
        }
        ids.push_back(*std::move(id));
    }
    return ids;
}

std::vector<std::string> split_at_commas(const std::string& list) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    while (begin <= list.size()) {
        const std::size_t end = std::min(list.find(',', begin), list.size());
        parts.push_back(list.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

Result<ImageChoice> choice_in(const ImagesZipInput& input) {
    if (input.ids.has_value() == input.lora_training_id.has_value()) {
        return Error::invalid_field("ids", "must be given, or loraTrainingId instead of it");
    }
    if (input.lora_training_id) {
        return ImageChoice(*input.lora_training_id->ref);
    }
    LIKENESS_TRY(std::vector<ImageId> ids, image_ids(split_at_commas(*input.ids)));
    return ImageChoice(std::move(ids));
}

Task<Download> archive_of(Call& call, Caller caller, ImageChoice choice) {
    LIKENESS_CO_TRY(
        ChosenImages chosen,
        co_await call.services.galleries.chosen(
            std::move(caller), std::move(choice), ZipLinks::kMaxImages
        )
    );
    if (chosen.images.empty()) {
        co_return Error::not_found("image");
    }
    const std::size_t count = chosen.images.size();
    const std::string lora = slug(chosen.lora_name);
    Download download;
    download.file_name =
        (lora.empty() ? "likeness-" + std::to_string(count) + "-images" : lora) + ".zip";
    std::unique_ptr<ImageArchive> archive =
        co_await ImageArchive::make(call.services.objects, std::move(chosen));
    download.content_type = "application/zip";
    download.etag = archive->etag();
    download.content = std::unique_ptr<net::RangedBody>(std::move(archive));
    co_return download;
}

/// The stored bytes, from where they lie.
Task<Download> stored_file(Call& call, const GeneratedImage& image) {
    Download download;
    const auto local = call.services.objects.local_file(Bucket::generated, image.path);
    if (local) {
        LIKENESS_CO_TRY(
            std::shared_ptr<const net::OpenFile> file, net::OpenFile::open(local->string())
        );
        download.content = std::move(file);
    } else {
        LIKENESS_CO_TRY(
            Bytes bytes,
            co_await call.services.objects.get(
                Bucket::generated, image.path, static_cast<std::uint64_t>(image.byte_count)
            )
        );
        download.content = std::move(bytes);
    }
    download.etag = image.sha256;
    co_return download;
}

Task<Download> bare_file(Call& call, const GeneratedImage& image) {
    LIKENESS_CO_TRY(
        Bytes bytes,
        co_await call.services.objects.get(
            Bucket::generated, image.path, static_cast<std::uint64_t>(image.byte_count)
        )
    );
    LIKENESS_CO_TRY(Bytes bare, co_await call.services.finisher.without_recipe(std::move(bytes)));
    Download download;
    download.content = std::move(bare);
    download.etag = image.sha256 + "-bare";
    co_return download;
}

Task<Download> give_image(Call& call, ImageFileInput input) {
    const std::optional<ImageId> id = ImageId::parse(input.id);
    if (!id) {
        co_return Error::not_found("image");
    }
    LIKENESS_CO_TRY(
        const ImageWithRecipe found, co_await call.services.galleries.find(call.caller, *id)
    );
    Download file;
    if (input.recipe == WithRecipe::yes) {
        LIKENESS_CO_TRY(file, co_await stored_file(call, found.image));
    } else {
        LIKENESS_CO_TRY(file, co_await bare_file(call, found.image));
    }
    file.content_type = found.image.content_type;
    file.file_name = downloaded_name(found.image, found.lora.name);
    co_return file;
}

Task<Download> give_images(Call& call, ImagesZipInput input) {
    LIKENESS_CO_TRY(ImageChoice choice, choice_in(input));
    co_return co_await archive_of(call, call.caller, std::move(choice));
}

Task<ZipLinkDto> make_link(Call& call, CreateZipInput input) {
    LIKENESS_CO_TRY(std::vector<ImageId> ids, image_ids(input.ids));
    LIKENESS_CO_TRY(
        const std::string link, co_await call.services.zip_links.make(call.caller, std::move(ids))
    );
    co_return ZipLinkDto{call.services.facts.public_url + link};
}

Task<Download> give_linked(Call& call, ZipFileInput input) {
    std::string query = "expires=" + input.expires + "&signature=" + input.signature;
    LIKENESS_CO_TRY(
        ImageSelection selection,
        co_await call.services.zip_links.open(std::move(input.id), std::move(query))
    );
    Caller maker;
    maker.wallet = selection.wallet;
    ImageChoice choice(std::move(selection.images));
    co_return co_await archive_of(call, std::move(maker), std::move(choice));
}

}  // namespace

EndpointPtr image() {
    return gives_file(&give_image);
}

EndpointPtr images() {
    return gives_file(&give_images);
}

EndpointPtr link() {
    return answers(&make_link);
}

EndpointPtr linked() {
    return gives_file(&give_linked);
}

}  // namespace downloads

}  // namespace likeness::api
