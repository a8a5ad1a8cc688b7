#include "safetensors/header.hpp"

#include "safetensors/testing_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace likeness::safetensors {
namespace {

using namespace std::string_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

Result<Header> parse(BytesView file) {
    return parse_header(file, file.size());
}

/// A file with this header text and this many bytes of data.
Result<Header> parse_json(std::string_view json, std::size_t data_size) {
    return parse(write_header_text(json) + Bytes(data_size, '\0'));
}

/// Why the file is refused; empty if it is not.
std::string refusal(const Result<Header>& header) {
    if (header) {
        return {};
    }
    EXPECT_EQ(header.error().code, ErrorCode::unprocessable);
    return header.error().message;
}

std::string refusal_of_json(std::string_view json, std::size_t data_size) {
    return refusal(parse_json(json, data_size));
}

// What is read

TEST(HeaderTest, ReadsNamesTypesShapesAndPlaces) {
    const auto header =
        parse_json(R"({"a":{"dtype":"F16","shape":[2,3],"data_offsets":[0,12]}})", 12);

    ASSERT_TRUE(header) << header.error().message;
    ASSERT_EQ(header->tensors.size(), 1U);
    EXPECT_EQ(header->tensors[0].name, "a");
    EXPECT_EQ(header->tensors[0].dtype, DType::f16);
    EXPECT_THAT(header->tensors[0].shape, ElementsAre(2, 3));
    EXPECT_EQ(header->tensors[0].begin, 0U);
    EXPECT_EQ(header->tensors[0].end, 12U);
    EXPECT_EQ(header->tensors[0].element_count(), 6U);
}

TEST(HeaderTest, ReadsMetadataWhereverItStands) {
    const auto header = parse_json(
        R"({"a":{"shape":[1],"data_offsets":[0,1],"dtype":"U8"},"__metadata__":{"format":"pt","x":"é\n\u0041"}})",
        1
    );

    ASSERT_TRUE(header) << header.error().message;
    EXPECT_THAT(header->metadata, ElementsAre(Pair("format", "pt"), Pair("x", "é\nA")));
}

TEST(HeaderTest, CountsTheDataSectionFromTheEndOfTheJsonText) {
    const std::string json = R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}      )";

    const auto header = parse_json(json, 1);

    ASSERT_TRUE(header) << header.error().message;
    EXPECT_EQ(header->data_offset, 8 + json.size());
}

TEST(HeaderTest, SortsTensorsByTheirPlace) {
    const auto header = parse_json(
        R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[3,5]},"b":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}})",
        5
    );

    ASSERT_TRUE(header) << header.error().message;
    EXPECT_EQ(header->tensors[0].name, "b");
    EXPECT_EQ(header->tensors[1].name, "a");
}

TEST(HeaderTest, FindsTensorsByTheirNames) {
    const auto header = parse(write_safetensors(
        {{"m.c", DType::u8, {1}}, {"m.a", DType::u8, {1}}, {"m.b", DType::u8, {1}}}
    ));

    ASSERT_TRUE(header) << header.error().message;
    ASSERT_NE(header->find("m.a"), nullptr);
    EXPECT_EQ(header->find("m.a")->begin, 1U);
    EXPECT_EQ(header->find("m.c")->begin, 0U);
    EXPECT_EQ(header->find("m"), nullptr);
    EXPECT_EQ(header->find("m.d"), nullptr);
}

TEST(HeaderTest, AcceptsScalarsAndTensorsWithoutValues) {
    const auto header = parse(write_safetensors(
        {{"z", DType::f32, {0, 7}},
         {"scalar", DType::f32, {}},
         {"y", DType::f32, {7, 0}},
         {"a", DType::f32, {0}}}
    ));

    ASSERT_TRUE(header) << header.error().message;
    EXPECT_EQ(header->find("scalar")->element_count(), 1U);
    EXPECT_EQ(header->find("z")->element_count(), 0U);
}

