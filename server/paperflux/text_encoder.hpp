#pragma once

#include "base/result.hpp"
#include "paperflux/dimensions.hpp"
#include "paperflux/linear.hpp"
#include "paperflux/tensor_file.hpp"
#include "paperflux/text.hpp"

#include <array>
#include <span>
#include <vector>

namespace likeness::paperflux {

/// What the transformer knows of a prompt.
struct TextEncoding {
    std::size_t tokens = 0;
    Floats states;  // [tokens][kTextWidth]
    Floats pooled;  // kTextWidth: their mean
};

/// Embeddings of words and letter groups, then two pre-norm transformer layers. Immutable,
/// thread-safe.
class TextEncoder {
public:
    /// Refuses (`unprocessable`) files without the encoder's tensors or for another number of
    /// words.
    static Result<TextEncoder> load(const TensorFile& file, std::size_t vocabulary_size);

    /// 1 to kMaxWords tokens, as tokenize() makes them with the vocabulary of this model. Takes
    /// about 0.1 ms.
    TextEncoding encode(std::span<const TextToken> tokens) const;

private:
    struct Norm {
        Floats gain;
        Floats shift;
    };

    struct Layer {
        Norm attention_norm;
        Linear qkv{3 * kTextWidth, kTextWidth};
        Linear out{kTextWidth, kTextWidth};
        Norm mlp_norm;
        Linear up{kTextMlpWidth, kTextWidth};
        Linear down{kTextWidth, kTextMlpWidth};
    };

    TextEncoder() = default;

    static Result<Norm> load_norm(const TensorFile& file, const std::string& name);
    static Result<Layer> load_layer(const TensorFile& file, const std::string& name);
    Floats embed(std::span<const TextToken> tokens) const;
    static void run(const Layer& layer, Rows x);

    Floats words_;      // [vocabulary][kTextWidth]
    Floats ngrams_;     // [kNgramBuckets][kTextWidth]
    Floats positions_;  // [kMaxWords][kTextWidth]
    std::vector<Layer> layers_;
    Norm final_norm_;
};

}  // namespace likeness::paperflux
