#include "paperflux/config.hpp"

#include "paperflux/dimensions.hpp"
#include "paperflux/json_file.hpp"

#include <boost/json.hpp>

#include <array>
#include <string_view>
#include <utility>

namespace likeness::paperflux {

namespace {

constexpr std::string_view kFileName = "config.json";

constexpr std::array<std::pair<std::string_view, std::size_t>, 12> kSizes{{
    {"d", kWidth},
    {"heads", kHeads},
    {"n_double", kDoubleBlocks},
    {"n_single", kSingleBlocks},
    {"mlp", kMlpWidth / kWidth},
    {"d_text", kTextWidth},
    {"text_layers", kTextLayers},
    {"max_words", kMaxWords},
    {"ngram_buckets", kNgramBuckets},
    {"max_ngrams", kMaxNgrams},
    {"n_tok", kTokens},
    {"d_tok", kTokenWidth},
}};

Result<void> check_sizes(const boost::json::object& sizes) {
    for (const auto& [name, expected] : kSizes) {
        const auto found = sizes.at(name).to_number<std::uint64_t>();
        if (found != expected) {
            return model_error(
                kFileName,
                std::string(name) + " is " + std::to_string(found) + ", this program is made for " +
                    std::to_string(expected) + "."
            );
        }
    }
    return {};
}

Result<void> check_types(const Config& config) {
    const bool starts_right =
        config.types.size() >= 2 && config.types[0] == "none" && config.types[1] == "global";
    if (!starts_right) {
        return model_error(kFileName, "its types do not start with none and global.");
    }
    if (config.type_codes.size() != config.types.size()) {
        return model_error(kFileName, "there is not one code for each type.");
    }
    return {};
}

}  // namespace

Result<Config> Config::parse(BytesView json) {
    Config config;
    LIKENESS_CHECK(read_json(
        kFileName,
        json,
        [&](const boost::json::value& document) -> Result<void> {
            const boost::json::object& root = document.as_object();
            if (root.at("model_id").as_string() != kModelId) {
                return model_error(kFileName, "it is for another model.");
            }
            config.shift = root.at("shift").to_number<double>();
            config.guidance_gain = root.at("guidance_gain").to_number<double>();
            config.types = boost::json::value_to<std::vector<std::string>>(root.at("types"));
            config.type_codes =
                boost::json::value_to<std::vector<std::uint16_t>>(root.at("type_codes"));
            config.bands = boost::json::value_to<std::vector<std::string>>(root.at("bands"));
            return check_sizes(root.at("config").as_object());
        }
    ));
    LIKENESS_CHECK(check_types(config));
    return config;
}

}  // namespace likeness::paperflux
