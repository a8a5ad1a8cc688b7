#pragma once

#include "paperflux/network.hpp"
#include "paperflux/philox.hpp"
#include "paperflux/text_encoder.hpp"

#include <functional>
#include <span>

namespace likeness::paperflux {

/// The network at work on one scene, under one or two prompts at once (guidance compares two):
/// their tokens go through the same matrix products. Holds the memory of all intermediate results,
/// so run() allocates nothing. Belongs to one thread; refers to the network and the prompts, which
/// must outlive it.
class Transformer {
public:
    /// Sees what each Linear gave, row by row: text tokens of all prompts, then scene tokens of all
    /// prompts, as far as the Linear treats them. For tests.
    using Probe = std::function<void(std::size_t linear, ConstRows output)>;

    Transformer(const Network& network, std::span<const TextEncoding> prompts);

    /// The network's answer to the scaled scene x (SPEC: F) under each prompt in turn: rows of
    /// kTokenWidth numbers, kTokens for each prompt, valid until the next run. `modulations` are
    /// Modulation::at of each prompt.
    ConstRows run(const Latent& x, std::span<const float* const> modulations);

    void set_probe(Probe probe) { probe_ = std::move(probe); }

private:
    /// Where a block's shares of the modulation begin.
    struct Shares {
        std::size_t image;
        std::size_t context;
    };

    // Rows of all buffers: the text tokens of each prompt, then the scene tokens of each prompt.
    Rows context(Rows rows) const { return rows.slice(0, context_rows_); }

    Rows image(Rows rows) const { return rows.slice(context_rows_, rows.count - context_rows_); }

    Rows context_of(Rows rows, std::size_t prompt) const;
    Rows image_of(Rows rows, std::size_t prompt) const;

    void embed(const Latent& x);
    void double_block(std::size_t block);
    void single_block(std::size_t block);
    void apply(std::size_t linear, ConstRows x, Rows y) const;
    void normalize(Shares shares) const;
    void attend(const AttentionGains& image, const AttentionGains& context, Rows output) const;
    void add_gated(Shares shares, Rows change) const;

    const Network& network_;
    std::span<const TextEncoding> prompts_;
    std::span<const float* const> modulations_;
    Probe probe_;
    std::size_t context_rows_;
    Floats memory_;
    Rows state_;       // [rows][kWidth]: the residual stream
    Rows normalized_;  // [rows][kWidth]
    Rows qkv_;         // [rows][3 * kWidth]
    Rows joined_;  // [rows][kWidth + kMlpWidth]: outputs of attention, then of the MLP's first half
    Rows change_;  // [rows][kWidth]: what a residual adds
    Rows output_;  // [scene rows][kTokenWidth, padded]
};

}  // namespace likeness::paperflux
