#include "siwe/keccak.hpp"

#include <gtest/gtest.h>

namespace likeness::siwe {
namespace {

std::string hash_of(BytesView data) {
    return to_hex(keccak256(data));
}

TEST(KeccakTest, IsKeccakAndNotSha3) {
    EXPECT_EQ(hash_of(""), "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    EXPECT_EQ(
        hash_of("The quick brown fox jumps over the lazy dog"),
        "4d741b6f1eb29cb2a9b9911c82f56fa8d73b04959d3d9d222895df6c0b28aa15"
    );
}

TEST(KeccakTest, PadsRightAroundTheSizeOfABlock) {
    const std::vector<std::pair<std::size_t, const char*>> hashes = {
        {1, "3ac225168df54212a25c1c01fd35bebfea408fdac2e31ddd6f80a4bbf9a5f1cb"},
        {135, "34367dc248bbd832f4e3e69dfaac2f92638bd0bbd18f2912ba4ef454919cf446"},
        {136, "a6c4d403279fe3e0af03729caada8374b5ca54d8065329a3ebcaeb4b60aa386e"},
        {137, "d869f639c7046b4929fc92a4d988a8b22c55fbadb802c0c66ebcd484f1915f39"},
        {271, "132f47effd6c8b1b299efa53fe68aece77ec8ae4eb2e294f668eec94f76001e1"},
        {272, "cf7fcd4f705ee749930d19ca84561a9bf62516bd90a471545fa2f49fdc7e63c8"},
        {273, "5a7b8187d2778e614097fac3097573de1fee4d972304d3360796a857029bb176"},
        {1000, "b6a4ac1f51884d71f30fa397a5e155de3099e11fc0edef5d08b646e621e19de9"},
    };
    for (const auto& [count, hash] : hashes) {
        EXPECT_EQ(hash_of(std::string(count, 'a')), hash) << count;
    }
}

}  // namespace
}  // namespace likeness::siwe
