#pragma once

#include "core/ports/upload_intake.hpp"

namespace likeness::training_files {

/// Looks at a photo and makes it ready to be kept: whole, upright, without metadata. Refuses, with
/// the reason for its owner, what is damaged, too large, too small or of a kind that we do not
/// read. Blocks for 20 ms to a second; needs the memory that imaging::DecodeLimits speaks of.
IncomingPicture check_picture(BytesView file, std::string file_name, std::string caption);

/// Why a file of these first bytes is no photo we read; empty when it may be one.
std::string why_no_photo(BytesView first_bytes);

}  // namespace likeness::training_files
