#include "paperflux/glyphs.hpp"

#include "paperflux/json_file.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <string_view>

namespace likeness::paperflux {

namespace {

using boost::json::object;
using boost::json::value;

constexpr std::string_view kFileName = "glyphs.json";

Error broken(const std::string& why) {
    return model_error(kFileName, why);
}

double number(const object& from, std::string_view key, double otherwise) {
    const value* found = from.if_contains(key);
    return found == nullptr ? otherwise : found->to_number<double>();
}

std::vector<Point> read_points(const value& flat) {
    std::vector<Point> points;
    const boost::json::array& numbers = flat.as_array();
    for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) {
        points.push_back({numbers[i].to_number<double>(), numbers[i + 1].to_number<double>()});
    }
    return points;
}

Result<Role> read_role(std::string_view name) {
    constexpr std::string_view kNames = "abckw";
    const std::size_t index = name.size() == 1 ? kNames.find(name) : std::string_view::npos;
    if (index == std::string_view::npos) {
        return broken("there is no role " + std::string(name) + ".");
    }
    return static_cast<Role>(index);
}

/// Bends are named "+0" to "-6".
Result<std::vector<Bend>> read_bends(const object& bends, std::size_t points) {
    std::vector<Bend> result;
    for (const auto& [key, offsets] : bends) {
        const bool named_well = key.size() == 2 && (key[0] == '+' || key[0] == '-') &&
                                key[1] >= '0' && static_cast<std::size_t>(key[1] - '0') < kBends;
        if (!named_well) {
            return broken("there is no bend " + std::string(key) + ".");
        }
        Bend bend{static_cast<std::size_t>(key[1] - '0'), key[0] == '+', read_points(offsets)};
        if (bend.offsets.size() != points) {
            return broken("a bend does not have one offset for each point.");
        }
        result.push_back(std::move(bend));
    }
    return result;
}

Scatter read_scatter(const boost::json::array& numbers) {
    constexpr int kMostCopies = 1000;
    Scatter scatter;
    scatter.count = std::clamp(numbers.at(0).to_number<int>(), 0, kMostCopies);
    scatter.width = numbers.at(1).to_number<double>();
    scatter.height = numbers.at(2).to_number<double>();
    scatter.twinkle = numbers.at(3).to_number<int>() != 0;
    return scatter;
}

/// A path starts with a move and uses exactly the layer's points.
Result<void> check_path(const Layer& layer) {
    std::size_t points = 0;
    for (const char op : layer.ops) {
        if (std::string_view("MLCZ").find(op) == std::string_view::npos) {
            return broken("there is no path operation " + std::string(1, op) + ".");
        }
        points += op == 'C' ? 3U : (op == 'Z' ? 0U : 1U);
    }
    if (!layer.ops.starts_with('M') || points != layer.points.size()) {
        return broken("a path does not fit its points.");
    }
    return {};
}

Result<Layer> read_layer(const object& from) {
    Layer layer;
    LIKENESS_TRY(layer.role, read_role(from.at("role").as_string()));
    layer.lightness = number(from, "dl", 0);
    layer.opacity = number(from, "alpha", 1);
    layer.elevation = number(from, "s", 0);
    layer.glow = number(from, "glow", 0);
    layer.stroke_width = number(from, "w", 0);
    layer.spans_picture = number(from, "band", 0) != 0;
    layer.ops = boost::json::value_to<std::string>(from.at("ops"));
    layer.points = read_points(from.at("pts"));
    if (const value* bends = from.if_contains("d")) {
        LIKENESS_TRY(layer.bends, read_bends(bends->as_object(), layer.points.size()));
    }
    if (const value* scatter = from.if_contains("scatter")) {
        layer.scatter = read_scatter(scatter->as_array());
    }
    LIKENESS_CHECK(check_path(layer));
    return layer;
}

Result<Shape> read_shape(const std::string& type, const object& root, const Config& config) {
    Shape shape;
    shape.foot = number(root.at("stand").as_object(), type, 0);
    shape.is_band = std::find(config.bands.begin(), config.bands.end(), type) != config.bands.end();
    if (const value* layers = root.at("glyphs").as_object().if_contains(type)) {
        for (const value& from : layers->as_array()) {
            LIKENESS_TRY(Layer layer, read_layer(from.as_object()));
            shape.layers.push_back(std::move(layer));
        }
    }
    return shape;
}

}  // namespace

Result<Glyphs> Glyphs::parse(BytesView json, const Config& config) {
    Glyphs glyphs;
    LIKENESS_CHECK(read_json(kFileName, json, [&](const value& document) -> Result<void> {
        const object& root = document.as_object();
        for (const std::string& type : config.types) {
            LIKENESS_TRY(Shape shape, read_shape(type, root, config));
            if (shape.layers.empty() && type != "none" && type != "global") {
                return broken("it has no shape for " + type + ".");
            }
            glyphs.shapes_.push_back(std::move(shape));
        }
        return {};
    }));
    return glyphs;
}

}  // namespace likeness::paperflux
