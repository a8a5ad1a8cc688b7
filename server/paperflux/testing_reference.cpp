#include "paperflux/testing_reference.hpp"

#include "paperflux/tensor_file.hpp"

#include <boost/json.hpp>
#include <cairo.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>

namespace likeness::paperflux {

namespace {

using boost::json::object;
using boost::json::value;

const std::string kReference = "tests/data/paperflux/";
const std::string kModel = "server/paperflux/model/";

std::vector<TextToken> read_tokens(const object& from) {
    std::vector<TextToken> tokens;
    const auto ids = boost::json::value_to<std::vector<std::uint32_t>>(from.at("word_ids"));
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const value& buckets = from.at("ngram_buckets").at(i);
        tokens.push_back({ids[i], boost::json::value_to<std::vector<std::uint32_t>>(buckets)});
    }
    return tokens;
}

ReferenceElement read_element(const value& from) {
    return {
        from.at("slot").to_number<std::size_t>(),
        boost::json::value_to<std::string>(from.at("type")),
        from.at("x").to_number<double>(),
        from.at("y").to_number<double>(),
        from.at("h").to_number<double>(),
        from.at("z").to_number<double>()};
}

ReferenceCase read_case(std::size_t number, const object& from) {
    ReferenceCase result;
    result.number = number;
    result.prompt = boost::json::value_to<std::string>(from.at("prompt"));
    result.seed = std::stoull(boost::json::value_to<std::string>(from.at("seed")));
    result.steps = from.at("steps").to_number<int>();
    result.guidance = from.at("guidance").to_number<double>();
    result.width = from.at("width").to_number<int>();
    result.height = from.at("height").to_number<int>();
    if (from.at("lora").is_string()) {
        result.adapter = boost::json::value_to<std::string>(from.at("lora"));
    }
    result.scale = from.at("scale").to_number<float>();
    result.words = boost::json::value_to<std::vector<std::string>>(from.at("words"));
    result.tokens = read_tokens(from);
    for (const value& element : from.at("decoded").as_array()) {
        result.elements.push_back(read_element(element));
    }
    return result;
}

std::vector<ReferenceCase> read_cases() {
    std::vector<ReferenceCase> cases;
    const value document = boost::json::parse(read_test_file(kReference + "cases.json"));
    for (const value& from : document.as_array()) {
        cases.push_back(read_case(cases.size(), from.as_object()));
    }
    return cases;
}

}  // namespace

Floats ReferenceCase::tensor(const std::string& name) const {
    const Bytes bytes =
        read_test_file(kReference + "case" + std::to_string(number) + ".safetensors");
    const auto file = TensorFile::open(bytes);
    const safetensors::Tensor* tensor = file ? file->header().find(name) : nullptr;
    if (tensor == nullptr) {
        ADD_FAILURE() << "case " << number << " has no tensor " << name;
        return {};
    }
    return file->read(*tensor).value();
}

std::vector<AdapterUse> ReferenceCase::adapters() const {
    if (adapter.empty()) {
        return {};
    }
    return {{shipped_adapter(adapter), scale}};
}

Picture ReferenceCase::sampled_picture() const {
    return read_png(kReference + "case" + std::to_string(number) + ".every5th.png");
}

std::ostream& operator<<(std::ostream& out, const ReferenceCase& reference) {
    return out << "case " << reference.number << ", " << reference.prompt;
}

const std::vector<ReferenceCase>& reference_cases() {
    static const std::vector<ReferenceCase> cases = read_cases();
    return cases;
}

Bytes read_test_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    EXPECT_TRUE(file) << "cannot read " << path << "; tests run in the repository's root";
    return Bytes(std::istreambuf_iterator<char>(file), {});
}

const ShippedModelFiles& shipped_model_files() {
    static const ShippedModelFiles files{
        read_test_file(kModel + "paperflux-1.safetensors"),
        read_test_file(kModel + "vocab.json"),
        read_test_file(kModel + "config.json"),
        read_test_file(kModel + "glyphs.json")};
    return files;
}

std::shared_ptr<const Model> shipped_model() {
    static const std::shared_ptr<const Model> model =
        Model::load(shipped_model_files().views()).value();
    return model;
}

std::shared_ptr<const Adapter> shipped_adapter(const std::string& name) {
    const Bytes file = read_test_file(kModel + "loras/" + name + ".safetensors");
    return Adapter::load(file, name).value();
}

Picture read_png(const std::string& path) {
    cairo_surface_t* surface = cairo_image_surface_create_from_png(path.c_str());
    EXPECT_EQ(cairo_surface_status(surface), CAIRO_STATUS_SUCCESS) << path;
    const unsigned char* pixels = cairo_image_surface_get_data(surface);
    const std::ptrdiff_t stride = cairo_image_surface_get_stride(surface);
    Picture picture{
        cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface), {}};
    for (std::ptrdiff_t y = 0; y < picture.height; ++y) {
        for (std::ptrdiff_t x = 0; x < picture.width; ++x) {
            const unsigned char* bgra = pixels + y * stride + 4 * x;
            for (const int channel : {2, 1, 0}) {
                picture.rgb += static_cast<char>(bgra[channel]);
            }
        }
    }
    cairo_surface_destroy(surface);
    return picture;
}

Picture every_fifth(const Picture& picture) {
    Picture result;
    for (int y = 2; y < picture.height; y += 5) {
        ++result.height;
        for (int x = 2; x < picture.width; x += 5) {
            const auto pixel = static_cast<std::size_t>(y * picture.width + x);
            result.rgb += picture.rgb.substr(3 * pixel, 3);
        }
    }
    result.width = static_cast<int>(result.rgb.size() / 3) / result.height;
    return result;
}

double mean_difference(const Picture& a, const Picture& b) {
    if (a.width != b.width || a.height != b.height) {
        return std::numeric_limits<double>::infinity();
    }
    double sum = 0;
    for (std::size_t i = 0; i < a.rgb.size(); ++i) {
        sum +=
            std::abs(static_cast<unsigned char>(a.rgb[i]) - static_cast<unsigned char>(b.rgb[i]));
    }
    return sum / static_cast<double>(a.rgb.size());
}

double largest_difference(const Floats& a, const float* b, std::size_t count) {
    if (a.size() != count) {
        return std::numeric_limits<double>::infinity();
    }
    double largest = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const double difference = std::abs(static_cast<double>(a[i]) - static_cast<double>(b[i]));
        largest = difference <= largest ? largest : difference;
    }
    return largest;
}

}  // namespace likeness::paperflux
