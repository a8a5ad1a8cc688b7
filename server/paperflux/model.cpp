#include "paperflux/model.hpp"

#include <utility>

namespace likeness::paperflux {

Model::Model(
    Config config,
    Vocabulary vocabulary,
    TextEncoder text_encoder,
    std::shared_ptr<const Network> network,
    Glyphs glyphs
)
    : config_(std::move(config)),
      vocabulary_(std::move(vocabulary)),
      text_encoder_(std::move(text_encoder)),
      network_(std::move(network)),
      glyphs_(std::move(glyphs)) {}

Result<std::shared_ptr<const Model>> Model::load(const ModelFiles& files) {
    LIKENESS_TRY(Config config, Config::parse(files.config));
    LIKENESS_TRY(Vocabulary vocabulary, Vocabulary::parse(files.vocab));
    LIKENESS_TRY(Glyphs glyphs, Glyphs::parse(files.glyphs, config));
    LIKENESS_TRY(const TensorFile weights, TensorFile::open(files.weights));
    LIKENESS_TRY(TextEncoder text_encoder, TextEncoder::load(weights, vocabulary.size()));
    LIKENESS_TRY(Network network, Network::load(weights));
    return std::shared_ptr<const Model>(new Model(
        std::move(config),
        std::move(vocabulary),
        std::move(text_encoder),
        std::make_shared<const Network>(std::move(network)),
        std::move(glyphs)
    ));
}

}  // namespace likeness::paperflux
