#pragma once

// The attention of kernels_body.ipp.

#include "paperflux/simd_multiply.ipp"

namespace likeness::paperflux {

namespace {

// NOLINTBEGIN(modernize-avoid-c-arrays): see kernels_body.ipp

/// What one head needs, packed the way multiply_panel wants it.
struct Head {
    alignas(64) float queries[kMaxSequence * kHeadWidth];
    alignas(64
    ) float keys[kMaxSequence * kHeadWidth];  // panels of tokens: [panel][dimension][token]
    alignas(64
    ) float values[kMaxSequence * kHeadWidth];  // panels of dimensions: [panel][token][dimension]
    alignas(64) float scores[kMaxSequence * kMaxSequence];
    alignas(64) float outputs[kMaxSequence * kHeadWidth];
};

alignas(64) constexpr float kNoBias[kMaxSequence] = {};

// NOLINTEND(modernize-avoid-c-arrays)

/// x / sqrt(mean(x^2) + 1e-6) * gain * factor over a head; without a gain, x * factor.
inline void rms_normalize(const float* from, const float* gain, float factor, float* to) {
    if (gain == nullptr) {
        for (std::size_t d = 0; d < kHeadWidth; d += kLanes) {
            store(to + d, load(from + d) * factor);
        }
        return;
    }
    Vector squares{};
    for (std::size_t d = 0; d < kHeadWidth; d += kLanes) {
        squares += load(from + d) * load(from + d);
    }
    const float mean = sum(squares) * (1.0F / static_cast<float>(kHeadWidth));
    const float scale = factor / __builtin_sqrtf(mean + 1e-6F);
    for (std::size_t d = 0; d < kHeadWidth; d += kLanes) {
        store(to + d, load(from + d) * scale * load(gain + d));
    }
}

inline void pack_key(const float* key, std::size_t token, Head& head) {
    float* to = head.keys + token / kPanel * kPanel * kHeadWidth + token % kPanel;
    for (std::size_t d = 0; d < kHeadWidth; ++d) {
        to[d * kPanel] = key[d];
    }
}

inline void pack_value(const float* value, std::size_t token, std::size_t tokens, Head& head) {
    for (std::size_t panel = 0; panel < kHeadPanels; ++panel) {
        float* to = head.values + (panel * tokens + token) * kPanel;
        store(to, load(value + panel * kPanel));
        store(to + kLanes, load(value + panel * kPanel + kLanes));
    }
}

inline void pack_token(
    const AttentionSegment& segment,
    const float* query,
    std::size_t width,
    std::size_t token,
    std::size_t tokens,
    Head& head
) {
    constexpr float kScoreScale = 0.17677669529663687F;  // 1 / sqrt(32)
    static_assert(kHeadWidth == 32);
    // NOLINTNEXTLINE(modernize-avoid-c-arrays): see kernels_body.ipp
    alignas(64) float key[kHeadWidth];
    rms_normalize(query, segment.query_gain, kScoreScale, head.queries + token * kHeadWidth);
    rms_normalize(query + width, segment.key_gain, 1.0F, key);
    pack_key(key, token, head);
    pack_value(query + 2 * width, token, tokens, head);
}

/// Over the first `tokens` scores; those of the padding up to a whole panel become 0.
inline void softmax(float* scores, std::size_t tokens) {
    float largest = scores[0];
    for (std::size_t i = 1; i < tokens; ++i) {
        largest = scores[i] > largest ? scores[i] : largest;
    }
    for (std::size_t i = 0; i < tokens; i += kLanes) {
        store(scores + i, exponential(load(scores + i) - largest));
    }
    for (std::size_t i = tokens; i % kLanes != 0; ++i) {
        scores[i] = 0;
    }
    Vector total{};
    for (std::size_t i = 0; i < tokens; i += kLanes) {
        total += load(scores + i);
    }
    const float share = 1.0F / sum(total);
    for (std::size_t i = 0; i < tokens; i += kLanes) {
        store(scores + i, load(scores + i) * share);
    }
}

inline void attend_head(Head& head, std::size_t tokens) {
    const ConstRows queries{head.queries, tokens, kHeadWidth};
    const Rows scores{head.scores, tokens, kMaxSequence};
    const std::size_t padded = (tokens + kPanel - 1) / kPanel * kPanel;
    multiply(queries, kHeadWidth, head.keys, kNoBias, padded, scores);
    for (std::size_t i = 0; i < tokens; ++i) {
        softmax(scores.row(i), tokens);
    }
    const Rows outputs{head.outputs, tokens, kHeadWidth};
    multiply(scores, tokens, head.values, kNoBias, kHeadWidth, outputs);
}

inline void pack_head(
    const AttentionSegment* segments,
    std::size_t segment_count,
    std::size_t width,
    std::size_t offset,
    std::size_t tokens,
    Head& head
) {
    std::size_t token = 0;
    for (std::size_t s = 0; s < segment_count; ++s) {
        for (std::size_t i = 0; i < segments[s].qkv.count; ++i, ++token) {
            pack_token(segments[s], segments[s].qkv.row(i) + offset, width, token, tokens, head);
        }
    }
    for (; token % kPanel != 0; ++token) {
        for (std::size_t d = 0; d < kHeadWidth; ++d) {
            head.keys[(token / kPanel * kHeadWidth + d) * kPanel + token % kPanel] = 0;
        }
    }
}

inline void unpack_head(
    const AttentionSegment* segments,
    std::size_t segment_count,
    std::size_t offset,
    const Head& head
) {
    const float* from = head.outputs;
    for (std::size_t s = 0; s < segment_count; ++s) {
        for (std::size_t i = 0; i < segments[s].qkv.count; ++i, from += kHeadWidth) {
            for (std::size_t d = 0; d < kHeadWidth; d += kLanes) {
                store(segments[s].output.row(i) + offset + d, load(from + d));
            }
        }
    }
}

void attend(const AttentionSegment* segments, std::size_t segment_count, std::size_t heads) {
    std::size_t tokens = 0;
    for (std::size_t s = 0; s < segment_count; ++s) {
        tokens += segments[s].qkv.count;
    }
    Head head;  // 48 KB, all written before it is read
    for (std::size_t h = 0; h < heads; ++h) {
        const std::size_t offset = h * kHeadWidth;
        pack_head(segments, segment_count, heads * kHeadWidth, offset, tokens, head);
        attend_head(head, tokens);
        unpack_head(segments, segment_count, offset, head);
    }
}

}  // namespace

}  // namespace likeness::paperflux
