#include "paperflux/transformer.hpp"

#include "paperflux/kernels.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace likeness::paperflux {

namespace {

constexpr float kEpsilon = 1e-6F;

std::size_t count_tokens(std::span<const TextEncoding> prompts) {
    std::size_t tokens = 0;
    for (const TextEncoding& prompt : prompts) {
        tokens += prompt.tokens;
    }
    return tokens;
}

/// Cuts buffers of whole cache lines out of one allocation.
class Carver {
public:
    explicit Carver(Floats& memory) : memory_(memory) {}

    Rows take(std::size_t count, std::size_t width) {
        const Rows rows{&memory_[used_], count, width};
        used_ += count * width;
        return rows;
    }

private:
    Floats& memory_;
    std::size_t used_ = 0;
};

}  // namespace

Transformer::Transformer(const Network& network, std::span<const TextEncoding> prompts)
    : network_(network),
      prompts_(prompts),
      context_rows_(count_tokens(prompts)) {
    const std::size_t image_rows = prompts.size() * kTokens;
    const std::size_t rows = context_rows_ + image_rows;
    const std::size_t output_width = network.linears[kOutput]->padded_outputs();
    constexpr std::size_t kRowWidth = kWidth + kWidth + 3 * kWidth + (kWidth + kMlpWidth) + kWidth;
    memory_.resize(rows * kRowWidth + image_rows * output_width);
    Carver carver(memory_);
    state_ = carver.take(rows, kWidth);
    normalized_ = carver.take(rows, kWidth);
    qkv_ = carver.take(rows, 3 * kWidth);
    joined_ = carver.take(rows, kWidth + kMlpWidth);
    change_ = carver.take(rows, kWidth);
    output_ = carver.take(image_rows, output_width);
}

Rows Transformer::context_of(Rows rows, std::size_t prompt) const {
    return rows.slice(count_tokens(prompts_.first(prompt)), prompts_[prompt].tokens);
}

Rows Transformer::image_of(Rows rows, std::size_t prompt) const {
    return rows.slice(context_rows_ + prompt * kTokens, kTokens);
}

ConstRows Transformer::run(const Latent& x, std::span<const float* const> modulations) {
    assert(modulations.size() == prompts_.size());
    modulations_ = modulations;
    embed(x);
    for (std::size_t block = 0; block < kDoubleBlocks; ++block) {
        double_block(block);
    }
    for (std::size_t block = 0; block < kSingleBlocks; ++block) {
        single_block(block);
    }
    normalize({kOutputModulation, kOutputModulation});
    apply(kOutput, image(normalized_), output_);
    return output_;
}

void Transformer::embed(const Latent& x) {
    for (std::size_t p = 0; p < prompts_.size(); ++p) {
        const ConstRows words{prompts_[p].states.data(), prompts_[p].tokens, kTextWidth};
        apply(kContextEmbedder, words, context_of(state_, p));
    }
    const Rows first = image_of(state_, 0);
    apply(kTokenEmbedder, {x.data(), kTokens, kTokenWidth}, first);
    for (std::size_t i = 0; i < kTokens * kWidth; ++i) {
        first.data[i] += (*network_.slot_embedding)[i];
    }
    for (std::size_t p = 1; p < prompts_.size(); ++p) {
        std::copy_n(first.data, kTokens * kWidth, image_of(state_, p).data);
    }
}

void Transformer::double_block(std::size_t block) {
    const std::size_t image_share = image_modulation(block);
    const std::size_t context_share = context_modulation(block);
    const auto apply_both = [&](DoublePart of_image, DoublePart of_context, Rows x, Rows y) {
        apply(linear_index(block, of_image), image(x), image(y));
        apply(linear_index(block, of_context), context(x), context(y));
    };

    normalize({image_share, context_share});
    apply_both(DoublePart::image_qkv, DoublePart::context_qkv, normalized_, qkv_);
    attend(network_.image_gains[block], network_.context_gains[block], normalized_);
    apply_both(DoublePart::image_out, DoublePart::context_out, normalized_, change_);
    add_gated({image_share + 2 * kWidth, context_share + 2 * kWidth}, change_);

    const Rows hidden{qkv_.data, qkv_.count, kMlpWidth};
    normalize({image_share + 3 * kWidth, context_share + 3 * kWidth});
    apply_both(DoublePart::image_up, DoublePart::context_up, normalized_, hidden);
    kernels().gelu(hidden, kMlpWidth);
    apply_both(DoublePart::image_down, DoublePart::context_down, hidden, change_);
    add_gated({image_share + 5 * kWidth, context_share + 5 * kWidth}, change_);
}

void Transformer::single_block(std::size_t block) {
    const std::size_t share = single_modulation(block);
    const Rows hidden = joined_.columns_from(kWidth);

    normalize({share, share});
    apply(linear_index(block, SinglePart::qkv), normalized_, qkv_);
    apply(linear_index(block, SinglePart::up), normalized_, hidden);
    attend(network_.single_gains[block], network_.single_gains[block], joined_);
    kernels().gelu(hidden, kMlpWidth);
    apply(linear_index(block, SinglePart::down), joined_, change_);
    add_gated({share + 2 * kWidth, share + 2 * kWidth}, change_);
}

void Transformer::apply(std::size_t linear, ConstRows x, Rows y) const {
    network_.linears[linear]->apply(x, y);
    if (probe_) {
        probe_(linear, y);
    }
}

void Transformer::normalize(Shares shares) const {
    const auto run = [&](ConstRows x, const float* share, Rows y) {
        kernels().normalize(x, kWidth, kEpsilon, share + kWidth, share, y);
    };
    for (std::size_t p = 0; p < prompts_.size(); ++p) {
        const float* modulation = modulations_[p];
        run(context_of(state_, p), modulation + shares.context, context_of(normalized_, p));
        run(image_of(state_, p), modulation + shares.image, image_of(normalized_, p));
    }
}

void Transformer::attend(
    const AttentionGains& image_gains,
    const AttentionGains& context_gains,
    Rows output
) const {
    for (std::size_t p = 0; p < prompts_.size(); ++p) {
        const AttentionSegment words{
            context_of(qkv_, p),
            context_gains.query.data(),
            context_gains.key.data(),
            context_of(output, p)};
        const AttentionSegment scene{
            image_of(qkv_, p),
            image_gains.query.data(),
            image_gains.key.data(),
            image_of(output, p)};
        const std::array<AttentionSegment, 2> sequence{words, scene};
        kernels().attend(sequence.data(), sequence.size(), kHeads);
    }
}

void Transformer::add_gated(Shares shares, Rows change) const {
    for (std::size_t p = 0; p < prompts_.size(); ++p) {
        const float* modulation = modulations_[p];
        kernels().add_gated(
            context_of(state_, p), kWidth, context_of(change, p), modulation + shares.context
        );
        kernels().add_gated(
            image_of(state_, p), kWidth, image_of(change, p), modulation + shares.image
        );
    }
}

}  // namespace likeness::paperflux
