#include "paperflux/modules.hpp"

#include "paperflux/kernels.hpp"
#include "paperflux/tensor_file.hpp"
#include "paperflux/testing_reference.hpp"

#include <gtest/gtest.h>

#include <map>
#include <vector>

namespace likeness::paperflux {
namespace {

TEST(ModulesTest, AreFoundByName) {
    const Module* module = find_module("single_transformer_blocks.3.attn.to_v");

    ASSERT_NE(module, nullptr);
    EXPECT_EQ(module->linear, linear_index(3, SinglePart::qkv));
    EXPECT_EQ(module->first_output, 320U);
    EXPECT_EQ(module->outputs, 160U);
    EXPECT_EQ(module->inputs, 160U);
}

TEST(ModulesTest, DoNotKnowOtherNames) {
    for (const char* name : {"", "x", "transformer_blocks.2.attn.to_q", "proj_out.weight", "zzz"}) {
        EXPECT_EQ(find_module(name), nullptr) << name;
    }
}

TEST(ModulesTest, FillEveryLinearWithoutGapOrOverlap) {
    std::vector<std::map<std::size_t, std::size_t>> parts(kLinearCount);
    for (const Module& module : modules()) {
        parts[module.linear][module.first_output] = module.outputs;
    }

    for (std::size_t linear = 0; linear < kLinearCount; ++linear) {
        std::size_t end = 0;
        for (const auto& [first, outputs] : parts[linear]) {
            EXPECT_EQ(first, end) << linear;
            end += outputs;
        }
        EXPECT_GT(end, 0U) << linear;
    }
}

TEST(ModulesTest, StartAtWholePanelsAsMergingNeeds) {
    for (const Module& module : modules()) {
        EXPECT_EQ(module.first_output % kMaxPanelWidth, 0U) << module.name;
    }
}

TEST(ModulesTest, AreAllMatricesOfTheShippedTransformer) {
    const auto file = TensorFile::open(shipped_model_files().weights);
    ASSERT_TRUE(file);

    std::size_t matrices = 0;
    for (const safetensors::Tensor& tensor : file->header().tensors) {
        const bool embedding = tensor.name.find("embedding.weight") != std::string::npos;
        const bool text = tensor.name.starts_with("text_encoder.");
        matrices += tensor.shape.size() == 2 && !embedding && !text ? 1U : 0U;
    }
    EXPECT_EQ(matrices, modules().size());
}

}  // namespace
}  // namespace likeness::paperflux
