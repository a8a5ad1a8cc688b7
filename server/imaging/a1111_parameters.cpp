#include "imaging/a1111_parameters.hpp"

#include "base/json_text.hpp"
#include "imaging/unicode_text.hpp"

#include <algorithm>

namespace likeness::imaging {

namespace {

constexpr std::string_view kNegativePrompt = "Negative prompt:";
constexpr std::string_view kSteps = "Steps:";
// What Civitai calls AutoV2: the first ten digits of the file's SHA-256.
constexpr std::size_t kShortHash = 10;

bool starts_a_line(const std::string& text, std::size_t at) {
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t')) {
        --at;
    }
    return at == 0 || text[at - 1] == '\n';
}

bool stands_anywhere(const std::string& /*text*/, std::size_t /*at*/) {
    return true;
}

/// Puts a blank before the colon that `marker` ends with, wherever `counts` says that readers would
/// see it.
template <class Counts>
void disarm(std::string& text, std::string_view marker, Counts counts) {
    for (std::size_t at = text.find(marker); at != std::string::npos;
         at = text.find(marker, at + 1)) {
        if (counts(text, at)) {
            text.insert(at + marker.size() - 1, 1, ' ');
        }
    }
}

/// A prompt that no reader takes for anything else.
std::string plain_prompt(std::string_view prompt) {
    std::string text = clean_text(prompt);
    disarm(text, kNegativePrompt, stands_anywhere);
    disarm(text, kSteps, starts_a_line);
    return text;
}

std::string quoted_if_needed(std::string_view value) {
    std::string text = clean_text(value);
    if (text.find_first_of(",:\"\n") == std::string::npos) {
        return text;
    }
    std::string quoted;
    append_json_string(quoted, text);
    return quoted;
}

/// A LoRA's name without the characters that delimit it in tags and lists.
std::string lora_name(const RecipeLora& lora) {
    std::string name = clean_text(lora.name);
    std::replace_if(
        name.begin(),
        name.end(),
        [](char c) { return std::string_view("<>:,\"{}\\\n\t").find(c) != std::string_view::npos; },
        '_'
    );
    return name;
}

std::string lora_tags(const Recipe& recipe) {
    std::string tags;
    for (const RecipeLora& lora : recipe.loras) {
        tags += " <lora:" + lora_name(lora) + ':' + number_text(lora.scale) + '>';
    }
    return tags;
}

/// `name: hash` of every LoRA with a known hash, written by `write`.
template <class Write>
std::string lora_hashes(const Recipe& recipe, Write write) {
    std::string list;
    for (const RecipeLora& lora : recipe.loras) {
        const std::string hash = clean_text(lora.sha256).substr(0, kShortHash);
        if (!hash.empty()) {
            list += (list.empty() ? "" : ", ") + write(lora_name(lora), hash);
        }
    }
    return list;
}

std::string guidance(const Recipe& recipe) {
    const std::string scale = number_text(recipe.guidance_scale);
    return recipe.guidance_is_distilled ? "CFG scale: 1, Distilled CFG Scale: " + scale
                                        : "CFG scale: " + scale;
}

std::string parameters_line(const Recipe& recipe) {
    std::string line = "Steps: " + std::to_string(recipe.steps) + ", Sampler: Euler, " +
                       guidance(recipe) + ", Seed: " + std::to_string(recipe.seed) +
                       ", Size: " + std::to_string(recipe.width) + 'x' +
                       std::to_string(recipe.height);
    if (!recipe.model.empty()) {
        line += ", Model: " + quoted_if_needed(recipe.model);
    }
    const std::string listed = lora_hashes(
        recipe, [](const std::string& name, const std::string& hash) { return name + ": " + hash; }
    );
    if (!listed.empty()) {
        line += ", Lora hashes: " + quoted_if_needed(listed);
    }
    if (!recipe.software.empty()) {
        line += ", Version: " + quoted_if_needed(recipe.software);
    }
    const std::string as_object =
        lora_hashes(recipe, [](const std::string& name, const std::string& hash) {
            return "\"lora:" + name + "\": \"" + hash + '"';
        });
    if (!as_object.empty()) {
        line += ", Hashes: {" + as_object + '}';
    }
    return line;
}

std::string
joined(const std::string& prompt, const std::string& tags, const std::string& negative) {
    std::string text = prompt + (prompt.empty() && !tags.empty() ? tags.substr(1) : tags) + '\n';
    if (!negative.empty()) {
        text += std::string(kNegativePrompt) + ' ' + negative + '\n';
    }
    return text;
}

}  // namespace

Result<std::string> a1111_parameters(const Recipe& recipe, std::size_t max_utf16_bytes) {
    const std::string prompt = plain_prompt(recipe.final_prompt);
    const std::string negative = plain_prompt(recipe.negative_prompt);
    const std::string tags = lora_tags(recipe);
    const std::string line = parameters_line(recipe);
    std::string text = joined(prompt, tags, negative) + line;
    const std::size_t needed = utf16_bytes(text);
    if (needed <= max_utf16_bytes) {
        return text;
    }
    const std::size_t prompt_bytes = utf16_bytes(prompt);
    const std::size_t negative_bytes = utf16_bytes(negative);
    const std::size_t fixed = needed - prompt_bytes - negative_bytes;
    if (fixed > max_utf16_bytes) {
        return Error{
            ErrorCode::invalid_argument,
            "The names of the LoRAs are too long to be written into an image."};
    }
    // The longer prompt gives way first.
    const std::size_t room = max_utf16_bytes - fixed;
    const std::size_t for_negative =
        std::min(negative_bytes, std::max(room / 2, room - std::min(room, prompt_bytes)));
    return joined(
               shorten_utf16(prompt, room - for_negative),
               tags,
               shorten_utf16(negative, for_negative)
           ) +
           line;
}

}  // namespace likeness::imaging
