#include "net/chunked.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>

namespace likeness::net {
namespace {

using namespace std::string_literals;

struct Decoded {
    std::string data;
    std::size_t taken = 0;
    bool is_done = false;
};

/// Feeds the body in pieces of a size; nothing if it is refused.
std::optional<Decoded>
decode(std::string_view body, std::size_t piece, std::size_t max_ignored = 100) {
    ChunkedDecoder decoder(max_ignored);
    Decoded decoded;
    while (decoded.taken < body.size() && !decoder.is_done()) {
        const std::string_view input = body.substr(decoded.taken, piece);
        if (decoder.data_left() == 0) {
            decoded.taken += decoder.take_framing(input);
        } else {
            const std::size_t count = std::min<std::uint64_t>(decoder.data_left(), input.size());
            decoded.data += input.substr(0, count);
            decoder.take_data(count);
            decoded.taken += count;
        }
        if (decoder.has_failed()) {
            return std::nullopt;
        }
    }
    decoded.is_done = decoder.is_done();
    return decoded;
}

TEST(ChunkedDecoderTest, JoinsChunksHoweverTheyAreCut) {
    const std::string body =
        "5\r\nhello\r\n006;ext=\"v\"\r\n world\r\n1a\r\n" + std::string(26, 'x') + "\r\n0\r\n\r\n";

    for (std::size_t piece = 1; piece <= body.size(); ++piece) {
        const auto decoded = decode(body, piece);

        ASSERT_TRUE(decoded) << piece;
        EXPECT_EQ(decoded->data, "hello world" + std::string(26, 'x')) << piece;
        EXPECT_TRUE(decoded->is_done) << piece;
    }
}

TEST(ChunkedDecoderTest, LeavesWhatFollowsTheBody) {
    const auto decoded = decode("1\r\na\r\n0\r\n\r\nGET / HTTP/1.1", 100);

    ASSERT_TRUE(decoded);
    EXPECT_EQ(decoded->taken, 11U);
}

TEST(ChunkedDecoderTest, DropsTrailerFields) {
    const auto decoded = decode("1\r\na\r\n0\r\nX-Sum: 1\r\nY: 2\r\n\r\n", 100);

    ASSERT_TRUE(decoded);
    EXPECT_TRUE(decoded->is_done);
    EXPECT_EQ(decoded->data, "a");
}

TEST(ChunkedDecoderTest, IsNotDoneBeforeTheLastLine) {
    for (const std::string_view body :
         {"", "0", "0\r\n", "0\r\n\r", "1\r\na\r\n", "0\r\nX: y\r\n"}) {
        const auto decoded = decode(body, 100);

        ASSERT_TRUE(decoded) << body;
        EXPECT_FALSE(decoded->is_done) << body;
    }
}

TEST(ChunkedDecoderTest, RefusesOtherFraming) {
    for (const std::string& body :
         {"\r\n"s,
          "g\r\n"s,
          "-1\r\n"s,
          "+1\r\na\r\n"s,
          "0x1\r\na\r\n"s,
          " 1\r\na\r\n"s,
          "1 \r\na\r\n"s,
          "1 ;x\r\na\r\n"s,
          "1\na\n0\n\n"s,
          "1\r\na\n0\r\n\r\n"s,
          "1\r\nab\r\n"s,
          "1\rXa\r\n"s,
          "1;a\nb\r\n"s,
          "1;a\0b\r\n"s,
          "0\r\nX: a\0b\r\n\r\n"s,
          "0\r\nX: a\n\r\n"s,
          "0\r\n\rX"s,
          "10000000000000000\r\n"s,
          "00000000000000001\r\na\r\n"s}) {
        EXPECT_FALSE(decode(body, 100)) << body;
        EXPECT_FALSE(decode(body, 1)) << body;
    }
}

TEST(ChunkedDecoderTest, KnowsTheLargestSize) {
    ChunkedDecoder decoder(0);

    decoder.take_framing("ffffffffffffffff\r\n");

    EXPECT_FALSE(decoder.has_failed());
    EXPECT_EQ(decoder.data_left(), 0xFFFFFFFFFFFFFFFFU);
}

TEST(ChunkedDecoderTest, LimitsExtensionsAndTrailersTogether) {
    EXPECT_TRUE(decode("1;abc\r\na\r\n0\r\nX:y\r\n\r\n", 100, 6));
    EXPECT_FALSE(decode("1;abc\r\na\r\n0\r\nX:y\r\n\r\n", 100, 5));
}

}  // namespace
}  // namespace likeness::net
