#pragma once

#include <cstddef>
#include <string_view>

/// The sizes of the PaperFlux-1 network. The program is compiled for them; Model::load refuses a
/// model whose config.json or tensors say otherwise.
namespace likeness::paperflux {

inline constexpr std::string_view kModelId = "paperflux-1";

// A scene is 32 tokens of 40 numbers; the sampler turns noise of this shape into a scene.
inline constexpr std::size_t kTokens = 32;
inline constexpr std::size_t kTokenWidth = 40;
inline constexpr std::size_t kLatentSize = kTokens * kTokenWidth;

// The joint text and image transformer.
inline constexpr std::size_t kWidth = 160;
inline constexpr std::size_t kHeads = 5;
inline constexpr std::size_t kMlpWidth = 480;
inline constexpr std::size_t kDoubleBlocks = 2;
inline constexpr std::size_t kSingleBlocks = 4;
inline constexpr std::size_t kTimeFeatures = 128;   // cosines and sines of the time
inline constexpr std::size_t kAspectFeatures = 32;  // the same of the picture's aspect

// The text encoder.
inline constexpr std::size_t kTextWidth = 128;
inline constexpr std::size_t kTextHeads = 4;
inline constexpr std::size_t kTextMlpWidth = 512;
inline constexpr std::size_t kTextLayers = 2;
inline constexpr std::size_t kMaxWords = 32;
inline constexpr std::size_t kNgramBuckets = 2048;
inline constexpr std::size_t kMaxNgrams = 16;

// Both have heads of the same width, so one attention kernel serves both.
inline constexpr std::size_t kHeadWidth = 32;
inline constexpr std::size_t kMaxSequence = kMaxWords + kTokens;

}  // namespace likeness::paperflux
