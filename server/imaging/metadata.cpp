#include "imaging/metadata.hpp"

#include "imaging/format.hpp"
#include "imaging/jpeg_metadata.hpp"
#include "imaging/png_metadata.hpp"
#include "imaging/webp_metadata.hpp"

namespace likeness::imaging {

namespace {

/// metadata.hpp for one format.
struct MetadataFormat {
    Result<Bytes> (*write)(BytesView file, const Recipe& recipe);
    Result<Bytes> (*strip)(BytesView file);
    Result<std::optional<std::string>> (*read)(BytesView file);
};

constexpr MetadataFormat kJpeg{write_jpeg_recipe, strip_jpeg, read_jpeg_recipe};
constexpr MetadataFormat kPng{write_png_recipe, strip_png, read_png_recipe};
constexpr MetadataFormat kWebp{write_webp_recipe, strip_webp, read_webp_recipe};

Result<MetadataFormat> metadata_format_of(BytesView file) {
    const auto format = detect_format(file);
    if (!format) {
        return unsupported_image("The file is not a JPEG, PNG or WebP image.");
    }
    switch (*format) {
        case Format::jpeg:
            return kJpeg;
        case Format::png:
            return kPng;
        case Format::webp:
            return kWebp;
    }
    return unsupported_image("Unknown format.");
}

}  // namespace

Result<Bytes> write_recipe(BytesView file, const Recipe& recipe) {
    LIKENESS_TRY(const MetadataFormat format, metadata_format_of(file));
    if (json(recipe).size() > kMaxRecipeJson) {
        return Error{
            ErrorCode::invalid_argument, "The recipe is too long to be written into an image."};
    }
    return format.write(file, recipe);
}

Result<Bytes> strip_recipe(BytesView file) {
    LIKENESS_TRY(const MetadataFormat format, metadata_format_of(file));
    return format.strip(file);
}

Result<std::optional<Recipe>> read_recipe(BytesView file) {
    LIKENESS_TRY(const MetadataFormat format, metadata_format_of(file));
    LIKENESS_TRY(const std::optional<std::string> text, format.read(file));
    if (!text) {
        return std::optional<Recipe>{};
    }
    if (text->size() > kMaxRecipeJson) {
        return Error{ErrorCode::invalid_argument, "The recipe in the image is too long."};
    }
    LIKENESS_TRY(Recipe recipe, parse_recipe(*text));
    return std::optional(std::move(recipe));
}

}  // namespace likeness::imaging
