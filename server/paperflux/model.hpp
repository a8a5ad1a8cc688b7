#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "paperflux/config.hpp"
#include "paperflux/glyphs.hpp"
#include "paperflux/network.hpp"
#include "paperflux/text.hpp"
#include "paperflux/text_encoder.hpp"

#include <memory>

namespace likeness::paperflux {

/// The four files of a model, for instance as they lie in the program.
struct ModelFiles {
    BytesView weights;  // paperflux-1.safetensors
    BytesView vocab;    // vocab.json
    BytesView config;   // config.json
    BytesView glyphs;   // glyphs.json
};

/// Everything that does not depend on a request. Immutable and safe to share between threads; about
/// 18 MB.
class Model {
public:
    /// Parses the files and converts the weights to f32, about 15 ms. Keeps no view of the files.
    /// Broken files are `unprocessable`, with a sentence that names the file or tensor.
    static Result<std::shared_ptr<const Model>> load(const ModelFiles& files);

    const Config& config() const { return config_; }

    const Vocabulary& vocabulary() const { return vocabulary_; }

    const TextEncoder& text_encoder() const { return text_encoder_; }

    const std::shared_ptr<const Network>& network() const { return network_; }

    const Glyphs& glyphs() const { return glyphs_; }

private:
    Model(
        Config config,
        Vocabulary vocabulary,
        TextEncoder text_encoder,
        std::shared_ptr<const Network> network,
        Glyphs glyphs
    );

    Config config_;
    Vocabulary vocabulary_;
    TextEncoder text_encoder_;
    std::shared_ptr<const Network> network_;
    Glyphs glyphs_;
};

}  // namespace likeness::paperflux
