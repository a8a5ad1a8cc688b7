#include "net/conditional.hpp"

#include "net/in_memory_request.hpp"
#include "testing/run_task.hpp"
#include "testing/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace likeness::net {
namespace {

using namespace std::chrono_literals;
using Headers = std::vector<std::pair<std::string, std::string>>;

constexpr std::string_view kEtag = "\"v1\"";
constexpr std::string_view kModified = "Sun, 06 Nov 1994 08:49:37 GMT";
constexpr std::string_view kBefore = "Sun, 06 Nov 1994 08:49:36 GMT";
constexpr std::string_view kAfter = "Sun, 06 Nov 1994 08:49:38 GMT";

Validators validators() {
    return {kEtag, std::chrono::sys_days{1994y / 11 / 6} + 8h + 49min + 37s};
}

int precondition(const Headers& headers, Method method = Method::get) {
    InMemoryRequest source(method);
    for (const auto& [name, value] : headers) {
        source.header(name, value);
    }
    return check_preconditions(source.request(), validators());
}

TEST(PreconditionTest, HoldWithoutConditions) {
    EXPECT_EQ(precondition({}), 200);
}

TEST(PreconditionTest, IfNoneMatchComparesWeakly) {
    EXPECT_EQ(precondition({{"If-None-Match", "\"v1\""}}), 304);
    EXPECT_EQ(precondition({{"If-None-Match", "W/\"v1\""}}), 304);
    EXPECT_EQ(precondition({{"If-None-Match", "\"v2\""}}), 200);
    EXPECT_EQ(precondition({{"If-None-Match", "v1"}}), 200);
}

TEST(PreconditionTest, IfNoneMatchTakesListsAndTheAsterisk) {
    EXPECT_EQ(precondition({{"If-None-Match", "\"a,b\", W/\"x\" , \"v1\""}}), 304);
    EXPECT_EQ(precondition({{"If-None-Match", "\"a\""}, {"if-none-match", "\"v1\""}}), 304);
    EXPECT_EQ(precondition({{"If-None-Match", "*"}}), 304);
    EXPECT_EQ(precondition({{"If-None-Match", "\"a, \"v1\""}}), 200);
}

TEST(PreconditionTest, IfNoneMatchRefusesChanges) {
    EXPECT_EQ(precondition({{"If-None-Match", "*"}}, Method::put), 412);
    EXPECT_EQ(precondition({{"If-None-Match", "\"v1\""}}, Method::head), 304);
}

TEST(PreconditionTest, IfNoneMatchOutweighsIfModifiedSince) {
    EXPECT_EQ(
        precondition({{"If-None-Match", "\"v2\""}, {"If-Modified-Since", std::string(kModified)}}),
        200
    );
    EXPECT_EQ(
        precondition({{"If-None-Match", "\"v1\""}, {"If-Modified-Since", std::string(kBefore)}}),
        304
    );
}

TEST(PreconditionTest, IfModifiedSinceComparesWholeSeconds) {
    EXPECT_EQ(precondition({{"If-Modified-Since", std::string(kModified)}}), 304);
    EXPECT_EQ(precondition({{"If-Modified-Since", std::string(kAfter)}}), 304);
    EXPECT_EQ(precondition({{"If-Modified-Since", std::string(kBefore)}}), 200);
    EXPECT_EQ(precondition({{"If-Modified-Since", "yesterday"}}), 200);
    EXPECT_EQ(precondition({{"If-Modified-Since", std::string(kModified)}}, Method::post), 200);
}

TEST(PreconditionTest, IfMatchComparesStrongly) {
    EXPECT_EQ(precondition({{"If-Match", "\"v1\""}}), 200);
    EXPECT_EQ(precondition({{"If-Match", "*"}}), 200);
    EXPECT_EQ(precondition({{"If-Match", "\"v0\", \"v1\""}}), 200);
    EXPECT_EQ(precondition({{"If-Match", "W/\"v1\""}}), 412);
    EXPECT_EQ(precondition({{"If-Match", "\"v2\""}}), 412);
}

TEST(PreconditionTest, IfMatchOutweighsIfUnmodifiedSince) {
    EXPECT_EQ(
        precondition({{"If-Match", "\"v1\""}, {"If-Unmodified-Since", std::string(kBefore)}}), 200
    );
    EXPECT_EQ(precondition({{"If-Unmodified-Since", std::string(kBefore)}}), 412);
    EXPECT_EQ(precondition({{"If-Unmodified-Since", std::string(kModified)}}), 200);
}

TEST(PreconditionTest, IfMatchComesBeforeIfNoneMatch) {
    EXPECT_EQ(precondition({{"If-None-Match", "\"v1\""}, {"If-Match", "\"v2\""}}), 412);
}

/// "status first+length" of a Range header for a body of 100 bytes.
std::string
range_of(const Headers& headers, Method method = Method::get, std::uint64_t size = 100) {
    InMemoryRequest source(method);
    for (const auto& [name, value] : headers) {
        source.header(name, value);
    }
    const RangeChoice choice = choose_range(source.request(), validators(), size);
    return std::to_string(choice.status) + " " + std::to_string(choice.range.first) + "+" +
           std::to_string(choice.range.length);
}

TEST(RangeTest, TakesTheThreeForms) {
    EXPECT_EQ(range_of({{"Range", "bytes=0-0"}}), "206 0+1");
    EXPECT_EQ(range_of({{"Range", "bytes=10-19"}}), "206 10+10");
    EXPECT_EQ(range_of({{"Range", "Bytes= 10-"}}), "206 10+90");
    EXPECT_EQ(range_of({{"Range", "bytes=-10"}}), "206 90+10");
    EXPECT_EQ(range_of({{"Range", "bytes=99-99"}}), "206 99+1");
}

TEST(RangeTest, EndsAtTheEnd) {
    EXPECT_EQ(range_of({{"Range", "bytes=90-1000"}}), "206 90+10");
    EXPECT_EQ(range_of({{"Range", "bytes=-1000"}}), "206 0+100");
    EXPECT_EQ(range_of({{"Range", "bytes=0-99999999999999999999999"}}), "206 0+100");
    EXPECT_EQ(range_of({{"Range", "bytes=-99999999999999999999999"}}), "206 0+100");
    EXPECT_EQ(range_of({{"Range", "bytes=0-18446744073709551615"}}), "206 0+100");
}

TEST(RangeTest, RefusesWhatCannotBeSatisfied) {
    EXPECT_EQ(range_of({{"Range", "bytes=100-"}}), "416 0+0");
    EXPECT_EQ(range_of({{"Range", "bytes=100-200"}}), "416 0+0");
    EXPECT_EQ(range_of({{"Range", "bytes=-0"}}), "416 0+0");
    EXPECT_EQ(range_of({{"Range", "bytes=99999999999999999999999-"}}), "416 0+0");
    EXPECT_EQ(range_of({{"Range", "bytes=0-"}}, Method::get, 0), "416 0+0");
}

TEST(RangeTest, SendsTheWholeForWhatItDoesNotServe) {
    for (const char* value :
         {"bytes=0-1,3-4",
          "bytes=5-4",
          "bytes=",
          "bytes=-",
          "bytes=a-b",
          "bytes=1",
          "bytes=0x1-2",
          "items=0-1",
          "bytes 0-1",
          "bytes=--1",
          "bytes=1-2-3",
          "bytes=+1-2"}) {
        EXPECT_EQ(range_of({{"Range", value}}), "200 0+100") << value;
    }
    EXPECT_EQ(range_of({{"Range", "bytes=0-1"}, {"Range", "bytes=0-1"}}), "200 0+100");
    EXPECT_EQ(range_of({{"Range", "bytes=-5"}}, Method::get, 0), "200 0+0");
}

TEST(RangeTest, IsForGetOnly) {
    EXPECT_EQ(range_of({{"Range", "bytes=0-0"}}, Method::head), "200 0+100");
}

TEST(RangeTest, HonoursIfRange) {
    EXPECT_EQ(range_of({{"Range", "bytes=0-0"}, {"If-Range", "\"v1\""}}), "206 0+1");
    EXPECT_EQ(range_of({{"Range", "bytes=0-0"}, {"If-Range", "\"v2\""}}), "200 0+100");
    EXPECT_EQ(range_of({{"Range", "bytes=0-0"}, {"If-Range", "W/\"v1\""}}), "200 0+100");
    EXPECT_EQ(range_of({{"Range", "bytes=0-0"}, {"If-Range", std::string(kModified)}}), "206 0+1");
    EXPECT_EQ(range_of({{"Range", "bytes=0-0"}, {"If-Range", std::string(kAfter)}}), "200 0+100");
    EXPECT_EQ(range_of({{"Range", "bytes=0-0"}, {"If-Range", "junk"}}), "200 0+100");
}

Representation representation() {
    static const std::vector<HeaderField> extra = {
        {"Content-Disposition", "inline"}, {"Vary", "Cookie"}};
    return {"image/jpeg", validators(), "private, max-age=60", extra};
}

TEST(BytesResponseTest, SendsTheWholeWithAllItsHeaders) {
    InMemoryRequest source;

    const Response response = bytes_response(source.request(), "0123456789", representation());

    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(std::get<Bytes>(response.body), "0123456789");
    EXPECT_EQ(response.header("Content-Type"), "image/jpeg");
    EXPECT_EQ(response.header("ETag"), kEtag);
    EXPECT_EQ(response.header("Last-Modified"), kModified);
    EXPECT_EQ(response.header("Cache-Control"), "private, max-age=60");
    EXPECT_EQ(response.header("Accept-Ranges"), "bytes");
    EXPECT_EQ(response.header("Content-Disposition"), "inline");
}

TEST(BytesResponseTest, SendsOneRange) {
    InMemoryRequest source;
    source.header("Range", "bytes=2-4");

    const Response response = bytes_response(source.request(), "0123456789", representation());

    EXPECT_EQ(response.status, 206);
    EXPECT_EQ(std::get<Bytes>(response.body), "234");
    EXPECT_EQ(response.header("Content-Range"), "bytes 2-4/10");
}

TEST(BytesResponseTest, RepeatsWhatA304Must) {
    InMemoryRequest source;
    source.header("If-None-Match", "\"v1\"").header("Range", "bytes=0-0");

    const Response response = bytes_response(source.request(), "0123456789", representation());

    EXPECT_EQ(response.status, 304);
    EXPECT_EQ(std::get<Bytes>(response.body), "");
    EXPECT_EQ(response.header("ETag"), kEtag);
    EXPECT_EQ(response.header("Cache-Control"), "private, max-age=60");
    EXPECT_EQ(response.header("Vary"), "Cookie");
    EXPECT_FALSE(response.header("Content-Type"));
    EXPECT_FALSE(response.header("Content-Disposition"));
}

TEST(BytesResponseTest, TellsTheSizeWithA416) {
    InMemoryRequest source;
    source.header("Range", "bytes=10-");

    const Response response = bytes_response(source.request(), "0123456789", representation());

    EXPECT_EQ(response.status, 416);
    EXPECT_EQ(response.header("Content-Range"), "bytes */10");
    EXPECT_FALSE(response.header("Content-Type"));
}

TEST(BytesResponseTest, SendsNothingWithA412) {
    InMemoryRequest source;
    source.header("If-Match", "\"v2\"");

    const Response response = bytes_response(source.request(), "0123456789", representation());

    EXPECT_EQ(response.status, 412);
    EXPECT_EQ(std::get<Bytes>(response.body), "");
}

/// Says which part of itself it was asked for.
class Counting final : public RangedBody {
public:
    std::uint64_t size() const override { return 10; }

