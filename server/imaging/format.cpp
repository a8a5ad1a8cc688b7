#include "imaging/format.hpp"

#include <algorithm>
#include <array>

namespace likeness::imaging {

namespace {

using namespace std::string_view_literals;

struct FormatNames {
    Format format;
    std::string_view content_type;
    std::string_view extension;
    std::string_view display_name;
};

constexpr std::array kNames{
    FormatNames{Format::jpeg, "image/jpeg", "jpg", "JPEG"},
    FormatNames{Format::png, "image/png", "png", "PNG"},
    FormatNames{Format::webp, "image/webp", "webp", "WebP"},
};

const FormatNames& names(Format format) {
    return kNames[static_cast<std::size_t>(format)];
}

char to_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::string_view content_type(Format format) {
    return names(format).content_type;
}

std::string_view file_extension(Format format) {
    return names(format).extension;
}

std::string_view display_name(Format format) {
    return names(format).display_name;
}

std::optional<Format> format_from_content_type(std::string_view text) {
    text = text.substr(0, text.find(';'));
    while (!text.empty() && text.back() == ' ') {
        text.remove_suffix(1);
    }
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), to_lower);
    if (lower == "image/jpg") {
        return Format::jpeg;
    }
    const auto* const found =
        std::find_if(kNames.begin(), kNames.end(), [&](const FormatNames& row) {
            return row.content_type == lower;
        });
    return found == kNames.end() ? std::nullopt : std::optional(found->format);
}

std::optional<Format> detect_format(BytesView file) {
    if (file.starts_with("\xFF\xD8\xFF"sv)) {
        return Format::jpeg;
    }
    if (file.starts_with("\x89PNG\r\n\x1A\n"sv)) {
        return Format::png;
    }
    if (file.size() >= 12 && file.starts_with("RIFF"sv) && file.substr(8, 4) == "WEBP"sv) {
        return Format::webp;
    }
    return std::nullopt;
}

Error damaged_image(Format format, std::string detail) {
    return Error{
        ErrorCode::invalid_argument,
        "The " + std::string(display_name(format)) + " image is damaged or incomplete.",
        std::move(detail)};
}

Error unsupported_image(std::string message) {
    return Error{ErrorCode::unsupported_media_type, std::move(message)};
}

}  // namespace likeness::imaging
