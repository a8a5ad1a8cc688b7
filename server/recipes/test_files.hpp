#pragma once

#include "base/bytes.hpp"
#include "imaging/recipe.hpp"

#include <gmock/gmock.h>

#include <string_view>
#include <utility>
#include <vector>

/// Real files with the texts of other programs, for the tests.
namespace likeness::recipes::test {

/// A PNG with one tEXt chunk (iTXt where the text is not ASCII) for each keyword and text.
Bytes png_with(const std::vector<std::pair<std::string_view, std::string_view>>& texts);
/// A PNG with the text compressed, as zTXt or iTXt.
Bytes png_with_compressed(std::string_view type, std::string_view keyword, std::string_view text);

/// Tag and text of an Exif entry; those from 0x9000 go into the Exif directory.
struct ExifText {
    unsigned tag = 0;
    Bytes value;
    bool in_main_directory = false;
};

/// A TIFF block in either byte order.
Bytes tiff_with(const std::vector<ExifText>& texts, bool little_endian);
Bytes jpeg_with(BytesView tiff);
Bytes webp_with(BytesView tiff);

/// The value of UserComment as A1111 writes it: UNICODE and UTF-16, high byte first.
Bytes unicode_comment(std::string_view text);

/// Matches a LoRA of this name and scale.
inline auto is_lora(std::string_view name, double scale) {
    return testing::AllOf(
        testing::Field("name", &imaging::RecipeLora::name, testing::Eq(name)),
        testing::Field("scale", &imaging::RecipeLora::scale, testing::DoubleEq(scale))
    );
}

}  // namespace likeness::recipes::test