TEST(HeaderTest, AcceptsTypesBelowAByteThatFillWholeBytes) {
    EXPECT_TRUE(parse_json(R"({"a":{"dtype":"F4","shape":[2,3],"data_offsets":[0,3]}})", 3));
    EXPECT_TRUE(parse_json(R"({"a":{"dtype":"F6_E2M3","shape":[4],"data_offsets":[0,3]}})", 3));
    EXPECT_THAT(
        refusal_of_json(R"({"a":{"dtype":"F4","shape":[3],"data_offsets":[0,2]}})", 2),
        HasSubstr("shape of \"a\"")
    );
}

TEST(HeaderTest, AcceptsAFileWithoutTensors) {
    EXPECT_TRUE(parse_json("{}", 0));
    EXPECT_TRUE(parse_json(R"({"__metadata__":{}})", 0));
}

TEST(HeaderTest, AcceptsWhiteSpaceAroundTheJsonText) {
    EXPECT_TRUE(parse_json(" \n{}  \t ", 0));
}

TEST(HeaderTest, AcceptsAsManyTensorsAsTheLargestLoraHas) {
    std::vector<TestTensor> tensors;
    for (std::size_t i = 0; i < kMaxTensors; ++i) {
        tensors.push_back({std::to_string(i), DType::u8, {1}});
    }

    EXPECT_TRUE(parse(write_safetensors(tensors)));

    tensors.push_back({"one_too_many", DType::u8, {1}});
    EXPECT_THAT(refusal(parse(write_safetensors(tensors))), HasSubstr("more than 20,000 tensors"));
}

