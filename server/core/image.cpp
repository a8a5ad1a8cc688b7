#include "core/image.hpp"

namespace likeness {

std::string_view content_type_of(OutputFormat format) {
    switch (format) {
        case OutputFormat::jpeg:
            return "image/jpeg";
        case OutputFormat::png:
            return "image/png";
        case OutputFormat::webp:
            return "image/webp";
    }
    return "application/octet-stream";
}

std::string_view extension_of(OutputFormat format) {
    switch (format) {
        case OutputFormat::jpeg:
            return "jpg";
        case OutputFormat::png:
            return "png";
        case OutputFormat::webp:
            return "webp";
    }
    return "bin";
}

ObjectKey full_image_key(const ImageId& id, Timestamp accepted_at, OutputFormat format) {
    const std::string time = to_iso(accepted_at);
    return ObjectKey::trusted(
        time.substr(0, 4) + "/" + time.substr(5, 2) + "/" + id.text() + "/full." +
        std::string(extension_of(format))
    );
}

std::optional<ImageId> image_under(const ObjectKey& full_image) {
    constexpr std::size_t kBeforeId = 8;  // yyyy/mm/
    constexpr std::size_t kIdLength = 32;
    const std::string_view path = full_image.text();
    if (path.size() <= kBeforeId + kIdLength || path[kBeforeId + kIdLength] != '/') {
        return std::nullopt;
    }
    return ImageId::parse(path.substr(kBeforeId, kIdLength));
}

ObjectKey thumbnail_key(const ObjectKey& full_image, int side) {
    const std::string& path = full_image.text();
    return ObjectKey::trusted(
        path.substr(0, path.rfind('/')) + "/thumb-" + std::to_string(side) + ".webp"
    );
}

}  // namespace likeness
