#include "safetensors/header_json.hpp"

#include "safetensors/display_text.hpp"
#include "safetensors/header_builder.hpp"

#include <boost/json/basic_parser_impl.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace likeness::safetensors {

namespace {

namespace json = boost::json;

/// Document, tensor, shape or offsets.
constexpr std::size_t kMaxDepth = 3;

/// Hands the events of Boost.JSON's parser to a HeaderBuilder. Texts arrive in parts.
class HeaderHandler {
public:
    // NOLINTBEGIN(readability-identifier-naming): the parser asks for these names. They are its own
    // limits; ours are checked in append(), where a sentence can be given.
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    // NOLINTEND(readability-identifier-naming)

    Header take_header() { return builder_.take_header(); }

    /// Why an event was refused; nothing if the parser itself found fault with the text.
    const std::optional<Error>& refusal() const { return refusal_; }

    bool on_document_begin(json::error_code& /*ec*/) { return true; }

    bool on_document_end(json::error_code& /*ec*/) { return true; }

    bool on_object_begin(json::error_code& ec) { return pass(builder_.begin_object(), ec); }

    bool on_object_end(std::size_t /*n*/, json::error_code& ec) {
        return pass(builder_.end_object(), ec);
    }

    bool on_array_begin(json::error_code& ec) { return pass(builder_.begin_array(), ec); }

    bool on_array_end(std::size_t n, json::error_code& ec) {
        return pass(builder_.end_array(n), ec);
    }

    bool on_key_part(json::string_view part, std::size_t /*n*/, json::error_code& ec) {
        return append(part, kMaxNameLength, ec);
    }

    bool on_key(json::string_view part, std::size_t /*n*/, json::error_code& ec) {
        return append(part, kMaxNameLength, ec) && pass(builder_.key(std::exchange(text_, {})), ec);
    }

    bool on_string_part(json::string_view part, std::size_t /*n*/, json::error_code& ec) {
        return append(part, kMaxHeaderLength, ec);
    }

    bool on_string(json::string_view part, std::size_t /*n*/, json::error_code& ec) {
        return append(part, kMaxHeaderLength, ec) &&
               pass(builder_.text(std::exchange(text_, {})), ec);
    }

    bool on_uint64(std::uint64_t number, json::string_view /*text*/, json::error_code& ec) {
        return pass(builder_.number(number), ec);
    }

    bool on_int64(std::int64_t number, json::string_view /*text*/, json::error_code& ec) {
        return pass(
            number < 0 ? builder_.other_value()
                       : builder_.number(static_cast<std::uint64_t>(number)),
            ec
        );
    }

    bool on_number_part(json::string_view /*part*/, json::error_code& /*ec*/) { return true; }

    bool on_double(double /*number*/, json::string_view /*text*/, json::error_code& ec) {
        return pass(builder_.other_value(), ec);
    }

    bool on_bool(bool /*value*/, json::error_code& ec) { return pass(builder_.other_value(), ec); }

    bool on_null(json::error_code& ec) { return pass(builder_.other_value(), ec); }

    bool on_comment_part(json::string_view /*part*/, json::error_code& /*ec*/) { return true; }

    bool on_comment(json::string_view /*part*/, json::error_code& /*ec*/) { return true; }

private:
    bool pass(Result<void> done, json::error_code& ec) {
        if (done) {
            return true;
        }
        refusal_ = std::move(done).error();
        ec = json::make_error_code(json::error::syntax);
        return false;
    }

    bool append(json::string_view part, std::uint64_t limit, json::error_code& ec) {
        if (text_.size() + part.size() > limit) {
            const std::string why =
                "The file's header is wrong: a name is longer than " + grouped(limit) + " bytes.";
            return pass(Error{ErrorCode::unprocessable, why}, ec);
        }
        text_.append(part.data(), part.size());
        return true;
    }

    HeaderBuilder builder_;
    std::optional<Error> refusal_;
    std::string text_;  // the parts that have come
};

}  // namespace

Result<Header> parse_header_json(std::string_view json) {
    json::parse_options options;
    options.max_depth = kMaxDepth;
    json::basic_parser<HeaderHandler> parser(options);
    json::error_code ec;
    const std::size_t read = parser.write_some(false, json.data(), json.size(), ec);
    if (!ec && read < json.size()) {
        ec = json::make_error_code(json::error::extra_data);
    }
    if (!ec) {
        return parser.handler().take_header();
    }
    if (const auto& refusal = parser.handler().refusal()) {
        return *refusal;
    }
    return Error{
        ErrorCode::unprocessable,
        "The file is damaged, or not a safetensors file: its header is not valid JSON.",
        ec.message() + " at byte " + std::to_string(read)};
}

}  // namespace likeness::safetensors