TEST(HeaderTest, NeedsOnlyTheStartOfALargeFile) {
    const TestFile file = write_start({{"w", DType::bf16, {30'000, 30'000}}});

    const auto header = parse_header(file.start, file.size);

    ASSERT_TRUE(header) << header.error().message;
    EXPECT_EQ(header->tensors[0].end, 1'800'000'000U);
}

// Files that are something else

struct ForeignFile {
    const char* name;
    Bytes start;
    const char* says;
};

class ForeignFileTest : public ::testing::TestWithParam<ForeignFile> {};

TEST_P(ForeignFileTest, IsNamedInTheRefusal) {
    const Bytes file = GetParam().start + Bytes(100, 'x');

    EXPECT_THAT(refusal(parse(file)), HasSubstr(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(
    Kinds,
    ForeignFileTest,
    ::testing::Values(
        ForeignFile{"PyTorchZip", "PK\x03\x04\x14\x00\x08\x08"s, "PyTorch"},
        ForeignFile{"EmptyZip", "PK\x05\x06 end of"s, "zip archive"},
        ForeignFile{"Pickle", "\x80\x02\x8a\x0al\xfc\x9c\x46"s, "pickle"},
        ForeignFile{"Gguf", "GGUF\x03\x00\x00\x00"s, "GGUF"},
        ForeignFile{"Json", "{\"error\": \"not found\"}", "JSON"},
        ForeignFile{"Html", "<!DOCTYPE html><html>", "web page"},
        ForeignFile{"GitLfsPointer", "version https://git-lfs.github.com/spec/v1\n", "Git LFS"},
        ForeignFile{"Png", "\x89PNG\r\n\x1a\n"s, "image"},
        ForeignFile{"Jpeg", "\xff\xd8\xff\xe0\x00\x10JFIF"s, "image"},
        ForeignFile{"Gzip", "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"s, "gzip"},
        ForeignFile{"Text", "Hello, I am a text.", "not a safetensors file"}
    ),
    [](const auto& test) { return std::string(test.param.name); }
);

TEST(HeaderTest, RefusesAnEmptyFile) {
    EXPECT_EQ(refusal(parse("")), "The file is empty.");
}

TEST(HeaderTest, RefusesFilesShorterThanTheLengthInFront) {
    EXPECT_EQ(
        refusal(parse("\x02"s)), "The file is too short to be a safetensors file: it has 1 byte."
    );
    EXPECT_EQ(
        refusal(parse("\x02\0\0\0\0\0\0"s)),
        "The file is too short to be a safetensors file: it has 7 bytes."
    );
    EXPECT_THAT(refusal(parse("PK\x03\x04"s)), HasSubstr("zip"));
}

TEST(HeaderTest, AcceptsHeadersWhoseLengthLooksLikeAPickle) {
    std::string json = R"({"__metadata__":{"pad":"")";
    json.insert(json.size() - 1, 0x280 - json.size() - 2, 'x');
    json += "}}";
    ASSERT_EQ(json.size(), 0x280U);

    EXPECT_TRUE(parse_json(json, 0));
}

// Lengths

TEST(HeaderLengthTest, IsTheLittleEndianNumberInFront) {
    const auto length = header_length("\x01\x02\x03\0\0\0\0\0"s, 1'000'000);

    ASSERT_TRUE(length) << length.error().message;
    EXPECT_EQ(*length, 0x030201U);
}

TEST(HeaderLengthTest, MayFillTheFileAndNotMore) {
    EXPECT_TRUE(header_length("\x64\0\0\0\0\0\0\0"s, 108));

    const auto too_long = header_length("\x65\0\0\0\0\0\0\0"s, 108);

    ASSERT_FALSE(too_long);
    EXPECT_EQ(
        too_long.error().message,
        "The file is cut off: its header promises 109 bytes, 108 are there."
    );
}

TEST(HeaderLengthTest, IsLimitedTo16Mebibytes) {
    EXPECT_TRUE(header_length("\0\0\0\x01\0\0\0\0"s, 1ULL << 40U));
    EXPECT_FALSE(header_length("\x01\0\0\x01\0\0\0\0"s, 1ULL << 40U));
    EXPECT_FALSE(header_length(Bytes(8, '\xFF'), 1ULL << 40U));
}

TEST(HeaderTest, SaysHowMuchOfACutOffFileIsThere) {
    const Bytes file = write_safetensors({{"a", DType::u8, {418'408}}});
    const std::size_t start = file.size() - 418'408;

    EXPECT_EQ(
        refusal(parse(BytesView(file).substr(0, start + 1'000))),
        "The file is cut off: its header promises 418,408 bytes, 1,000 are there."
    );
}

TEST(HeaderTest, RefusesAStartThatEndsInsideTheHeader) {
    const Bytes file = write_safetensors({{"a", DType::u8, {1}}});

    EXPECT_THAT(
        refusal(parse_header(BytesView(file).substr(0, 20), file.size())), HasSubstr("cut off")
    );
}

TEST(HeaderTest, RefusesBytesAfterTheLastTensor) {
    EXPECT_THAT(
        refusal_of_json(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}})", 3),
        HasSubstr("2 bytes after its last tensor")
    );
    EXPECT_THAT(refusal_of_json("{}", 1), HasSubstr("1 bytes after its last tensor"));
}

// Places

TEST(HeaderTest, RefusesHoles) {
    const std::string first = R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}})";
    const std::string between =
        R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[1],"data_offsets":[2,3]}})";

    EXPECT_THAT(refusal_of_json(first, 2), HasSubstr("hole before \"a\""));
    EXPECT_THAT(refusal_of_json(between, 3), HasSubstr("hole before \"b\""));
}

TEST(HeaderTest, RefusesOverlap) {
    const std::string json =
        R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}})";

    EXPECT_THAT(refusal_of_json(json, 3), HasSubstr("overlap at \"b\""));
}

TEST(HeaderTest, RefusesPlacesThatDoNotMatchTheShape) {
    const std::string too_small = R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,7]}})";
    const std::string backwards = R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[1,0]}})";

    EXPECT_THAT(refusal_of_json(too_small, 7), HasSubstr("8 bytes that its shape asks for"));
    EXPECT_THAT(refusal_of_json(backwards, 1), HasSubstr("place of \"a\""));
}

TEST(HeaderTest, RefusesShapesWhoseSizeOverflows) {
    const std::string wraps_to_zero =
        R"({"a":{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,0]}})";
    const std::string wraps_by_the_type =
        R"({"a":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,0]}})";

    EXPECT_THAT(refusal_of_json(wraps_to_zero, 0), HasSubstr("shape of \"a\" makes no sense"));
    EXPECT_THAT(refusal_of_json(wraps_by_the_type, 0), HasSubstr("shape of \"a\" makes no sense"));
}

