#include "core/training.hpp"

namespace likeness {

namespace {

constexpr std::string_view kPlaceholder = "[trigger]";

}  // namespace

std::string caption_for_trainer(const std::string& caption, const std::string& trigger_word) {
    std::string text = caption;
    for (std::size_t at = text.find(kPlaceholder); at != std::string::npos;
         at = text.find(kPlaceholder, at + trigger_word.size())) {
        text.replace(at, kPlaceholder.size(), trigger_word);
    }
    const bool has_trigger = text.empty() || text.find(trigger_word) != std::string::npos;
    return has_trigger ? text : trigger_word + ", " + text;
}

ObjectKey training_archive_key(const Training& training) {
    const std::string time = to_iso(training.created_at);
    return ObjectKey::trusted(
        time.substr(0, 4) + "/" + time.substr(5, 2) + "/" + training.id.text() + "/archive.zip"
    );
}

ObjectKey training_config_key(const LoraId& id) {
    return ObjectKey::trusted(id.text() + "/config.json");
}

}  // namespace likeness
