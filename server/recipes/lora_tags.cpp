#include "recipes/lora_tags.hpp"

#include "recipes/values.hpp"

#include <algorithm>
#include <optional>

namespace likeness::recipes {

namespace {

constexpr std::string_view kBlanks = " \t";

struct Tag {
    std::size_t length = 0;
    imaging::RecipeLora lora;
};

/// Takes what stands before the next colon off the front, and that colon.
std::string_view take_part(std::string_view& rest) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
}

/// The scale that the parts behind the name give the image model: `unet=` before all, else the
/// second bare number, else the first, else `te=`.
double scale_of(std::string_view parts) {
    std::optional<double> image_model;
    std::optional<double> bare;
    std::optional<double> text_encoder;
    std::size_t bare_numbers = 0;
    while (!parts.empty()) {
        const std::string_view part = trimmed(take_part(parts));
        if (part.starts_with("unet=")) {
            image_model = scale_in(part.substr(5));
        } else if (part.starts_with("te=")) {
            text_encoder = scale_in(part.substr(3));
        } else if (const auto number = scale_in(part); number && bare_numbers < 2) {
            bare = number;
            ++bare_numbers;
        }
    }
    return image_model.value_or(bare.value_or(text_encoder.value_or(1)));
}

/// The tag that `text` starts with.
std::optional<Tag> tag_at(std::string_view text) {
    if (!text.starts_with("<lora:") && !text.starts_with("<lyco:")) {
        return std::nullopt;
    }
    const std::size_t end = text.find_first_of("<>\n", 1);
    if (end == std::string_view::npos || text[end] != '>') {
        return std::nullopt;
    }
    std::string_view parts = text.substr(6, end - 6);
    const std::string_view name = trimmed(take_part(parts));
    if (name.empty()) {
        return std::nullopt;
    }
    return Tag{end + 1, lora_of(name, scale_of(parts))};
}

/// Joins what stood before and behind a tag, so that no blank or comma is left over.
void close_gap(std::string& before, std::string_view& rest) {
    const std::size_t had = before.size();
    before.resize(before.find_last_not_of(kBlanks) + 1);  // npos + 1 is 0
    const std::size_t blanks = std::min(rest.find_first_not_of(kBlanks), rest.size());
    const bool had_blank = before.size() < had || blanks > 0;
    rest.remove_prefix(blanks);
    const bool starts_a_part = before.empty() || before.ends_with(',') || before.ends_with('\n');
    if (starts_a_part && rest.starts_with(',')) {
        rest.remove_prefix(1);
        rest.remove_prefix(std::min(rest.find_first_not_of(kBlanks), rest.size()));
    }
    if (rest.empty() && before.ends_with(',')) {
        before.pop_back();
    }
    const bool ends_a_part = rest.empty() || rest.front() == ',' || rest.front() == '\n';
    if (had_blank && !ends_a_part && !before.empty() && !before.ends_with('\n')) {
        before += ' ';
    }
}

}  // namespace

imaging::RecipeLora lora_of(std::string_view name, double scale) {
    imaging::RecipeLora lora;
    lora.name = name;
    lora.scale = scale;
    return lora;
}

TaggedPrompt take_lora_tags(std::string_view prompt) {
    TaggedPrompt out;
    while (!prompt.empty()) {
        const std::size_t next = std::min(prompt.find('<'), prompt.size());
        out.prompt += prompt.substr(0, next);
        prompt.remove_prefix(next);
        if (prompt.empty()) {
            break;
        }
        std::optional<Tag> tag = tag_at(prompt);
        if (!tag) {
            out.prompt += '<';
            prompt.remove_prefix(1);
            continue;
        }
        prompt.remove_prefix(tag->length);
        close_gap(out.prompt, prompt);
        if (out.loras.size() < kMaxLoras) {
            out.loras.push_back(std::move(tag->lora));
        }
    }
    out.prompt = trimmed(out.prompt);
    return out;
}

}  // namespace likeness::recipes
