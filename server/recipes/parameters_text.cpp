#include "recipes/parameters_text.hpp"

#include "recipes/json_values.hpp"
#include "recipes/values.hpp"

#include <algorithm>
#include <array>

namespace likeness::recipes {

namespace {

using Field = std::pair<std::string_view, std::string>;

constexpr std::string_view kSteps = "Steps:";
constexpr std::string_view kNegativePrompt = "Negative prompt:";
constexpr std::size_t kMaxFields = 500;
constexpr std::size_t kMaxName = 100;
constexpr std::array<std::string_view, 5> kUsualNames{
    "Sampler",
    "CFG scale",
    "Seed",
    "Size",
    "Model"};

/// Where the quoted text that `text` starts with ends; npos if nowhere.
std::size_t end_of_quoted(std::string_view text) {
    for (std::size_t at = 1; at < text.size(); ++at) {
        if (text[at] == '\\') {
            ++at;
        } else if (text[at] == '"') {
            return at + 1;
        }
    }
    return std::string_view::npos;
}

/// The same for an object or list, of which only the brackets outside of quotes are looked at.
std::size_t end_of_bracketed(std::string_view text) {
    std::size_t depth = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '"') {
            const std::size_t quoted = end_of_quoted(text.substr(at));
            if (quoted == std::string_view::npos) {
                return quoted;
            }
            at += quoted - 1;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']') && --depth == 0) {
            return at + 1;
        }
    }
    return std::string_view::npos;
}

/// Splits `Name: value, Name: value`. A value is a quoted text, an object, a list, or goes to the
/// next comma.
class FieldParser {
public:
    explicit FieldParser(std::string_view line) : rest_(line) {}

    std::vector<Field> parse() {
        std::vector<Field> fields;
        while (fields.size() < kMaxFields) {
            const std::size_t colon = rest_.find(':');
            if (colon == std::string_view::npos) {
                break;
            }
            std::string_view name = rest_.substr(0, colon);
            name = trimmed(name.substr(name.find_last_of(',') + 1));  // npos + 1 is 0
            rest_.remove_prefix(colon + 1);
            std::string value = take_value();
            if (!name.empty() && name.size() <= kMaxName) {
                fields.emplace_back(name, std::move(value));
            }
        }
        return fields;
    }

private:
    std::string take_value() {
        rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), rest_.size()));
        const std::size_t end = end_of_enclosed();
        if (end == std::string_view::npos) {
            return std::string(trimmed(take(std::min(rest_.find(','), rest_.size()))));
        }
        const std::string_view value = take(end);
        return value.front() == '"' ? unquoted_json(value) : std::string(value);
    }

    /// npos if the value is not enclosed whole. After one that is not, none of its kind is looked
    /// for any more, which keeps the time linear.
    std::size_t end_of_enclosed() {
        const char first = rest_.empty() ? '\0' : rest_.front();
        const bool is_quoted = first == '"';
        bool& may_be_enclosed = is_quoted ? quotes_close_ : brackets_close_;
        if (!may_be_enclosed || (!is_quoted && first != '{' && first != '[')) {
            return std::string_view::npos;
        }
        const std::size_t end = is_quoted ? end_of_quoted(rest_) : end_of_bracketed(rest_);
        may_be_enclosed = end != std::string_view::npos && ends_a_value(rest_.substr(end));
        return may_be_enclosed ? end : std::string_view::npos;
    }

    static bool ends_a_value(std::string_view rest) {
        const std::size_t next = rest.find_first_not_of(" \t\r");
        return next == std::string_view::npos || rest[next] == ',';
    }

    std::string_view take(std::size_t size) {
        const std::string_view taken = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return taken;
    }

    std::string_view rest_;
    bool quotes_close_ = true;
    bool brackets_close_ = true;
};

bool starts_a_line(std::string_view text, std::size_t at) {
    const std::size_t before = text.substr(0, at).find_last_not_of(" \t");
    return before == std::string_view::npos || text[before] == '\n';
}

bool is_parameters(const std::vector<Field>& fields) {
    const auto usual = std::count_if(fields.begin(), fields.end(), [](const Field& field) {
        return std::find(kUsualNames.begin(), kUsualNames.end(), field.first) != kUsualNames.end();
    });
    return !fields.empty() && fields.front().first == "Steps" && usual >= 2;
}

/// The last "Steps:" that begins parameters, at the start of a line or anywhere.
std::optional<std::size_t>
find_parameters(std::string_view text, bool by_lines, std::vector<Field>& fields) {
    // Each attempt ends where the one behind it began, which keeps the time linear.
    std::size_t end = text.size();
    for (std::size_t at = text.rfind(kSteps); at != std::string_view::npos;
         at = at == 0 ? std::string_view::npos : text.rfind(kSteps, at - 1)) {
        if (by_lines && !starts_a_line(text, at)) {
            continue;
        }
        const std::string_view line = text.substr(at, end - at);
        fields = FieldParser(line.substr(0, line.find('\n'))).parse();
        if (is_parameters(fields)) {
            return at;
        }
        end = at;
    }
    return std::nullopt;
}

}  // namespace

std::optional<ParametersText> ParametersText::parse(std::string_view text) {
    ParametersText parsed;
    for (const bool by_lines : {true, false}) {
        if (const auto at = find_parameters(text, by_lines, parsed.fields_)) {
            parsed.split_prompts(text.substr(0, *at), by_lines);
            return parsed;
        }
    }
    return std::nullopt;
}

void ParametersText::split_prompts(std::string_view text, bool by_lines) {
    std::size_t at = text.find(kNegativePrompt);
    while (at != std::string_view::npos && by_lines && !starts_a_line(text, at)) {
        at = text.find(kNegativePrompt, at + 1);
    }
    prompt_ = trimmed(text.substr(0, at));
    if (at != std::string_view::npos) {
        negative_prompt_ = trimmed(text.substr(at + kNegativePrompt.size()));
    }
}

std::string_view ParametersText::find(std::string_view name) const {
    const auto found = std::find_if(fields_.begin(), fields_.end(), [name](const Field& field) {
        return field.first == name;
    });
    return found == fields_.end() ? std::string_view{} : std::string_view(found->second);
}

}  // namespace likeness::recipes
