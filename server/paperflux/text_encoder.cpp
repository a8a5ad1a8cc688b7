#include "paperflux/text_encoder.hpp"

#include "paperflux/kernels.hpp"

#include <cassert>

namespace likeness::paperflux {

namespace {

constexpr float kEpsilon = 1e-5F;

Result<void> load_linear(const TensorFile& file, const std::string& name, Linear& linear) {
    LIKENESS_TRY(
        const Floats weight, file.read(name + ".weight", {linear.outputs(), linear.inputs()})
    );
    LIKENESS_TRY(const Floats bias, file.read(name + ".bias", {linear.outputs()}));
    linear.set(0, weight, bias);
    return {};
}

void add_row(const Floats& table, std::size_t index, float factor, float* to) {
    assert((index + 1) * kTextWidth <= table.size());
    for (std::size_t k = 0; k < kTextWidth; ++k) {
        to[k] += factor * table[index * kTextWidth + k];
    }
}

Floats mean_row(ConstRows x) {
    Floats mean(kTextWidth);
    for (std::size_t i = 0; i < x.count; ++i) {
        for (std::size_t k = 0; k < kTextWidth; ++k) {
            mean[k] += x.row(i)[k] / static_cast<float>(x.count);
        }
    }
    return mean;
}

}  // namespace

Result<TextEncoder::Norm> TextEncoder::load_norm(const TensorFile& file, const std::string& name) {
    Norm norm;
    LIKENESS_TRY(norm.gain, file.read(name + ".weight", {kTextWidth}));
    LIKENESS_TRY(norm.shift, file.read(name + ".bias", {kTextWidth}));
    return norm;
}

Result<TextEncoder::Layer>
TextEncoder::load_layer(const TensorFile& file, const std::string& name) {
    Layer layer;
    LIKENESS_TRY(layer.attention_norm, load_norm(file, name + ".norm1"));
    LIKENESS_CHECK(load_linear(file, name + ".qkv", layer.qkv));
    LIKENESS_CHECK(load_linear(file, name + ".out", layer.out));
    LIKENESS_TRY(layer.mlp_norm, load_norm(file, name + ".norm2"));
    LIKENESS_CHECK(load_linear(file, name + ".fc1", layer.up));
    LIKENESS_CHECK(load_linear(file, name + ".fc2", layer.down));
    return layer;
}

Result<TextEncoder> TextEncoder::load(const TensorFile& file, std::size_t vocabulary_size) {
    const std::string root = "text_encoder.";
    TextEncoder encoder;
    LIKENESS_TRY(
        encoder.words_, file.read(root + "token_embedding.weight", {vocabulary_size, kTextWidth})
    );
    LIKENESS_TRY(
        encoder.ngrams_, file.read(root + "ngram_embedding.weight", {kNgramBuckets, kTextWidth})
    );
    LIKENESS_TRY(
        encoder.positions_, file.read(root + "position_embedding.weight", {kMaxWords, kTextWidth})
    );
    for (std::size_t i = 0; i < kTextLayers; ++i) {
        LIKENESS_TRY(Layer layer, load_layer(file, root + "layers." + std::to_string(i)));
        encoder.layers_.push_back(std::move(layer));
    }
    LIKENESS_TRY(encoder.final_norm_, load_norm(file, root + "final_norm"));
    return encoder;
}

Floats TextEncoder::embed(std::span<const TextToken> tokens) const {
    Floats x(tokens.size() * kTextWidth);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        float* row = &x[i * kTextWidth];
        for (const std::uint32_t bucket : tokens[i].buckets) {
            add_row(ngrams_, bucket, 1.0F / static_cast<float>(tokens[i].buckets.size()), row);
        }
        add_row(words_, tokens[i].id, 1.0F, row);
        add_row(positions_, i, 1.0F, row);
    }
    return x;
}

void TextEncoder::run(const Layer& layer, Rows x) {
    const Kernels& k = kernels();
    const Floats ones(kTextWidth, 1.0F);
    Floats normalized(x.count * kTextWidth);
    Floats wide(x.count * kTextMlpWidth);
    Floats change(x.count * kTextWidth);
    const Rows y{normalized.data(), x.count, kTextWidth};
    const Rows delta{change.data(), x.count, kTextWidth};

    k.normalize(
        x,
        kTextWidth,
        kEpsilon,
        layer.attention_norm.gain.data(),
        layer.attention_norm.shift.data(),
        y
    );
    const Rows qkv{wide.data(), x.count, 3 * kTextWidth};
    layer.qkv.apply(y, qkv);
    const AttentionSegment prompt{qkv, nullptr, nullptr, y};
    k.attend(&prompt, 1, kTextHeads);
    layer.out.apply(y, delta);
    k.add_gated(x, kTextWidth, delta, ones.data());

    k.normalize(
        x, kTextWidth, kEpsilon, layer.mlp_norm.gain.data(), layer.mlp_norm.shift.data(), y
    );
    const Rows hidden{wide.data(), x.count, kTextMlpWidth};
    layer.up.apply(y, hidden);
    k.gelu(hidden, kTextMlpWidth);
    layer.down.apply(hidden, delta);
    k.add_gated(x, kTextWidth, delta, ones.data());
}

TextEncoding TextEncoder::encode(std::span<const TextToken> tokens) const {
    assert(!tokens.empty() && tokens.size() <= kMaxWords);
    TextEncoding encoding{tokens.size(), embed(tokens), {}};
    const Rows x{encoding.states.data(), tokens.size(), kTextWidth};
    for (const Layer& layer : layers_) {
        run(layer, x);
    }
    kernels().normalize(
        x, kTextWidth, kEpsilon, final_norm_.gain.data(), final_norm_.shift.data(), x
    );
    encoding.pooled = mean_row(x);
    return encoding;
}

}  // namespace likeness::paperflux
