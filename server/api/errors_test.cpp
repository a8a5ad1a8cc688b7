#include "api/errors.hpp"

#include "testing/fake_clock.hpp"

#include <gtest/gtest.h>

#include <array>

namespace likeness::api {
namespace {

using namespace std::chrono_literals;

struct Expected {
    ErrorCode code;
    int status;
    std::string_view name;
    int number;
};

/// tRPC's own table (TRPC_ERROR_CODES_BY_KEY and its HTTP statuses), by our codes.
constexpr std::array<Expected, 14> kExpected{{
    {ErrorCode::invalid_argument, 400, "BAD_REQUEST", -32600},
    {ErrorCode::unauthenticated, 401, "UNAUTHORIZED", -32001},
    {ErrorCode::permission_denied, 403, "FORBIDDEN", -32003},
    {ErrorCode::not_found, 404, "NOT_FOUND", -32004},
    {ErrorCode::method_not_supported, 405, "METHOD_NOT_SUPPORTED", -32005},
    {ErrorCode::conflict, 409, "CONFLICT", -32009},
    {ErrorCode::payload_too_large, 413, "PAYLOAD_TOO_LARGE", -32013},
    {ErrorCode::unsupported_media_type, 415, "UNSUPPORTED_MEDIA_TYPE", -32015},
    {ErrorCode::unprocessable, 422, "UNPROCESSABLE_CONTENT", -32022},
    {ErrorCode::resource_exhausted, 429, "TOO_MANY_REQUESTS", -32029},
    {ErrorCode::upstream_failed, 502, "BAD_GATEWAY", -32603},
    {ErrorCode::unavailable, 503, "SERVICE_UNAVAILABLE", -32603},
    {ErrorCode::deadline_exceeded, 504, "GATEWAY_TIMEOUT", -32603},
    {ErrorCode::internal, 500, "INTERNAL_SERVER_ERROR", -32603},
}};

Error quota_error() {
    Error error{ErrorCode::resource_exhausted, "No generations left."};
    error.retry_after = 90s;
    error.next_at = test::kNoon;
    return error;
}

TEST(WireErrorTest, GivesEveryCodeTheStatusAndNamesOfBothWires) {
    for (const Expected& expected : kExpected) {
        const WireError wire = wire_error(expected.code);

        EXPECT_EQ(wire.http_status, expected.status) << expected.name;
        EXPECT_EQ(wire.code, expected.name);
        EXPECT_EQ(wire.trpc_number, expected.number) << expected.name;
        EXPECT_FALSE(wire.title.empty()) << expected.name;
    }
}

TEST(WireErrorTest, KeepsTheStatusThatTheServerAnsweredWith) {
    for (const int status : {400, 408, 413, 414, 417, 431, 500, 501, 503, 505}) {
        const WireError wire = wire_error_of_status(status);

        EXPECT_EQ(wire.http_status, status);
        EXPECT_FALSE(wire.code.empty()) << status;
        EXPECT_FALSE(wire.title.empty()) << status;
    }
    EXPECT_EQ(wire_error_of_status(413).code, "PAYLOAD_TOO_LARGE");
    EXPECT_EQ(wire_error_of_status(503).code, "SERVICE_UNAVAILABLE");
}

TEST(ProblemJsonTest, SaysWhatWentWrongByRfc9457) {
    EXPECT_EQ(
        problem_json(Error::not_found("LoRA"), "00ff"),
        R"({"type":"about:blank","title":"Not Found","status":404,"detail":"There is no such LoRA.",)"
        R"("code":"NOT_FOUND","requestId":"00ff"})"
    );
}

TEST(ProblemJsonTest, NamesFieldsAndTheNextTime) {
    EXPECT_EQ(
        problem_json(Error::invalid_field("images[2].id", "is \"odd\""), ""),
        R"({"type":"about:blank","title":"Bad Request","status":400,"detail":"images[2].id: is \"odd\"",)"
        R"("code":"BAD_REQUEST","errors":[{"path":"images[2].id","message":"is \"odd\""}]})"
    );
    EXPECT_EQ(
        problem_json(quota_error(), ""),
        R"({"type":"about:blank","title":"Too Many Requests","status":429,"detail":"No generations left.",)"
        R"("code":"TOO_MANY_REQUESTS","nextAt":"2026-11-21T12:00:00.000Z","retryAfterSeconds":90})"
    );
}

TEST(ProblemJsonTest, KeepsTheDetailForTheLog) {
    const Error error = Error::internal("SELECT failed at /var/lib/likeness");

    EXPECT_EQ(problem_json(error, "").find("likeness"), std::string::npos);
    EXPECT_EQ(trpc_error_json(error, "a.b", "").find("likeness"), std::string::npos);
}

TEST(TrpcErrorJsonTest, HasTheShapeThatItsClientReads) {
    EXPECT_EQ(
        trpc_error_json(quota_error(), "generate.images", "00ff"),
        R"({"message":"No generations left.","code":-32029,"data":{"code":"TOO_MANY_REQUESTS",)"
        R"("httpStatus":429,"path":"generate.images","nextAt":"2026-11-21T12:00:00.000Z",)"
        R"("retryAfterSeconds":90,"requestId":"00ff"}})"
    );
}

TEST(TrpcErrorJsonTest, SaysAStatusThatNoCodeHas) {
    const Error error{ErrorCode::invalid_argument, "Too slow."};

    EXPECT_EQ(
        trpc_error_json(wire_error_of_status(408), error, "", ""),
        R"({"message":"Too slow.","code":-32600,"data":{"code":"BAD_REQUEST","httpStatus":408}})"
    );
}

TEST(TrpcErrorJsonTest, LeavesOutAPathThatIsNotKnown) {
    EXPECT_EQ(
        trpc_error_json(Error::not_found("thing"), "", ""),
        R"({"message":"There is no such thing.","code":-32004,"data":{"code":"NOT_FOUND","httpStatus":404}})"
    );
}

TEST(ErrorHeadersTest, SaysWhenToComeBack) {
    const auto headers = error_headers(Error::unavailable("Busy."));

    ASSERT_EQ(headers.size(), 1U);
    EXPECT_EQ(headers[0], (std::pair<std::string, std::string>{"Retry-After", "2"}));
}

TEST(ErrorHeadersTest, TellsOfTheQuotaToo) {
    const auto headers = error_headers(quota_error());

    ASSERT_EQ(headers.size(), 2U);
    EXPECT_EQ(headers[0].second, "90");
    EXPECT_EQ(
        headers[1], (std::pair<std::string, std::string>{"RateLimit", "\"generations\";r=0;t=90"})
    );
}

TEST(ErrorHeadersTest, AddsNothingToOtherErrors) {
    EXPECT_TRUE(error_headers(Error::not_found("thing")).empty());
}

}  // namespace
}  // namespace likeness::api
