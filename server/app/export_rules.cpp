#include "app/export_rules.hpp"

#include "base/time.hpp"
#include "core/caller.hpp"
#include "core/ports/object_store.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <string>

namespace likeness::app {

namespace {

namespace json = boost::json;

constexpr std::size_t kLongestText = 64 * 1024;

bool is_hex(std::string_view text, std::size_t digits) {
    return text.size() == digits &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool is_id(std::string_view text) {
    return is_hex(text, 32);
}

bool is_hash(std::string_view text) {
    return is_hex(text, 64);
}

bool is_time(std::string_view text) {
    const auto time = parse_iso(text);
    return time && to_iso(*time) == text;
}

bool is_wallet(std::string_view text) {
    return WalletAddress::parse(text).has_value();
}

bool is_key(std::string_view text) {
    return ObjectKey::parse(text).has_value();
}

/// A LoRA that images moved in under has no file.
bool is_key_or_nothing(std::string_view text) {
    return text.empty() || is_key(text);
}

bool is_hash_or_nothing(std::string_view text) {
    return text.empty() || is_hash(text);
}

bool is_list_of_loras(std::string_view text) {
    boost::system::error_code failed;
    const json::value list = json::parse(text, failed);
    return !failed && list.is_array() &&
           std::all_of(list.get_array().begin(), list.get_array().end(), [](const json::value& v) {
               const json::array* pair = v.if_array();
               return pair != nullptr && pair->size() == 2 && (*pair)[0].is_string() &&
                      (*pair)[1].is_number();
           });
}

bool is_list_of_texts(std::string_view text) {
    boost::system::error_code failed;
    const json::value list = json::parse(text, failed);
    return !failed && list.is_array() &&
           std::all_of(list.get_array().begin(), list.get_array().end(), [](const json::value& v) {
               return v.is_string();
           });
}

bool is_object_of_texts(std::string_view text) {
    boost::system::error_code failed;
    const json::value object = json::parse(text, failed);
    return !failed && object.is_object() &&
           std::all_of(
               object.get_object().begin(),
               object.get_object().end(),
               [](const auto& member) { return member.value().is_string(); }
           );
}

template <std::size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& known) {
    return std::find(known.begin(), known.end(), text) != known.end();
}

bool is_state(std::string_view text) {
    // Ended ones alone: nobody would take up a batch that came from elsewhere.
    constexpr std::array<std::string_view, 4> kStates{
        "completed", "failed", "blocked", "cancelled"};
    return is_one_of(text, kStates);
}

/// Cancelled: one that images moved in under.
bool is_status(std::string_view text) {
    return text == "completed" || text == "cancelled";
}

bool is_source(std::string_view text) {
    constexpr std::array<std::string_view, 4> kSources{"training", "import", "demo", "gallery"};
    return is_one_of(text, kSources);
}

bool is_visibility(std::string_view text) {
    constexpr std::array<std::string_view, 3> kVisibilities{"public", "link", "private"};
    return is_one_of(text, kVisibilities);
}

bool is_quota(std::string_view text) {
    constexpr std::array<std::string_view, 3> kQuotas{"exempt", "consumed", "returned"};
    return is_one_of(text, kQuotas);
}

bool is_bucket(std::string_view text) {
    constexpr std::array<std::string_view, 3> kBuckets{"loras", "generated", "uploads"};
    return is_one_of(text, kBuckets);
}

bool is_output_format(std::string_view text) {
    constexpr std::array<std::string_view, 3> kFormats{"jpeg", "png", "webp"};
    return is_one_of(text, kFormats);
}

bool is_content_type(std::string_view text) {
    constexpr std::array<std::string_view, 3> kTypes{"image/jpeg", "image/png", "image/webp"};
    return is_one_of(text, kTypes);
}

bool is_short(std::string_view text) {
    constexpr std::size_t kLongestTag = 160;  // bytes
    return !text.empty() && text.size() <= kLongestTag;
}

struct TextRule {
    std::string_view column;
    bool (*holds)(std::string_view);
};

constexpr std::array<TextRule, 30> kTextRules{{
    {"id", is_id},
    {"batch_id", is_id},
    {"image_id", is_id},
    {"lora_training_id", is_id},
    {"wallet_address", is_wallet},
    {"created_at", is_time},
    {"started_at", is_time},
    {"finished_at", is_time},
    {"removed_at", is_time},
    {"trashed_at", is_time},
    {"tags", is_list_of_texts},
    {"tag", is_short},
    {"path", is_key},
    {"weights_path", is_key_or_nothing},
    {"cover_path", is_key},
    {"cover_bucket", is_bucket},
    {"sha256", is_hash},
    {"weights_sha256", is_hash_or_nothing},
    {"source_sha256", is_hash},
    {"loras", is_list_of_loras},
    {"status", is_status},
    {"state", is_state},
    {"source", is_source},
    {"visibility", is_visibility},
    {"quota", is_quota},
    {"output_format", is_output_format},
    {"content_type", is_content_type},
    {"example_prompts", is_list_of_texts},
    {"warnings", is_list_of_texts},
    {"details", is_object_of_texts},
}};

/// Widths and the like are narrower than the numbers of a database.
bool is_narrow(std::string_view column) {
    return column.ends_with("_width") || column.ends_with("_height") || column == "rank" ||
           column == "num_inference_steps" || column == "image_index" || column == "rating" ||
           column == "favorite" || column == "is_trashed";
}

}  // namespace

bool is_as_we_write(std::string_view column, const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        return !is_narrow(column) || (*number >= 0 && *number <= std::numeric_limits<int>::max());
    }
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr) {
        return true;  // null, where the table allows it, or a real number
    }
    if (text->size() > kLongestText || !is_utf8(*text)) {
        return false;
    }
    const auto rule = std::find_if(kTextRules.begin(), kTextRules.end(), [&](const TextRule& each) {
        return each.column == column;
    });
    return rule == kTextRules.end() || rule->holds(*text);
}

}  // namespace likeness::app
