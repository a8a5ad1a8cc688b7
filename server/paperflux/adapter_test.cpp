#include "paperflux/adapter.hpp"

#include "paperflux/testing_reference.hpp"
#include "safetensors/testing_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <map>

namespace likeness::paperflux {
namespace {

using safetensors::DType;
using safetensors::TestTensor;
using ::testing::AllOf;
using ::testing::HasSubstr;

using Metadata = std::map<std::string, std::string>;

const Metadata kMetadata{{"base_model", "paperflux-1"}, {"lora_alpha", "4"}};
const std::string kAt = "transformer.proj_out";

Bytes floats(std::initializer_list<float> numbers) {
    Bytes bytes(numbers.size() * sizeof(float), '\0');
    std::memcpy(bytes.data(), std::data(numbers), bytes.size());
    return bytes;
}

/// A and B for proj_out [40, 160], all zeros.
std::vector<TestTensor> pair_of_rank(std::uint64_t rank) {
    return {
        {kAt + ".lora_A.weight", DType::f32, {rank, 160}},
        {kAt + ".lora_B.weight", DType::f32, {40, rank}}};
}

std::vector<TestTensor> pair_and(const TestTensor& more) {
    std::vector<TestTensor> tensors = pair_of_rank(2);
    tensors.push_back(more);
    return tensors;
}

Result<std::shared_ptr<const Adapter>>
load(const std::vector<TestTensor>& tensors, const Metadata& metadata = kMetadata) {
    return Adapter::load(safetensors::write_safetensors(tensors, metadata), "test");
}

/// Why the file is refused; empty if it is not.
std::string refusal(BytesView file) {
    const auto adapter = Adapter::load(file, "test");
    if (adapter) {
        return {};
    }
    EXPECT_EQ(adapter.error().code, ErrorCode::unprocessable);
    return adapter.error().message;
}

std::string refusal(const std::vector<TestTensor>& tensors, const Metadata& metadata = kMetadata) {
    return refusal(safetensors::write_safetensors(tensors, metadata));
}

// ---- what is read

TEST(AdapterTest, ReadsTheShippedOnes) {
    const auto mira = shipped_adapter("mira");

    EXPECT_EQ(mira->identity(), "mira");
    EXPECT_EQ(mira->name(), "mira");
    EXPECT_EQ(mira->title(), "Mira");
    EXPECT_EQ(mira->trigger_word(), "ohwxmira");
    EXPECT_EQ(mira->kind(), "person");
    EXPECT_EQ(mira->rank(), 8U);
    EXPECT_EQ(mira->alpha(), 8);
    EXPECT_EQ(mira->modules().size(), 52U);
}

TEST(AdapterTest, TakesAlphaFromTheMetadata) {
    const auto adapter = load(pair_of_rank(2));

    ASSERT_TRUE(adapter) << adapter.error().message;
    EXPECT_EQ((*adapter)->alpha(), 4);
    EXPECT_EQ((*adapter)->modules()[0].factor, 2);
}

TEST(AdapterTest, TakesAModulesOwnAlphaFirst) {
    const auto adapter = load(pair_and({kAt + ".alpha", DType::f32, {}, floats({6.0F})}));

    ASSERT_TRUE(adapter) << adapter.error().message;
    EXPECT_EQ((*adapter)->modules()[0].factor, 3);
}

TEST(AdapterTest, TakesTheRankForAlphaIfTheFileIsSilent) {
    const auto adapter = load(pair_of_rank(5), {{"base_model", "paperflux-1"}});

    ASSERT_TRUE(adapter) << adapter.error().message;
    EXPECT_EQ((*adapter)->alpha(), 5);
    EXPECT_EQ((*adapter)->modules()[0].factor, 1);
}

TEST(AdapterTest, TakesRanksFrom1To128) {
    for (const std::uint64_t rank : {1U, 128U}) {
        const auto adapter = load(pair_of_rank(rank));

        ASSERT_TRUE(adapter) << adapter.error().message;
        EXPECT_EQ((*adapter)->rank(), rank);
    }
}

TEST(AdapterTest, ShowsForeignTextOnOneLine) {
    Metadata metadata = kMetadata;
    metadata["title"] = "A\nB\tC" + std::string(1000, 'x');

    const auto adapter = load(pair_of_rank(1), metadata);

    ASSERT_TRUE(adapter) << adapter.error().message;
    EXPECT_THAT((*adapter)->title(), ::testing::StartsWith("A B C"));
    EXPECT_LE((*adapter)->title().size(), Adapter::kMaxTextLength + 3);
}

// ---- what is refused

TEST(AdapterRefusalTest, WantsToKnowTheBaseModel) {
    EXPECT_THAT(refusal(pair_of_rank(2), {}), HasSubstr("does not say"));
}

TEST(AdapterRefusalTest, NamesAnotherBaseModel) {
    EXPECT_THAT(
        refusal(pair_of_rank(2), {{"base_model", "flux.1-dev"}}),
        AllOf(HasSubstr("flux.1-dev"), HasSubstr("not for paperflux-1"))
    );
}

TEST(AdapterRefusalTest, NamesAModuleThatPaperfluxLacks) {
    EXPECT_THAT(
        refusal(pair_and(
            {"transformer.single_transformer_blocks.37.proj_out.lora_A.weight",
             DType::f16,
             {2, 640}}
        )),
        AllOf(HasSubstr("single_transformer_blocks.37.proj_out"), HasSubstr("does not have"))
    );
}

TEST(AdapterRefusalTest, DoesNotLetAdaptersChangeTheTextEncoder) {
    EXPECT_THAT(
        refusal(
            pair_and({"transformer.text_encoder.layers.0.qkv.lora_A.weight", DType::f16, {2, 128}})
        ),
        HasSubstr("text_encoder.layers.0.qkv")
    );
}

TEST(AdapterRefusalTest, SaysHowTensorsMustBeNamed) {
    for (const char* name :
         {"lora_unet_proj_out.lora_down.weight",
          "transformer.proj_out.weight",
          "",
          "proj_out.lora_A.weight"}) {
        EXPECT_THAT(
            refusal(pair_and({name, DType::f16, {1}})), HasSubstr("not named transformer.<module>")
        ) << name;
    }
}

TEST(AdapterRefusalTest, MissesB) {
    EXPECT_THAT(
        refusal({{kAt + ".lora_A.weight", DType::f16, {2, 160}}}),
        HasSubstr("transformer.proj_out.lora_B.weight\" is missing")
    );
}

TEST(AdapterRefusalTest, MissesA) {
    EXPECT_THAT(
        refusal({{kAt + ".lora_B.weight", DType::f16, {40, 2}}}),
        AllOf(HasSubstr("no partner"), HasSubstr("transformer.proj_out.lora_A.weight"))
    );
}

TEST(AdapterRefusalTest, MissesBothBesideAnAlpha) {
    EXPECT_THAT(
        refusal({{kAt + ".alpha", DType::f32, {}, floats({1.0F})}}), HasSubstr("no partner")
    );
}

TEST(AdapterRefusalTest, SaysWhichShapeOfAWasExpected) {
    std::vector<TestTensor> tensors = pair_of_rank(2);
    tensors[0].shape = {2, 161};

    EXPECT_THAT(refusal(tensors), AllOf(HasSubstr("[2, 161]"), HasSubstr("[2, 160]")));
}

TEST(AdapterRefusalTest, SaysWhichShapeOfBWasExpected) {
    std::vector<TestTensor> tensors = pair_of_rank(2);
    tensors[1].shape = {40, 3};

    EXPECT_THAT(refusal(tensors), AllOf(HasSubstr("[40, 3]"), HasSubstr("[40, 2]")));
}

TEST(AdapterRefusalTest, TakesNoVectorsForMatrices) {
    std::vector<TestTensor> tensors = pair_of_rank(2);
    tensors[0].shape = {2};

    EXPECT_THAT(refusal(tensors), AllOf(HasSubstr("[2]"), HasSubstr("[2, 160]")));
}

TEST(AdapterRefusalTest, TakesNoRankOfZero) {
    EXPECT_THAT(refusal(pair_of_rank(0)), HasSubstr("rank"));
}

TEST(AdapterRefusalTest, TakesNoRankAbove128) {
    EXPECT_THAT(refusal(pair_of_rank(129)), AllOf(HasSubstr("is 129"), HasSubstr("1 to 128")));
}

TEST(AdapterRefusalTest, TakesNoScalarForA) {
    std::vector<TestTensor> tensors = pair_of_rank(2);
    tensors[0].shape = {};

    EXPECT_THAT(refusal(tensors), HasSubstr("rank"));
}

TEST(AdapterRefusalTest, TakesNoAlphaThatMakesNoSense) {
    const float nan = std::nanf("");
    const float infinity = std::numeric_limits<float>::infinity();
    for (const float alpha : {0.0F, -1.0F, 1e9F, nan, infinity}) {
        const std::string why =
            refusal(pair_and({kAt + ".alpha", DType::f32, {}, floats({alpha})}));

        EXPECT_THAT(why, HasSubstr("transformer.proj_out.alpha")) << alpha;
    }
}

TEST(AdapterRefusalTest, TakesNoAlphaOfManyNumbers) {
    EXPECT_THAT(
        refusal(pair_and({kAt + ".alpha", DType::f32, {2}, floats({1.0F, 1.0F})})),
        HasSubstr("single number")
    );
}

TEST(AdapterRefusalTest, TakesNoMetadataAlphaThatMakesNoSense) {
    for (const char* alpha : {"", "eight", "8x", "0", "-8", "1e9", "inf", "nan", "1e999"}) {
        EXPECT_THAT(
            refusal(pair_of_rank(2), {{"base_model", "paperflux-1"}, {"lora_alpha", alpha}}),
            HasSubstr("lora_alpha")
        ) << alpha;
    }
}

TEST(AdapterRefusalTest, TakesNoNumbersThatAreNotFinite) {
    const float nan = std::nanf("");
    const float infinity = std::numeric_limits<float>::infinity();
    for (const float bad : {nan, infinity, -infinity}) {
        std::vector<TestTensor> tensors = pair_of_rank(1);
        tensors[1].data = floats({0.0F, bad});

        EXPECT_THAT(refusal(tensors), AllOf(HasSubstr("lora_B"), HasSubstr("infinite"))) << bad;
    }
}

TEST(AdapterRefusalTest, TakesNoWholeNumbers) {
    std::vector<TestTensor> tensors = pair_of_rank(2);
    tensors[0].dtype = DType::i8;

    EXPECT_THAT(refusal(tensors), HasSubstr("I8"));
}

TEST(AdapterRefusalTest, TakesNoEmptyFileOrAdapter) {
    EXPECT_THAT(refusal(BytesView()), HasSubstr("empty"));
    EXPECT_THAT(refusal(std::vector<TestTensor>()), HasSubstr("changes nothing"));
}

TEST(AdapterRefusalTest, TakesNoFileThatIsCutOffAnywhere) {
    const Bytes file = safetensors::write_safetensors(pair_of_rank(1), kMetadata);
    for (std::size_t size = 0; size < file.size(); size += 7) {
        EXPECT_NE(refusal(BytesView(file).substr(0, size)), "") << size;
    }
}

TEST(AdapterRefusalTest, DoesNotBelieveAHeaderOf2To60Bytes) {
    Bytes file = safetensors::write_safetensors(pair_of_rank(1), kMetadata);
    file[7] = '\x10';

    EXPECT_NE(refusal(file), "");
}

TEST(AdapterRefusalTest, TakesNoTensorTwice) {
    std::vector<TestTensor> tensors = pair_of_rank(2);
    tensors.push_back(tensors[0]);

    EXPECT_THAT(refusal(tensors), HasSubstr("two tensors of the name"));
}

}  // namespace
}  // namespace likeness::paperflux
