#pragma once

#include "base/bytes.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace likeness::imaging {

/// A text inside an image file and the name that it has there: the keyword of a PNG text, or one
/// of exif_name. UTF-8 as the file has it: neither checked nor cleaned where the file says UTF-8.
struct FileText {
    std::string name;
    std::string text;
};

/// What the texts of Exif are called; PNG keywords with these names are left out.
namespace exif_name {
constexpr std::string_view kPrefix = "Exif.";
constexpr std::string_view kImageDescription = "Exif.ImageDescription";
constexpr std::string_view kMake = "Exif.Make";
constexpr std::string_view kModel = "Exif.Model";
constexpr std::string_view kSoftware = "Exif.Software";
constexpr std::string_view kDateTime = "Exif.DateTime";
constexpr std::string_view kDateTimeOriginal = "Exif.DateTimeOriginal";
constexpr std::string_view kOffsetTimeOriginal = "Exif.OffsetTimeOriginal";
constexpr std::string_view kMakerNote = "Exif.MakerNote";
constexpr std::string_view kUserComment = "Exif.UserComment";
}  // namespace exif_name

/// The texts of exif_name in a TIFF block, at most one of each and none over kMaxFileText; what is
/// broken is left out. UserComment is read with the prefixes ASCII, UNICODE and JIS and without
/// one, in the main directory too, where Python programs put it; JIS beyond ASCII is left out.
std::vector<FileText> exif_texts(BytesView tiff);

/// The most bytes of one text; longer ones are left out.
constexpr std::size_t kMaxFileText = std::size_t{1} << 20U;

}  // namespace likeness::imaging
