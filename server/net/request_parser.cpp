#include "net/request_parser.hpp"

#include "net/field_value.hpp"
#include "net/request_target.hpp"

#include <boost/beast/http/basic_parser.hpp>

#include <limits>
#include <optional>
#include <vector>

namespace likeness::net {

namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;

std::string_view to_std(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

Method to_method(http::verb verb) {
    switch (verb) {
        case http::verb::get:
            return Method::get;
        case http::verb::head:
            return Method::head;
        case http::verb::post:
            return Method::post;
        case http::verb::put:
            return Method::put;
        case http::verb::patch:
            return Method::patch;
        case http::verb::delete_:
            return Method::delete_;
        case http::verb::options:
            return Method::options;
        default:
            return Method::other;
    }
}

/// Collects what Beast finds in the head of one request and refuses what Beast lets pass.
class HeadParser final : public http::basic_parser<true> {
public:
    HeadParser(const Limits& limits, std::vector<HeaderField>& fields)
        : limits_(limits),
          fields_(fields) {
        skip(true);  // bodies are read by RequestReader
        header_limit(std::numeric_limits<std::uint32_t>::max()
        );  // Beast's counts each piece anew; ours counts them together
    }

    /// 0 if nothing was refused by us.
    int refusal() const { return refusal_; }

    bool has_request_line() const { return !target_.empty(); }

    RequestHead head() const {
        RequestHead head;
        head.method = to_method(method_);
        head.method_text = method_text_;
        head.target = target_;
        head.path = parts_.path;
        head.query = parts_.query;
        head.fields = fields_;
        head.content_length = content_length_;
        head.has_body = is_chunked_ || content_length_.value_or(0) > 0;
        return head;
    }

    bool is_chunked() const { return is_chunked_; }

    bool expects_continue() const { return expects_continue_ && !is_http_1_0_; }

    bool is_http_1_0() const { return is_http_1_0_; }

    /// The bytes have moved from `from` to `to`.
    void move_views(const char* from, const char* to) {
        const auto moved = [&](std::string_view& view) {
            // An absolute-form target without a path has "/" in static storage.
            if (!view.empty() && view.data() != kRootPath.data()) {
                view = {to + (view.data() - from), view.size()};
            }
        };
        for (std::string_view* view : {&method_text_, &target_, &parts_.path, &parts_.query}) {
            moved(*view);
        }
        for (HeaderField& field : fields_) {
            moved(field.name);
            moved(field.value);
        }
    }

private:
    static constexpr std::string_view kRootPath = "/";

    void refuse(int status, error_code& ec) {
        refusal_ = status;
        ec = http::error::bad_value;
    }

    void on_request_impl(
        http::verb method,
        boost::beast::string_view method_text,
        boost::beast::string_view target,
        int version,
        error_code& ec
    ) override {
        method_ = method;
        method_text_ = to_std(method_text);
        target_ = to_std(target);
        is_http_1_0_ = version == 10;
        if (method == http::verb::connect || method == http::verb::trace) {
            return refuse(501, ec);
        }
        if (target_.size() > limits_.max_target_bytes) {
            return refuse(414, ec);
        }
        const std::optional<TargetParts> parts =
            split_target(target_, method == http::verb::options);
        if (!parts) {
            return refuse(400, ec);
        }
        parts_ = *parts;
        if (parts_.path == kRootPath) {
            parts_.path = kRootPath;  // in static storage, whether or not it was sent: move_views()
                                      // tells it by that
        }
    }

    void on_field_impl(
        http::field field,
        boost::beast::string_view name,
        boost::beast::string_view value,
        error_code& ec
    ) override {
        const HeaderField added{to_std(name), to_std(value)};
        if (is_folded(added)) {
            return refuse(400, ec);
        }
        if (fields_.size() == limits_.max_header_fields) {
            return refuse(431, ec);
        }
        fields_.push_back(added);
        const int status = check_field(field, added.value);
        if (status != 0) {
            refuse(status, ec);
        }
    }

    /// Beast joins obsolete line folding in a buffer of its own, or skips a first line that is
    /// blank. Either way the value does not begin right behind the colon and its spaces.
    static bool is_folded(const HeaderField& field) {
        const char* gap = field.name.data() + field.name.size() + 1;
        while (gap != field.value.data() && (*gap == ' ' || *gap == '\t')) {
            ++gap;
        }
        return gap != field.value.data();
    }

    /// 0, or the status of the refusal.
    int check_field(http::field field, std::string_view value) {
        switch (field) {
            case http::field::host:
                has_host_ = !has_host_ && is_valid_host(value);
                return has_host_ ? 0 : 400;
            case http::field::content_length:
                return check_content_length(value);
            case http::field::transfer_encoding:
                return check_transfer_encoding(value);
            case http::field::expect:
                expects_continue_ = equals_ignoring_case(value, "100-continue");
                return expects_continue_ ? 0 : 417;
            default:
                return 0;
        }
    }

    int check_content_length(std::string_view value) {
        const bool first = !content_length_;
        content_length_ = parse_decimal(value);
        return first && content_length_ ? 0 : 400;
    }

    int check_transfer_encoding(std::string_view value) {
        if (is_http_1_0_ || is_chunked_) {
            return 400;
        }
        std::string_view last;
        for (std::string_view rest = value; !rest.empty();) {
            last = take_element(rest, ',');
        }
        // Section 6.1: without a final "chunked" the length cannot be told; other codings before it
        // we do not know.
        if (!equals_ignoring_case(last, "chunked")) {
            return 400;
        }
        is_chunked_ = equals_ignoring_case(value, "chunked");
        return is_chunked_ ? 0 : 501;
    }

    void on_header_impl(error_code& ec) override {
        if (!has_host_ && !is_http_1_0_) {
            refuse(400, ec);
        }
    }

    // The rest of Beast's interface is for bodies and responses.
    void on_response_impl(int, boost::beast::string_view, int, error_code&) override {}

    void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}

    std::size_t on_body_impl(boost::beast::string_view body, error_code&) override {
        return body.size();
    }

    void on_chunk_header_impl(std::uint64_t, boost::beast::string_view, error_code&) override {}

    std::size_t on_chunk_body_impl(std::uint64_t, boost::beast::string_view body, error_code&)
        override {
        return body.size();
    }

    void on_finish_impl(error_code&) override {}

    const Limits& limits_;
    std::vector<HeaderField>& fields_;
    http::verb method_ = http::verb::unknown;
    std::string_view method_text_;
    std::string_view target_;
    TargetParts parts_;
    std::optional<std::uint64_t> content_length_;
    int refusal_ = 0;
    bool is_http_1_0_ = false;
    bool is_chunked_ = false;
    bool has_host_ = false;
    bool expects_continue_ = false;
};

/// True if the first line ends like a request line of an HTTP version that is not 1.0 or 1.1.
bool names_other_version(std::string_view received) {
    const std::string_view line = received.substr(0, received.find("\r\n"));
    const std::string_view version = line.substr(line.rfind(' ') + 1);
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return version.size() == 8 && version.starts_with("HTTP/") && is_digit(version[5]) &&
           version[6] == '.' && is_digit(version[7]) && version != "HTTP/1.0" &&
           version != "HTTP/1.1";
}

}  // namespace

