#include "net/multipart.hpp"

#include "net/in_memory_request.hpp"
#include "testing/run_task.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace likeness::net {
namespace {

struct ReadPart {
    FormPart head;
    Bytes content;
};

using Form = std::vector<ReadPart>;

Task<Form> read_form(MultipartReader& reader, std::size_t piece) {
    Form form;
    std::vector<char> buffer(piece);
    for (;;) {
        LIKENESS_CO_TRY(std::optional<FormPart> head, co_await reader.next_part());
        if (!head) {
            co_return form;
        }
        Bytes content;
        for (std::size_t count = 1; count > 0;) {
            auto read = co_await reader.read_some(buffer);
            if (!read) {
                co_return std::move(read).error();
            }
            count = *read;
            content.append(buffer.data(), count);
        }
        form.push_back(ReadPart{*std::move(head), std::move(content)});
    }
}

struct Pieces {
    std::size_t received = 1'000'000;
    std::size_t read = 4096;
};

Result<Form> parse(std::string body, Pieces pieces, const MultipartLimits& limits) {
    InMemoryRequest source(Method::post);
    source.header("Content-Type", "multipart/form-data; boundary=XyZ")
        .body(std::move(body), pieces.received);
    Request request = source.request();
    auto reader = MultipartReader::open(request, limits);
    if (!reader) {
        return reader.error();
    }
    return test::run_task(read_form(*reader, pieces.read));
}

Result<Form> parse(std::string body) {
    return parse(std::move(body), {}, {});
}

std::string part(std::string_view name, std::string_view content) {
    return "--XyZ\r\nContent-Disposition: form-data; name=\"" + std::string(name) + "\"\r\n\r\n" +
           std::string(content) + "\r\n";
}

TEST(MultipartTest, ReadsPartsHoweverTheyAreCut) {
    // Near misses of the boundary within the content.
    const std::string content = "\r\n--Xy\r\n--\r\n-\r\r\n--XyA\n--XyZ\r\n";
    const std::string body =
        part("a", content) + part("empty", "") + part("b", std::string(3000, 'x')) + "--XyZ--\r\n";

    for (const std::size_t received : {1U, 2U, 3U, 7U, 64U, 100'000U}) {
        for (const std::size_t read : {1U, 5U, 4096U}) {
            const auto form = parse(body, {received, read}, {});

            ASSERT_TRUE(form) << form.error().message;
            ASSERT_EQ(form->size(), 3U);
            EXPECT_EQ((*form)[0].content, content);
            EXPECT_EQ((*form)[1].content, "");
            EXPECT_EQ((*form)[2].head.name, "b");
            EXPECT_EQ((*form)[2].content, std::string(3000, 'x'));
        }
    }
}

TEST(MultipartTest, ReadsPartsLargerThanItsWindow) {
    std::string content;
    for (int i = 0; i < 100'000; ++i) {
        content += std::to_string(i) + "\r\n";
    }

    const auto form = parse(part("file", content) + "--XyZ--");

    ASSERT_TRUE(form);
    EXPECT_EQ(form->at(0).content, content);
}

TEST(MultipartTest, SkipsWhatIsNotRead) {
    InMemoryRequest source(Method::post);
    source.header("Content-Type", "multipart/form-data; boundary=\"XyZ\"");
    source.body(part("a", std::string(100'000, 'x')) + part("b", "wanted") + "--XyZ--", 1000);
    Request request = source.request();
    auto reader = MultipartReader::open(request).value();

    ASSERT_TRUE(test::run_task(reader.next_part()).value());
    const auto second = test::run_task(reader.next_part()).value();

    ASSERT_TRUE(second);
    EXPECT_EQ(second->name, "b");
}

TEST(MultipartTest, TakesAFormWithoutParts) {
    EXPECT_EQ(parse("--XyZ--\r\n").value().size(), 0U);
}

TEST(MultipartTest, StopsAtTheClosingBoundary) {
    EXPECT_EQ(parse(part("a", "1") + "--XyZ--\r\n" + part("b", "2")).value().size(), 1U);
}

TEST(MultipartTest, RefusesMalformedForms) {
    for (const std::string& body :
         {std::string(),
          std::string("--XyZ"),
          std::string("--XyZ\r\n"),
          std::string("preamble\r\n--XyZ--"),
          std::string("--XyZ \r\n"),
          std::string("--XyZ\n\n"),
          std::string("--XyZ-x"),
          part("a", "1"),
          part("a", "1") + "--XyZ",
          part("a", "1") + "--XyZ-",
          part("a", "1\r\n--XyZtail") + "--XyZ--",
          std::string("--XyZ\r\n\r\ncontent\r\n--XyZ--")}) {
        const auto form = parse(body);

        ASSERT_FALSE(form) << body;
        EXPECT_EQ(form.error().code, ErrorCode::invalid_argument) << body;
    }
}

TEST(MultipartTest, LimitsParts) {
    MultipartLimits limits;
    limits.max_parts = 2;
    const std::string two = part("a", "1") + part("b", "2");

    EXPECT_TRUE(parse(two + "--XyZ--", {}, limits));
    EXPECT_EQ(
        parse(two + part("c", "3") + "--XyZ--", {}, limits).error().code,
        ErrorCode::payload_too_large
    );
}

TEST(MultipartTest, LimitsPartHeaders) {
    MultipartLimits limits;
    limits.max_header_bytes = 200;
    const std::string long_part =
        "--XyZ\r\nContent-Disposition: form-data; name=\"a\"\r\nX: " + std::string(200, 'x') +
        "\r\n\r\n1\r\n--XyZ--";

    EXPECT_EQ(parse(long_part, {}, limits).error().code, ErrorCode::payload_too_large);
    EXPECT_EQ(parse(long_part, {1, 1}, limits).error().code, ErrorCode::payload_too_large);
    EXPECT_TRUE(parse(long_part));
}

TEST(MultipartTest, LimitsThemAlikeHoweverTheyAreCut) {
    const std::string first = "Content-Disposition: form-data; name=\"a\"\r\nX: ";
    for (const std::size_t more : {0U, 1U, 2U, 3U, 4U}) {
        MultipartLimits limits;
        limits.max_header_bytes = first.size() + 50;
        const std::string body =
            "--XyZ\r\n" + first + std::string(48 + more, 'x') + "\r\n\r\n1\r\n--XyZ--";

        EXPECT_EQ(parse(body, {}, limits).has_value(), more <= 2) << more;
        EXPECT_EQ(parse(body, {1, 1}, limits).has_value(), more <= 2) << more;
    }
}

TEST(MultipartTest, WantsAFormWithAProperBoundary) {
    const auto open = [](const std::string& content_type) {
        InMemoryRequest source(Method::post);
        source.header("Content-Type", content_type);
        Request request = source.request();
        const auto reader = MultipartReader::open(request);
        return reader ? std::optional<ErrorCode>() : reader.error().code;
    };

    EXPECT_EQ(open("Multipart/Form-Data; charset=utf-8; boundary=a"), std::nullopt);
    EXPECT_EQ(open("multipart/mixed; boundary=a"), ErrorCode::unsupported_media_type);
    EXPECT_EQ(open("application/json"), ErrorCode::unsupported_media_type);
    EXPECT_EQ(open("multipart/form-data"), ErrorCode::invalid_argument);
    EXPECT_EQ(open("multipart/form-data; boundary=\"\""), ErrorCode::invalid_argument);
    EXPECT_EQ(open("multipart/form-data; boundary=\"a \""), ErrorCode::invalid_argument);
    EXPECT_EQ(
        open("multipart/form-data; boundary=" + std::string(71, 'a')), ErrorCode::invalid_argument
    );
    EXPECT_EQ(open("multipart/form-data; boundary=\"a*b\""), ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace likeness::net
