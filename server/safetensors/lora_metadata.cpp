#include "safetensors/lora_metadata.hpp"

#include "base/bytes.hpp"
#include "safetensors/display_text.hpp"

#include <boost/json/parse.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <string_view>

namespace likeness::safetensors {

namespace {

namespace json = boost::json;

constexpr std::size_t kMaxTrigger = 100;
constexpr std::size_t kMaxTitle = 200;
constexpr std::size_t kMaxTagValue = 200;
/// JSON texts inside the metadata are taken apart into trees, so they are bounded; a list of every
/// tag of a large data set stays below.
constexpr std::size_t kMaxJsonText = std::size_t{2} << 20U;
constexpr std::size_t kMaxJsonDepth = 4;

std::string_view value_of(const Metadata& metadata, std::string_view key) {
    const auto entry = metadata.find(key);
    return entry == metadata.end() ? std::string_view{} : std::string_view(entry->second);
}

/// The entry as a JSON object; an empty one if it is absent, too long or anything else.
json::object object_of(const Metadata& metadata, std::string_view key) {
    const std::string_view text = value_of(metadata, key);
    if (text.empty() || text.size() > kMaxJsonText) {
        return {};
    }
    json::parse_options options;
    options.max_depth = kMaxJsonDepth;
    json::error_code ec;
    json::value value = json::parse({text.data(), text.size()}, ec, {}, options);
    return !ec && value.is_object() ? std::move(value.get_object()) : json::object{};
}

/// A string or whole number of the object as text; empty for all else.
std::string text_in(const json::object& object, std::string_view key) {
    const json::value* const value = object.if_contains({key.data(), key.size()});
    if (value == nullptr) {
        return {};
    }
    if (const json::string* const text = value->if_string()) {
        return {text->data(), text->size()};
    }
    if (const std::int64_t* const number = value->if_int64()) {
        return std::to_string(*number);
    }
    return {};
}

using Counts = std::map<std::string, double, std::less<>>;

void add_counts(const json::value& tags, Counts& counts) {
    const json::object* const object = tags.if_object();
    if (object == nullptr) {
        return;
    }
    for (const auto& [tag, count] : *object) {
        // Whole captions stand among the tags of some data sets: too long to be a trigger.
        std::string phrase = display_text({tag.data(), tag.size()}, kMaxTrigger + 1, "");
        if (count.is_number() && !phrase.empty() && utf8_length(phrase) <= kMaxTrigger) {
            counts[std::move(phrase)] += count.to_number<double>();
        }
    }
}

/// {"10_dir": {"tag": 12, ...}, ...}: the tag with the highest count over all folders, the first of
/// equals by spelling.
std::string most_frequent_tag(const Metadata& metadata) {
    Counts counts;
    for (const auto& folder : object_of(metadata, "ss_tag_frequency")) {
        add_counts(folder.value(), counts);
    }
    std::string_view best;
    double best_count = 0;
    for (const auto& [tag, count] : counts) {
        if (count > best_count) {
            best = tag;
            best_count = count;
        }
    }
    return std::string(best);
}

std::optional<double> positive_number(std::string_view text) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(number) ||
        number <= 0) {
        return std::nullopt;
    }
    return number;
}

/// diffusers writes the adapter's settings under the name of its component:
/// "transformer.lora_alpha", or bare.
std::optional<double> alpha_in_adapter_settings(const Metadata& metadata) {
    for (const auto& entry : object_of(metadata, "lora_adapter_metadata")) {
        const std::string_view key(entry.key().data(), entry.key().size());
        if ((key == "lora_alpha" || key.ends_with(".lora_alpha")) && entry.value().is_number()) {
            const auto alpha = entry.value().to_number<double>();
            if (std::isfinite(alpha) && alpha > 0) {
                return alpha;
            }
        }
    }
    return std::nullopt;
}

std::string software_text(const Metadata& metadata) {
    const json::object software = object_of(metadata, "software");
    if (software.empty()) {
        return std::string(value_of(metadata, "software"));
    }
    return text_in(software, "name") + " " + text_in(software, "version");
}

/// Adds the first candidate that has something to show.
void add_tag(
    std::vector<TrainingTag>& tags,
    std::string_view name,
    std::initializer_list<std::string_view> candidates
) {
    for (const std::string_view candidate : candidates) {
        std::string value = display_text(candidate, kMaxTagValue);
        if (!value.empty() && value != "None") {  // kohya writes Python's None for what was not set
            tags.push_back({std::string(name), std::move(value)});
            return;
        }
    }
}

}  // namespace

Trigger find_trigger(const Metadata& metadata) {
    constexpr std::array<std::string_view, 3> kKeys = {
        "trigger_word", "modelspec.trigger_phrase", "modelspec.usage_hint"};
    for (const std::string_view key : kKeys) {
        std::string phrase = display_text(value_of(metadata, key), kMaxTrigger, "");
        if (!phrase.empty()) {
            return {std::move(phrase), std::string(key)};
        }
    }
    std::string tag = most_frequent_tag(metadata);
    return tag.empty() ? Trigger{} : Trigger{std::move(tag), "ss_tag_frequency"};
}

std::string find_title(const Metadata& metadata) {
    for (const std::string_view key : {"modelspec.title", "title", "ss_output_name", "name"}) {
        std::string title = display_text(value_of(metadata, key), kMaxTitle);
        if (!title.empty()) {
            return title;
        }
    }
    return {};
}

std::optional<double> find_alpha(const Metadata& metadata) {
    for (const std::string_view key : {"ss_network_alpha", "lora_alpha"}) {
        if (const auto alpha = positive_number(value_of(metadata, key))) {
            return alpha;
        }
    }
    return alpha_in_adapter_settings(metadata);
}

std::vector<TrainingTag> find_training_tags(const Metadata& metadata) {
    const auto value = [&](std::string_view key) { return value_of(metadata, key); };
    const json::object training = object_of(metadata, "training_info");  // of ai-toolkit

    std::vector<TrainingTag> tags;
    add_tag(
        tags,
        "base model",
        {value("base_model"), value("ss_base_model_version"), value("ss_sd_model_name")}
    );
    add_tag(tags, "architecture", {value("modelspec.architecture")});
    add_tag(tags, "resolution", {value("modelspec.resolution"), value("ss_resolution")});
    add_tag(tags, "steps", {value("ss_steps"), text_in(training, "step")});
    add_tag(tags, "epoch", {value("ss_epoch"), text_in(training, "epoch")});
    add_tag(tags, "software", {software_text(metadata), value("modelspec.implementation")});
    add_tag(tags, "network", {value("ss_network_module")});
    add_tag(tags, "author", {value("modelspec.author")});
    add_tag(tags, "license", {value("modelspec.license")});
    add_tag(tags, "comment", {value("ss_training_comment"), value("modelspec.description")});
    return tags;
}

}  // namespace likeness::safetensors