    asio::awaitable<void> write_range(StreamWriter&, ByteRange range) override {
        asked = range;
        co_return;
    }

    static inline ByteRange asked;
};

class NoWriter final : public StreamWriter {
public:
    Task<void> write(BytesView) override { co_return Result<void>{}; }

    Task<void> send_file(FileBody) override { co_return Result<void>{}; }
};

TEST(RangedResponseTest, MakesThePartThatIsAskedFor) {
    InMemoryRequest source;
    source.header("Range", "bytes=4-6");

    const Response response =
        ranged_response(source.request(), std::make_unique<Counting>(), representation());

    EXPECT_EQ(response.status, 206);
    EXPECT_EQ(response.header("Content-Range"), "bytes 4-6/10");
    const auto& body = std::get<std::unique_ptr<StreamBody>>(response.body);
    EXPECT_EQ(body->length(), 3U);
    NoWriter writer;
    test::TaskRunner run;
    run(body->write_to(writer));
    EXPECT_EQ(Counting::asked.first, 4U);
    EXPECT_EQ(Counting::asked.length, 3U);
}

TEST(RangedResponseTest, MakesNothingForWhoHasItAlready) {
    InMemoryRequest source;
    source.header("If-None-Match", std::string(kEtag));

    const Response response =
        ranged_response(source.request(), std::make_unique<Counting>(), representation());

    EXPECT_EQ(response.status, 304);
    EXPECT_TRUE(std::holds_alternative<Bytes>(response.body));
}

TEST(FileResponseTest, PointsIntoTheFile) {
    const test::TemporaryFolder folder;
    const auto file = OpenFile::open(folder.write("image", "0123456789")).value();
    InMemoryRequest source;
    source.header("Range", "bytes=-3");

    const Response response = file_response(source.request(), file, representation());

    EXPECT_EQ(response.status, 206);
    const auto& body = std::get<FileBody>(response.body);
    EXPECT_EQ(body.file, file);
    EXPECT_EQ(body.offset, 7U);
    EXPECT_EQ(body.length, 3U);
}

}  // namespace
}  // namespace likeness::net
