#include "paperflux/merge.hpp"

#include "paperflux/testing_reference.hpp"
#include "safetensors/testing_writer.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstring>
#include <thread>

namespace likeness::paperflux {
namespace {

using safetensors::DType;

/// An adapter of rank 1 whose product is 1 everywhere in proj_out, times `alpha`.
std::shared_ptr<const Adapter>
ones_on_output(const std::string& identity, const std::string& alpha) {
    const auto ones = [](std::size_t count) {
        const std::vector<float> numbers(count, 1.0F);
        Bytes bytes(count * sizeof(float), '\0');
        std::memcpy(bytes.data(), numbers.data(), bytes.size());
        return bytes;
    };
    const Bytes file = safetensors::write_safetensors(
        {{"transformer.proj_out.lora_A.weight", DType::f32, {1, 160}, ones(160)},
         {"transformer.proj_out.lora_B.weight", DType::f32, {40, 1}, ones(40)}},
        {{"base_model", "paperflux-1"}, {"lora_alpha", alpha}}
    );
    return Adapter::load(file, identity).value();
}

const Network& base() {
    return *shipped_model()->network();
}

/// By how much the first output for an input of ones differs from the base's.
float change_of_output(const Network& network) {
    const auto output = [](const Linear& linear) {
        const Floats ones(linear.inputs(), 1.0F);
        Floats y(linear.padded_outputs());
        linear.apply({ones.data(), 1, ones.size()}, {y.data(), 1, y.size()});
        return y[0];
    };
    return output(*network.linears[kOutput]) - output(*base().linears[kOutput]);
}

TEST(MergeTest, AddsScaleTimesAlphaTimesTheProduct) {
    const std::vector<AdapterUse> uses{{ones_on_output("a", "3"), 0.5F}};

    const Network merged = merge(base(), uses);

    EXPECT_NEAR(static_cast<double>(change_of_output(merged)), 160 * 3 * 0.5, 0.01);
}

TEST(MergeTest, AddsSeveralAdaptersUp) {
    const std::vector<AdapterUse> uses{
        {ones_on_output("a", "3"), 0.5F}, {ones_on_output("b", "1"), -2.0F}};

    const Network merged = merge(base(), uses);

    EXPECT_NEAR(static_cast<double>(change_of_output(merged)), 160 * (1.5 - 2), 0.01);
}

TEST(MergeTest, SharesWhatNoAdapterTouches) {
    const std::vector<AdapterUse> uses{{ones_on_output("a", "1"), 1.0F}};

    const Network merged = merge(base(), uses);

    EXPECT_NE(merged.linears[kOutput], base().linears[kOutput]);
    EXPECT_EQ(merged.linears[kModulation], base().linears[kModulation]);
    EXPECT_EQ(merged_bytes(base(), uses), base().linears[kOutput]->bytes());
}

TEST(MergeTest, LeavesTheBaseAlone) {
    const float before = change_of_output(base());
    const std::vector<AdapterUse> uses{{ones_on_output("a", "1"), 1.0F}};

    (void)merge(base(), uses);

    EXPECT_EQ(change_of_output(base()), before);
}

class MergeCacheTest : public ::testing::Test {
protected:
    std::shared_ptr<const Network> get(const std::shared_ptr<const Adapter>& adapter, float scale) {
        const std::vector<AdapterUse> uses{{adapter, scale}};
        return cache.get(uses);
    }

    const std::shared_ptr<const Adapter> a = ones_on_output("a", "1");
    const std::shared_ptr<const Adapter> b = ones_on_output("b", "1");
    const std::size_t entry_bytes = base().linears[kOutput]->bytes();
    MergeCache cache{shipped_model()->network(), 2 * entry_bytes + 100};
};

TEST_F(MergeCacheTest, GivesTheBaseForNoAdapters) {
    EXPECT_EQ(cache.get({}), shipped_model()->network());
    EXPECT_EQ(get(a, 0), shipped_model()->network());
    EXPECT_EQ(cache.merges(), 0U);
}

TEST_F(MergeCacheTest, MergesOnceForTheSameAdapterAndScale) {
    EXPECT_EQ(get(a, 1), get(a, 1));
    EXPECT_EQ(cache.merges(), 1U);
}

TEST_F(MergeCacheTest, TellsScalesAndAdaptersApart) {
    EXPECT_NE(get(a, 1), get(a, 0.5F));
    EXPECT_NE(get(a, 1), get(b, 1));
}

TEST_F(MergeCacheTest, TellsTwoAdaptersFromOneWithTheirJoinedIdentity) {
    const std::vector<AdapterUse> two{{a, 1.0F}, {b, 1.0F}};
    const std::string joined = std::string("a\0\0\x80\x3f", 5) + "b";
    const std::vector<AdapterUse> one{{ones_on_output(joined, "1"), 1.0F}};

    EXPECT_NE(cache.get(two), cache.get(one));
}

TEST_F(MergeCacheTest, ForgetsWhatWasUsedLongestAgo) {
    (void)get(a, 1);
    (void)get(a, 2);
    (void)get(a, 1);
    (void)get(a, 3);  // instead of scale 2
    ASSERT_EQ(cache.merges(), 3U);

    (void)get(a, 1);
    EXPECT_EQ(cache.merges(), 3U);
    (void)get(a, 2);
    EXPECT_EQ(cache.merges(), 4U);
}

TEST_F(MergeCacheTest, StaysWithinItsLimit) {
    for (int i = 1; i < 10; ++i) {
        (void)get(a, static_cast<float>(i));

        EXPECT_LE(cache.bytes(), 2 * entry_bytes + 100);
    }
    EXPECT_EQ(cache.bytes(), 2 * entry_bytes);
}

TEST_F(MergeCacheTest, DoesNotKeepWhatIsLargerThanItsLimit) {
    MergeCache small(shipped_model()->network(), entry_bytes - 1);
    const std::vector<AdapterUse> uses{{a, 1.0F}};

    const auto network = small.get(uses);

    EXPECT_NEAR(static_cast<double>(change_of_output(*network)), 160, 0.01);
    EXPECT_EQ(small.bytes(), 0U);
}

TEST_F(MergeCacheTest, MergesOnceForThreadsThatAskAtTheSameTime) {
    const auto adapter = shipped_adapter("mira");
    MergeCache large(shipped_model()->network(), 64U << 20U);
    std::vector<std::shared_ptr<const Network>> networks(8);
    std::atomic<bool> go = false;
    std::vector<std::thread> threads;
    threads.reserve(networks.size());
    for (auto& network : networks) {
        threads.emplace_back([&] {
            while (!go) {
                std::this_thread::yield();
            }
            const std::vector<AdapterUse> uses{{adapter, 1.0F}};
            network = large.get(uses);
        });
    }

    go = true;
    for (std::thread& thread : threads) {
        thread.join();
    }

    EXPECT_EQ(large.merges(), 1U);
    for (const auto& network : networks) {
        EXPECT_EQ(network, networks[0]);
    }
}

}  // namespace
}  // namespace likeness::paperflux
