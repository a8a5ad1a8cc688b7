#include "paperflux/transformer.hpp"

#include "paperflux/dimensions.hpp"
#include "paperflux/modulation.hpp"
#include "paperflux/testing_reference.hpp"

#include <gtest/gtest.h>

#include <array>
#include <map>

namespace likeness::paperflux {
namespace {

constexpr double kTolerance = 1e-3;

/// The first step of case 0 as the sampler does it, with the outputs of all linears kept.
struct FirstStep {
    std::map<std::size_t, Floats> outputs;  // by linear, of the first call
    std::map<std::size_t, std::size_t> widths;
    Floats answer;  // of the prompt: [kTokens][kTokenWidth]
    std::size_t words = 0;

    /// `prompts`: 1 with the prompt alone, 2 with the empty one beside it.
    explicit FirstStep(std::size_t prompts) {
        const auto model = shipped_model();
        const ReferenceCase& reference = reference_cases()[0];
        const auto encode = [&](std::string_view prompt) {
            return model->text_encoder().encode(tokenize(model->vocabulary(), prompt));
        };
        std::vector<TextEncoding> encodings{encode(reference.prompt), encode("")};
        encodings.resize(prompts);
        words = encodings[0].tokens;
        const std::array<float, 1> times{1.0F};
        const Modulation modulation(*model->network(), times, encodings, 1.0);
        Transformer transformer(*model->network(), encodings);
        transformer.set_probe([&](std::size_t linear, ConstRows output) { keep(linear, output); });
        const std::array<const float*, 2> shares{
            modulation.at(0, 0), modulation.at(0, prompts - 1)};
        const ConstRows rows =
            transformer.run(normal_noise(reference.seed), std::span(shares).first(prompts));
        for (std::size_t i = 0; i < kTokens; ++i) {
            answer.insert(answer.end(), rows.row(i), rows.row(i) + kTokenWidth);
        }
    }

    void keep(std::size_t linear, ConstRows output) {
        Floats& kept = outputs[linear];
        const std::size_t width = shipped_model()->network()->linears[linear]->outputs();
        if (!kept.empty()) {
            return;
        }
        widths[linear] = width;
        for (std::size_t i = 0; i < output.count; ++i) {
            kept.insert(kept.end(), output.row(i), output.row(i) + width);
        }
    }

    /// What the module gave for `count` tokens from row `first` on.
    Floats of(const std::string& name, std::size_t first, std::size_t count) {
        const Module& module = *find_module(name);
        const std::size_t width = widths[module.linear];
        const Floats& kept = outputs[module.linear];
        Floats result;
        for (std::size_t i = first; i < first + count; ++i) {
            const auto begin =
                kept.begin() + static_cast<std::ptrdiff_t>(i * width + module.first_output);
            result.insert(result.end(), begin, begin + static_cast<std::ptrdiff_t>(module.outputs));
        }
        return result;
    }
};

/// A linear of the reference, and which tokens it treats.
struct Stage {
    std::string module;
    bool words;
    bool scene;
};

class TransformerStageTest : public ::testing::TestWithParam<Stage> {};

INSTANTIATE_TEST_SUITE_P(
    ReferenceLinears,
    TransformerStageTest,
    ::testing::Values(
        Stage{"context_embedder", true, false},
        Stage{"x_embedder", false, true},
        Stage{"transformer_blocks.0.attn.to_q", false, true},
        Stage{"transformer_blocks.0.attn.to_out.0", false, true},
        Stage{"transformer_blocks.0.ff.net.2", false, true},
        Stage{"transformer_blocks.1.ff_context.net.2", true, false},
        Stage{"single_transformer_blocks.0.proj_mlp", true, true},
        Stage{"single_transformer_blocks.0.proj_out", true, true},
        Stage{"single_transformer_blocks.3.proj_out", true, true}
    )
);

TEST_P(TransformerStageTest, AgreesWithTheReferenceForOnePrompt) {
    const Stage& stage = GetParam();
    const Floats expected = reference_cases()[0].tensor("lin." + stage.module);

    FirstStep step(1);

    const std::size_t tokens = (stage.words ? step.words : 0) + (stage.scene ? kTokens : 0);
    const Floats output = step.of(stage.module, 0, tokens);
    EXPECT_LT(largest_difference(expected, output.data(), output.size()), kTolerance);
}

TEST_P(TransformerStageTest, AgreesWithTheReferenceBesideTheEmptyPrompt) {
    const Stage& stage = GetParam();
    const Floats expected = reference_cases()[0].tensor("lin." + stage.module);

    FirstStep step(2);

    // The empty prompt's one word stands between the words and the scene.
    Floats output = stage.words ? step.of(stage.module, 0, step.words) : Floats();
    if (stage.scene) {
        const Floats scene = step.of(stage.module, stage.words ? step.words + 1 : 0, kTokens);
        output.insert(output.end(), scene.begin(), scene.end());
    }
    EXPECT_LT(largest_difference(expected, output.data(), output.size()), kTolerance);
}

TEST(TransformerTest, AnswersAsTheReferenceDoes) {
    const Floats expected = reference_cases()[0].tensor("F_cond_0");

    const FirstStep step(1);

    EXPECT_LT(largest_difference(expected, step.answer.data(), step.answer.size()), kTolerance);
}

TEST(TransformerTest, AnswersOnePromptAlikeWithAndWithoutAnother) {
    const FirstStep alone(1);
    const FirstStep beside(2);

    EXPECT_LT(
        largest_difference(alone.answer, beside.answer.data(), beside.answer.size()), kTolerance
    );
}

}  // namespace
}  // namespace likeness::paperflux
