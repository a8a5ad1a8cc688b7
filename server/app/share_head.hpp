#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace likeness::app {

/// What messengers and search engines are told of a shared link. Texts are raw.
struct ShareHead {
    struct Cover {
        std::string url;  // absolute; opens without cookies
        int width = 0;    // pixels
        int height = 0;
    };

    std::string title;        // "Pictures made with Noir"
    std::string description;  // "4 pictures made with Noir."
    std::string url;          // of the link itself
    std::optional<Cover> cover = {};
};

/// The elements for the document's head: title, description, Open Graph, Twitter, and that search
/// engines leave it alone.
std::string share_tags(const ShareHead& head);

/// "1 picture", "1,204 pictures"; with "made with Noir" behind it where the LoRA is told.
std::string pictures_text(std::int64_t count, const std::optional<std::string>& lora_name);

/// For text and for values between double quotes.
std::string escape_html(std::string_view text);

}  // namespace likeness::app