// The JSON text

TEST(HeaderTest, RefusesTwoTensorsOfOneName) {
    const std::string json =
        R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"\u0061":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}})";

    EXPECT_THAT(refusal_of_json(json, 2), HasSubstr("two tensors of the name \"a\""));
}

struct WrongJson {
    const char* name;
    std::string json;
    const char* says;
};

class WrongJsonTest : public ::testing::TestWithParam<WrongJson> {};

TEST_P(WrongJsonTest, IsRefusedWithItsReason) {
    EXPECT_THAT(refusal_of_json(GetParam().json, 1), HasSubstr(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(
    Cases,
    WrongJsonTest,
    ::testing::Values(
        WrongJson{"NoText", "", "not valid JSON"},
        WrongJson{"NotJson", "hello", "not a safetensors file"},
        WrongJson{"CutOffJson", R"({"a":{"dtype":"U8")", "not valid JSON"},
        WrongJson{"TrailingText", "{} {}", "not valid JSON"},
        WrongJson{"TrailingNul", "{}\0"s, "not valid JSON"},
        WrongJson{"ByteOrderMark", "\xEF\xBB\xBF{}", "not a safetensors file"},
        WrongJson{"BytesThatAreNotUtf8", "{\"\xFF\":{}}", "not valid JSON"},
        WrongJson{"EscapedHalfOfASurrogatePair", R"({"\ud800":{}})", "not valid JSON"},
        WrongJson{"DeepNesting", R"({"a":{"shape":)" + std::string(100'000, '['), "not valid JSON"},
        WrongJson{"SpacesOnly", "   ", "not valid JSON"},
        WrongJson{"ArrayAfterSpace", " []", "not a JSON object"},
        WrongJson{"DeepShape", R"({"a":{"shape":[[1]]}})", "not valid JSON"},
        WrongJson{"ArrayAsDocument", "[]", "not a safetensors file"},
        WrongJson{"TextAsDocument", "\"a\"", "not a safetensors file"},
        WrongJson{"NumberAsTensor", R"({"a":1})", "\"a\" describes no tensor"},
        WrongJson{"ArrayAsTensor", R"({"a":[]})", "\"a\" describes no tensor"},
        WrongJson{"NullAsTensor", R"({"a":null})", "\"a\" describes no tensor"},
        WrongJson{"EmptyTensor", R"({"a":{}})", "lacks its type, shape or place"},
        WrongJson{
            "NoShape",
            R"({"a":{"dtype":"U8","data_offsets":[0,1]}})",
            "lacks its type, shape or place"},
        WrongJson{
            "NoType",
            R"({"a":{"shape":[1],"data_offsets":[0,1]}})",
            "lacks its type, shape or place"},
        WrongJson{
            "NoPlace",
            R"({"a":{"shape":[1],"dtype":"U8"}})",
            "lacks its type, shape or place"},
        WrongJson{"UnknownMember", R"({"a":{"strides":[1]}})", "unknown entry \"strides\""},
        WrongJson{"TypeTwice", R"({"a":{"dtype":"U8","dtype":"U8"}})", "has its dtype twice"},
        WrongJson{"ShapeTwice", R"({"a":{"shape":[1],"shape":[1]}})", "has its shape twice"},
        WrongJson{"UnknownType", R"({"a":{"dtype":"F12"}})", "type \"F12\" of \"a\" is unknown"},
        WrongJson{
            "NumberAsType",
            R"({"a":{"dtype":1}})",
            "dtype of \"a\" has a value of a wrong kind"},
        WrongJson{
            "TextAsShape",
            R"({"a":{"shape":"1"}})",
            "shape of \"a\" has a value of a wrong kind"},
        WrongJson{
            "NegativeExtent",
            R"({"a":{"shape":[-1]}})",
            "shape of \"a\" has a value of a wrong kind"},
        WrongJson{
            "FractionalExtent",
            R"({"a":{"shape":[1.0]}})",
            "shape of \"a\" has a value of a wrong kind"},
        WrongJson{
            "ExtentBeyond64Bits",
            R"({"a":{"shape":[18446744073709551616]}})",
            "shape of \"a\" has a value"},
        WrongJson{
            "TooManyDimensions",
            R"({"a":{"shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]}})",
            "too many dimensions"},
        WrongJson{"OneOffset", R"({"a":{"data_offsets":[0]}})", "not a pair of numbers"},
        WrongJson{"ThreeOffsets", R"({"a":{"data_offsets":[0,1,1]}})", "not a pair of numbers"},
        WrongJson{"MetadataIsText", R"({"__metadata__":"x"})", "describes no tensor"},
        WrongJson{"NumberInMetadata", R"({"__metadata__":{"a":1}})", "something other than text"},
        WrongJson{"NullInMetadata", R"({"__metadata__":{"a":null}})", "something other than text"},
        WrongJson{"ObjectInMetadata", R"({"__metadata__":{"a":{}}})", "something other than text"},
        WrongJson{"ArrayInMetadata", R"({"__metadata__":{"a":[]}})", "something other than text"},
        WrongJson{"MetadataTwice", R"({"__metadata__":{},"__metadata__":{}})", "metadata twice"},
        WrongJson{
            "MetadataKeyTwice",
            R"({"__metadata__":{"a":"1","a":"2"}})",
            "metadata has \"a\" twice"},
        WrongJson{"LongName", "{\"" + std::string(513, 'n') + "\":{}}", "longer than 512 bytes"}
    ),
    [](const auto& test) { return std::string(test.param.name); }
);

TEST(HeaderTest, RefusesMetadataWithoutEnd) {
    std::map<std::string, std::string> metadata;
    for (std::size_t i = 0; i <= kMaxMetadataEntries; ++i) {
        metadata.emplace(std::to_string(i), "");
    }

    EXPECT_THAT(
        refusal(parse(write_safetensors({}, metadata))), HasSubstr("more than 4,096 entries")
    );
}

TEST(HeaderTest, KeepsHostileNamesOutOfItsSentences) {
    const std::string json = R"({"a\u001b[31m\u202e":1})";

    EXPECT_THAT(refusal_of_json(json, 0), HasSubstr("the entry \"a[31m\" describes no tensor"));
}

// Files on disk

class ReadHeaderTest : public ::testing::Test {
protected:
    void TearDown() override {
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
    }

    void write(BytesView bytes) const { std::ofstream(path, std::ios::binary) << bytes; }

    const std::filesystem::path path = std::filesystem::temp_directory_path() /
                                       ("likeness_header_test_" + std::to_string(::getpid()));
};

TEST_F(ReadHeaderTest, ReadsTheHeaderOfAFileOnDisk) {
    write(write_safetensors({{"a", DType::f32, {3}}}, {{"format", "pt"}}));

    const auto header = read_header(path);

    ASSERT_TRUE(header) << header.error().message;
    EXPECT_THAT(header->tensors[0].shape, ElementsAre(3));
    EXPECT_THAT(header->metadata, ElementsAre(Pair("format", "pt")));
}

TEST_F(ReadHeaderTest, RefusesDamagedFiles) {
    write("PK");
    EXPECT_THAT(refusal(read_header(path)), HasSubstr("zip"));

    write("\x05\0\0\0\0\0\0\0{}"s);
    EXPECT_THAT(refusal(read_header(path)), HasSubstr("cut off"));

    write("version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n");
    EXPECT_THAT(refusal(read_header(path)), HasSubstr("Git LFS"));

    write("");
    EXPECT_EQ(refusal(read_header(path)), "The file is empty.");
}

TEST_F(ReadHeaderTest, SaysWhenThereIsNoFile) {
    const auto header = read_header(path);

    ASSERT_FALSE(header);
    EXPECT_EQ(header.error().code, ErrorCode::not_found);
}

TEST_F(ReadHeaderTest, DoesNotReadFolders) {
    EXPECT_FALSE(read_header(std::filesystem::temp_directory_path()));
}

}  // namespace
}  // namespace likeness::safetensors
