#include "imaging/recipe.hpp"

#include "base/json_text.hpp"

#include <boost/json.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <concepts>

namespace likeness::imaging {

namespace {

constexpr std::string_view kFormatName = "likeness-recipe";
constexpr int kVersion = 1;

/// Writes one flat JSON object.
class ObjectWriter {
public:
    explicit ObjectWriter(std::string& out) : out_(out) { out_ += '{'; }

    void field(std::string_view key, std::string_view value) {
        start(key);
        append_json_string(out_, value);
    }

    template <class T>
    requires std::integral<T>

    void field(std::string_view key, T value) { raw(key, std::to_string(value)); }

    void field(std::string_view key, bool value) { raw(key, value ? "true" : "false"); }

    void field(std::string_view key, double value) { raw(key, number_text(value)); }

    void raw(std::string_view key, std::string_view json) {
        start(key);
        out_ += json;
    }

    void end() { out_ += '}'; }

private:
    void start(std::string_view key) {
        out_ += out_.ends_with('{') ? "\"" : ",\"";
        out_ += key;
        out_ += "\":";
    }

    std::string& out_;
};

std::string loras_json(const std::vector<RecipeLora>& loras) {
    std::string out = "[";
    for (const RecipeLora& lora : loras) {
        if (out.size() > 1) {
            out += ',';
        }
        ObjectWriter object(out);
        object.field("name", lora.name);
        object.field("trigger", lora.trigger);
        object.field("scale", lora.scale);
        object.field("sha256", lora.sha256);
        object.end();
    }
    return out + ']';
}

Error bad_recipe(std::string why) {
    return Error{ErrorCode::invalid_argument, "The recipe cannot be read: " + std::move(why) + '.'};
}

/// Takes fields out of a JSON object and remembers the first that has the wrong type.
class ObjectReader {
public:
    explicit ObjectReader(const boost::json::object& object) : object_(object) {}

    void read(std::string_view key, std::string& out) {
        const auto* const value = find(key);
        if (value != nullptr && value->is_string()) {
            out = std::string_view(value->get_string());
        } else if (value != nullptr) {
            fail(key);
        }
    }

    void read(std::string_view key, bool& out) {
        const auto* const value = find(key);
        if (value != nullptr && value->is_bool()) {
            out = value->get_bool();
        } else if (value != nullptr) {
            fail(key);
        }
    }

    template <class T>
    requires std::integral<T> || std::floating_point<T>

    void read(std::string_view key, T& out) {
        const auto* const value = find(key);
        if (value == nullptr) {
            return;
        }
        boost::system::error_code error;
        const T number = value->to_number<T>(error);
        // Boost.JSON reads 1e999 as infinity.
        if (error || !std::isfinite(static_cast<double>(number))) {
            fail(key);
        } else {
            out = number;
        }
    }

    void read(std::string_view key, Timestamp& out) {
        std::string text;
        read(key, text);
        const auto time = parse_iso(text);
        if (time) {
            out = *time;
        } else if (!text.empty()) {
            fail(key);
        }
    }

    const boost::json::value* find(std::string_view key) const { return object_.if_contains(key); }

    Result<void> finish() const {
        if (!wrong_.empty()) {
            return bad_recipe("wrong value of \"" + wrong_ + '"');
        }
        return {};
    }

private:
    void fail(std::string_view key) {
        if (wrong_.empty()) {
            wrong_ = key;
        }
    }

    const boost::json::object& object_;
    std::string wrong_;
};

Result<RecipeLora> read_lora(const boost::json::value& value) {
    if (!value.is_object()) {
        return bad_recipe("a LoRA is not an object");
    }
    RecipeLora lora;
    ObjectReader reader(value.get_object());
    reader.read("name", lora.name);
    reader.read("trigger", lora.trigger);
    reader.read("scale", lora.scale);
    reader.read("sha256", lora.sha256);
    LIKENESS_CHECK(reader.finish());
    return lora;
}

Result<std::vector<RecipeLora>> read_loras(const boost::json::value* value) {
    std::vector<RecipeLora> loras;
    if (value == nullptr) {
        return loras;
    }
    if (!value->is_array()) {
        return bad_recipe("\"loras\" is not a list");
    }
    for (const boost::json::value& item : value->get_array()) {
        LIKENESS_TRY(RecipeLora lora, read_lora(item));
        loras.push_back(std::move(lora));
    }
    return loras;
}

Result<Recipe> read_recipe_object(const boost::json::object& object) {
    ObjectReader reader(object);
    std::string format;
    int version = 0;
    reader.read("format", format);
    reader.read("version", version);
    if (format != kFormatName || version < 1) {
        return bad_recipe("it is of another program");
    }
    if (version > kVersion) {
        return bad_recipe("it was written by a later version of Likeness");
    }
    Recipe recipe;
    reader.read("software", recipe.software);
    reader.read("imageId", recipe.image_id);
    reader.read("createdAt", recipe.created_at);
    reader.read("prompt", recipe.prompt);
    reader.read("finalPrompt", recipe.final_prompt);
    reader.read("negativePrompt", recipe.negative_prompt);
    reader.read("seed", recipe.seed);
    reader.read("steps", recipe.steps);
    reader.read("guidanceScale", recipe.guidance_scale);
    reader.read("guidanceIsDistilled", recipe.guidance_is_distilled);
    reader.read("width", recipe.width);
    reader.read("height", recipe.height);
    reader.read("engine", recipe.engine);
    reader.read("model", recipe.model);
    LIKENESS_CHECK(reader.finish());
    LIKENESS_TRY(recipe.loras, read_loras(reader.find("loras")));
    return recipe;
}

}  // namespace

std::string number_text(double value) {
    if (!std::isfinite(value)) {
        return "0";
    }
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

std::string json(const Recipe& recipe) {
    std::string out;
    ObjectWriter object(out);
    object.field("format", kFormatName);
    object.field("version", kVersion);
    object.field("software", recipe.software);
    object.field("imageId", recipe.image_id);
    object.field("createdAt", to_iso(recipe.created_at));
    object.field("prompt", recipe.prompt);
    object.field("finalPrompt", recipe.final_prompt);
    object.field("negativePrompt", recipe.negative_prompt);
    object.field("seed", recipe.seed);
    object.field("steps", recipe.steps);
    object.field("guidanceScale", recipe.guidance_scale);
    object.field("guidanceIsDistilled", recipe.guidance_is_distilled);
    object.field("width", recipe.width);
    object.field("height", recipe.height);
    object.field("engine", recipe.engine);
    object.field("model", recipe.model);
    object.raw("loras", loras_json(recipe.loras));
    object.end();
    return out;
}

Result<Recipe> parse_recipe(std::string_view text) {
    boost::system::error_code error;
    boost::json::parse_options options;
    options.max_depth = 8;
    const boost::json::value value =
        boost::json::parse({text.data(), text.size()}, error, {}, options);
    if (error || !value.is_object()) {
        return bad_recipe("it is not a JSON object");
    }
    return read_recipe_object(value.get_object());
}

}  // namespace likeness::imaging
