#pragma once

#include "paperflux/adapter.hpp"
#include "paperflux/merge.hpp"
#include "paperflux/model.hpp"
#include "paperflux/picture.hpp"
#include "paperflux/text.hpp"

#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

/// The shipped model and the reference vectors of tests/data/paperflux, for tests that run in the
/// repository's root.
namespace likeness::paperflux {

/// What a token of a reference scene is; lengths as in Element, rounded to 3 digits.
struct ReferenceElement {
    std::size_t slot = 0;
    std::string type;
    double x = 0;
    double y = 0;
    double height = 0;
    double depth = 0;
};

struct ReferenceCase {
    std::size_t number = 0;
    std::string prompt;
    std::uint64_t seed = 0;
    int steps = 0;
    double guidance = 0;
    int width = 0;
    int height = 0;
    std::string adapter;  // name; empty for none
    float scale = 0;
    std::vector<std::string> words;
    std::vector<TextToken> tokens;
    std::vector<ReferenceElement> elements;

    /// What the file caseN.safetensors holds under this name.
    Floats tensor(const std::string& name) const;
    std::vector<AdapterUse> adapters() const;
    /// Of the reference picture what every_fifth() leaves.
    Picture sampled_picture() const;
};

std::ostream& operator<<(std::ostream& out, const ReferenceCase& reference);

/// All seven, read once.
const std::vector<ReferenceCase>& reference_cases();

/// A whole file; a missing one is a failure of the test and gives no bytes.
Bytes read_test_file(const std::string& path);

struct ShippedModelFiles {
    Bytes weights;
    Bytes vocab;
    Bytes config;
    Bytes glyphs;

    ModelFiles views() const { return {weights, vocab, config, glyphs}; }
};

/// server/paperflux/model, read once.
const ShippedModelFiles& shipped_model_files();
/// The same, loaded once.
std::shared_ptr<const Model> shipped_model();
/// One of the ten shipped adapters, by name.
std::shared_ptr<const Adapter> shipped_adapter(const std::string& name);

Picture read_png(const std::string& path);

/// The pixels in columns and rows 2, 7, 12, ...
Picture every_fifth(const Picture& picture);

/// The mean over all bytes, in steps of 1/255; infinite if the sizes differ.
double mean_difference(const Picture& a, const Picture& b);

/// The largest difference; infinite if the sizes differ.
double largest_difference(const Floats& a, const float* b, std::size_t count);

}  // namespace likeness::paperflux