class RequestParser::Impl {
public:
    explicit Impl(const Limits& limits) : limits_(limits) {
        fields_.reserve(limits.max_header_fields);
        restart();
    }

    void restart() {
        fields_.clear();
        parser_.emplace(limits_, fields_);
        consumed_ = 0;
        bytes_ = nullptr;
    }

    Outcome parse(std::string_view received) {
        relocate(received);
        error_code ec;
        const std::string_view rest = received.substr(consumed_);
        consumed_ += parser_->put(boost::asio::const_buffer(rest.data(), rest.size()), ec);
        if (!ec) {
            return consumed_ <= limits_.max_header_bytes ? Outcome::complete : refuse_length();
        }
        if (ec == http::error::need_more) {
            return received.size() < limits_.max_header_bytes ? Outcome::need_more
                                                              : refuse_length();
        }
        if (parser_->refusal() != 0) {
            return refuse(parser_->refusal());
        }
        if (!parser_->has_request_line() && received.size() >= limits_.max_header_bytes) {
            return refuse(414);
        }
        return refuse(ec == http::error::bad_version && names_other_version(received) ? 505 : 400);
    }

    void relocate(std::string_view received) {
        if (bytes_ != nullptr && bytes_ != received.data()) {
            parser_->move_views(bytes_, received.data());
        }
        bytes_ = received.data();
    }

    const HeadParser& parser() const { return *parser_; }

    std::size_t consumed() const { return consumed_; }

    int refusal() const { return refusal_; }

private:
    Outcome refuse(int status) {
        refusal_ = status;
        return Outcome::refused;
    }

    Outcome refuse_length() { return refuse(parser_->has_request_line() ? 431 : 414); }

    const Limits limits_;
    std::vector<HeaderField> fields_;
    std::optional<HeadParser> parser_;
    std::size_t consumed_ = 0;
    const char* bytes_ = nullptr;
    int refusal_ = 0;
};

RequestParser::RequestParser(const Limits& limits) : impl_(std::make_unique<Impl>(limits)) {}

RequestParser::~RequestParser() = default;

void RequestParser::restart() {
    impl_->restart();
}

RequestParser::Outcome RequestParser::parse(std::string_view received) {
    return impl_->parse(received);
}

void RequestParser::relocate(std::string_view received) {
    impl_->relocate(received);
}

std::size_t RequestParser::head_size() const {
    return impl_->consumed();
}

int RequestParser::refusal_status() const {
    return impl_->refusal();
}

RequestHead RequestParser::head() const {
    return impl_->parser().head();
}

bool RequestParser::is_chunked() const {
    return impl_->parser().is_chunked();
}

bool RequestParser::expects_continue() const {
    return impl_->parser().expects_continue();
}

bool RequestParser::is_http_1_0() const {
    return impl_->parser().is_http_1_0();
}

bool RequestParser::wants_keep_alive() const {
    return impl_->parser().keep_alive();
}

}  // namespace likeness::net
