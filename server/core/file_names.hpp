#pragma once

#include "core/image.hpp"

#include <map>
#include <string>
#include <string_view>

namespace likeness {

/// Names of files that people take away. They hold letters of any script, digits and single
/// hyphens, so that every file system takes them.

/// "A Fox, at Night!" is "a-fox-at-night"; cut to `max` bytes between words where that leaves some.
/// Empty for texts without letters and digits.
std::string slug(std::string_view text, std::size_t max = 40);

/// "paper-boats-2026-11-21-7.jpg": of the LoRA, the day and the seed.
std::string downloaded_name(const GeneratedImage& image, std::string_view lora_name);

/// "2026-11-21-a-lighthouse-7.jpg": files sort by day. Not unique.
std::string archived_name(const GeneratedImage& image);

/// "name-2.jpg" for the second of the same name, and so on: hands out each name once.
class UniqueNames {
public:
    std::string take(const std::string& name);

private:
    std::map<std::string, int> taken_;
};

}  // namespace likeness
